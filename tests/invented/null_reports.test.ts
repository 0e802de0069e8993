import { describe, expect, it } from 'vitest';
import { calibrateReports } from '../../src/invented/simulate/calibrate_report.js';
import { drawNull, nullWorlds } from '../../src/invented/simulate/null_reports.js';
import { groupSignals } from '../../src/statistics/signal_groups.js';
import { signalLevels } from '../../src/statistics/signal_levels.js';
import { stepUp } from '../../src/statistics/step_up.js';

const small = { groups: 40, goals: 2, weeks: 45 };
const reports = 12;

describe('reports on worlds in which nothing happened', () => {
  it('are drawn anew for every seed, and again for the same', () => {
    for (const world of nullWorlds) {
      const drawn = drawNull(world, 5, 30, 'a');
      expect(drawn).toEqual(drawNull(world, 5, 30, 'a'));
      expect(drawn).not.toEqual(drawNull(world, 5, 30, 'b'));
      expect(drawn.flat().every((y) => Number.isInteger(y) && y >= 0)).toBe(true);
    }
  });

  it('hardly ever name a highlight: a small version of npm run calibrate -- --report', () => {
    const rows = nullWorlds.map((world) => calibrateReports(world, reports, 5, small));
    const all = rows.reduce((sum, { falsely }) => sum + falsely, 0) / rows.length;
    // 5 % of 156 reports are 8; 15 or more come once in a hundred if the rate is 5 %
    expect(all).toBeLessThan(15 / (reports * nullWorlds.length));
  });
});

it('names a group that lands ten times its share', () => {
  const rows = drawNull({ name: 'Poisson' }, 40, 45, 'loud');
  const loud = rows.map((row, at) =>
    at === 3 ? [...row.slice(0, -1), 10 * Math.max(5, row.at(-1) ?? 0)] : row,
  );
  const found = (all: readonly (readonly number[])[]) =>
    stepUp(
      groupSignals(all).map(({ p }) => p),
      signalLevels.groups,
    );
  expect(found(rows).some((is) => is)).toBe(false);
  expect(found(loud)[3]).toBe(true);
});
