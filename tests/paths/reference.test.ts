/** Markov and Shapley against the exact numbers of the reference data. */
import { describe, expect, test } from 'vitest';
import { countChain } from '../../src/chain/chain.js';
import { removalEffects, standardShares } from '../../src/chain/removal.js';
import { rateValues } from '../../src/paths/rate_game.js';
import { subsetValues } from '../../src/paths/subset_game.js';
import { sharedAmounts } from '../../src/paths/touch_shares.js';
import { channelsOf, coded, hasReference, pathData, reference } from './path_data.js';

if (!hasReference) console.warn('skipped: ../shared/reference is not here');

describe.skipIf(!hasReference)('the reference paths', () => {
  const paths = hasReference ? pathData() : [];
  const channels = channelsOf(paths);
  const all = coded(paths, channels);
  const withoutNulls = { ...all, nulls: new Float64Array(all.nulls.length) };
  const of = (values: Float64Array, channel: string | undefined) => values[channels.indexOf(String(channel))];

  test.each([1, 2, 3].flatMap((order) => [true, false].map((nulls) => [order, nulls] as const)))(
    'removal effects of order %i, with nulls %s',
    (order, nulls) => {
      const chain = countChain(nulls ? all : withoutNulls, order);
      const { conversions } = removalEffects(chain);
      const shares = standardShares(conversions, 19785);
      const rows = reference('exact_markov_pathdata.csv').filter(
        (row) => row.order === String(order) && row.nulls === (nulls ? 'True' : 'False'),
      );
      expect(rows).toHaveLength(2 * channels.length);
      expect(chain.states).toBe(Number(rows[0]?.n_states));
      for (const row of rows) {
        expect(of(conversions, row.channel)).toBeCloseTo(Number(row.removal_effect_null_semantics), 9);
        expect(of(shares, row.channel)).toBeCloseTo(Number(row.attributed_conversions), 8);
      }
    },
  );

  test('rule models, conversions and value', () => {
    const names = { first_touch: 'first_touch', last_touch: 'last_touch', linear: 'linear_touch' } as const;
    for (const row of reference('heuristic_models.csv'))
      for (const model of ['first_touch', 'last_touch', 'linear'] as const) {
        const exact = { ...all, values: all.values.map((value) => Math.round(value * 1e10)) };
        const conversions = sharedAmounts(exact, exact.conversions, model);
        const values = sharedAmounts(exact, exact.values, model);
        expect(of(conversions, row.channel_name)).toBeCloseTo(Number(row[`${names[model]}_conversions`]), 9);
        expect((of(values, row.channel_name) ?? 0) / 1e10).toBeCloseTo(
          Number(row[`${names[model]}_value`]),
          6,
        );
      }
  });

  test('Shapley values of the subset game and of the rate game', () => {
    const subset = subsetValues(all, all.conversions);
    const rates = rateValues(all, { prior_paths: 0, min_paths: 0, players: 12 });
    for (const row of reference('shapley_pathdata.csv')) {
      expect(of(subset, row.channel)).toBeCloseTo(Number(row.shapley_subset_count_brute), 6);
      expect(rates[channels.indexOf(String(row.channel))]).toBeCloseTo(
        Number(row['shapley_subset_rate(unnormalised)']),
        8,
      );
    }
  });
});
