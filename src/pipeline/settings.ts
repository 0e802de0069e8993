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
  /** how credit is made: in arrays where they can do it and this memory holds them, or by the SQL stages and why */
  readonly kernel: KernelRequest;
}

export type KernelRequest =
  | { readonly by: 'arrays'; readonly memory_bytes: number }
  | { readonly by: 'sql'; readonly reason: string };

/** Where single tables are asked for: these are made by their stages. */
export const bySql: KernelRequest = { by: 'sql', reason: 'single tables are asked for' };

export const dimensions: readonly Dimension[] = ['group', 'tactic', 'kol'];

/** The table that lists every value of a dimension. */
export const dimensionLists: Readonly<Record<Dimension, string>> = {
  group: 'groups',
  tactic: 'tactic_list',
  kol: 'kol_list',
};
