import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stream, unit } from '../../src/statistics/random.js';
import { countSignals, groupSignals } from '../../src/statistics/signal_groups.js';
import { forecastWeek } from '../../src/statistics/signal_totals.js';
import { holm, stepUp } from '../../src/statistics/step_up.js';

const prototype = join(import.meta.dirname, '../../../shared/reference/report/signal_rule.py');
const python = ['python3', ...(process.env.GROUPLIFT_PYTHON ?? '').split(':')].find((name) => {
  try {
    if (name === '') return false;
    execFileSync(name, ['-c', 'import numpy, scipy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
const canCompare = python !== undefined && existsSync(prototype);

/** A whole number that is Poisson around a mean (Knuth). */
function poisson(random: ReturnType<typeof stream>, mean: number): number {
  if (mean > 200) return Math.max(0, Math.round(mean + Math.sqrt(mean) * (unit(random) * 3.46 - 1.73)));
  const limit = Math.exp(-mean);
  let [count, product] = [0, unit(random)];
  while (product > limit) [count, product] = [count + 1, product * unit(random)];
  return count;
}

/** Groups of different sizes, some overdispersed, in weeks that go up and down together. */
function world(seed: number, groups: number, weeks: number, shocks: boolean): number[][] {
  const random = stream(seed, 'world');
  const means = Array.from({ length: groups }, () => 0.05 * 800 ** unit(random));
  const season = Array.from({ length: weeks }, () => (shocks ? 0.7 + 0.6 * unit(random) : 1));
  return means.map((mean) =>
    season.map((factor) => poisson(random, mean * factor * (shocks ? 0.6 + 0.8 * unit(random) : 1))),
  );
}

/** Whether a mean lies exactly on a limit of the rule (1/2 or 2 a week): there rounding alone decides, in the prototype too. */
function isOnLimit(landed: readonly (readonly number[])[]): boolean {
  return landed.some((row) => {
    const base = row.slice(-34, -1);
    const sum = base.reduce((total, y) => total + y, 0);
    return sum === 2 * base.length || 2 * sum === base.length;
  });
}

const script = `
import sys, json
sys.path.insert(0, sys.argv[1])
import numpy as np
import signal_rule as s
out = []
for y in json.load(open(sys.argv[2])):
    y = np.array(y)
    P, res, more = s.group_rule(y)
    p, z, rho = s.total_rule(y.sum(0))
    out.append(dict(P=P.tolist(), phi=float(more['phi']), p=float(p[0]), tz=float(z[0]),
      bh=s.bh(P, .01).tolist(), holm=s.holm(P[:5], .03).tolist()))
print(json.dumps(out))
`;

describe('the signal rule', () => {
  it.skipIf(!canCompare)(
    'says what the prototype says, in 50 random worlds (skipped without python3 with numpy and scipy, or without the prototype)',
    () => {
      const worlds = Array.from({ length: 50 }, (_, at) => {
        const seeds = Array.from({ length: 99 }, (_, again) => at + 100 * again);
        const worldsOf = (seed: number) => world(seed, 3 + at, 20 + (at % 45), at % 2 === 0);
        return worldsOf(seeds.find((seed) => !isOnLimit(worldsOf(seed))) ?? 0);
      });
      const folder = mkdtempSync(join(tmpdir(), 'signal-'));
      writeFileSync(join(folder, 'worlds.json'), JSON.stringify(worlds));
      const text = execFileSync(
        python ?? '',
        ['-c', script, join(prototype, '..'), join(folder, 'worlds.json')],
        {
          encoding: 'utf8',
          maxBuffer: 1e9,
        },
      );
      rmSync(folder, { recursive: true });
      const theirs = JSON.parse(text) as {
        P: number[];
        p: number;
        tz: number;
        bh: boolean[];
        holm: boolean[];
      }[];
      let most = 0;
      worlds.forEach((landed, at) => {
        const p = countSignals(landed);
        p.forEach((one, group) => {
          most = Math.max(most, Math.abs(one - (theirs[at]?.P[group] ?? -1)));
        });
        expect(stepUp(p, 0.01)).toEqual(theirs[at]?.bh);
        expect(holm(p.slice(0, 5), 0.03)).toEqual(theirs[at]?.holm);
        const totals = (landed[0] ?? []).map((_, week) =>
          landed.reduce((sum, row) => sum + (row[week] ?? 0), 0),
        );
        const total = forecastWeek(totals.at(-1) ?? 0, totals.length - 1, totals.slice(0, -1));
        most = Math.max(
          most,
          Math.abs((total?.p ?? 9) - (theirs[at]?.p ?? -1)),
          Math.abs((total?.z ?? 9) - (theirs[at]?.tz ?? -1)),
        );
      });
      expect(most).toBeLessThan(1e-9);
    },
  );

  it.each([false, true])(
    'finds no highlight where nothing changed, in 19 of 20 reports (shocks: %s)',
    (shocks) => {
      const reports = 300;
      let wrong = 0;
      for (let seed = 0; seed < reports; seed++) {
        const goals = [world(seed * 2 + 1000, 40, 40, shocks), world(seed * 2 + 1001, 40, 40, shocks)];
        const groups = stepUp(
          goals.flatMap((landed) => groupSignals(landed).map((one) => one.p)),
          0.01,
        );
        if (groups.includes(true)) wrong++;
      }
      expect(wrong / reports).toBeLessThanOrEqual(0.05);
    },
  );

  it('sees a group that lands twice its share for eight weeks', () => {
    const landed = world(5, 30, 40, false);
    const changed = landed.map((row, group) =>
      group === 0 ? row.map((_, week) => (week < 32 ? 9 : 18)) : row,
    );
    const found = stepUp(
      groupSignals(changed).map((one) => one.p),
      0.01,
    );
    expect(found[0]).toBe(true);
  });

  it('says nothing of less than 9 weeks, of no group and of groups without results', () => {
    expect(groupSignals(world(1, 5, 8, false))).toEqual([]);
    expect(groupSignals([])).toEqual([]);
    expect(groupSignals([Array(30).fill(0), Array(30).fill(0)]).map((one) => one.p)).toEqual([1, 1]);
    expect(forecastWeek(5, 11, Array(11).fill(5))).toBeNull();
  });
});
