/** Standard errors of removal effects, and the choice of the order, against what they are defined as. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitOrders } from '../../src/chain/order_choice.js';
import { minutesOfRemoval, removalEffects } from '../../src/chain/removal.js';
import { derivedEffects, removalErrors, solvedAgain } from '../../src/chain/removal_errors.js';
import { chainOfSteps, type Step, sharesOf } from '../../src/chain/steps.js';
import { logitInterval } from '../../src/statistics/logit_interval.js';
import { removalEffect } from './brute_force.js';
import type { WrittenPath } from './path_data.js';

/** Journeys of people, by bucket. */
interface Journey extends WrittenPath {
  readonly bucket: number;
}

const names = ['a', 'b', 'c', 'd'];

function stepsOf(journeys: readonly Journey[]): Step[] {
  return journeys.flatMap(({ bucket, touches, conversions, value, nulls }) =>
    touches.map((touch, place) => {
      const isLast = place === touches.length - 1;
      return {
        bucket,
        before: touches
          .slice(Math.max(0, place - 4), place)
          .map((one) => names.indexOf(one))
          .reverse(),
        channel: names.indexOf(touch),
        steps: conversions + nulls,
        conversions: isLast ? conversions : 0,
        value: isLast ? value : 0,
        nulls: isLast ? nulls : 0,
      };
    }),
  );
}

/** Numbers that look random and are the same every time. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Journeys of `people`, each drawn from a first-order chain (or one that remembers two touches) with people of their own liking. */
function community(people: number, seed: number, memory: 1 | 2): Journey[] {
  const random = draws(seed);
  return Array.from({ length: people }, () => {
    const bucket = Math.floor(random() * 100);
    const touches = [names[Math.floor(random() * 4)] as string];
    while (random() < 0.6) {
      const last = names.indexOf(touches.at(-1) as string);
      const before = memory === 2 ? names.indexOf(touches.at(-2) ?? 'a') : 0;
      touches.push(names[(last + before + 1 + Math.floor(random() ** 3 * 4)) % 4] as string);
    }
    const converts = random() < (touches.at(-1) === 'a' ? 0.5 : 0.2) ? 1 : 0;
    return { bucket, touches, conversions: converts, value: converts, nulls: 1 - converts };
  });
}

const journey: fc.Arbitrary<Journey> = fc.record({
  bucket: fc.nat(99),
  touches: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 6 }),
  conversions: fc.nat(2),
  value: fc.constant(0),
  nulls: fc.nat(2),
});

test('leaving out a bucket equals brute force without its journeys, for every order', () => {
  fc.assert(
    fc.property(
      fc.array(journey, { minLength: 2, maxLength: 15 }),
      fc.integer({ min: 1, max: 4 }),
      (all, order) => {
        const steps = stepsOf(all.filter(({ conversions, nulls }) => conversions + nulls > 0));
        const chain = chainOfSteps(steps, order, names.length);
        const shares = sharesOf(chain, steps);
        const replicates = solvedAgain(chain, shares);
        for (const [place, bucket] of [...shares.keys()].entries()) {
          const rest = all.filter((one) => one.bucket !== bucket);
          for (const [code, name] of names.entries()) {
            const change = removalEffect(rest, order, [name]) - removalEffect(all, order, [name]);
            expect(replicates[place]?.[code]).toBeCloseTo(change, 9);
          }
        }
      },
    ),
    { numRuns: 100, seed: 3 },
  );
});

describe.each([1, 2, 3])('order %i', (order) => {
  const steps = stepsOf(community(4000, 11, 1));
  const chain = chainOfSteps(steps, order, names.length);
  const shares = sharesOf(chain, steps);

  test('the derivative does what leaving out does, to first order', () => {
    const again = solvedAgain(chain, shares);
    const derived = derivedEffects(chain, shares) ?? [];
    const spread = Math.max(...again.flatMap((one) => [...one].map(Math.abs)));
    for (const [place, one] of again.entries())
      for (const [code, change] of one.entries())
        expect(Math.abs((derived[place]?.[code] ?? Number.NaN) - change)).toBeLessThan(0.03 * spread);
  });
});

test('standard errors are the spread over communities drawn anew', () => {
  const draws = Array.from({ length: 200 }, (_, seed) => {
    const steps = stepsOf(community(1500, 100 + seed, 1));
    const chain = chainOfSteps(steps, 1, names.length);
    return { chain, steps, effects: removalEffects(chain).conversions };
  });
  const [first] = draws;
  if (first === undefined) throw new Error('no draws');
  const errors = removalErrors(first.chain, sharesOf(first.chain, first.steps));
  for (const code of names.keys()) {
    const values = draws.map(({ effects }) => effects[code] as number);
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    const sd = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1));
    expect((errors?.[code] ?? 0) / sd).toBeGreaterThan(0.75);
    expect((errors?.[code] ?? 0) / sd).toBeLessThan(1.33);
  }
});

test('intervals of removal effects cover: 93 to 97 % of 300 communities', () => {
  const truth = removalEffects(chainOfSteps(stepsOf(community(300_000, 5, 1)), 1, names.length)).conversions;
  let [inside, all] = [0, 0];
  for (let seed = 0; seed < 300; seed++) {
    const steps = stepsOf(community(600, 9000 + seed, 1));
    const chain = chainOfSteps(steps, 1, names.length);
    const shares = sharesOf(chain, steps);
    const errors = removalErrors(chain, shares);
    for (const [code, effect] of removalEffects(chain).conversions.entries()) {
      const interval = logitInterval(effect, errors?.[code] ?? 0, shares.size - 1);
      all += 1;
      if (
        interval !== null &&
        interval.low <= (truth[code] as number) &&
        (truth[code] as number) <= interval.high
      )
        inside += 1;
    }
  }
  expect(inside / all).toBeGreaterThan(0.93);
  expect(inside / all).toBeLessThan(0.97);
});

describe('the order', () => {
  test('is 1 if the next state depends on the last touch alone', () => {
    const fits = fitOrders(stepsOf(community(3000, 21, 1)), names.length, 4);
    expect(fits.map(({ order }) => order)).toEqual([1, 2, 3, 4]);
    expect(fits.find(({ is_chosen }) => is_chosen)?.order).toBe(1);
  });

  test('is 2 if it depends on the last two', () => {
    const fits = fitOrders(stepsOf(community(3000, 22, 2)), names.length, 4);
    expect(fits.find(({ is_chosen }) => is_chosen)?.order).toBe(2);
  });

  test('the likelihood is that of each bucket under all others, worked by hand', () => {
    const journeys = [
      { bucket: 1, touches: ['a'], conversions: 1, value: 0, nulls: 0 },
      { bucket: 2, touches: ['a'], conversions: 0, value: 0, nulls: 1 },
    ];
    const [fit] = fitOrders(stepsOf(journeys), 1, 1);
    // One channel, a conversion and nothing can come: 1/3 each. Seen of the other person: a once and an end once.
    const start = (1 + (1 + 1 / 3) / 3) / 2; // order 0: (1 + 1/3) / 3; order 1: one start before, with a
    const end = (0 + 1 / 3 / 3) / 2; // the other person's end was the other one
    expect(fit?.log_likelihood).toBeCloseTo(2 * Math.log(start * end), 12);
  });
});

test('the interval of a share stays between 0 and 1, and is empty without data', () => {
  const interval = logitInterval(0.98, 0.02, 99);
  expect(interval?.high).toBeLessThan(1);
  expect(interval?.low).toBeCloseTo(
    1 / (1 + Math.exp(-(Math.log(49) - (1.984217 * 0.02) / (0.98 * 0.02)))),
    6,
  );
  expect([logitInterval(0, 0.1, 99), logitInterval(0.5, 0, 99), logitInterval(0.5, 0.1, 8)]).toEqual([
    null,
    null,
    null,
  ]);
});

test('a chain that would take hours says so beforehand', () => {
  const states = 10_000;
  const chain = { ...chainOfSteps([], 1, states), states, targets: { length: states ** 2 } as Int32Array };
  expect(minutesOfRemoval(chain)).toBeGreaterThan(20);
  expect(minutesOfRemoval({ ...chain, targets: { length: 20 * states } as Int32Array })).toBeLessThan(3);
});
