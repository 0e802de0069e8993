/** What landed in a window against what groups without the tactic lead to expect: by hand, and how often it is wrong on worlds without effect. */
import { describe, expect, it } from 'vitest';
import { ratioToExpected, type WindowAndBase } from '../../src/statistics/after_effect.js';
import { type Random, seeded } from './random.js';

const group = (window: number, base: number): WindowAndBase => ({ window, base });

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
    const draw = (times: number): WindowAndBase => {
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
