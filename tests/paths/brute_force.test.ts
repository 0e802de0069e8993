/** Random small chains and games against their definitions, and what must not change anything. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countChain } from '../../src/chain/chain.js';
import { reduceChain } from '../../src/chain/reduction.js';
import { removalEffects, setRemovalEffects } from '../../src/chain/removal.js';
import { returnsByWalks } from '../../src/chain/walks.js';
import { rateValues } from '../../src/paths/rate_game.js';
import { subsetValues } from '../../src/paths/subset_game.js';
import * as brute from './brute_force.js';
import { channelsOf, coded, type WrittenPath } from './path_data.js';

const runs = { numRuns: 200, seed: 20261124 };
const names = ['(null)', '(start)', '(conversion)', 'a > b', '', '群'];

const count = fc.oneof(fc.constant(0), fc.nat(3), fc.nat(100_000));

const path: fc.Arbitrary<WrittenPath> = fc.record({
  touches: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 9 }),
  conversions: count,
  value: fc.nat(1000),
  nulls: count,
});

/** Some converted, all converted, none converted; a value only where something converted. */
const community = fc
  .tuple(fc.array(path, { minLength: 1, maxLength: 12 }), fc.constantFrom('both', 'no nulls', 'only nulls'))
  .map(([paths, kind]) =>
    paths.map((one) => {
      const conversions = kind === 'only nulls' ? 0 : one.conversions;
      return {
        ...one,
        conversions,
        nulls: kind === 'no nulls' ? 0 : one.nulls,
        value: conversions === 0 ? 0 : one.value,
      };
    }),
  );

test('removal effects of every order, by conversions and by value', () => {
  fc.assert(
    fc.property(community, fc.integer({ min: 1, max: 4 }), (paths, order) => {
      const channels = channelsOf(paths);
      const effects = removalEffects(countChain(coded(paths, channels), order));
      for (const [code, channel] of channels.entries()) {
        expect(effects.conversions[code]).toBeCloseTo(brute.removalEffect(paths, order, [channel]), 9);
        expect(effects.values[code]).toBeCloseTo(brute.removalEffect(paths, order, [channel], 'value'), 9);
      }
    }),
    runs,
  );
});

test('removing several channels at once', () => {
  fc.assert(
    fc.property(
      community,
      fc.integer({ min: 1, max: 4 }),
      fc.subarray(names, { minLength: 1 }),
      (paths, order, removed) => {
        const channels = channelsOf(paths);
        const codes = [...channels.keys()].filter((code) => removed.includes(channels[code] as string));
        const [effect] = setRemovalEffects(countChain(coded(paths, channels), order), [codes]);
        expect(effect?.conversions).toBeCloseTo(brute.removalEffect(paths, order, removed), 9);
        expect(effect?.values).toBeCloseTo(brute.removalEffect(paths, order, removed, 'value'), 9);
      },
    ),
    runs,
  );
});

test('sparse chains with many channels: taken out one by one and solved densely, the inverse is the same', () => {
  const wide = fc.array(
    fc.record({
      touches: fc
        .tuple(fc.nat(39), fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 }))
        .map(([first, steps]) =>
          steps.map((_, place) => `c${(first + steps.slice(0, place).reduce((a, b) => a + b, 0)) % 40}`),
        ),
      conversions: fc.nat(3),
      value: fc.constant(0),
      nulls: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 20, maxLength: 80 },
  );
  fc.assert(
    fc.property(wide, (paths) => {
      const channels = channelsOf(paths);
      const chain = countChain(coded(paths, channels), 1);
      const returns = reduceChain(chain, Number.POSITIVE_INFINITY)?.returns ?? [];
      const visits = returnsByWalks(chain);
      const place = chain.states >> 1;
      const column = brute.solve(
        Array.from({ length: chain.states }, (_, state) => {
          const row = new Array<number>(chain.states + 1).fill(0);
          row[state] = chain.visits[state] as number;
          for (let at = chain.offsets[state] as number; at < (chain.offsets[state + 1] as number); at++)
            row[chain.targets[at] as number] =
              (row[chain.targets[at] as number] as number) - (chain.counts[at] as number);
          row[chain.states] = state === place ? 1 : 0;
          return row;
        }),
      );
      expect(returns[place]).toBeCloseTo(column[place] as number, 10);
      for (const [state, count] of visits.entries())
        expect(count / ((returns[state] as number) * (chain.visits[state] as number))).toBeCloseTo(1, 9);
    }),
    runs,
  );
});

test('visits of a state are what a path puts into it', () => {
  fc.assert(
    fc.property(community, fc.integer({ min: 1, max: 4 }), (paths, order) => {
      const chain = countChain(coded(paths, channelsOf(paths)), order);
      const entered = chain.starts.slice();
      for (const [at, target] of chain.targets.entries())
        entered[target] = (entered[target] as number) + (chain.counts[at] as number);
      expect([...chain.visits]).toEqual([...entered]);
    }),
    runs,
  );
});

test('the subset game and the rate game', () => {
  fc.assert(
    fc.property(community, fc.integer({ min: 0, max: 5 }), (paths, prior) => {
      const channels = channelsOf(paths).slice(0, 5);
      const known = paths.filter(({ touches }) => touches.every((touch) => channels.includes(touch)));
      const sequences = coded(known, channels);
      const within = (coalition: ReadonlySet<string>) =>
        known.filter(({ touches }) => touches.every((touch) => coalition.has(touch)));
      const sum = (some: readonly WrittenPath[], what: 'conversions' | 'nulls') =>
        some.reduce((all, one) => all + one[what], 0);
      const earned = brute.shapley(channels, (coalition) => sum(within(coalition), 'conversions'));
      const subset = subsetValues(sequences, sequences.conversions);
      for (const [code, value] of earned.entries()) expect(subset[code]).toBeCloseTo(value, 6);

      const journeys = (some: readonly WrittenPath[]) => sum(some, 'conversions') + sum(some, 'nulls');
      const overall = sum(known, 'conversions') / Math.max(1, journeys(known));
      const rate = (coalition: ReadonlySet<string>) => {
        const some = within(coalition);
        const size = journeys(some) + prior;
        return coalition.size === 0 || size === 0 ? 0 : (sum(some, 'conversions') + prior * overall) / size;
      };
      const rates = rateValues(sequences, { prior_paths: prior, min_paths: 0, players: 5 });
      for (const [code, value] of brute.shapley(channels, rate).entries())
        expect(rates[code]).toBeCloseTo(value, 9);
    }),
    runs,
  );
});

test('thin channels play as one: they have no value of their own, and the others add up without them', () => {
  const paths = [
    { touches: ['a'], conversions: 5, value: 0, nulls: 5 },
    { touches: ['b'], conversions: 1, value: 0, nulls: 9 },
    { touches: ['c', 'd'], conversions: 1, value: 0, nulls: 0 },
  ];
  const rates = rateValues(coded(paths, ['a', 'b', 'c', 'd']), { prior_paths: 0, min_paths: 5, players: 12 });
  const worth = (coalition: ReadonlySet<string>) => {
    const some = paths.filter(({ touches }) =>
      touches.every((touch) => coalition.has('cd'.includes(touch) ? 'rest' : touch)),
    );
    const converted = some.reduce((sum, { conversions }) => sum + conversions, 0);
    const size = some.reduce((sum, { conversions, nulls }) => sum + conversions + nulls, 0);
    return size === 0 ? 0 : converted / size;
  };
  const [a, b] = brute.shapley(['a', 'b', 'rest'], worth);
  expect(rates).toEqual([expect.closeTo(a as number, 12), expect.closeTo(b as number, 12), null, null]);
});

test('renaming channels, reordering rows and grouping rows change nothing', () => {
  fc.assert(
    fc.property(community, fc.integer({ min: 1, max: 4 }), (paths, order) => {
      const channels = channelsOf(paths);
      const plain = removalEffects(countChain(coded(paths, channels), order)).conversions;
      const shuffled = coded(paths.toReversed(), channels);
      expect(removalEffects(countChain(shuffled, order)).conversions).toEqual(plain);
      const halves = paths.flatMap((one) => [
        { ...one, conversions: 0, value: 0 },
        { ...one, nulls: 0 },
      ]);
      expect(removalEffects(countChain(coded(halves, channels), order)).conversions).toEqual(plain);
      const renamed = removalEffects(countChain(coded(paths, channels.toReversed()), order)).conversions;
      for (const [code, effect] of plain.entries())
        expect(renamed[channels.length - 1 - code]).toBeCloseTo(effect, 12);
    }),
    runs,
  );
});
