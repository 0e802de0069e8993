/** Credit in arrays and credit by SQL are the same, byte for byte, over random communities and a real one. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/parse.js';
import { modelNames } from '../../../src/models/index.js';
import { creditOf } from '../../../src/pipeline/kernel/path_credit.js';
import { writeProject } from '../../../src/project/folder.js';
import { type RunOptions, runBatch } from '../../../src/tasks/run/index.js';
import { silent } from '../../silent.js';

const scratch = mkdtempSync(join(tmpdir(), 'grouplift-kernel-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const settings = parseConfig(
  'inputs: { activities: a.csv, conversions: c.csv, identities: same }\ngoals: [{ name: order, match: { goal: order }, window_days: 7 }]\n',
  'grouplift.yaml',
).attribution;

/** The models that arrays can compute. */
const rules = modelNames.filter((name) => creditOf(name, settings) !== null);

/** Few moments, so that many touches of a person fall on one; ids of every length and several alphabets. */
const moment = fc
  .integer({ min: 0, max: 60 })
  .map((hours) => new Date(Date.UTC(2026, 2, 1 + Math.floor(hours / 6), 4 * (hours % 6))).toISOString());
const id = fc.oneof(
  fc.integer({ min: 1, max: 99 }).map(String),
  fc.uuid(),
  fc.constantFrom('消息一', '消息二百三十四号', 'Ünïcödé-number', 'exactly12byt', 'exactly13byte'),
);

const world = fc.record({
  activities: fc.uniqueArray(
    fc.record({
      id,
      ts: moment,
      group: fc.constantFrom('g1', 'g2', 'g3'),
      kind: fc.constantFrom('link_click', 'code_scan', 'message'),
      member: fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5', ''),
      tactic: fc.constantFrom('', 't1', 't2'),
      precision: fc.constantFrom('', '60', '86400'),
    }),
    { minLength: 10, maxLength: 60, selector: (row) => `${row.group} ${row.id}` },
  ),
  orders: fc.array(
    fc.record({
      ts: moment,
      user: fc.constantFrom('u1', 'u2', 'u3', 'u4', ''),
      goal: fc.constantFrom('order', 'sign_up'),
      value: fc.constantFrom('', '0', '12.34', '88888888888.88'),
    }),
    { minLength: 4, maxLength: 25 },
  ),
  refunds: fc.boolean(),
  reuse: fc.boolean(),
  window: fc.constantFrom('', ', window_days: 2', ', window_days: 90'),
  weight: fc.constantFrom('', ', weight: 0.5'),
  kols: fc.boolean(),
  memberships: fc.boolean(),
});

/** Every goal has a conversion, else it is refused. */
const bothGoals = ['order', 'sign_up'].map((goal) => ({
  ts: '2026-03-10T00:00:00Z',
  user: 'u1',
  goal,
  value: '1.50',
}));

type World = typeof world extends fc.Arbitrary<infer Of> ? Of : never;

function filesOf({
  activities,
  orders,
  refunds,
  reuse,
  window,
  weight,
  kols,
  memberships,
}: World): Record<string, string> {
  const table = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;
  const inputs = ['activities', 'conversions', 'identities', 'tactics'];
  if (refunds) inputs.push('reversals');
  if (kols) inputs.push('kols');
  if (memberships) inputs.push('memberships');
  return {
    'activities.csv': table(
      'activity_id,ts,group_id,kind,member_id,tactic_id,ts_precision_s',
      activities.map((row) =>
        [row.id, row.ts, row.group, row.kind, row.member, row.tactic, row.precision].join(),
      ),
    ),
    'conversions.csv': table(
      'conversion_id,ts,user_id,goal,value',
      [...bothGoals, ...orders].map((row, at) => [`c${at}`, row.ts, row.user, row.goal, row.value].join()),
    ),
    // m2 and m3 are one person; m5 is nobody's
    'identities.csv': table('id_type_a,id_a,id_type_b,id_b', [
      'member,m1,user,u1',
      'member,m2,user,u2',
      'member,m3,user,u2',
      'member,m4,user,u3',
    ]),
    'tactics.csv': table('tactic_id,name,kind,starts_at,ends_at', [
      't1,One,red_envelope,2026-03-02,2026-03-05',
      't2,Two,survey,2026-03-04,2026-03-20',
    ]),
    'reversals.csv': table('conversion_id,ts,value', [
      'c0,2026-03-20T00:00:00Z,',
      'c2,2026-03-20T00:00:00Z,5',
    ]),
    'memberships.csv': table('group_id,member_id,joined_at,left_at', [
      'g1,m1,2026-03-01,',
      'g2,m2,2026-03-02,2026-03-08',
      'g2,m4,2026-03-02,',
    ]),
    'kols.csv': table('kol_id,member_id', ['k1,m1', 'k2,m4']),
    'grouplift.yaml': `timezone: Asia/Shanghai
as_of: 2026-03-25
currency: CNY
inputs:
${inputs.map((name) => `  ${name}: { files: ${name}.csv, encoding: utf-8 }`).join('\n')}
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true, headline: true }
  - { name: sign_up, match: { goal: sign_up }, window_days: 3 }
touches:
  - { kinds: [link_click]${window}${weight} }
  - { kinds: [code_scan]${weight} }
attribution:
  reuse_touches: ${reuse}
`,
  };
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Runs a project by SQL and by arrays and returns what each wrote, and by what the second was made. */
async function both(config: string, name: string, more: Partial<RunOptions>) {
  const made = async (kernel: 'arrays' | 'sql') => {
    const out = join(scratch, `${name}-${kernel}`);
    await runBatch({ config, out, kernel, csv: true, ...more }, silent);
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
      // the ledger of arrays has other blocks of the same rows, which its CSV shows
      (file) => /\.\w+$/.test(file) && !/manifest\.json$|credit\.parquet$/.test(file),
    );
    const hashes = files.sort().map((file) => [file, hashOf(join(out, file))] as const);
    rmSync(out, { recursive: true, force: true });
    return { by: manifest.engine.credit, hashes: Object.fromEntries(hashes) };
  };
  return { arrays: await made('arrays'), sql: await made('sql') };
}

describe('credit in arrays', () => {
  test('is there for the models whose weights depend on the path alone', () => {
    expect(rules).toEqual(
      expect.arrayContaining(['first_touch', 'last_touch', 'linear', 'position_based', 'time_decay']),
    );
  });

  test('is that of SQL, over random communities', { timeout: 600_000 }, async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(world, async (made) => {
        const folder = join(scratch, `world-${runs++}`);
        writeProject(folder, filesOf(made), []);
        const { arrays, sql } = await both(join(folder, 'grouplift.yaml'), `world-${runs}`, {
          models: rules,
        });
        expect(arrays.by).toBe('arrays');
        expect(sql.by).toBe('sql: asked for with --kernel sql');
        expect(arrays.hashes).toEqual(sql.hashes);
      }),
      { numRuns: 12 },
    );
  });

  const zulip = join(import.meta.dirname, '../../../../shared/acceptance/lean-zulip.yaml');
  test.skipIf(!existsSync(zulip))('is that of SQL, over a real community', { timeout: 600_000 }, async () => {
    const { arrays, sql } = await both(zulip, 'zulip', { week: '2024-W37' });
    expect(arrays.by).toBe('arrays');
    expect(arrays.hashes).toEqual(sql.hashes);
  });

  test.each([
    ['attribution:\n  models: [markov]\n', 'the model markov needs more than the path'],
    ['attribution:\n  models: [random_touch]\n', 'the model random_touch needs more than the path'],
    ['touches:\n  - { kinds: [message], reach: audience }\n', 'posts count for their audience'],
    [
      'touches:\n  - { kinds: [link_click], weight: 0.5 }\n  - { kinds: [code_scan] }\n',
      'touch rules have different weights',
    ],
  ])('leaves to SQL what it cannot do, and the manifest says why: %j', async (more, reason) => {
    const [sample] = fc.sample(world, { numRuns: 1, seed: 7 });
    const files = filesOf({ ...sample!, memberships: true });
    const name = more.split(':')[0]!;
    const before = new RegExp(`^${name}:\\n(?: .*\\n)*`, 'm');
    const folder = mkdtempSync(join(scratch, 'left-'));
    const yaml = files['grouplift.yaml']!.replace(before, more);
    writeProject(folder, { ...files, 'grouplift.yaml': yaml }, []);
    const out = join(folder, 'out');
    await runBatch({ config: join(folder, 'grouplift.yaml'), out }, silent);
    const { engine } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    expect(engine.credit).toBe(`sql: ${reason}`);
  });
});
