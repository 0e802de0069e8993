/** What a trial of a few groups added in all: as uncertain as its estimate, also where one large group decides. */
import { expect, test } from 'vitest';
import { readClaims } from '../../src/lift/read_claims.js';
import { defaultThresholds } from '../../src/lift/thresholds.js';
import { stream, unit } from '../../src/statistics/random.js';
import { claimOf } from './claim_of.js';

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
