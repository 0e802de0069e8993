/** Silences of a series by its own rhythm: by hand, and how often an honest series is suspected. */
import { describe, expect, it } from 'vitest';
import { type DayRows, rhythmOf } from '../../src/statistics/silences.js';
import { seeded } from './random.js';

/** The series with so many rows on each day of the list; days without rows are left out. */
const series = (counts: readonly number[]): DayRows[] =>
  counts.flatMap((rows, day) => (rows > 0 ? [{ day, rows }] : []));
const repeat = (counts: readonly number[], times: number) =>
  Array.from({ length: times }, () => counts).flat();
const level = 0.001;

describe('by hand', () => {
  it('sees a week without rows at the end of a daily series, and one day', () => {
    const days = series(repeat([40, 50, 45, 60, 30, 20, 25], 12));
    expect(rhythmOf(days, 90, level)).toEqual({ usual_days: 0, unusual: [{ from: 84, to: 90 }] });
    expect(rhythmOf(days, 84, level).unusual).toEqual([{ from: 84, to: 84 }]);
    expect(rhythmOf(days, 83, level).unusual).toEqual([]);
  });

  it('sees a hole, two of the same length, and one at the end beside an older one', () => {
    const counts = repeat([40, 50, 45, 60, 30, 20, 25], 12);
    const without = (...weeks: number[]) =>
      series(counts.map((rows, day) => (weeks.includes(Math.floor(day / 7)) ? 0 : rows)));
    expect(rhythmOf(without(8), 83, level).unusual).toEqual([{ from: 56, to: 62 }]);
    expect(rhythmOf(without(5, 8), 83, level).unusual).toEqual([
      { from: 35, to: 41 },
      { from: 56, to: 62 },
    ]);
    expect(rhythmOf(without(5, 11), 83, level).unusual).toEqual([
      { from: 35, to: 41 },
      { from: 77, to: 83 },
    ]);
  });

  it('lets weekends, monthly surveys and campaigns be silent in their own way', () => {
    const weekdays = series(repeat([40, 50, 45, 60, 30, 0, 0], 12));
    expect(rhythmOf(weekdays, 83, level)).toEqual({ usual_days: 2, unusual: [] });
    // Monday is a holiday
    expect(rhythmOf(weekdays, 84, level).unusual).toEqual([]);
    expect(rhythmOf(weekdays, 89, level).unusual).toEqual([{ from: 82, to: 89 }]);
    const monthly = series(repeat([200, 80, 20, ...Array(27).fill(0)], 6));
    expect(rhythmOf(monthly, 179, level)).toEqual({ usual_days: 27, unusual: [] });
    expect(rhythmOf(monthly, 183, level).unusual).toEqual([]);
    expect(rhythmOf(monthly, 220, level).unusual).toEqual([{ from: 153, to: 220 }]);
    const campaigns = series([
      ...repeat([0], 9),
      300,
      200,
      90,
      ...repeat([0], 24),
      500,
      10,
      ...repeat([0], 40),
      80,
    ]);
    expect(rhythmOf(campaigns, 100, level).unusual).toEqual([]);
  });

  it('does not judge what is too rare or too new', () => {
    expect(rhythmOf([{ day: 3, rows: 900 }], 60, level).unusual).toEqual([]);
    expect(rhythmOf(series([5, 4, 6, 9, 5, 5]), 30, level).unusual).toEqual([]);
    expect(rhythmOf([], 60, level)).toEqual({ usual_days: 0, unusual: [] });
  });
});

describe('over many honest series', () => {
  const series_a_report = 12;
  const { uniform: random, poisson } = seeded(5);
  const rates = [0.02, 0.05, 0.1, 0.3, 1, 2, 4, 10, 40, 300];
  const spans = [30, 60, 91, 180, 365];
  const pick = (list: readonly number[]) => list[Math.floor(random() * list.length)] ?? 1;

  /** Counts of `days` days of one honest source; `shape` says which kind. */
  const honest = (shape: number, days: number): number[] => {
    const rate = pick(rates);
    if (shape === 0) return Array.from({ length: days }, () => poisson(rate));
    if (shape === 1)
      return Array.from({ length: days }, (_, day) => poisson(rate * (day % 7 < 5 ? 1.3 : 0.1)));
    if (shape === 2) {
      // overdispersed: a gamma rate a day, shape 1
      return Array.from({ length: days }, () => poisson(-rate * Math.log(1 - random())));
    }
    // campaigns: begin at random, run one to four days
    const counts = Array.from({ length: days }, () => 0);
    for (let day = 0; day < days; day += 1)
      if (random() < 0.08)
        for (let at = day; at < Math.min(days, day + 1 + Math.floor(4 * random())); at += 1)
          counts[at] = (counts[at] ?? 0) + poisson(rate * 5);
    return counts;
  };

  it.each([
    ['Poisson', 0],
    ['few rows at weekends', 1],
    ['overdispersed', 2],
    ['campaigns', 3],
  ])('%s: a report that looks at twelve suspects one in its last week in at most 3 of 100', (_, shape) => {
    const reports = 1000;
    let suspected = 0;
    for (let report = 0; report < reports; report += 1) {
      const days = pick(spans);
      let seen = false;
      for (let one = 0; one < series_a_report; one += 1) {
        const { unusual } = rhythmOf(series(honest(shape as number, days)), days - 1, 0.01 / series_a_report);
        seen ||= unusual.some(({ to }) => to >= days - 7);
      }
      suspected += seen ? 1 : 0;
    }
    expect(suspected / reports).toBeLessThan(0.03);
  });

  it('names every daily source with 5 rows a day or more that misses its last week', () => {
    for (let trial = 0; trial < 300; trial += 1) {
      const rate = pick([5, 20, 300]);
      const counts = Array.from({ length: 84 }, () => poisson(rate));
      const { unusual } = rhythmOf(series(counts), 90, 0.01 / series_a_report);
      expect(unusual.at(-1)).toMatchObject({ to: 90 });
    }
  });
});
