/** What a tactic added in one reported week: of the groups that had it in that week, with the noise of what was expected of them. */
import { describe, expect, test } from 'vitest';
import { poisson } from '../../src/invented/simulate/draw.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import type { Estimate } from '../../src/lift/estimators/estimate.js';
import { standardError } from '../../src/lift/estimators/estimate.js';
import { poissonEffect } from '../../src/lift/estimators/poisson_effect.js';
import { fitPoisson } from '../../src/lift/estimators/poisson_fit.js';
import { cohortSums } from '../../src/lift/estimators/untreated_fit.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import { readClaims } from '../../src/lift/readings/read_claims.js';
import { measuredCurve, reportedIncrement } from '../../src/lift/readings/reported_increment.js';
import { stream, unit } from '../../src/statistics/random.js';
import { tQuantile } from '../../src/statistics/student.js';
import { claimOf } from './claim_of.js';
import { normal } from './world.js';

function panelOf(
  dates: readonly number[],
  periods: number,
  at: (group: number, week: number) => number,
): Panel {
  return {
    unit_ids: dates.map((_, group) => `g${group}`),
    period_labels: Array.from({ length: periods }, (_, week) => `${week}`),
    outcome: Float64Array.from({ length: dates.length * periods }, (_, cell) =>
      at(Math.floor(cell / periods), cell % periods),
    ),
    first_treated: Int32Array.from(dates),
    weight: new Float64Array(dates.length).fill(1),
    activity: null,
  };
}

/** The increment of a week, or of all weeks, with its scores. */
function incrementIn(panel: Panel) {
  const fit = fitPoisson(cohortSums(panel), []);
  if (fit === null) throw new Error('nothing to fit');
  const effect = poissonEffect(fit);
  const curve = measuredCurve(fit);
  const periods = panel.period_labels.length;
  const read = (week: number | null) => {
    const cells = panel.outcome.map((_, cell) => (cell % periods === week ? 1 : 0));
    let own: Estimate | null = null;
    const found = reportedIncrement(
      fit,
      effect,
      curve,
      week === null ? null : Uint8Array.from(cells),
      (one) => {
        own = one;
        return one;
      },
    );
    if (own === null) throw new Error('no scores');
    return { ...found, scores: (own as Estimate).scores };
  };
  return { fit, effect, read };
}

describe('groups that adopt one after the other', () => {
  // a group of 10 results a week from week 4 on, one of 2 from week 6 on; twice as many in the first week, half as many more later
  const dates = [4, 6, -1, -1];
  const levels = [10, 2, 4, 5];
  const season = [1, 2, 1, 1, 2, 1, 1, 2];
  const panel = panelOf(dates, 8, (group, week) => {
    const since = dates[group]! < 0 ? -1 : week - dates[group]!;
    return levels[group]! * season[week]! * (since < 0 ? 1 : since === 0 ? 2 : 1.5);
  });

  test('a week holds what these groups added, not what groups of any size would', () => {
    const { read } = incrementIn(panel);
    // week 4: 20 expected of the first group, doubled; 5: half of 10; 6: half of 10, and 2 doubled; 7: half of 20 and of 4
    expect([4, 5, 6, 7].map((week) => Number(read(week).estimate.toFixed(6)))).toEqual([20, 5, 7, 12]);
    expect(read(null).estimate).toBeCloseTo(44, 6);
  });
});

describe('the error of a week', () => {
  const random = stream(20_261_130, 'error of a week');
  const dates = Array.from({ length: 24 }, (_, group) => (group % 2 === 0 ? -1 : group % 4 === 1 ? 5 : 7));
  const panel = panelOf(dates, 12, (group, week) => {
    const has = dates[group]! >= 0 && week >= dates[group]!;
    return poisson(random, (5 + (group % 5)) * (has ? 1.8 : 1));
  });

  test('contains how each group without the tactic moves what is expected: its score is the slope of the increment', () => {
    const { effect, read } = incrementIn(panel);
    const { scores } = read(7);
    const group = 4;
    let slope = 0;
    for (let week = 0; week < 12; week += 1) {
      const at = group * 12 + week;
      const moved = [1e-4, -1e-4].map((step) => {
        const outcome = panel.outcome.map((y, cell) => (cell === at ? y * (1 + step) : y));
        return incrementIn({ ...panel, outcome }).read(7).estimate;
      });
      slope += (moved[0]! - moved[1]!) / 2e-4;
    }
    expect(Math.abs(slope)).toBeGreaterThan(0.01);
    expect(scores[group]! * Math.sqrt(1 - effect.shares[group]!)).toBeCloseTo(slope, 5);
  });

  test('is that of what landed less what was expected if all groups began together', () => {
    const together = { ...panel, first_treated: panel.first_treated.map((date) => (date < 0 ? -1 : 7)) };
    const { fit, read } = incrementIn(together);
    const week = poissonEffect(fit, (_, period) => (period === 9 ? 1 : 0));
    expect(read(9).estimate).toBeCloseTo(week.landed - week.expected, 9);
    expect(read(9).se).toBeCloseTo(standardError(week) * week.exposure, 9);
  });
});

test('the good and bad weeks of the reported cells count as far as the rest of their point does not show them', () => {
  // three pairs of groups of 100 results a week, one of each pair 50 above while the other is 50 below; twice as many with the tactic
  const dates = [4, 4, 6, 6, -1, -1];
  const panel = panelOf(dates, 8, (group, week) =>
    dates[group]! >= 0 && week >= dates[group]! ? 200 : (group + week) % 2 === 0 ? 150 : 50,
  );
  const { estimate, se, scores } = incrementIn(panel).read(4);
  expect(estimate).toBeCloseTo(200, 6);
  // 36 cells without it are 50 from their level; each group's own level takes one of its weeks, which leaves 30, and the noise of counts is 100:
  const spread = (36 * 50 ** 2 - 30 * 100) / (30 * 100 ** 2);
  // two of the four groups that had their first week had it in this one: half of 100 more in each
  const more = 2 * (0.5 * 100) ** 2 * spread;
  expect(se ** 2 - scores.reduce((sum, score) => sum + score * score, 0)).toBeCloseTo(more, 4);
});

interface World {
  /** for an effect by weeks since the start */
  readonly effect: (since: number) => number;
  /** the first of four dates, two weeks apart */
  readonly start: number;
  /** results a week of a usual group */
  readonly level: number;
  /** how far a week of a group may be above or below, as a share */
  readonly shock: number;
}

/** In how many of the draws the interval of each week, counted from the first start, holds what was added. */
function held(draws: number, weeks: readonly number[], { effect, start, level, shock }: World): number[] {
  const random = stream(20_261_130, `increment ${effect(0)} ${effect(1)} ${start} ${shock}`);
  const counts = weeks.map(() => 0);
  for (let draw = 0; draw < draws; draw += 1) {
    const dates = Array.from({ length: 60 }, (_, group) => (group < 24 ? start + 2 * (group % 4) : -1));
    const levels = dates.map(() => level * Math.exp(0.5 * normal(random)));
    const added = new Map<number, number>();
    const panel = panelOf(dates, start + 16, (group, week) => {
      const own = 1 + shock * (2 * unit(random) - 1);
      const usual = levels[group]! * (1 + 0.2 * Math.sin(week / 4)) * own;
      const has = dates[group]! >= 0 && week >= dates[group]!;
      const more = has ? usual * effect(week - dates[group]!) : 0;
      added.set(week, (added.get(week) ?? 0) + more);
      return poisson(random, usual + more);
    });
    const { effect: whole, read } = incrementIn(panel);
    for (const [place, since] of weeks.entries()) {
      const { estimate, se } = read(start + since);
      if (Math.abs(estimate - added.get(start + since)!) <= tQuantile(0.975, whole.df) * se)
        counts[place] = counts[place]! + 1;
    }
  }
  return counts.map((count) => count / draws);
}

describe('the interval of a week holds what was added in it, from the first week on', () => {
  const usual = { start: 8, level: 4, shock: 0.3 };

  // 400 draws at 95 %: a standard error of 1.1 points
  test.each<[string, World]>([
    ['an effect that stays', { ...usual, effect: () => 0.5 }],
    ['one that fades', { ...usual, effect: (since) => Math.max(0, 1 - since / 8) }],
    ['one that grows', { ...usual, effect: (since) => Math.min(1, since / 8) }],
    ['levels that are known from three weeks', { start: 3, level: 2, shock: 0, effect: () => 2 }],
  ])('%s', (_, world) => {
    for (const share of held(400, [0, 1, 4, 15], world)) {
      expect(share).toBeGreaterThan(0.915);
      expect(share).toBeLessThan(0.99);
    }
  });
});

test('of weeks in which every group has it nothing is known, which is not the same as 0', () => {
  // half as much again; the last groups get it in week 16, so that from then on nobody is left to compare with
  const random = stream(20_261_130, 'a rollout that was completed');
  const dates = Array.from({ length: 24 }, (_, group) => (group < 12 ? 10 : 16));
  const panel = panelOf(dates, 20, (group, week) => poisson(random, week >= dates[group]! ? 60 : 40));
  const increment = (from: number, to: number) => {
    const reported = Uint8Array.from(panel.outcome, (_, cell) =>
      cell % 20 >= from && cell % 20 < to && cell % 20 >= dates[Math.floor(cell / 20)]! ? 1 : 0,
    );
    return readClaims([claimOf(panel, { reported })], defaultThresholds, 1)[0]?.increment;
  };
  expect(increment(18, 19)).toMatchObject({ is_known: false });
  expect(increment(15, 16)).toMatchObject({ is_known: true });
  // 12 groups with 20 more each in a week; its standard error is about 45
  expect(Math.abs(increment(15, 16)!.estimate - 240)).toBeLessThan(150);
  expect(increment(15, 20)).toEqual(increment(15, 16));
});
