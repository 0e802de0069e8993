/** The library: what the command line does, for programs. Nothing is printed; errors are thrown as UserError or Interrupted. */
import { type KindsOf, refuseNoText, refuseOptions } from './project/library_options.js';
import { type LibraryHooks, libraryProgress } from './project/library_progress.js';
import { type EngineSettings, kernelOption, refuseSettings } from './project/options.js';
import { type CheckOptions, type CheckResult, checkProject } from './tasks/check/index.js';
import { type ExplainOptions, explainConversion } from './tasks/explain/index.js';
import type { LoadedProject } from './tasks/load_project.js';
import { openProject as open, type ProjectOptions } from './tasks/open_project.js';
import { type RunOptions, runBatch } from './tasks/run/index.js';
import { type RunSummary, runSummary } from './tasks/run/summary.js';
import { type LiftReadOptions, liftReport } from './tasks/studies/report.js';

export { type ExitCode, exitCodes, Interrupted, UserError } from './contract/errors.js';
export { version } from './contract/version.js';
export type { Finding } from './tasks/check/findings.js';
export type {
  CheckOptions,
  CheckResult,
  ExplainOptions,
  LibraryHooks,
  LoadedProject,
  ProjectOptions,
  RunOptions,
  RunSummary,
};

/** What `grouplift lift read` takes, except its format. */
export type ReadLiftOptions = Omit<LiftReadOptions, 'format'>;

const engineKinds = {
  engine: 'text',
  master: 'text',
  memory: 'text',
  threads: 'number',
} as const satisfies KindsOf<EngineSettings>;

const checkKinds = { ...engineKinds, config: 'text', asOf: 'text' } as const satisfies KindsOf<CheckOptions>;

const periodKinds = {
  ...checkKinds,
  week: 'text',
  month: 'text',
  quarter: 'text',
  from: 'text',
  to: 'text',
} as const satisfies KindsOf<ReadLiftOptions>;

const projectKinds = { ...periodKinds, models: 'texts' } as const satisfies KindsOf<ProjectOptions>;

const runKinds = {
  ...projectKinds,
  out: 'text',
  previous: 'text',
  resume: 'switch',
  kernel: 'text',
  csv: 'switch',
  bom: 'switch',
} as const satisfies KindsOf<RunOptions>;

const explainKinds = {
  ...checkKinds,
  goal: 'text',
  models: 'texts',
} as const satisfies KindsOf<ExplainOptions>;

const hookKinds = { signal: 'signal', onStage: 'function' } as const satisfies KindsOf<LibraryHooks>;

/** The whole batch for a period, as `grouplift run`: everything appears in the output folder at once, or nothing does. */
export function run(options: RunOptions, hooks: LibraryHooks = {}): Promise<RunSummary> {
  return withHooks('run', runKinds, options, hooks, async (progress) => {
    return runSummary(await runBatch({ ...options, ...kernelOption(options.kernel) }, progress));
  });
}

/** What is wrong with the input of a project, as `grouplift check`. */
export function check(options: CheckOptions, hooks: LibraryHooks = {}): Promise<CheckResult> {
  return withHooks('check', checkKinds, options, hooks, (progress) => checkProject(options, progress));
}

/** Why a conversion was credited as it was, as the lines of `grouplift explain`. */
export function explain(
  conversion_id: string,
  options: ExplainOptions,
  hooks: LibraryHooks = {},
): Promise<string[]> {
  return withHooks('explain', explainKinds, options, hooks, (progress) => {
    refuseNoText('explain', 'the id of the conversion', conversion_id);
    return explainConversion(conversion_id, options, progress);
  });
}

/** What each tactic caused: the rows of the table `lift`, as `grouplift lift read --format json`. */
export function readLift(
  options: ReadLiftOptions,
  hooks: LibraryHooks = {},
): Promise<Record<string, unknown>[]> {
  return withHooks('readLift', periodKinds, options, hooks, async (progress) => {
    const [text = '[]'] = await liftReport({ ...options, format: 'json' }, progress);
    return JSON.parse(text) as Record<string, unknown>[];
  });
}

/** Reads the inputs of a project into an engine and works with them there; the engine is closed afterwards. */
export function openProject<T>(
  options: ProjectOptions,
  work: (project: LoadedProject) => Promise<T>,
  hooks: LibraryHooks = {},
): Promise<T> {
  return withHooks('openProject', projectKinds, options, hooks, (progress) => open(options, work, progress));
}

async function withHooks<T>(
  call: string,
  kinds: Parameters<typeof refuseOptions>[2],
  options: EngineSettings,
  hooks: LibraryHooks,
  work: (progress: ReturnType<typeof libraryProgress>) => Promise<T>,
): Promise<T> {
  refuseOptions(call, options, kinds, ['config']);
  refuseOptions(`${call}, hooks`, hooks, hookKinds);
  refuseSettings(options);
  const progress = libraryProgress(hooks);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
