/**
 * npm run fuzz -- --cases 10000 --seed 1: damages small inputs and watches how the program ends.
 * A case fails on exit code 1, a stack trace, an error without a hint, anything left behind, rows that nothing counted, or a
 * hang of more than a minute. Its folder is kept; --case N reruns one case.
 */
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCase } from './fuzz/cases.js';
import { complaints } from './fuzz/oracle.js';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    case: { type: 'string' },
    keep: { type: 'string', default: join(tmpdir(), 'grouplift-fuzz') },
    workers: { type: 'string', default: '2' },
  },
});
const seed = Number(values.seed);
const numbers =
  values.case === undefined
    ? Array.from({ length: Number(values.cases) }, (_, n) => n)
    : [Number(values.case)];
const hangSeconds = 60;
const endings = new Map();
const failures = [];

function startWorker() {
  return fork(new URL('./fuzz/worker.js', import.meta.url).pathname, {
    env: { ...process.env, TZ: 'America/St_Johns', NODE_ENV: '' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** How the program ends on one command line; a worker that hangs or dies is replaced. */
function ended(pool, request) {
  pool.worker ??= startWorker();
  const { worker } = pool;
  return new Promise((resolve) => {
    const done = (result) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      if (result.code === 'hang' || result.code === 'died') {
        worker.kill('SIGKILL');
        pool.worker = undefined;
      }
      resolve(result);
    };
    const timer = setTimeout(() => done({ code: 'hang', stdout: '', stderr: '' }), hangSeconds * 1000);
    worker.once('message', done);
    worker.once('exit', () => done({ code: 'died', stdout: '', stderr: '' }));
    worker.send(request);
  });
}

async function tryCase(pool, number) {
  mkdirSync(values.keep, { recursive: true });
  const folder = mkdtempSync(join(values.keep, `${seed}-${number}-`));
  const made = await writeCase(seed, number, folder);
  const before = readdirSync(folder);
  const result = await ended(pool, { args: made.args, folder });
  const found = complaints(made, result, folder, before);
  const ending = `${made.kind} ${result.code}`;
  endings.set(ending, (endings.get(ending) ?? 0) + 1);
  if (found.length === 0 && values.case === undefined) rmSync(folder, { recursive: true, force: true });
  else failures.push({ number, kind: made.kind, folder, found, said: result.stderr.slice(0, 1500) });
  if (values.case !== undefined) console.log(made, result);
}

async function work() {
  const pool = { worker: undefined };
  for (;;) {
    const number = numbers.shift();
    if (number === undefined) break;
    await tryCase(pool, number);
  }
  pool.worker?.kill();
}

await Promise.all(Array.from({ length: Number(values.workers) }, work));
const wrong = failures.filter(({ found }) => found.length > 0);
for (const { number, kind, folder, found, said } of wrong)
  console.log(
    `case ${number} of seed ${seed} (${kind}): ${found.join('; ')}\n  ${folder}\n  ${said.trimEnd().replaceAll('\n', '\n  ')}`,
  );
const total = [...endings.values()].reduce((sum, count) => sum + count, 0);
console.log(
  [...endings]
    .sort()
    .map(([ending, count]) => `${ending}: ${count}`)
    .join(', '),
);
console.log(`${total - wrong.length} passed, ${wrong.length} failed`);
process.exit(wrong.length === 0 ? 0 : 1);
