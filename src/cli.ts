import { isMainThread } from 'node:worker_threads';
import { Command, CommanderError } from 'commander';
import { type CommandDeclaration, flagsOf, type GivenArgument } from './commands/declaration.js';
import { commandGroups, commands } from './commands/index.js';
import { exitCodes, Interrupted, UserError } from './contract/errors.js';
import { bugText, explainOutput, explainSystemError } from './contract/system_errors.js';
import { version } from './contract/version.js';

/** Runs one command line and returns its exit code: the only place where errors become exit codes. */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', leaveQuietly);
  try {
    await program().parseAsync([...argv]);
    return exitCodes.done;
  } catch (error) {
    return report(error);
  }
}

/** The command line, built from what the commands declare; what a command needs is loaded when it is called. */
export function program(): Command {
  const root = new Command('grouplift')
    .description(
      'Attributes what lands in a product to community-group activity, and says how much of it would not have happened otherwise.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .showHelpAfterError('(see grouplift --help)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 our bug, 2 wrong usage or configuration, 3 wrong input, 130 interrupted\n(by Ctrl-C; 143 by SIGTERM, 129 by SIGHUP).\nData goes to stdout or files, progress and notes to stderr.',
    );

  for (const declaration of commands) addCommand(root, declaration);
  return root;
}

/** Adds one command below the group that its first word names, if it has two. */
function addCommand(root: Command, declaration: CommandDeclaration): void {
  const [word = '', ...more] = declaration.name.split(' ').reverse();
  const command = groupOf(root, more[0]).command(word).description(declaration.summary);
  for (const { value, summary, default: byDefault } of declaration.arguments)
    command.argument(value, summary, byDefault);
  for (const [name, option] of Object.entries(declaration.options)) {
    const add = option.required ? command.requiredOption.bind(command) : command.option.bind(command);
    add(flagsOf(name, option), option.summary, option.default);
  }
  command.action((...given: unknown[]) =>
    declaration.run(given.slice(0, -2) as GivenArgument[], given.at(-2) as object),
  );
}

function groupOf(root: Command, name: string | undefined): Command {
  if (name === undefined) return root;
  const known = root.commands.find((command) => command.name() === name);
  return known ?? root.command(name).description(commandGroups[name] ?? '');
}

/** If no other thread watches stdout. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  const { code, sentence } = explainOutput(error);
  process.stderr.write(sentence);
  process.exit(code);
}

function report(error: unknown): number {
  if (error instanceof Interrupted) {
    // a thread that is watched leaves the message to the one that watches it
    if (isMainThread) process.stderr.write(`${error.message}\n`);
    return exitCodes.interrupted;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const said = error instanceof UserError ? error : explainSystemError(error);
  if (said !== null) {
    process.stderr.write(`error: ${said.message}\n  hint: ${said.hint}\n`);
    return said.exitCode;
  }
  process.stderr.write(bugText(error));
  return exitCodes.bug;
}
