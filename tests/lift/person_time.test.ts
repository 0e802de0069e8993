/** Person-time and multiplying effects: the Poisson fit against a dense regression, closures, staggered holdouts, curves. */
import { describe, expect, test } from 'vitest';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import { pooledPoints } from '../../src/lift/estimators/curve.js';
import { permutationTest } from '../../src/lift/estimators/permutation.js';
import { poissonEffect } from '../../src/lift/estimators/poisson_effect.js';
import { fitPoisson } from '../../src/lift/estimators/poisson_fit.js';
import { activityTrend } from '../../src/lift/estimators/regressors.js';
import { cohortSums } from '../../src/lift/estimators/untreated_fit.js';
import { filledPanel } from '../../src/lift/panel/filled_panel.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import type { Claim } from '../../src/lift/readings/claim.js';
import { type Reading, readClaims } from '../../src/lift/readings/read_claims.js';
import { type Random, stream, unit } from '../../src/statistics/random.js';
import { claimOf } from './claim_of.js';
import { normal } from './world.js';

interface Shape {
  readonly units: number;
  readonly periods: number;
  readonly date: (i: number) => number;
  /** factor on the rate by periods since the start */
  readonly factor: (since: number) => number;
  readonly rate?: number;
  /** members at risk; absent: the same in every period */
  readonly time?: (i: number, t: number) => number;
}

function poisson(random: Random, mean: number): number {
  let [count, product] = [0, unit(random)];
  for (const floor = Math.exp(-mean); product > floor; count += 1) product *= unit(random);
  return count;
}

/** Counts with levels of their own, a multiplying season and noise of every cell. */
function counted(seed: number, { units, periods, date, factor, rate = 6, time }: Shape): Panel {
  const random = stream(seed, 'counted panel');
  const first_treated = Int32Array.from({ length: units }, (_, i) => date(i));
  const level = Float64Array.from({ length: units }, () => Math.exp(0.4 * normal(random)));
  const weight = Float64Array.from({ length: units }, () => 20 + Math.floor(60 * unit(random)));
  const own = Float64Array.from({ length: units * periods }, (_, cell) => {
    const [i, t] = [Math.floor(cell / periods), cell % periods];
    return time === undefined ? (weight[i] as number) : time(i, t);
  });
  const outcome = own.map((at_risk, cell) => {
    const [i, t] = [Math.floor(cell / periods), cell % periods];
    const since = (first_treated[i] as number) < 0 ? -1 : t - (first_treated[i] as number);
    const season = 1 + 0.4 * Math.sin(t / 3);
    const mean = (rate / 50) * (level[i] as number) * season * Math.exp(0.2 * normal(random)) * at_risk;
    return at_risk === 0 ? 0 : poisson(random, mean * (since < 0 ? 1 : factor(since))) / at_risk;
  });
  return {
    unit_ids: Array.from({ length: units }, (_, i) => `g${i}`),
    period_labels: Array.from({ length: periods }, (_, t) => `w${t}`),
    outcome,
    first_treated,
    weight,
    activity: level.map((value) => value + 0.3 * normal(random)),
    ...(time === undefined ? {} : { time: own }),
  };
}

const read = (claim: Claim): Reading => readClaims([claim], defaultThresholds, 1)[0] as Reading;

/** Poisson regression with a column for every unit and period, by Newton's method and Gaussian elimination: nothing shared with src. */
function denseFit(panel: Panel): (unit: number, period: number) => number {
  const [units, periods] = [panel.unit_ids.length, panel.period_labels.length];
  const size = units + periods - 1;
  const timeAt = (i: number, t: number) => panel.time?.[i * periods + t] ?? (panel.weight[i] as number);
  const cells = [];
  for (let i = 0; i < units; i += 1)
    for (let t = 0; t < periods; t += 1) {
      const date = panel.first_treated[i] as number;
      if ((date < 0 || t < date) && timeAt(i, t) > 0)
        cells.push({ i, t, e: timeAt(i, t), y: timeAt(i, t) * (panel.outcome[i * periods + t] as number) });
    }
  const b = new Array<number>(size).fill(0);
  const eta = (i: number, t: number) => (b[i] as number) + (t === 0 ? 0 : (b[units + t - 1] as number));
  for (let round = 0; round < 60; round += 1) {
    const rows = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
    for (const { i, t, e, y } of cells) {
      const mean = e * Math.exp(eta(i, t));
      const columns = t === 0 ? [i] : [i, units + t - 1];
      for (const a of columns) {
        const row = rows[a] as number[];
        row[size] = (row[size] as number) + y - mean;
        for (const c of columns) row[c] = (row[c] as number) + mean;
      }
    }
    for (let k = 0; k < size; k += 1) {
      const pivot = rows[k] as number[];
      for (let r = 0; r < size; r += 1) {
        const row = rows[r] as number[];
        const share = r === k ? 0 : (row[k] as number) / (pivot[k] as number);
        if (share !== 0)
          for (let c = k; c <= size; c += 1) row[c] = (row[c] as number) - share * (pivot[c] as number);
      }
    }
    rows.forEach((row, k) => {
      b[k] = (b[k] as number) + Math.max(-1, Math.min(1, (row[size] as number) / (row[k] as number)));
    });
  }
  return (i, t) => timeAt(i, t) * Math.exp(eta(i, t));
}

describe('Poisson imputation', () => {
  const moving = (i: number, t: number) => (i % 5 === 0 && t > 9 ? 0 : 10 + ((i * 7 + t * 3) % 20));
  const panel = counted(3, {
    units: 20,
    periods: 14,
    date: (i) => (i % 3 === 0 ? -1 : 8 + (i % 3)),
    factor: () => 1.4,
    rate: 20,
    time: moving,
  });

  test('is a dense Poisson regression on the untreated cells, to 1e-8', () => {
    const expected = denseFit(panel);
    const sums = cohortSums({ ...panel, activity: null });
    const found = poissonEffect(fitPoisson(sums, []) as NonNullable<ReturnType<typeof fitPoisson>>);
    let [landed, hoped, time] = [0, 0, 0];
    panel.first_treated.forEach((date, i) => {
      for (let t = date; date >= 0 && t < 14; t += 1) {
        const at_risk = moving(i, t);
        landed += at_risk * (panel.outcome[i * 14 + t] as number);
        hoped += at_risk > 0 ? expected(i, t) : 0;
        time += at_risk;
      }
    });
    expect(found.exposure).toBe(time);
    expect(Math.abs(found.expected / hoped - 1)).toBeLessThan(1e-8);
    expect(Math.abs(found.estimate - (landed - hoped) / time)).toBeLessThan(1e-8);
  });

  test('the unit of counting people does not matter to a ratio', () => {
    const tenfold: Panel = {
      ...panel,
      outcome: panel.outcome.map((y) => y / 10),
      weight: panel.weight.map((w) => w * 10),
      time: Float64Array.from(panel.time ?? [], (value) => value * 10),
    };
    const effect = (one: Panel) => {
      const sums = cohortSums(one);
      return poissonEffect(
        fitPoisson(sums, activityTrend(sums)) as NonNullable<ReturnType<typeof fitPoisson>>,
      );
    };
    const [one, other] = [effect(panel), effect(tenfold)];
    expect(other.landed / other.expected).toBeCloseTo(one.landed / one.expected, 9);
    expect(other.estimate * 10).toBeCloseTo(one.estimate, 9);
  });
});

/** Share of seeds for which something holds. */
function share(seeds: number, holds: (seed: number) => boolean): number {
  return Array.from({ length: seeds }, (_, seed) => holds(4_000_000 + seed)).filter(Boolean).length / seeds;
}

describe('closed groups', () => {
  const closing = (i: number, t: number) => (i % 2 === 0 && i % 3 === 0 && t > 18 ? 0 : 40);
  const shape = {
    units: 60,
    periods: 26,
    date: (i: number) => (i % 2 === 0 ? -1 : 13),
    factor: () => 1,
    time: closing,
  };

  test('controls that close are none whose results fell: no false gain', () => {
    expect(share(40, (seed) => read(claimOf(counted(seed, shape))).verdict === 'likely_caused')).toBeLessThan(
      0.11,
    );
  });

  test('a cell without anybody takes what the level and the period make one expect', () => {
    const panel = counted(1, { ...shape, rate: 40 });
    const filled = filledPanel(panel);
    expect(filled.time).toBeUndefined();
    const known = panel.outcome.filter((_, cell) => closing(Math.floor(cell / 26), cell % 26) > 0);
    const mean = (values: Float64Array) => values.reduce((sum, y) => sum + y, 0) / values.length;
    expect(mean(filled.outcome) / mean(known)).toBeCloseTo(1, 1);
    for (const [cell, rate] of panel.outcome.entries())
      if ((panel.time?.[cell] ?? 0) > 0) expect(filled.outcome[cell]).toBe(rate);
  });
});

describe('a reported week', () => {
  const fading = (since: number) => 1 + Math.exp(-since / 3);
  const shape = {
    units: 100,
    periods: 26,
    date: (i: number) => (i % 2 === 0 ? -1 : 12),
    factor: fading,
    rate: 12,
  };
  const reported = (week: number) =>
    Uint8Array.from({ length: 100 * 26 }, (_, cell) =>
      cell % 26 === week && Math.floor(cell / 26) % 2 === 1 ? 1 : 0,
    );

  test('holds the effect at its own time, not the mean over all time', () => {
    let [early, late, mean] = [0, 0, 0];
    for (let seed = 6_000_000; seed < 6_000_008; seed += 1) {
      const panel = counted(seed, shape);
      const [first, last] = [12, 25].map((week) => read(claimOf(panel, { reported: reported(week) })));
      early += first?.increment?.estimate ?? 0;
      late += last?.increment?.estimate ?? 0;
      const time = panel.weight.reduce((sum, w, i) => sum + (i % 2 === 1 ? w : 0), 0);
      mean += (first?.tested?.estimate ?? 0) * time;
      expect(last?.tested).toEqual(first?.tested);
    }
    // the first week holds 1 of it, the last 0.01, the mean of 14 weeks 0.25
    expect(early).toBeGreaterThan(2.5 * mean);
    expect(Math.abs(late)).toBeLessThan(0.4 * mean);
  });

  test('a curve without differences is drawn to its mean, one with large ones is kept', () => {
    const pooled = (values: readonly number[], noise: number) =>
      pooledPoints(
        values.map((estimate, since_start) => ({
          since_start,
          estimate,
          scores: Float64Array.from(values, (_, at) => (at === since_start ? noise : 0)),
        })),
      );
    const flat = pooled([1, 1.1, 0.9, 1], 0.5);
    expect(flat.map(({ estimate }) => Number(estimate.toFixed(9)))).toEqual([1, 1, 1, 1]);
    // the mean of four points with an error of 0.5 each
    expect(flat[0]?.se).toBeCloseTo(0.25, 9);
    expect(pooled([9, 5, 1, 1], 0.01)[0]?.estimate).toBeCloseTo(9, 2);
  });
});

describe('a holdout with groups assigned one after the other', () => {
  const since = Int32Array.from({ length: 60 }, (_, i) => 6 + (i % 15));
  const panel = (seed: number, factor: number) =>
    counted(seed, {
      units: 60,
      periods: 26,
      date: (i) => (Math.floor(i / 15) % 2 === 0 ? -1 : (since[i] as number)),
      factor: () => factor,
      rate: 12,
    });
  const randomised = { treated: 30, holdout: 30, since };

  test('each counts from its own assignment: the whole effect is found', () => {
    const ratios = Array.from({ length: 20 }, (_, at) => {
      const { estimator, tested, base_rate } = read(claimOf(panel(5_000_000 + at, 1.5), { randomised }));
      expect(estimator).toBe('holdout');
      return (tested?.estimate ?? 0) / (base_rate ?? 1);
    });
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.06);
  });
});

describe('the permutation test', () => {
  test('tries every draw where there are few, and then cannot be small by chance', () => {
    const arms = {
      outcome: Float64Array.of(9, 8, 7, 1, 2, 3),
      weight: new Float64Array(6).fill(1),
      is_treated: Uint8Array.of(1, 1, 1, 0, 0, 0),
    };
    // of 20 draws of three among six only this one and its mirror are as extreme
    expect(permutationTest(arms, 0.05, 1).p).toBeCloseTo(2 / 20, 12);
  });

  test('is a 5 % test where groups are unequal and follow the time before', () => {
    const rejects = share(400, (seed) => {
      const random = stream(seed, 'unequal groups');
      const weight = Float64Array.from({ length: 12 }, () => Math.exp(1.2 * normal(random)) * 30);
      const level = weight.map((w) => 1 / Math.sqrt(w));
      const panel: Panel = {
        unit_ids: [...weight.keys()].map((i) => `g${i}`),
        period_labels: Array.from({ length: 16 }, (_, t) => `w${t}`),
        outcome: Float64Array.from({ length: 12 * 16 }, (_, cell) => {
          const w = weight[Math.floor(cell / 16)] as number;
          return (level[Math.floor(cell / 16)] as number) + normal(random) / Math.sqrt(w);
        }),
        first_treated: Int32Array.from(weight, (_, i) => (i % 2 === 0 ? 8 : -1)),
        weight,
        activity: null,
      };
      const { verdict } = read(claimOf(panel, { randomised: { treated: 6, holdout: 6 } }));
      return verdict === 'proven_by_holdout';
    });
    // 5 % and three standard errors of 400 draws
    expect(rejects).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400));
  });
});
