import { chooseModels } from '../project/choose_models.js';
import { chosenEngine, type EngineSettings } from '../project/options.js';
import { choosePeriod, type PeriodOptions } from '../project/period.js';
import type { Progress } from '../project/progress.js';
import { readConfig } from '../project/read_config.js';
import { inScratch } from '../project/scratch.js';
import { type LoadedProject, loadProject } from './load_project.js';

/** Which project, and how much of it. */
export interface ProjectOptions extends EngineSettings, PeriodOptions {
  /** the configuration */
  readonly config: string;
  readonly models?: readonly string[];
}

/** Opens a project in a temporary folder, reads its inputs and works with it; the folder and the engine are gone afterwards. */
export async function openProject<T>(
  options: ProjectOptions,
  work: (project: LoadedProject) => Promise<T>,
  progress: Progress,
): Promise<T> {
  const config = readConfig(options.config);
  const models = chooseModels(config, options.models);
  const period = choosePeriod(options, config);
  return inScratch(chosenEngine(config, options), options, progress, async (engine, folder) => {
    const request = { config, models, period, asOf: options.asOf, engine, folder, progress };
    return work(await loadProject(request));
  });
}
