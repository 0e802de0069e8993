/** Tactics that recur: which events count, a worked example, and intervals that hold where groups are unequal and events are alone in their week. */
import { describe, expect, it } from 'vitest';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import { standardError } from '../../src/lift/estimators/estimate.js';
import { countEvents, stacksOf, type TacticEvent } from '../../src/lift/estimators/event_stacks.js';
import { multipliedContrast } from '../../src/lift/estimators/multiplied_contrast.js';
import { recurringEffect } from '../../src/lift/estimators/recurring.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import type { Claim } from '../../src/lift/readings/claim.js';
import { type Reading, readClaims } from '../../src/lift/readings/read_claims.js';
import { type Random, stream, unit } from '../../src/statistics/random.js';
import { normal } from './world.js';

/** A panel from results per group and week, and members. */
function panelOf(results: readonly (readonly number[])[], members: readonly number[]): Panel {
  return {
    unit_ids: results.map((_, group) => `g${String(group).padStart(3, '0')}`),
    period_labels: (results[0] as readonly number[]).map((_, week) => `w${week}`),
    outcome: Float64Array.from(
      results.flatMap((row, group) => row.map((count) => count / (members[group] as number))),
    ),
    first_treated: new Int32Array(results.length).fill(-1),
    weight: Float64Array.from(members),
    activity: null,
  };
}

const window = { before: 5, after: 1 };

it('counts only events with no other in the five weeks before and the one after', () => {
  const panel = panelOf(
    Array.from({ length: 4 }, () => new Array<number>(16).fill(1)),
    [1, 1, 1, 1],
  );
  const events: TacticEvent[] = [
    { unit: 0, period: 6 }, // clean
    { unit: 0, period: 11 }, // five weeks after another
    { unit: 1, period: 6 }, // another the week after
    { unit: 1, period: 7 },
    { unit: 2, period: 3 }, // no five weeks before it
    { unit: 2, period: 15 }, // no week after it
  ];
  const stacks = stacksOf(panel, events, window);
  expect(stacks).toEqual([{ period: 6, treated: [0], controls: [3] }]);
  expect(countEvents(stacks, events.length)).toEqual({
    events: 6,
    qualifying: 1,
    treated_units: 1,
    control_units: 1,
  });
});

it('compares with the factor by which groups without an event changed, whatever their size', () => {
  // weeks 1 to 4 are the base, 6 and 7 count; the controls land 20 + 40 in the base and 15 + 30 afterwards: factor 0.75
  const small = [0, 5, 5, 5, 5, 9, 7, 8];
  const large = [0, 10, 10, 10, 10, 9, 16, 14];
  const busy = [0, 10, 20, 10, 20, 9, 30, 30];
  const panel = panelOf([small, large, busy], [10, 10, 100]);
  const stacks = [{ period: 6, treated: [2], controls: [0, 1] }];
  const found = multipliedContrast(panel, stacks, [0, 1], [-5, -4, -3, -2]);
  expect(found?.expected).toBeCloseTo(60 * 0.75, 10);
  expect(found?.exposure).toBe(200);
  expect(found?.estimate).toBeCloseTo((60 - 45) / 200, 10);
  // by the same amount: 0.15 to 0.3 per member and week, the controls 0.5 to 0.75 and 1 to 1.5
  const added = recurringEffect(panel, stacks, window)?.added.estimate;
  expect(added).toBeCloseTo(0.3 - 0.15 - (0.25 + 0.5) / 2, 10);
});

it('counts time at risk, not members: a group that was closed for a week is not one whose results fell', () => {
  const rows = [
    [0, 4, 4, 4, 4, 0, 4, 4],
    [0, 4, 4, 4, 4, 0, 8, 0],
  ];
  const panel = panelOf(rows, [4, 4]);
  const time = new Float64Array(16).fill(4);
  time[15] = 0;
  const found = multipliedContrast(
    { ...panel, time },
    [{ period: 6, treated: [1], controls: [0] }],
    [0, 1],
    [-5, -4, -3, -2],
  );
  expect(found?.expected).toBeCloseTo(4, 10);
  expect(found?.estimate).toBeCloseTo(1, 10);
});

it('has no number where groups without an event never land anything', () => {
  const rows = [new Array<number>(12).fill(3), new Array<number>(12).fill(0)];
  const panel = panelOf(rows, [1, 1]);
  expect(recurringEffect(panel, [{ period: 6, treated: [0], controls: [1] }], window)).toBeNull();
});

it('sees the noise of an event that is alone in its week', () => {
  const random = stream(5, 'alone');
  const rows = Array.from({ length: 12 }, () => Array.from({ length: 60 }, () => poisson(random, 9)));
  const panel = panelOf(rows, new Array<number>(12).fill(1));
  const stacks = [6, 13, 20, 27, 34, 41].map((period, place) => ({
    period,
    treated: [place],
    controls: [6, 7, 8, 9, 10, 11],
  }));
  const found = multipliedContrast(panel, stacks, [0, 1], [-5, -4, -3, -2]);
  if (found === null) throw new Error('nothing found');
  // Poisson: every event adds 18 + 36 / 4 to the variance, the controls (18 + 9) / 6 each time, over 12 weeks in all
  const alone = Math.sqrt(6 * (18 + 9) * (1 + 1 / 6)) / 12;
  expect(standardError(found) / alone).toBeGreaterThan(0.6);
  expect(standardError(found) / alone).toBeLessThan(1.6);
});

function poisson(random: Random, mean: number): number {
  const least = Math.exp(-Math.min(mean, 500));
  let [count, product] = [0, unit(random)];
  while (product > least) {
    count += 1;
    product *= unit(random);
  }
  return count;
}

/** One draw: unequal groups, a season that multiplies, lively groups growing by the same factor; one week in twelve has an event, more often in lively groups. */
function readingOf(random: Random, planted: number): { reading: Reading; truth: number } {
  const [groups, weeks] = [80, 30];
  const events: TacticEvent[] = [];
  const members: number[] = [];
  const truths = new Float64Array(groups * weeks);
  const results = Array.from({ length: groups }, (_, group) => {
    const level = 3 * Math.exp(0.8 * normal(random));
    members.push(Math.min(2000, Math.round(20 / (1 - unit(random)) ** 0.8)));
    const factors = new Array<number>(weeks + 1).fill(1);
    for (let week = 1; week < weeks; week += 1) {
      if (unit(random) >= Math.min(0.3, 0.03 * level)) continue;
      events.push({ unit: group, period: week });
      for (const later of [week, week + 1]) factors[later] = factors[later]! * (1 + planted);
    }
    return Array.from({ length: weeks }, (__, week) => {
      const usual = level * (1 + 0.4 * Math.sin(week / 5)) * 1.01 ** week * (0.7 + 0.6 * unit(random));
      truths[group * weeks + week] = usual * (factors[week]! - 1);
      return poisson(random, usual * factors[week]!);
    });
  });
  const panel = panelOf(results, members);
  const claim: Claim = {
    panel,
    estimator: null,
    randomised: null,
    events,
    shared_members: null,
    overlap: 0,
    smallest_useful: null,
  };
  const [reading] = readClaims([claim], defaultThresholds, 1) as [Reading];
  let [sum, time] = [0, 0];
  for (const { period, treated } of stacksOf(panel, events, window))
    for (const group of treated) {
      for (const week of [period, period + 1]) sum += truths[group * weeks + week]!;
      time += 2 * (members[group] as number);
    }
  return { reading, truth: sum / time };
}

describe('with unequal groups, where the season multiplies', () => {
  const drawn = (planted: number, draws: number) => {
    const random = stream(20_261_201, `recurring ${planted}`);
    const all = Array.from({ length: draws }, () => readingOf(random, planted));
    const share = (is: (one: (typeof all)[number]) => boolean) => all.filter(is).length / draws;
    return {
      held: share(
        ({ reading: { tested }, truth }) => tested !== null && tested.low <= truth && truth <= tested.high,
      ),
      likely: share(({ reading: { verdict } }) => verdict === 'likely_caused'),
    };
  };

  // 95 % has a Monte Carlo error of 1.3 points with 300 draws, 5 % as well
  it('where nothing works the raw interval contains 0, and hardly anything is claimed', () => {
    const { held, likely } = drawn(0, 300);
    expect(held).toBeGreaterThan(0.915);
    expect(likely).toBeLessThan(0.085);
  });

  it('an effect is found, and its interval holds', () => {
    const { held, likely } = drawn(0.5, 150);
    expect(held).toBeGreaterThan(0.9);
    expect(likely).toBeGreaterThan(0.4);
  });
});
