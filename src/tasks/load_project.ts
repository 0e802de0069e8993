import type { Config } from '../config/config.js';
import type { Engine } from '../engines/engine.js';
import { loadSources } from '../loading/load.js';
import type { ModelName } from '../models/index.js';
import { bySql, type KernelRequest, type PipelineSettings } from '../pipeline/settings.js';
import { asOfMoment } from '../project/as_of.js';
import type { Period } from '../project/period.js';
import type { Progress } from '../project/progress.js';
import type { Checked } from './check/checked.js';
import { type Finding, refuseErrors } from './check/findings.js';
import { inputFindings } from './check/rules.js';
import { settingFindings, sourcesFindings } from './check/sources.js';

/** What to read, and where to. */
export interface LoadRequest {
  readonly config: Config;
  readonly models: readonly ModelName[];
  readonly period: Period;
  readonly asOf: string | undefined;
  readonly engine: Engine;
  /** folder for copies of files that the engine cannot read as they are */
  readonly folder: string;
  readonly progress: Progress;
}

/** A project whose inputs have been read into an engine, with what the rules have found so far, which includes no error. */
export interface LoadedProject extends Checked {
  readonly models: readonly ModelName[];
  readonly period: Period;
  readonly findings: readonly Finding[];
}

/** Reads the inputs of a project; the first error that a rule finds is thrown. */
export async function loadProject(request: LoadRequest): Promise<LoadedProject> {
  const { config, models, period, asOf, engine, folder, progress } = request;
  const sources = await loadSources(config, engine, folder, (table) => progress.stage(`read ${table}`, 0, 1));
  const findings = [...settingFindings(config), ...sourcesFindings(sources, config)];
  refuseErrors(findings);
  const as_of_us = await asOfMoment(engine, sources, config, asOf);
  return { engine, config, models, period, sources, as_of_us, findings };
}

/** The recipe's settings for a project; findings about its conversions go to `onFindings`, errors are thrown. */
export function recipeSettings(
  project: LoadedProject,
  onFindings: (found: readonly Finding[]) => void = () => {},
  kernel: KernelRequest = bySql,
): PipelineSettings {
  const { config, models, period, sources, as_of_us } = project;
  const onInput = async () => {
    const found = await inputFindings(project);
    refuseErrors(found);
    onFindings(found);
  };
  return { config, models, period, as_of_us, sources, onInput, kernel };
}
