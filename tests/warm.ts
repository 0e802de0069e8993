/** The built program in a child process that stays: no second start of Node and of the program for every command line of a test file. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import './program.js';

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

let child: ChildProcess | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** What one command line says in a folder; command lines asked for at the same time run one after the other. */
export function warmly(args: readonly string[], cwd: string, env: Environment = {}): Promise<Said> {
  const said = turn.then(() => ask({ args, cwd, env }));
  turn = said.catch(() => undefined);
  return said;
}

function ask(request: { args: readonly string[]; cwd: string; env: Environment }): Promise<Said> {
  const program = child ?? start();
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => {
      child = undefined;
      reject(new Error(`grouplift ${request.args.join(' ')} ended the process with code ${code}`));
    };
    program.once('exit', onExit);
    program.once('message', (said: Said) => {
      program.off('exit', onExit);
      resolve(said);
    });
    program.send(request);
  });
}

/** The child ends with this process. */
function start(): ChildProcess {
  child = fork(join(import.meta.dirname, 'warm_program.js'), {
    execArgv: [],
    env: { ...process.env, TZ: 'America/St_Johns', NODE_ENV: '' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  return child;
}
