import type { Source } from '../loading/load.js';
import type { ModelName } from '../models/index.js';
import type { Dimension } from './credit_sums.js';
import type { RunSettings } from './stages/settings.js';

/** Everything the stages are told, besides the input tables. */
export interface PipelineSettings extends RunSettings {
  readonly models: readonly ModelName[];
  readonly sources: readonly Source[];
  /** asked as soon as the conversions are known, before anything is counted: throws where the input must be refused */
  readonly onInput: () => Promise<void>;
}

export const dimensions: readonly Dimension[] = ['group', 'tactic', 'kol'];

/** The table that lists every value of a dimension. */
export const dimensionLists: Readonly<Record<Dimension, string>> = {
  group: 'groups',
  tactic: 'tactic_list',
  kol: 'kol_list',
};
