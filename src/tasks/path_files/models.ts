import { type Chain, countChain, isCountable, total } from '../../chain/chain.js';
import { countPairs, mostDense } from '../../chain/pair_table.js';
import { minutesOfRemoval, removalEffects, standardShares } from '../../chain/removal.js';
import { inputError } from '../../contract/errors.js';
import { subsetValues } from '../../paths/subset_game.js';
import { sharedAmounts, type TouchShareModel } from '../../paths/touch_shares.js';
import type { PathTable } from './read.js';

/** One column of the result: one number per channel, null if it cannot be told. */
export type ChannelColumn = ArrayLike<number | null>;

/** Settings for a table of paths, besides the models. */
export interface PathSettings {
  readonly order: number;
}

type PathModel = (table: PathTable, settings: PathSettings) => Record<string, ChannelColumn>;

/** The models that work on a table of paths, which has neither people nor times; each makes its own columns. */
export const pathModels = {
  first_touch: (table) => shared(table, 'first_touch', 'first_touch'),
  last_touch: (table) => shared(table, 'last_touch', 'last_touch'),
  linear: (table) => shared(table, 'linear', 'linear_touch'),
  position_based: (table) => shared(table, 'position_based', 'position'),
  markov,
  shapley: ({ sequences }) => ({ shapley_conversions: subsetValues(sequences, sequences.conversions) }),
} as const satisfies Record<string, PathModel>;

export type PathModelName = keyof typeof pathModels;

export const pathModelNames = Object.keys(pathModels) as PathModelName[];

/** The columns of the requested models, in their order. */
export function channelColumns(
  table: PathTable,
  models: readonly PathModelName[],
  settings: PathSettings,
): Record<string, ChannelColumn> {
  return Object.assign({}, ...models.map((model) => pathModels[model](table, settings)));
}

function shared({ sequences, has_values, value_unit }: PathTable, model: TouchShareModel, name: string) {
  const conversions = sharedAmounts(sequences, sequences.conversions, model);
  const values = has_values ? inUnits(sharedAmounts(sequences, sequences.values, model), value_unit) : null;
  return { [`${name}_conversions`]: conversions, ...(values === null ? {} : { [`${name}_value`]: values }) };
}

function markov({ channels, sequences, has_values, value_unit }: PathTable, { order }: PathSettings) {
  if (!isCountable(channels.length, order))
    throw inputError(
      `Order ${order} over ${channels.length} channels has more states than can be distinguished.`,
      'Use a lower --order, or fewer channels.',
    );
  const chain =
    order === 1 && channels.length <= mostDense ? countPairs(sequences) : countChain(sequences, order);
  refuseEndless(chain);
  const effects = removalEffects(chain);
  const converted = total(chain.conversions);
  const values = standardShares(effects.values, total(chain.values) * value_unit);
  return {
    markov_removal_effect: converted === 0 ? channels.map(() => null) : effects.conversions,
    markov_conversions: standardShares(effects.conversions, converted),
    ...(has_values ? { markov_value: values } : {}),
  };
}

const longestMinutes = 20;

/** A chain that would take longer than anybody would wait is refused at the start. */
function refuseEndless(chain: Chain): void {
  const minutes = minutesOfRemoval(chain);
  if (minutes <= longestMinutes) return;
  throw inputError(
    `Markov: ${chain.states} states with ${chain.targets.length} transitions would take about ${Math.round(minutes)} minutes to solve exactly.`,
    'Use fewer channels (rare ones under one name) or a lower --order; the other models do not need the chain.',
  );
}

function inUnits(values: Float64Array, unit: number): Float64Array {
  return values.map((value) => value * unit);
}
