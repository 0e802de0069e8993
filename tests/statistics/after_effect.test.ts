/** What landed in a window against what groups without the tactic lead to expect: by hand, and how often it is wrong on worlds without effect. */
import { describe, expect, it } from 'vitest';
import {
  type AfterEffect,
  afterEffect as effectOfSides,
  nextTest,
  pAbove,
  ratioInterval,
  smallestRatio,
} from '../../src/statistics/after_effect.js';
import { holmLevels } from '../../src/statistics/step_up.js';
import { type Random, seeded } from './random.js';

interface Group {
  readonly window: number;
  readonly base: number;
}

interface Stratum {
  readonly treated: readonly Group[];
  readonly control: readonly Group[];
}

/** The same of groups one by one. */
function afterEffect(strata: readonly Stratum[]): AfterEffect | null {
  const side = (groups: readonly Group[]) => ({
    window: groups.map(({ window }) => window),
    base: groups.map(({ base }) => base),
  });
  return effectOfSides(
    strata.map(({ treated, control }) => ({ treated: side(treated), control: side(control) })),
  );
}

/** The interval that misses the truth in `alpha` of all cases. */
function ratioToExpected(strata: readonly Stratum[], alpha: number) {
  const effect = afterEffect(strata);
  return effect === null ? null : ratioInterval(effect, alpha / 2);
}

const group = (window: number, base: number): Group => ({ window, base });

describe('the ratio to what is expected', () => {
  it('is that of two sums worked out by hand', () => {
    const found = ratioToExpected(
      [
        {
          treated: [group(15, 10), group(15, 10), group(30, 20)],
          control: [group(10, 10), group(20, 20), group(10, 10), group(10, 10)],
        },
      ],
      0.05,
    );
    // 60 against 40 x 50 / 50; every group of a side moved alike, so f = 1; variance 1/60 + 1/40 + 1/50 + 1/50 = 0.081667;
    // t(.975; 2 + 3 = 5) = 2.570582, half = 0.734603
    expect(found?.ratio).toBeCloseTo(1.5, 12);
    expect(found?.low).toBeCloseTo(1.5 * Math.exp(-0.734603), 4);
    expect(found?.high).toBeCloseTo(1.5 * Math.exp(0.734603), 4);
  });

  it('says the smallest ratio that it could have shown, and how many groups a side show half again as much', () => {
    const sixty = Array.from({ length: 3 }, () => group(20, 20));
    const effect = afterEffect([{ treated: sixty, control: [...sixty, ...sixty] }]);
    // f = 1: 1/60 + 1/60 for the groups with it, 1/120 + 1/120 for the others, 2 + 5 degrees; t(.975; 7) = 2.364624, t(.8; 7) = 0.896030
    expect(effect?.error).toBeCloseTo(Math.sqrt(1 / 20), 12);
    if (effect === null) throw new Error('there is an effect');
    expect(smallestRatio(effect, 0.025)).toBeCloseTo(Math.exp(3.260654 * Math.sqrt(0.05)), 5);
    // a group adds 1/10 a side; with all nine groups, four a side: 2 x 1/40, t(.975; 6) + t(.8; 6) = 2.446912 + 0.905703
    const four = Math.exp(3.352615 * Math.sqrt(0.05));
    expect(nextTest(effect, 1.5, 0.025).groups).toBe(4);
    expect(nextTest(effect, 1.5, 0.025).ratio).toBeCloseTo(four, 5);
    const many = Array.from({ length: 40 }, () => group(20, 20));
    const wide = afterEffect([{ treated: many, control: many }]);
    if (wide === null) throw new Error('there is an effect');
    // n a side: exp((t(.975; 2n - 2) + t(.8; 2n - 2)) sqrt(1/5n)): 10: 1.5234 > 1.5, 11: 1.4893
    expect(nextTest(wide, 1.5, 0.025)).toMatchObject({ groups: 11 });
  });

  it('adds up types, each against its own groups, and leaves out a type without any', () => {
    const alike = (pairs: number, window: number, base: number) =>
      Array.from({ length: pairs }, () => group(window, base));
    const found = ratioToExpected(
      [
        { treated: alike(3, 20, 10), control: alike(3, 20, 20) },
        { treated: alike(3, 30, 10), control: alike(3, 60, 20) },
        { treated: alike(3, 900, 1), control: [] },
      ],
      0.05,
    );
    // expected 30 x 60 / 60 + 30 x 180 / 60 = 120; landed 60 + 90
    expect(found?.ratio).toBeCloseTo(150 / 120, 12);
  });

  it('allows for a factor of its own of a group that alone has the tactic', () => {
    const pairs = [10, 40, 10, 40, 10, 40, 10, 40, 10, 40].map((window) => group(window, 25));
    const one = afterEffect([{ treated: [group(50, 50)], control: pairs }]);
    const alike = afterEffect([{ treated: [group(50, 50)], control: pairs.map(() => group(25, 25)) }]);
    // groups without it differ by a factor of 4, so that one group may do so by itself: counts alone would say sqrt(2/50 + 2/250) = .219
    expect(alike?.error).toBeCloseTo(Math.sqrt(2 / 50 + 2 / 250), 12);
    expect(one?.error).toBeGreaterThan(0.5);
  });

  it('says nothing where too few landed, or too few groups say how much they vary', () => {
    const few = [
      { treated: [group(1, 1), group(1, 1), group(1, 1)], control: [group(9, 9), group(9, 9), group(9, 9)] },
    ];
    expect(ratioToExpected(few, 0.05)).toBeNull();
    expect(ratioToExpected([{ treated: [group(50, 50)], control: [group(50, 50)] }], 0.05)).toBeNull();
    expect(ratioToExpected([], 0.05)).toBeNull();
    const none = [
      {
        treated: [group(0, 20), group(0, 20), group(0, 9)],
        control: Array.from({ length: 5 }, () => group(20, 20)),
      },
    ];
    const found = ratioToExpected(none, 0.05);
    expect([found?.ratio, found?.low]).toEqual([0, 0]);
    // half a person against 49, t(.975; 4) = 2.776445: 0.5 / 49 x exp(2.776445 x sqrt(2 + 1/49 + 1/100 + 1/100)) = 0.53848
    expect(found?.high).toBeCloseTo(0.53848, 4);
  });
});

const [before, after] = [8, 5];

/** Weekly means of one group whose logarithm is an autoregression with the given correlation and spread. */
function wave(random: Random, length: number, correlation: number, spread: number): number[] {
  let state = random.normal() * spread;
  return Array.from({ length }, () => {
    state = correlation * state + Math.sqrt(1 - correlation ** 2) * spread * random.normal();
    return Math.exp(state - spread ** 2 / 2);
  });
}

interface Case {
  readonly correlation: number;
  readonly spread: number;
  readonly shock: number;
  readonly growth: number;
}

/** Share of worlds in which the low end is above 1; `effect` times as much lands in the window where the tactic was. */
function shareAbove(world: Case, effect: number, seed: number, worlds: number): number {
  const random = seeded(seed);
  let above = 0;
  for (let trial = 0; trial < worlds; trial++) {
    const weeks = before + 4 + after;
    const common = wave(random, weeks, 0.3, world.shock);
    const draw = (times: number): Group => {
      const mean = 0.5 + 5 * random.uniform();
      const own = wave(random, weeks, world.correlation, world.spread);
      const landed = own.map((level, week) =>
        random.poisson(
          mean * level * (common[week] ?? 1) * world.growth ** week * (week >= weeks - after ? times : 1),
        ),
      );
      const sum = (list: number[]) => list.reduce((total, one) => total + one, 0);
      return group(sum(landed.slice(weeks - after)), sum(landed.slice(0, before)));
    };
    const treated = Array.from({ length: 8 }, () => draw(effect));
    const control = Array.from({ length: 20 }, () => draw(1));
    if ((ratioToExpected([{ treated, control }], 0.05)?.low ?? 0) > 1) above++;
  }
  return above / worlds;
}

describe('on worlds without effect', () => {
  const worlds = 1000;
  it.each([
    ['counts alone', { correlation: 0, spread: 0, shock: 0, growth: 1 }, 101],
    ['weeks that hang together', { correlation: 0.7, spread: 0.4, shock: 0, growth: 1 }, 102],
    ['season and growth', { correlation: 0, spread: 0.2, shock: 0.5, growth: 1.03 }, 103],
    ['all of it', { correlation: 0.7, spread: 0.4, shock: 0.5, growth: 1.03 }, 104],
  ] as const)('a gain is seen in at most one of forty: %s', (_, world, seed) => {
    const share = shareAbove(world, 1, seed, worlds);
    // 2.5 % and three Monte Carlo errors of it
    expect(share).toBeLessThan(0.025 + 3 * Math.sqrt((0.025 * 0.975) / worlds));
  });

  it('a gain of a half is mostly seen where groups do not move on their own', () => {
    const share = shareAbove({ correlation: 0, spread: 0, shock: 0.3, growth: 1 }, 1.5, 105, 300);
    expect(share).toBeGreaterThan(0.8);
  });
});

/** A world that the rule was not made on: a few large groups and many small ones, slopes of their own, weeks that now and then double for one group, sales for all. */
interface Unlike {
  readonly slope: number;
  readonly bursts: number;
  readonly size: number;
}

const asked = [
  ['during', 8, 9],
  ['soon', 10, 11],
  ['later', 13, 17],
] as const;

/** Share of worlds in which Holm's procedure over five tactics and three questions each names any of them. */
function shareNamed({ slope, bursts, size }: Unlike, seed: number, worlds: number): number {
  const random = seeded(seed);
  let named = 0;
  for (let trial = 0; trial < worlds; trial++) {
    const sales = Array.from({ length: 18 }, () => (random.uniform() < 0.1 ? 1.8 : 1));
    const groups = Array.from({ length: 36 }, () => {
      const mean = size * Math.exp(1.1 * random.normal() - 0.6);
      const own = slope * random.normal();
      return sales.map((sale, week) => {
        const burst = random.uniform() < bursts ? 2 : 1;
        return random.poisson(mean * sale * burst * Math.exp(own * (week - 9)));
      });
    });
    const p = Array.from({ length: 5 }, () => {
      const drawn = groups
        .map((landed) => ({ landed, at: random.uniform() }))
        .toSorted((a, b) => a.at - b.at);
      return asked.map(([window, from, to]) => {
        const counts = drawn.map(({ landed }) => {
          const between = (a: number, b: number) => landed.slice(a, b + 1).reduce((sum, one) => sum + one, 0);
          return group(between(from, to), between(0, 7));
        });
        const effect = afterEffect([{ treated: counts.slice(0, 9), control: counts.slice(9) }]);
        if (effect === null) return 1;
        return window === 'soon' ? 1 - pAbove(effect) : pAbove(effect);
      });
    }).flat();
    const levels = holmLevels(p, 0.05);
    if (p.some((one, at) => one <= (levels[at] ?? 0))) named++;
  }
  return named / worlds;
}

describe('five tactics, three questions each, and none of them did anything', () => {
  const worlds = 1000;
  it.each([
    ['large and small groups', { slope: 0, bursts: 0, size: 4 }, 81001],
    ['very small groups', { slope: 0, bursts: 0, size: 0.6 }, 81002],
    ['bursts of single groups', { slope: 0, bursts: 0.1, size: 4 }, 81003],
    ['slopes of their own', { slope: 0.03, bursts: 0, size: 4 }, 81004],
    ['all of it', { slope: 0.03, bursts: 0.1, size: 8 }, 81005],
  ] as const)('at most one report in twenty names any: %s', (_, world, seed) => {
    const share = shareNamed(world, seed, worlds);
    if (process.env.SHOW_RATES !== undefined) console.warn(`${_} ${share}`);
    // 5 % and three Monte Carlo errors of it
    expect(share).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / worlds));
  });
});
