/** The built program: simulate, run, evaluate, lift read and lift design, from the outside. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandIn, removeProjects, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const folder = writeProject({}, 'lift');
const run = (...args: string[]) => commandIn(folder, args);
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const size = ['--groups', '60', '--weeks', '18', '--scenario', 'holdout', '--effect', '3'];

beforeAll(async () => {
  const { code, stdout } = await run('simulate', ...size, '--seed', '4', '--out', 'sim');
  expect(code).toBe(0);
  expect(stdout).toContain('Try it: grouplift run --config sim/grouplift.yaml');
}, 60_000);

describe('simulate', () => {
  test('the same seed writes the same bytes, over its own files too; another seed others', async () => {
    const before = textOf('sim/activities.csv');
    await run('simulate', ...size, '--seed', '4', '--out', 'sim');
    expect(textOf('sim/activities.csv')).toBe(before);
    await run('simulate', ...size, '--seed', '5', '--out', 'other');
    expect(textOf('other/activities.csv')).not.toBe(before);
  });

  test.each([
    [['--scenario', 'nonsense'], 'there is no scenario "nonsense"'],
    [['--groups', '2.5'], 'found "2.5"'],
    [['--groups', '1'], 'expected a number from 2'],
    [['--weeks', ''], 'found ""'],
    [['--seed', '-1'], 'found "-1"'],
    [['--effect', 'much'], 'found "much"'],
    [['--slope', '3'], 'expected a number from -0.1 to 0.1'],
    [['--evaluate', 'nowhere'], 'is not a run on simulated data'],
  ])('%s is refused in one sentence', async (args, words) => {
    const { code, stderr } = await run('simulate', '--out', 'never', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toContain('hint:');
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  test('leaves a folder of others alone', async () => {
    const mine = writeProject({ 'letter.txt': 'dear diary' }, 'mine');
    const { code, stderr } = await commandIn(mine, ['simulate', '--out', '.']);
    expect(code).toBe(2);
    expect(stderr).toContain('is not empty');
  });

  test('a run over it is compared with what was planted, model by model', async () => {
    const args = ['--models', 'last_touch,random_touch', '--out', 'run'];
    expect((await run('run', '--config', 'sim/grouplift.yaml', ...args)).code).toBe(0);
    const { code, stdout } = await run('simulate', '--evaluate', 'run');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^model +error per group +error of shares +against random_touch\n/);
    expect(stdout).toMatch(/\nrandom_touch .* 0\.0 %\n/);
  });
});

describe('lift read', () => {
  test('says what is proven, in words and as tables', async () => {
    const text = await run('lift', 'read', '--config', 'sim/grouplift.yaml');
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/\nT1 · Red envelopes T1 +order +holdout .* proven by holdout\n/);
    expect(text.stdout).toMatch(
      /\nT1 · Red envelopes T1: About \d+ .* would not have happened otherwise; last touch credits \d+/,
    );
    expect(text.stdout).toContain('No rule can see a cause that begins together with the tactic');
    const json = await run('lift', 'read', '--config', 'sim/grouplift.yaml', '--format', 'json');
    const [row] = JSON.parse(json.stdout);
    expect(row).toMatchObject({ tactic_id: 'T1', estimator: 'holdout', verdict: 'proven_by_holdout' });
  }, 60_000);

  test.each([
    [['--format', 'xml'], 'expected text, csv or json'],
    [['--config', 'none.yaml'], 'does not exist'],
    [['--week', 'soon'], 'expected a week'],
  ])('%s is refused', async (args, words) => {
    const { code, stderr } = await run('lift', 'read', '--config', 'sim/grouplift.yaml', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  test('names under lift that do not exist are named', async () => {
    const yaml = textOf('sim/grouplift.yaml');
    const wrong = writeProject(
      {
        'a.yaml': `${yaml}\nlift: { gates: { alpa: 0.1 } }\n`,
        'b.yaml': `${yaml}\nlift: { estimators: { T1: magic } }\n`,
      },
      'wrong',
    );
    const first = await commandIn(wrong, ['lift', 'read', '--config', 'a.yaml']);
    expect(first.code).toBe(2);
    expect(first.stderr).toContain('lift.gates: there is no limit "alpa".');
    const second = await commandIn(wrong, ['lift', 'read', '--config', 'b.yaml']);
    expect(second.stderr).toContain('lift.estimators.T1: there is no estimator "magic".');
  });
});

describe('lift design', () => {
  const design = (...args: string[]) => run('lift', 'design', '--config', 'sim/grouplift.yaml', ...args);

  test('plans, checks on the past, and draws the same groups for the same seed', async () => {
    const first = await design('--periods', '6', '--groups', '12', '--tactic', 'coupon', '--out', 'a.csv');
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('60 groups,');
    expect(first.stdout).toMatch(
      /12 groups per arm for 6 weeks detect an effect of [\d.]+ per 1,000 members/,
    );
    expect(first.stdout).toMatch(
      /A\/A check on past data, without any treatment: \d+ of 1000 random assignments/,
    );
    await design('--periods', '6', '--groups', '12', '--tactic', 'coupon', '--out', 'b.csv');
    expect(textOf('b.csv')).toBe(textOf('a.csv'));
    const rows = textOf('a.csv').trim().split('\n').slice(1);
    expect(rows.filter((row) => /^coupon,g\d\d,treated$/.test(row))).toHaveLength(12);
    expect(rows.filter((row) => /^coupon,g\d\d,holdout$/.test(row))).toHaveLength(12);
  }, 60_000);

  test.each([
    [['--out', 'sim/truth.json'], 2, 'already exists'],
    [['--groups', '31'], 2, 'only 30 for each arm'],
    [['--effect', 'x'], 2, 'expected a number above 0'],
    [['--goal', 'x'], 2, 'there is no goal "x"'],
    [['--type', 'x'], 2, 'no groups of type "x"'],
    [['--periods', '10'], 3, 'cannot be planned from 60 groups and 18 complete weeks'],
    [['--periods', '10'], 3, 'Write --periods 9 or less'],
  ])('%s is refused', async (args, code, words) => {
    const refused = await design(...(args.includes('--periods') ? [] : ['--periods', '6']), ...args);
    expect(refused.stderr).toContain(words);
    expect(refused.code).toBe(code);
  });
});

describe('the example', () => {
  const demo = (...args: string[]) => commandIn(join(folder, 'demo'), args);

  beforeAll(async () => {
    expect((await run('demo', '--out', 'demo')).code).toBe(0);
  }, 120_000);

  test('lift design by default plans for the most frequent type, for as many weeks as there are data', async () => {
    const { code, stdout } = await demo('lift', 'design');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Groups of type store; choose others with --type: group \(13\), /);
    // 24 complete weeks: eight of them, and eight before
    expect(stdout).toContain('the last 8 weeks brought');
  }, 60_000);

  test('the hint for a plan that is too long works', async () => {
    const refused = await demo('lift', 'design', '--periods', '13');
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringContaining('Write --periods 12 or less'),
    ]);
    expect((await demo('lift', 'design', '--periods', '12')).code).toBe(0);
  }, 60_000);

  test('no line holds a number as the machine has it', async () => {
    for (const args of [['lift', 'design'], ['lift', 'read'], ['check'], ['run', '--out', 'again']]) {
      const { code, stdout, stderr } = await demo(...args);
      expect(code, stderr).toBe(0);
      expect(`${stdout}${stderr}`.match(/\d\.\d{5,}|\de[-+]?\d/g), args.join(' ')).toBeNull();
    }
  });

  test('lift read shows names next to ids, and no interval that does not exist', async () => {
    const { stdout } = await demo('lift', 'read');
    expect(stdout).toMatch(/\nT16 · Store coupon trial +order +holdout /);
    expect(stdout).toMatch(/\nT16 · Store coupon trial: /);
    // three red envelopes have too few quiet groups to be one: each is read, and four link drops are pooled
    expect(stdout).toMatch(/\nT13 · 11.11 red envelope, with coupon +order +synthetic_did /);
    expect(stdout).toMatch(/\nLink drops, 4 tactics with a number \(order\): /);
    expect(stdout).not.toContain('- to -');
    expect(stdout).toContain(
      'T11 · 11.11 campaign: Everybody had it at once, so there is nothing to compare with',
    );
  }, 60_000);
});
