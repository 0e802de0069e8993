/** The library: what the command line does, for programs. Nothing is printed; errors are thrown as UserError or Interrupted. */
import { type LibraryHooks, libraryProgress } from './project/library_progress.js';
import { type EngineSettings, refuseSettings } from './project/options.js';
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

/** The whole batch for a period, as `grouplift run`: everything appears in the output folder at once, or nothing does. */
export function run(options: RunOptions, hooks: LibraryHooks = {}): Promise<RunSummary> {
  return withHooks(options, hooks, async (progress) => runSummary(await runBatch(options, progress)));
}

/** What is wrong with the input of a project, as `grouplift check`. */
export function check(options: CheckOptions, hooks: LibraryHooks = {}): Promise<CheckResult> {
  return withHooks(options, hooks, (progress) => checkProject(options, progress));
}

/** Why a conversion was credited as it was, as the lines of `grouplift explain`. */
export function explain(
  conversion_id: string,
  options: ExplainOptions,
  hooks: LibraryHooks = {},
): Promise<string[]> {
  return withHooks(options, hooks, (progress) => explainConversion(conversion_id, options, progress));
}

/** What each tactic caused: the rows of the table `lift`, as `grouplift lift read --format json`. */
export function readLift(
  options: ReadLiftOptions,
  hooks: LibraryHooks = {},
): Promise<Record<string, unknown>[]> {
  return withHooks(options, hooks, async (progress) => {
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
  return withHooks(options, hooks, (progress) => open(options, work, progress));
}

async function withHooks<T>(
  options: EngineSettings,
  hooks: LibraryHooks,
  work: (progress: ReturnType<typeof libraryProgress>) => Promise<T>,
): Promise<T> {
  refuseSettings(options);
  const progress = libraryProgress(hooks);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
