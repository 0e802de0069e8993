import { describe, expect, it } from 'vitest';
import { drawNull } from '../../src/invented/simulate/null_reports.js';
import { factorScore, factorsOf } from '../../src/statistics/signal_factors.js';
import { countSignals, groupSignals } from '../../src/statistics/signal_groups.js';
import { spreadOf } from '../../src/statistics/signal_spread.js';

const worlds = (name: string, more: object, groups = 200) =>
  Array.from({ length: 20 }, (_, at) => drawNull({ name, ...more }, groups, 35, `factors:${at}`));

const factors = (rows: readonly (readonly number[])[]) => {
  const kept = rows.filter((row) => row.some((y) => y > 0));
  const exposures = kept.map((row) => row.map(() => 1));
  return factorsOf(kept, exposures, spreadOf(kept, exposures));
};

describe('how far a count lies from a share that factors multiply', () => {
  it('is the root of the deviance of a Poisson count where there is no factor', () => {
    // 2 (12 log(12 / 5) - 7) = 7.0112
    expect(factorScore(12, 5, 0, 1)).toBeCloseTo(Math.sqrt(2 * (12 * Math.log(12 / 5) - 7)), 4);
    expect(factorScore(0, 8, 0, 1)).toBeCloseTo(-4, 4);
    expect(factorScore(12, 5, 0, 4)).toBeCloseTo(Math.sqrt(2 * (12 * Math.log(12 / 5) - 7)) / 2, 4);
  });

  it('is the z of the factor where counts are so large that only the factor is uncertain', () => {
    const v = Math.log(1.16);
    for (const z of [-3, -1, 2, 4]) {
      const y = 1e9 * Math.exp(-v / 2 + z * Math.sqrt(v));
      expect(factorScore(y, 1e9, 0.16, 1)).toBeCloseTo(z, 3);
    }
  });

  it('is the least sum of what factor and count cost, found by trying all factors', () => {
    const [y, expected, v, phi] = [30, 10, Math.log(1.3), 1.5];
    const costs = Array.from({ length: 40_001 }, (_, at) => {
      const u = -2 + at / 10_000;
      const rate = expected * Math.exp(u);
      return (u + v / 2) ** 2 / v + (2 * (y * Math.log(y / rate) - y + rate)) / phi;
    });
    expect(factorScore(y, expected, 0.3, phi)).toBeCloseTo(Math.sqrt(Math.min(...costs)), 6);
  });
});

describe('the factors of weeks', () => {
  it('are none where weeks are plain counts, but for one world in 40', () => {
    const found = worlds('Poisson', {}).filter((rows) => factors(rows) !== null);
    expect(found.length).toBeLessThanOrEqual(3);
  });

  it('have the variance that they were drawn with, in a world that is not tuned: exp(.16) - 1 and .6 of it a week later', () => {
    const found = worlds('AR .6', { rho: 0.6, spread: 0.4 }).map((rows) => factors(rows) ?? []);
    const mean = (lag: number) => found.reduce((sum, c) => sum + (c[lag] ?? 0), 0) / found.length;
    expect(mean(0)).toBeGreaterThan(0.15);
    expect(mean(0)).toBeLessThan(0.2);
    expect(mean(1)).toBeGreaterThan(0.07);
    expect(mean(1)).toBeLessThan(0.13);
  });

  it('are found among few groups too, of which the pooled spread says nothing', () => {
    const found = worlds('AR .6', { rho: 0.6, spread: 0.4 }, 8).filter((rows) => factors(rows) !== null);
    expect(found.length).toBeGreaterThan(10);
  });

  it('make most groups less surprising than counts alone would, and change nothing where weeks are plain counts', () => {
    const kept = (rows: readonly (readonly number[])[]) => rows.filter((row) => row.some((y) => y > 0));
    const multiplied = worlds('AR .6', { rho: 0.6, spread: 0.4 }).map(kept);
    const rare = (p: readonly number[]) => p.filter((one) => one < 0.001).length;
    const byCounts = rare(multiplied.flatMap(countSignals));
    const ours = rare(multiplied.flatMap((rows) => groupSignals(rows).map(({ p }) => p)));
    // .001 of some 4,000 groups is 4
    expect(byCounts).toBeGreaterThan(8);
    expect(ours).toBeLessThan(byCounts / 1.5);
    const plain = worlds('Poisson', {}).find((rows) => factors(rows) === null) ?? [];
    const rarest = groupSignals(kept(plain)).map(({ p }) => p);
    countSignals(kept(plain)).forEach((p, at) => {
      // the dispersion of one group counts a little less than in the rule of counts, and that of earlier weeks is another
      expect(Math.abs(Math.log10(p) - Math.log10(rarest[at] ?? 1))).toBeLessThan(0.6);
    });
  });
});
