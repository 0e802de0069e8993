/** What a trial added, in all and in single weeks: as uncertain as its estimate, also where one large group decides, and not drawn towards the mean of its weeks. */
import { describe, expect, test } from 'vitest';
import { poisson } from '../../src/invented/simulate/draw.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import { standardError } from '../../src/lift/estimators/estimate.js';
import { cupedSlope } from '../../src/lift/estimators/holdout.js';
import { armsOf } from '../../src/lift/estimators/holdout_arms.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import { holdoutIncrement } from '../../src/lift/readings/holdout_increment.js';
import { readClaims } from '../../src/lift/readings/read_claims.js';
import { stream, unit } from '../../src/statistics/random.js';
import { tQuantile } from '../../src/statistics/student.js';
import { claimOf } from './claim_of.js';
import { normal } from './world.js';

const [groups, weeks, start] = [16, 20, 10];

/** Standard error of the increment of the whole trial over that of its estimate, per member and week of the treated groups. */
function ratio(seed: number): number {
  const random = stream(seed, 'increment of a holdout');
  const size = (group: number) => (group === 3 ? 900 : 40);
  const outcome = Float64Array.from({ length: groups * weeks }, () => 0.02 + 0.06 * unit(random));
  const is_treated = Array.from({ length: groups }, (_, group) => group % 2 === 1);
  const panel = {
    unit_ids: is_treated.map((_, group) => `g${group + 10}`),
    period_labels: Array.from({ length: weeks }, (_, week) => `${week}`),
    outcome,
    weight: Float64Array.from(is_treated, (_, group) => size(group)),
    first_treated: Int32Array.from(is_treated, (treated) => (treated ? start : -1)),
    activity: null,
  };
  const since = new Int32Array(groups).fill(start);
  const randomised = { treated: groups / 2, holdout: groups / 2, since };
  const [read] = readClaims([claimOf(panel, { estimator: 'holdout', randomised })], defaultThresholds, 1);
  if (read?.tested == null || read.increment === null) throw new Error('the trial has no number');
  return read.increment.se / (read.tested.se * read.exposure);
}

test('the increment of a trial is at least as uncertain as its estimate, and not much more', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    expect(ratio(seed)).toBeGreaterThan(1 - 1e-9);
    expect(ratio(seed)).toBeLessThan(1.25);
  }
});

/** What was added in one week, or in all of them. */
function addedIn(panel: Panel, since: Int32Array, week: number | null) {
  const arms = armsOf(panel, since);
  const periods = panel.period_labels.length;
  const cells = Uint8Array.from(panel.outcome, (_, cell) => (cell % periods === week ? 1 : 0));
  return holdoutIncrement(panel, arms, cupedSlope(arms), week === null ? null : cells);
}

describe('groups drawn in two waves, from week 1 and from week 3', () => {
  // rates by week; before their waves all groups land 1 per member, so that the time before explains nothing
  const groups: readonly (readonly [
    rates: readonly number[],
    members: number,
    since: number,
    date: number,
  ])[] = [
    [[1, 8, 4, 3, 3], 10, 1, 1],
    [[1, 6, 4, 1, 1], 10, 1, 1],
    [[1, 1, 2, 1, 1], 30, 1, -1],
    [[1, 5, 2, 1, 1], 10, 1, -1],
    [[1, 1, 1, 9, 2], 20, 3, 3],
    [[1, 1, 1, 7, 2], 20, 3, 3],
    [[1, 1, 1, 2, 3], 5, 3, -1],
    [[1, 1, 1, 4, 3], 5, 3, -1],
  ];
  const panel: Panel = {
    unit_ids: groups.map((_, group) => `g${group}`),
    period_labels: ['0', '1', '2', '3', '4'],
    outcome: Float64Array.from(groups.flatMap(([rates]) => rates)),
    first_treated: Int32Array.from(groups, ([, , , date]) => date),
    weight: Float64Array.from(groups, ([, members]) => members),
    activity: null,
  };
  const since = Int32Array.from(groups, ([, , from]) => from);

  test('a week holds what the waves that had begun added in it, each against its own groups without the tactic', () => {
    // week 1: 20 members at 7 against (30 x 1 + 10 x 5) / 40 = 2; 2: 20 x (4 - 2); 3: 20 x (2 - 1), and 40 x (8 - 3); 4: 20 x (2 - 1), and 40 x (2 - 3)
    const weeks = [0, 1, 2, 3, 4].map((week) => addedIn(panel, since, week).estimate);
    expect(weeks.map((one) => Number(one.toFixed(9)))).toEqual([0, 100, 40, 220, -20]);
    expect(addedIn(panel, since, null).estimate).toBeCloseTo(340, 9);
  });

  test('its error is that of the arms of these waves in this week', () => {
    // week 1, n / (n - 1) = 2: treated 2 x (1/2)^2 x (1 + 1), others 2 x ((3/4 x 1)^2 + (1/4 x 3)^2); times the members
    expect(standardError(addedIn(panel, since, 1))).toBeCloseTo(20 * Math.sqrt(1 + 2.25), 9);
    // week 4: the first wave differs by 1 around its mean, as above, and nothing else does
    expect(standardError(addedIn(panel, since, 4))).toBeCloseTo(20 * Math.sqrt(1), 9);
  });

  test('a week in which a wave has no two groups to compare counts as that time does in the other waves', () => {
    const time = Float64Array.from(groups.flatMap(([rates, members]) => rates.map(() => members)));
    time[6 * 5 + 4] = 0;
    // week 4 of the second wave is its second one, in which the first wave added 2 per member
    expect(addedIn({ ...panel, time }, since, 4).estimate).toBeCloseTo(20 * 1 + 40 * 2, 9);
  });
});

describe('the interval of a week of a trial holds what was added in it', () => {
  const [count, begins, draws] = [30, 8, 400];

  // 400 draws at 95 %: a standard error of 1.1 points
  test.each<[string, (since: number) => number]>([
    ['an effect that fades', (since) => Math.exp(-since / 3)],
    ['one that grows', (since) => Math.min(0.8, since / 8)],
  ])('%s', (_, effect) => {
    const random = stream(20_261_130, `weeks of a trial ${effect(0)}`);
    const since = new Int32Array(count).fill(begins);
    const weeks = [begins, begins + 1, 19];
    const held = weeks.map(() => 0);
    for (let draw = 0; draw < draws; draw += 1) {
      const added = new Map<number, number>();
      const dates = Int32Array.from(since, (_, group) => (group % 2 === 0 ? begins : -1));
      const levels = Array.from({ length: count }, () => 6 * Math.exp(0.4 * normal(random)));
      const landed = levels.flatMap((level, group) =>
        Array.from({ length: 20 }, (_, week) => {
          const usual = level * (1 + 0.2 * Math.sin(week / 4)) * Math.exp(0.2 * normal(random));
          const more = dates[group] === begins && week >= begins ? usual * effect(week - begins) : 0;
          added.set(week, (added.get(week) ?? 0) + more);
          return poisson(random, usual + more);
        }),
      );
      const panel: Panel = {
        unit_ids: levels.map((_, group) => `g${group + 10}`),
        period_labels: Array.from({ length: 20 }, (_, week) => `${week}`),
        outcome: Float64Array.from(landed),
        first_treated: dates,
        weight: new Float64Array(count).fill(1),
        activity: null,
      };
      for (const [place, week] of weeks.entries()) {
        const found = addedIn(panel, since, week);
        const half = tQuantile(0.975, count - 2) * standardError(found);
        if (Math.abs(found.estimate - added.get(week)!) <= half) held[place] = held[place]! + 1;
      }
    }
    for (const one of held) {
      expect(one / draws).toBeGreaterThan(0.92);
      expect(one / draws).toBeLessThan(0.995);
    }
  });
});

test('members in both arms can only have hidden a part of the difference: the end away from 0 moves, and no other', () => {
  const random = stream(20_261_130, 'members in both arms');
  const panel: Panel = {
    unit_ids: Array.from({ length: 16 }, (_, group) => `g${group + 10}`),
    period_labels: Array.from({ length: 16 }, (_, week) => `${week}`),
    outcome: Float64Array.from({ length: 256 }, (_, cell) =>
      poisson(random, cell % 16 >= 8 && cell % 32 < 16 ? 60 : 40),
    ),
    first_treated: Int32Array.from({ length: 16 }, (_, group) => (group % 2 === 0 ? 8 : -1)),
    weight: new Float64Array(16).fill(1),
    activity: null,
  };
  const randomised = { treated: 8, holdout: 8, since: new Int32Array(16).fill(8) };
  const [read] = readClaims([claimOf(panel, { randomised, shared_members: 0.25 })], defaultThresholds, 1);
  expect(read?.verdict).toBe('proven_by_holdout');
  // a quarter of the members without it land as those with it: what is seen is three quarters of the effect
  expect(read?.widening).toEqual({ below: 0, above: expect.closeTo((read?.tested?.estimate ?? 0) / 3, 9) });
});
