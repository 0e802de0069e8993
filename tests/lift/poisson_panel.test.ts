/** `lift panel --estimator poisson` against a dense Poisson regression that is solved here, column by column. */
import { describe, expect, test } from 'vitest';
import type { Panel } from '../../src/lift/panel/panel.js';
import { panelTable } from '../../src/lift/panel/panel_table.js';

const [units, periods] = [12, 9];

/** Counts by a rule without chance; units 0, 3, 6, 9 never, the others from period 5 or 6 on; weights 3 to 14. */
function panelOf(withActivity: boolean): Panel {
  const weight = Float64Array.from({ length: units }, (_, i) => 3 + i);
  const cells = Array.from({ length: units * periods }, (_, cell) => {
    const [i, t] = [Math.floor(cell / periods), cell % periods];
    return ((i * 7 + t * t * 3 + i * t) % 11) + (i % 4) + 1;
  });
  return {
    unit_ids: Array.from({ length: units }, (_, i) => `u${i}`),
    period_labels: Array.from({ length: periods }, (_, t) => String(t)),
    outcome: Float64Array.from(
      cells,
      (count, cell) => count / (weight[Math.floor(cell / periods)] as number),
    ),
    first_treated: Int32Array.from({ length: units }, (_, i) => (i % 3 === 0 ? -1 : 4 + (i % 3))),
    weight,
    activity: withActivity ? Float64Array.from({ length: units }, (_, i) => ((i * 5) % 7) / 7) : null,
  };
}

/** Expected counts of every cell by iterated weighted least squares on dummies, untreated cells only. */
function dense(panel: Panel): number[] {
  const width = units + periods - 1 + (panel.activity === null ? 0 : 1);
  const rowOf = (i: number, t: number) => {
    const row = new Array<number>(width).fill(0);
    row[i] = 1;
    if (t > 0) row[units + t - 1] = 1;
    if (panel.activity !== null) row[width - 1] = (panel.activity[i] as number) * t;
    return row;
  };
  const cells = Array.from({ length: units * periods }, (_, cell) => {
    const [i, t] = [Math.floor(cell / periods), cell % periods];
    const y = (panel.outcome[cell] as number) * (panel.weight[i] as number);
    const date = panel.first_treated[i] as number;
    return { row: rowOf(i, t), y, offset: Math.log(panel.weight[i] as number), free: date < 0 || t < date };
  });
  let b = new Array<number>(width).fill(0);
  const eta = (row: readonly number[], offset: number) =>
    row.reduce((sum, x, k) => sum + x * (b[k] as number), offset);
  for (let round = 0; round < 100; round += 1) {
    const normal = b.map(() => new Array<number>(width + 1).fill(0));
    for (const { row, y, offset, free } of cells) {
      if (!free) continue;
      const mean = Math.exp(eta(row, offset));
      const working = eta(row, 0) + (y - mean) / mean;
      row.forEach((x, a) => {
        if (x === 0) return;
        row.forEach((z, c) => {
          (normal[a] as number[])[c] = ((normal[a] as number[])[c] as number) + mean * x * z;
        });
        (normal[a] as number[])[width] = ((normal[a] as number[])[width] as number) + mean * x * working;
      });
    }
    b = eliminated(normal);
  }
  return cells.map(({ row, offset }) => Math.exp(eta(row, offset)));
}

/** Gauss and Jordan with the largest pivot. */
function eliminated(rows: number[][]): number[] {
  const size = rows.length;
  for (let k = 0; k < size; k += 1) {
    let best = k;
    for (let r = k; r < size; r += 1)
      if (Math.abs(rows[r]?.[k] ?? 0) > Math.abs(rows[best]?.[k] ?? 0)) best = r;
    [rows[k], rows[best]] = [rows[best] as number[], rows[k] as number[]];
    const pivot = rows[k] as number[];
    for (let r = 0; r < size; r += 1) {
      if (r === k) continue;
      const row = rows[r] as number[];
      const share = (row[k] as number) / (pivot[k] as number);
      for (let c = k; c <= size; c += 1) row[c] = (row[c] as number) - share * (pivot[c] as number);
    }
  }
  return rows.map((row, k) => (row[size] as number) / (row[k] as number));
}

interface Term {
  readonly term: string;
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

describe.each([false, true])('a panel with activity: %s', (withActivity) => {
  const panel = panelOf(withActivity);
  const fitted = dense(panel);
  const of = (aggregate: 'simple' | 'dynamic' | 'group' | 'calendar') =>
    panelTable(panel, { estimator: 'poisson', control: 'never', aggregate }).rows as readonly Term[];

  /** Landed, expected and weight over treated cells that are asked for. */
  function summed(isIn: (i: number, t: number, date: number) => boolean) {
    let [landed, expected, exposure] = [0, 0, 0];
    for (let i = 0; i < units; i += 1)
      for (let t = 0; t < periods; t += 1) {
        const date = panel.first_treated[i] as number;
        if (date < 0 || t < date || !isIn(i, t, date)) continue;
        const weight = panel.weight[i] as number;
        landed += weight * (panel.outcome[i * periods + t] as number);
        expected += fitted[i * periods + t] as number;
        exposure += weight;
      }
    return { landed, expected, effect: (landed - expected) / exposure };
  }

  const value = (rows: readonly Term[], term: string) =>
    rows.find((row) => row.term === term)?.estimate ?? Number.NaN;

  test('effect, what was expected, what landed and their ratio to 1e-8', () => {
    const { landed, expected, effect } = summed(() => true);
    const rows = of('simple');
    expect(rows.map(({ term }) => term)).toEqual(['overall', 'expected', 'landed', 'ratio']);
    expect(Math.abs(value(rows, 'overall') - effect)).toBeLessThan(1e-8);
    expect(Math.abs(value(rows, 'expected') - expected)).toBeLessThan(1e-8);
    expect(Math.abs(value(rows, 'landed') - landed)).toBeLessThan(1e-8);
    expect(Math.abs(value(rows, 'ratio') - landed / expected)).toBeLessThan(1e-8);
  });

  test.each([
    ['dynamic', '2', (_: number, t: number, date: number) => t - date === 2],
    ['group', '6', (_: number, _t: number, date: number) => date === 6],
    ['calendar', '7', (_: number, t: number) => t === 7],
  ] as const)('the terms of %s, with wider intervals than alone', (aggregate, term, isIn) => {
    const rows = of(aggregate);
    expect(Math.abs(value(rows, term) - summed(isIn).effect)).toBeLessThan(1e-8);
    const found = rows.find((row) => row.term === term);
    expect(found?.low).toBeLessThan(found?.estimate ?? 0);
    expect(found?.high).toBeGreaterThan(found?.estimate ?? 0);
  });
});

test('an outcome below 0 is no count', () => {
  const panel = panelOf(false);
  panel.outcome[20] = -1;
  expect(() => panelTable(panel, { estimator: 'poisson', control: 'never', aggregate: null })).toThrow(
    'The outcome of the unit "u2" is below 0.',
  );
});
