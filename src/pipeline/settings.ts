import type { Source } from '../loading/load.js';
import type { ModelName } from '../models/index.js';
import type { Dimension } from './credit_sums.js';
import type { RunSettings } from './stages/settings.js';

/** Everything the stages are told, in addition to the input tables. */
export interface PipelineSettings extends RunSettings {
  readonly models: readonly ModelName[];
  readonly sources: readonly Source[];
  /** called as soon as the conversions are known, before anything is counted: throws if the input must be refused */
  readonly onInput: () => Promise<void>;
  /** how credit is made: in arrays if they can do it and it fits into this memory, or by the SQL stages and why */
  readonly kernel: KernelRequest;
}

export type KernelRequest =
  | { readonly by: 'arrays'; readonly memory_bytes: number }
  | { readonly by: 'sql'; readonly reason: string };

/** For single tables: their stages make them. */
export const bySql: KernelRequest = { by: 'sql', reason: 'single tables were requested' };

export const dimensions: readonly Dimension[] = ['group', 'tactic', 'kol'];

/** The table that lists every value of a dimension. */
export const dimensionLists: Readonly<Record<Dimension, string>> = {
  group: 'groups',
  tactic: 'tactic_list',
  kol: 'kol_list',
};
