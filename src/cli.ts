import { Command, CommanderError } from 'commander';
import { exitCodes, Interrupted, UserError } from './errors.js';
import { version } from './version.js';

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

/** The command line: one file a command, loaded when it is asked for. */
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
      '\nExit codes: 0 done, 1 our bug, 2 wrong usage or configuration, 3 wrong input, 130 interrupted.\nData goes to stdout or files, progress and notes to stderr.',
    );

  root
    .command('demo')
    .description('write a realistic example project and run it: the report in one step')
    .option('--out <folder>', 'where to write the example', 'grouplift-demo')
    .option('--language <language>', 'en or zh', 'en')
    .option('--seed <number>', 'seed of the invented data', '1')
    .action(async (options) => (await import('./commands/demo.js')).demo(options));

  root
    .command('init')
    .description('write a commented grouplift.yaml for the files it finds')
    .argument('[folder]', 'folder with the exports', '.')
    .action(async (folder) => (await import('./commands/init.js')).init(folder));

  root
    .command('check')
    .description('check the input against the data contract: what is wrong, where, and how much it matters')
    .option('--config <file>', 'the configuration', 'grouplift.yaml')
    .option('--engine <name>', 'where the SQL runs: duckdb (inside this program) or spark')
    .option('--master <url>', 'with spark: the master, such as local[2] or spark://host:7077')
    .option('--memory <size>', 'memory for the database, such as 2GB')
    .option('--threads <number>', 'threads of the database')
    .action(async (options) => (await import('./commands/check.js')).check(options));

  root
    .command('run')
    .description('run the whole batch: every table and the report for a period, with a manifest')
    .option('--config <file>', 'the configuration', 'grouplift.yaml')
    .option('--out <folder>', 'output folder; appears at once or not at all (default: out/<period>)')
    .option('--week <week>', 'report one week, such as 2026-W46')
    .option('--from <date>', 'first day to report')
    .option('--to <date>', 'last day to report')
    .option('--as-of <time>', 'read nothing later than this date or time')
    .option('--models <names>', 'attribution models, separated by commas')
    .option('--engine <name>', 'where the SQL runs: duckdb (inside this program) or spark')
    .option('--master <url>', 'with spark: the master, such as local[2] or spark://host:7077')
    .option('--memory <size>', 'memory for the database, such as 2GB')
    .option('--threads <number>', 'threads of the database')
    .option('--previous <folder>', 'an earlier run of the same period: the report says which totals changed')
    .option('--resume', 'keep the stages of a run that fails, and continue after the last finished one')
    .option('--csv', 'write every table as CSV too')
    .option('--bom', 'with --csv: for spreadsheets (byte order mark, no text runs as a formula)')
    .action(async (options) => (await import('./commands/run.js')).run(options));

  root
    .command('explain')
    .description(
      "show one conversion's path: every touch, accepted or rejected and why, and the credit under each model",
    )
    .argument('<conversion_id>', 'the conversion')
    .option('--config <file>', 'the configuration', 'grouplift.yaml')
    .option('--goal <name>', 'one goal only')
    .option('--as-of <time>', 'read nothing later than this date or time')
    .option('--models <names>', 'attribution models, separated by commas')
    .option('--engine <name>', 'where the SQL runs: duckdb (inside this program) or spark')
    .option('--master <url>', 'with spark: the master, such as local[2] or spark://host:7077')
    .option('--memory <size>', 'memory for the database, such as 2GB')
    .option('--threads <number>', 'threads of the database')
    .action(async (id, options) => (await import('./commands/explain.js')).explain(id, options));

  const lift = root
    .command('lift')
    .description('the incremental effect of tactics: what would not have happened otherwise');

  lift
    .command('read')
    .description(
      'say what each tactic caused, beside what it was credited, with a verdict and the reason to doubt it',
    )
    .option('--config <file>', 'the configuration', 'grouplift.yaml')
    .option('--week <week>', 'count credit and increment of one week, such as 2026-W46')
    .option('--from <date>', 'first day to count')
    .option('--to <date>', 'last day to count')
    .option('--as-of <time>', 'read nothing later than this date or time')
    .option('--format <name>', 'text, csv or json', 'text')
    .option('--engine <name>', 'where the SQL runs: duckdb (inside this program) or spark')
    .option('--master <url>', 'with spark: the master, such as local[2] or spark://host:7077')
    .option('--memory <size>', 'memory for the database, such as 2GB')
    .option('--threads <number>', 'threads of the database')
    .action(async (options) => (await import('./commands/lift_read.js')).read(options));

  lift
    .command('design')
    .description('plan a trial: how many groups for how long find which effect, and draw them')
    .option('--config <file>', 'the configuration', 'grouplift.yaml')
    .option('--goal <name>', 'the goal (default: the first headline goal)')
    .option('--type <type>', 'groups of this type only')
    .option('--periods <number>', 'how long the trial runs, in periods of the panel', '8')
    .option('--groups <number>', 'groups an arm (default: half of all)')
    .option(
      '--effect <rate>',
      'smallest effect worth finding, per member and period: as many groups as that needs',
    )
    .option('--tactic <id>', 'name of the tactic in the assignment', 'planned')
    .option('--seed <number>', 'seed of the draw', '1')
    .option('--out <file>', 'write the assignment: tactic_id, group_id, arm')
    .option('--as-of <time>', 'read nothing later than this date or time')
    .option('--engine <name>', 'where the SQL runs: duckdb (inside this program) or spark')
    .option('--master <url>', 'with spark: the master, such as local[2] or spark://host:7077')
    .option('--memory <size>', 'memory for the database, such as 2GB')
    .option('--threads <number>', 'threads of the database')
    .action(async (options) => (await import('./commands/lift_design.js')).design(options));

  lift
    .command('panel')
    .description('estimate the effect of a treatment in any panel file, one row a unit and period; no gates')
    .argument('<file>', 'CSV, plain or gzip')
    .requiredOption('--unit <column>', 'the unit, such as the group')
    .requiredOption('--time <column>', 'the period')
    .requiredOption('--outcome <column>', 'the outcome, such as results per member')
    .requiredOption(
      '--first-treated <column>',
      'the period of adoption (empty, 0, NA or Inf: never), or 0 / 1 whether the unit is treated in the period',
    )
    .option('--weights <column>', 'weight of the unit, such as members at risk')
    .option('--covariates <column>', 'baseline activity; with the estimator imputation')
    .option('--estimator <name>', 'cs, imputation, sdid or twfe', 'cs')
    .option('--control <name>', 'compare with units treated never or notyet', 'never')
    .option('--aggregate <name>', 'simple, dynamic, group or calendar (default: cells)')
    .option('--format <name>', 'csv or json', 'csv')
    .action(async (file, options) => (await import('./commands/lift_panel.js')).panel(file, options));

  lift
    .command('trial')
    .description('estimate the effect of the arms of a randomised trial, one row a unit')
    .argument('<file>', 'CSV, plain or gzip')
    .argument('[conversions]', 'table of conversions (user_id, type, value) of the units')
    .requiredOption('--unit <column>', 'what was assigned at random, such as the person or the group')
    .requiredOption('--arm <column>', 'the arm of the unit')
    .requiredOption('--control <arm>', 'the arm the others are compared with')
    .requiredOption(
      '--outcomes <names>',
      'columns, or types of conversion (TYPE counts, TYPE.value sums), separated by commas',
    )
    .option('--shares <numbers>', 'planned sizes of the arms, control first (default: equal)')
    .option('--seed <number>', 'seed of the permutations', '1')
    .option('--format <name>', 'csv or json', 'csv')
    .action(async (file, conversions, options) =>
      (await import('./commands/lift_trial.js')).trial(file, conversions, options),
    );

  root
    .command('simulate')
    .description(
      'write a community with a planted truth as input files, to try any method on, this one included',
    )
    .option('--scenario <name>', 'base, null, lively_trend, spillover, holdout, ...', 'base')
    .option('--groups <number>', 'how many groups', '400')
    .option('--weeks <number>', 'how many weeks', '30')
    .option('--seed <number>', 'the same seed gives the same files', '1')
    .option('--effect <multiple>', 'planted effect as a multiple of the default; 0 = none')
    .option('--slope <share>', 'weekly growth per standard deviation of liveliness')
    .option('--out <folder>', 'where to write', 'grouplift-simulation')
    .option(
      '--evaluate <run>',
      'write nothing: compare the credit of a run over such data with what was planted',
    )
    .action(async (options) => (await import('./commands/simulate.js')).simulate(options));

  root
    .command('paths')
    .description(
      'run the attribution models on a ready table of paths: one row a path or a journey, CSV or Parquet',
    )
    .argument('<file>', 'columns path, total_conversions, total_conversion_value, total_null')
    .option(
      '--models <names>',
      'models, separated by commas',
      'first_touch,last_touch,linear,position_based,markov,shapley',
    )
    .option('--order <number>', 'how many touches back the Markov chain remembers, 1 to 4', '1')
    .option('--separator <text>', 'what stands between two channels of a path', ' > ')
    .option('--columns <pairs...>', 'columns under other names, such as path=journey total_null=lost')
    .option('--format <format>', 'csv, json or md', 'csv')
    .option('--out <file>', 'write there instead of to stdout')
    .option('--memory <size>', 'memory for the database, such as 2GB')
    .option('--threads <number>', 'threads of the database')
    .action(async (file, options) => (await import('./commands/paths.js')).paths(file, options));

  root
    .command('schema')
    .description('print the tables or the configuration, as text or JSON Schema')
    .argument('[what]', 'tables or config', 'tables')
    .option('--json', 'as JSON (for the configuration: JSON Schema)')
    .action(async (what, options) => (await import('./commands/schema.js')).schema(what, options));

  return root;
}

/** A reader that closes the pipe early, such as head, is no error. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
}

function report(error: unknown): number {
  if (error instanceof UserError) {
    process.stderr.write(`error: ${error.message}\n  hint: ${error.hint}\n`);
    return error.exitCode;
  }
  if (error instanceof Interrupted) {
    process.stderr.write(`${error.message}\n`);
    return exitCodes.interrupted;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  process.stderr.write(
    `This is a bug in grouplift, please report it.\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return exitCodes.bug;
}
