/** Simulated communities: what is planted is what is told, and the same seed gives the same draw. */
import { describe, expect, test } from 'vitest';
import { evaluationLines, modelErrors } from '../../../src/invented/examples/evaluation.js';
import { normal, poisson } from '../../../src/invented/simulate/draw.js';
import { mean_rate } from '../../../src/invented/simulate/groups.js';
import {
  scenarioNames,
  scenarios,
  simulateFiles,
  simulatePanel,
} from '../../../src/invented/simulate/index.js';
import { simulatedWorld } from '../../../src/invented/simulate/world.js';
import { stream } from '../../../src/statistics/random.js';

const size = { groups: 400, weeks: 30 };

/** Mean and variance of numbers. */
function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean,
    variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
  };
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [moments(a), moments(b)];
  const products = a.map((value, index) => (value - x.mean) * ((b[index] as number) - y.mean));
  return moments(products).mean / Math.sqrt(x.variance * y.variance);
}

describe('draws', () => {
  test.each([0.3, 4, 40, 150])('a count of mean %d has that mean and that variance', (mean) => {
    const random = stream(1, 'counts');
    const { mean: found, variance } = moments(Array.from({ length: 40_000 }, () => poisson(random, mean)));
    expect(Math.abs(found / mean - 1)).toBeLessThan(4 / Math.sqrt(40_000 * mean));
    expect(Math.abs(variance / mean - 1)).toBeLessThan(0.05);
  });

  test('a normal draw has mean 0, variance 1 and the tails of one', () => {
    const random = stream(1, 'normal');
    const values = Array.from({ length: 40_000 }, () => normal(random));
    const { mean, variance } = moments(values);
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    expect(values.filter((value) => Math.abs(value) > 1.96).length / values.length).toBeCloseTo(0.05, 2);
  });
});

describe.each(scenarioNames)('%s', (name) => {
  const scenario = scenarios[name];
  const drawn = simulatePanel(scenario, size, 5);

  test('is the same for the same seed, and another for another', () => {
    expect(simulatePanel(scenario, size, 5)).toEqual(drawn);
    expect(simulatePanel(scenario, size, 6).panel.outcome).not.toEqual(drawn.panel.outcome);
  });

  test('is a whole panel of finite, not negative rates', () => {
    const { panel } = drawn;
    expect(panel.outcome).toHaveLength(size.groups * size.weeks);
    expect(panel.outcome.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    expect(panel.weight.every((members) => members >= 20)).toBe(true);
    expect(new Set(panel.unit_ids).size).toBe(size.groups);
  });

  test('plants what it says: nothing in a null, else a fifth of the rate', () => {
    const planted = scenario.effect > 0;
    expect(drawn.truth.caused > 0).toBe(planted);
    expect(drawn.truth.att > 0).toBe(planted);
    expect(
      Math.abs(drawn.truth.caused - drawn.truth.incremental),
      'the count lies within four standard deviations of its expectation',
    ).toBeLessThanOrEqual(4 * Math.sqrt(drawn.truth.incremental));
    if (planted && scenario.schedule !== 'recurring') expect(drawn.truth.att / mean_rate).toBeCloseTo(0.2, 1);
  });

  test('differs from the same community without the tactic by exactly what the tactic caused', () => {
    const without = simulatePanel(scenario, { ...size, effect: 0 }, 5);
    const landed = ({ panel }: typeof drawn) =>
      panel.outcome.reduce(
        (sum, rate, cell) => sum + rate * (panel.weight[Math.floor(cell / size.weeks)] ?? 0),
        0,
      );
    expect(landed(drawn) - landed(without)).toBeCloseTo(drawn.truth.caused, 6);
    expect(without.panel.first_treated).toEqual(drawn.panel.first_treated);
  });
});

test('messages show about four fifths of the variance of liveliness', () => {
  const { groups } = simulatedWorld(scenarios.base, { groups: 4000, weeks: 30 }, 3);
  const { panel } = simulatePanel(scenarios.base, { groups: 4000, weeks: 30 }, 3);
  const r = correlation(
    groups.map(({ liveliness }) => liveliness),
    [...(panel.activity ?? [])],
  );
  expect(r ** 2).toBeGreaterThan(0.7);
  expect(r ** 2).toBeLessThan(0.85);
});

test('lively groups get the tactic; random assignment asks nobody', () => {
  const gap = (name: 'base' | 'holdout' | 'hidden_trend', trait: 'liveliness' | 'hidden') => {
    const { groups, adoption } = simulatedWorld(scenarios[name], { groups: 4000, weeks: 30 }, 3);
    const of = (treated: boolean) =>
      moments(groups.filter((_, index) => (adoption[index] as number) >= 0 === treated).map((g) => g[trait]));
    return of(true).mean - of(false).mean;
  };
  expect(gap('base', 'liveliness')).toBeGreaterThan(0.5);
  expect(gap('hidden_trend', 'hidden')).toBeGreaterThan(0.5);
  expect(Math.abs(gap('hidden_trend', 'liveliness'))).toBeLessThan(0.12);
  expect(Math.abs(gap('holdout', 'liveliness'))).toBeLessThan(0.12);
});

test('a slope makes lively groups grow faster', () => {
  const growth = (slope: number) => {
    const options = { groups: 2000, weeks: 30, slope };
    const { groups, organic, weeks } = simulatedWorld(scenarios.null, options, 3);
    const gained = groups.map(({ members }, index) => {
      const counts = organic.subarray(index * weeks, (index + 1) * weeks);
      const sum = (from: number, to: number) => counts.subarray(from, to).reduce((a, b) => a + b, 0);
      return (sum(20, 30) - sum(0, 10)) / 10 / members / mean_rate;
    });
    return (
      correlation(
        groups.map(({ liveliness }) => liveliness),
        gained,
      ) * Math.sqrt(moments(gained).variance)
    );
  };
  expect(Math.abs(growth(0))).toBeLessThan(0.05);
  // 20 weeks of 1 % a standard deviation; liveliness is cut at two, so its deviation is a little under 1
  expect(growth(0.01)).toBeCloseTo(0.2, 1);
});

describe('the files', () => {
  const options = { groups: 40, weeks: 20 };
  const rowsOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));

  test.each(scenarioNames)('%s: hold the panel, and every planted touch comes before its result', (name) => {
    const files = simulateFiles(scenarios[name], options, 3);
    const { panel, truth } = simulatePanel(scenarios[name], options, 3);
    expect(simulateFiles(scenarios[name], options, 3)).toEqual(files);

    const home = new Map<string, string>();
    for (const [group_id = '', member_id = ''] of rowsOf(files['memberships.csv'] ?? ''))
      if (!home.has(member_id)) home.set(member_id, group_id);
    const landed = new Map<string, number>();
    const conversions = new Map(
      rowsOf(files['conversions.csv'] ?? '').map(([id = '', ts = '', user_id = '']) => {
        const group_id = home.get(user_id.replace('u_', 'm_')) ?? '';
        const week = Math.floor((Date.parse(ts) - Date.parse('2025-01-06T00:00:00Z')) / 604_800_000);
        const cell = `${group_id} ${panel.period_labels[week]}`;
        landed.set(cell, (landed.get(cell) ?? 0) + 1);
        return [id, { ts, member_id: user_id.replace('u_', 'm_') }];
      }),
    );
    for (const [index, group_id] of panel.unit_ids.entries())
      for (const [week, label] of panel.period_labels.entries())
        expect((landed.get(`${group_id} ${label}`) ?? 0) / (panel.weight[index] ?? 0)).toBe(
          panel.outcome[index * options.weeks + week],
        );

    const told = JSON.parse(files['truth.json'] ?? '');
    const activities = new Map(
      rowsOf(files['activities.csv'] ?? '').map(([id, ts, , kind, member_id, tactic_id]) => [
        id,
        { ts, kind, member_id, tactic_id },
      ]),
    );
    let by_tactic = 0;
    for (const { activity_id, conversion_id } of told.touches) {
      const [touch, conversion] = [activities.get(activity_id), conversions.get(conversion_id)];
      expect(touch?.member_id).toBe(conversion?.member_id);
      expect((touch?.ts ?? '') <= (conversion?.ts ?? '')).toBe(true);
      if (touch?.tactic_id !== '') by_tactic += 1;
    }
    expect(by_tactic).toBe(truth.caused);
    const contributions = told.groups.reduce(
      (sum: number, group: { contribution: number }) => sum + group.contribution,
      0,
    );
    expect(contributions).toBe(told.touches.length);
  });

  test('of an error of credit, shares are judged after scaling', () => {
    const planted = new Map([
      ['a', 10],
      ['b', 0],
    ]);
    const credit = [
      { model: 'last_touch', group_id: 'a', conversions: 20 },
      { model: 'random_touch', group_id: 'a', conversions: 15 },
      { model: 'random_touch', group_id: 'b', conversions: 5 },
    ];
    expect(modelErrors(planted, credit)).toEqual([
      { model: 'last_touch', error: 5, share_error: 0 },
      { model: 'random_touch', error: 5, share_error: 2.5 },
    ]);
    expect(evaluationLines(modelErrors(planted, credit)).join('\n')).not.toContain('No better');
  });
});
