/** What lift says of the example's tactics, against what its story planted: counted here from the story alone. */
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoProject } from '../../../src/invented/demo/index.js';
import { story } from '../../../src/invented/demo/story.js';
import { tactics } from '../../../src/invented/demo/tactics.js';
import { commandIn, writeProject } from '../../black_box.js';

type Row = Readonly<Record<string, string>>;

/** The row of each claim over all weeks. */
let rows: readonly Row[] = [];

beforeAll(async () => {
  const { code, stdout } = await commandIn(writeProject(demoProject(1, 'en')), [
    'lift',
    'read',
    '--format',
    'csv',
  ]);
  expect(code).toBe(0);
  rows = parse(stdout, { columns: true });
}, 300_000);

/** Orders that would not be there without the tactic, of members at home in its groups in the weeks before it whom the map of ids knows, less those given back. */
function planted(tactic_id: string): number {
  const told = story(1);
  const tactic = tactics.find((one) => one.tactic_id === tactic_id);
  if (tactic === undefined) throw new Error(`no tactic ${tactic_id}`);
  const week_s = 7 * 86_400;
  const monday_s = Math.floor(tactic.starts_s / week_s) * week_s;
  const back = new Set(
    told.reversals.filter((one) => one.value_fen === one.of.value_fen).map((one) => one.of),
  );
  return told.conversions.filter((one) => {
    const [home] = one.person.stays;
    const isAtHome = home !== undefined && tactic.groups.includes(home.group_id) && home.joined_s < monday_s;
    return one.because === tactic_id && isAtHome && one.person.linked && !back.has(one);
  }).length;
}

const rowOf = (tactic_id: string) => rows.find((row) => row.tactic_id === tactic_id) as Row;

describe('the readings of the example', () => {
  it('are one a tactic', () => {
    expect(rows.map((row) => row.tactic_id).sort()).toEqual(tactics.map((one) => one.tactic_id).sort());
  });

  it('tell an operator something of at least eight: a verdict, its kind, or a count', () => {
    const says = (row: Row) =>
      !['too_noisy_to_tell', 'cannot_be_identified'].includes(row.verdict as string) || row.kind_ratio !== '';
    expect(rows.filter(says).length).toBeGreaterThanOrEqual(8);
  });

  it('claim nothing of what does nothing', () => {
    const idle = tactics.filter(({ tactic_id }) => planted(tactic_id) === 0).map((one) => one.tactic_id);
    expect(idle).toContain('T04');
    const claiming = ['proven_by_holdout', 'likely_caused', 'clear_difference', 'real_but_smaller_than'];
    for (const tactic_id of idle) expect(claiming, tactic_id).not.toContain(rowOf(tactic_id).verdict);
  });

  it('prove the trial of the stores, and hold what it brought', () => {
    const trial = rowOf('T16');
    const truth = planted('T16');
    expect(truth).toBeGreaterThan(90);
    expect(trial.verdict).toBe('proven_by_holdout');
    expect(Number(trial.incremental_low)).toBeLessThan(truth);
    expect(Number(trial.incremental_high)).toBeGreaterThan(truth);
    // the trial is one of four link drops: its own number is drawn towards the others, who do next to nothing
    expect(Number(trial.kind_ratio)).toBeLessThan(Number(trial.effect_ratio));
    expect(Number(trial.kind_kept)).toBeGreaterThan(0.5);
  });

  it('see the coupon of 11.11, and say that its amount is known to within what a season by factors would change', () => {
    const coupon = rowOf('T13');
    const [low, high] = [-1, 1].map(
      (sign) => (Number(coupon.estimate) + sign * Number(coupon.bound)) * Number(coupon.exposure),
    );
    expect(coupon.verdict).toBe('clear_difference');
    expect(planted('T13')).toBeGreaterThan(low as number);
    expect(planted('T13')).toBeLessThan(high as number);
  });
});
