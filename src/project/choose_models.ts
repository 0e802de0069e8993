import type { Config } from '../config/config.js';
import { usageError } from '../contract/errors.js';
import { type ModelName, modelNames } from '../models/index.js';

/** The models of a run: those of --models, otherwise those of the configuration. */
export function chooseModels(config: Config, asked: readonly string[] | undefined): ModelName[] {
  const names = [...new Set(asked ?? config.attribution.models)];
  return names.map((name) => {
    if (!(modelNames as readonly string[]).includes(name))
      throw usageError(`There is no model "${name}".`, `There are: ${modelNames.join(', ')}.`);
    return name as ModelName;
  });
}
