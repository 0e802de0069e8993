/** The commands demo, init, check, explain and schema as a user sees them: the built binary in a temporary directory. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseConfig } from '../src/config/parse.js';
import { modelNames } from '../src/models/index.js';
import { type ExplainedTouch, rejection } from '../src/tasks/explain/path.js';
import { guessProject, guessTable } from '../src/tasks/init/guess.js';
import { printable } from '../src/text/printable.js';
import { textTable } from '../src/text/text_table.js';
import { program } from './program.js';
import { warmly } from './warm.js';

const project = join(import.meta.dirname, '..');
const acceptance = join(project, '../shared/acceptance');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commands-test-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line; temporary folders of the program are made inside `folder`, so that a test sees those left behind. */
async function grouplift(...args: string[]): Promise<Answer> {
  const scratch = join(folder, 'tmp');
  mkdirSync(scratch, { recursive: true });
  const answer = await warmly(args, folder, { TMPDIR: scratch });
  expect(readdirSync(scratch)).toEqual([]);
  return { exit: answer.code, out: answer.stdout, err: answer.stderr };
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function csv(text: string): string {
  return `${text.trim().replaceAll(/\n +/g, '\n')}\n`;
}

const activities = csv(`ts,group_id,kind,member_id,activity_id,ts_precision_s
  2026-01-01 09:00:00,g1,link_click,m1,a01,
  2026-01-12 09:00:00,g1,link_click,m1,a02,
  2026-01-13 09:00:00,g2,link_click,m1,a03,60
  2026-01-13 10:00:00,g1,message,m1,a04,
  2026-01-14 08:00:00,g1,broadcast,m2,a05,
  2026-01-14 09:00:00,g1,broadcast,m2,a06,
  2026-01-14 10:00:00,g1,broadcast,m1,a07,
  2026-01-14 11:00:00,g2,broadcast,m2,a08,
  2026-01-15 09:00:00,g1,code_scan,m1,a09,
  2026-01-15 09:00:01,g1,link_click,m1,a10,
  2026-01-16 09:00:00,g1,link_click,m3,a11,`);

const conversions = csv(`conversion_id,ts,user_id,goal,value,code
  c1,2026-01-13 12:00:00,u1,order,10.50,
  c2,2026-01-15 09:00:00,u1,order,99.00,QR1
  c3,2026-01-15 09:00:00,u9,order,5.00,
  c4,2026-01-20 09:00:00,u3,signup,,
  c5,2026-01-20 10:00:00,u1,other,,`);

const small: Readonly<Record<string, string>> = {
  'activities.csv': activities,
  'conversions.csv': conversions,
  'identities.csv': csv(`member_id,user_id
    m1,u1
    m2,u2
    m3,u3`),
  'memberships.csv': csv(`group_id,member_id,joined_at,left_at
    g1,m1,2025-12-01 00:00:00,
    g2,m1,2025-12-01 00:00:00,2026-01-10 00:00:00
    g1,m2,2025-12-01 00:00:00,`),
  'groups.csv': csv(`group_id,name
    g1,护肤研究所
    g2,Two\u202eowT`),
  'codes.csv': csv(`code,group_id
    QR1,g2`),
  'reversals.csv': csv(`conversion_id,ts,value
    c2,2026-01-16 00:00:00,9.00`),
};

function smallConfig(attribution = ''): string {
  return `timezone: Asia/Shanghai
currency: CNY
as_of: 2026-02-01
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
  memberships: memberships.csv
  groups: groups.csv
  codes: codes.csv
  reversals: reversals.csv
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
  - { name: signup, match: { goal: signup }, window_days: 3 }
  - { name: any, match: { goal: [order, signup] }, window_days: 7 }
touches:
  - { kinds: [link_click, code_scan], reach: actor }
  - { kinds: [broadcast], reach: audience, weight: 0.5, window_days: 5 }
attribution:
  models: [${modelNames.join(', ')}]
${attribution}`;
}

/** The lines of the printed path that begin with a time. */
function pathOf(out: string): string[] {
  return out.split('\n').filter((line) => /^ {2}\d{4}-/.test(line));
}

function verdictOf(out: string, time: string): string {
  return pathOf(out).find((line) => line.includes(time)) ?? '';
}

/** Whether the decimals of every model column add up to its sum row, and that row to 1. */
function expectSums(out: string): void {
  const numbers = (line: string) =>
    [...line.matchAll(/\d\.\d{6}/g)].map((match) => Number(match[0].replace('.', '')));
  const sums = out.split('\n').filter((line) => line.startsWith('  sum'));
  expect(sums.length).toBeGreaterThan(0);
  const rows = pathOf(out)
    .map(numbers)
    .filter((row) => row.length > 0);
  const total = modelNames.map((_, place) => rows.reduce((sum, row) => sum + (row[place] ?? 0), 0));
  expect(total).toEqual(modelNames.map(() => 1_000_000));
  for (const line of sums) expect(numbers(line)).toEqual(total);
}

describe('explain', () => {
  test('shows every touch with its verdict, and credit that adds up to one', async () => {
    write({ ...small, 'grouplift.yaml': smallConfig() });
    const { exit, out, err } = await grouplift('explain', 'c2', '--goal', 'order');
    expect(err).toBe('');
    expect(exit).toBe(0);
    expectSums(out);
    expect(out).toContain('2026-01-15 09:00:00+08:00 (Asia/Shanghai)');
    expect(out).toContain('99.00 CNY, 9.00 CNY reversed, net 90.00 CNY');
    expect(out).toContain('QR1, a touch at that moment');
    expect(verdictOf(out, '01-01 09:00:00')).toContain('rejected: before the window');
    expect(verdictOf(out, '01-13 09:00:00')).toContain('accepted, order unknown');
    expect(verdictOf(out, '01-13 10:00:00')).toContain('rejected: kind does not count');
    expect(verdictOf(out, '01-14 08:00:00')).toContain('accepted, credit with the last of the day');
    expect(verdictOf(out, '01-14 09:00:00')).toContain('accepted, credit of 2 that day');
    expect(verdictOf(out, '01-14 10:00:00')).toContain('rejected: own post');
    expect(verdictOf(out, '01-14 11:00:00')).toContain('rejected: not a member then');
    expect(verdictOf(out, '01-15 09:00:01')).toContain('rejected: after the conversion');
    expect(out).not.toContain('\u202e');
  });

  test('says what the ledger of a run says', async () => {
    write({ ...small, 'grouplift.yaml': smallConfig() });
    const { exit, err } = await runTables();
    expect(err).not.toContain('bug');
    expect(exit).toBe(0);
    const ledger = ledgerOf('c2', 'order');
    const { out } = await grouplift('explain', 'c2', '--goal', 'order', '--models', 'linear,time_decay');
    const shown = pathOf(out)
      .map((line) => [...line.matchAll(/\d\.\d{6}/g)].map((match) => Number(match[0].replace('.', ''))))
      .filter((row) => row.length > 0);
    expect(shown).toEqual(ledger.map((row) => [Number(row.linear), Number(row.time_decay)]));
  });

  test('says why a conversion is unattributed', async () => {
    write({ ...small, 'grouplift.yaml': smallConfig() });
    const { out } = await grouplift('explain', 'c3', '--goal', 'order');
    expect(out).toContain('unknown: no identity links this user to a member');
    expect(out).toContain('unattributed under every model: no_identity');
    const before = (await grouplift('explain', 'c4', '--goal', 'signup')).out;
    expect(before).toContain('touch_before_window');
    expect(verdictOf(before, '01-16 09:00:00')).toContain('rejected: before the window');
  });

  test('has a chapter for every goal the conversion matches', async () => {
    write({ ...small, 'grouplift.yaml': smallConfig() });
    const { out } = await grouplift('explain', 'c1');
    expect(out.match(/^conversion c1$/gm)).toHaveLength(2);
    expect(out).toMatch(/goal {4}order .*[\s\S]*goal {4}any /);
  });

  test('follows code: override and reuse_touches: false', async () => {
    write({ ...small, 'grouplift.yaml': smallConfig('  code: override\n') });
    const overridden = (await grouplift('explain', 'c2', '--goal', 'order')).out;
    expectSums(overridden);
    expect(verdictOf(overridden, '01-12 09:00:00')).toContain('rejected: replaced by the code');
    write({ 'grouplift.yaml': smallConfig('  code: ignore\n  reuse_touches: false\n') });
    const cut = (await grouplift('explain', 'c2', '--goal', 'order')).out;
    expectSums(cut);
    expect(cut).toContain('QR1, ignored');
    expect(verdictOf(cut, '01-12 09:00:00')).toContain('rejected: used by an earlier conversion');
  });

  test('names the nearest ids of an unknown one, and why a known one is not there', async () => {
    write({ ...small, 'grouplift.yaml': smallConfig() });
    const unknown = await grouplift('explain', 'c22');
    expect(unknown.exit).toBe(3);
    expect(unknown.err).toContain('There is no conversion "c22"');
    expect(unknown.err).toContain('c2, c1, c3');
    expect((await grouplift('explain', 'c5')).err).toContain('matches no goal: its goal is "other"');
    const late = await grouplift('explain', 'c2', '--as-of', '2026-01-14');
    expect(late.exit).toBe(3);
    expect(late.err).toContain('nothing later is read');
    expect((await grouplift('explain', 'c4', '--goal', 'order')).exit).toBe(3);
    expect((await grouplift('explain', 'c4', '--goal', 'nix')).exit).toBe(2);
  });

  test('takes an id as it is copied out of a file, and says that some rows are not read', async () => {
    write({ ...small, 'grouplift.yaml': smallConfig() });
    const plain = await grouplift('explain', 'c2', '--goal', 'order');
    for (const copied of ['c2 ', '="c2"', "'c2", 'c2\u200b'])
      expect((await grouplift('explain', copied, '--goal', 'order')).out).toBe(plain.out);
    expect((await grouplift('explain', 'c22')).err).not.toContain('among the rows');
    write({
      'grouplift.yaml': smallConfig().replace(
        /conversions: .*/,
        'conversions: { files: conversions.csv, where: { goal: [order] } }',
      ),
    });
    expect((await grouplift('explain', 'c5')).err).toContain(
      'There is no conversion "c5" among the rows that where, filled and landed_states keep.',
    );
  });

  test('shows at most 20 activities of kinds that do not count', async () => {
    const chat = Array.from(
      { length: 30 },
      (_, minute) => `2026-01-14 12:${String(minute).padStart(2, '0')}:00,g1,message,m1,x${minute},`,
    );
    write({
      ...small,
      'activities.csv': `${activities}${chat.join('\n')}\n`,
      'grouplift.yaml': smallConfig(),
    });
    const { out } = await grouplift('explain', 'c2', '--goal', 'order');
    expect(pathOf(out).filter((line) => line.includes('kind does not count'))).toHaveLength(20);
    expect(out).toContain('... and 11 more activities of kinds that do not count');
    expectSums(out);
  });

  test('finds a conversion whose id is derived', async () => {
    const unnamed = conversions
      .split('\n')
      .map((line) => line.split(',').slice(1).join(','))
      .join('\n');
    write({
      ...small,
      'conversions.csv': unnamed,
      'grouplift.yaml': smallConfig().replace('  reversals: reversals.csv\n', ''),
    });
    const near = await grouplift('explain', 'nothing');
    expect(near.exit).toBe(3);
    const id = /[0-9a-f]{32}/.exec(near.err)?.[0] ?? '';
    expect((await grouplift('explain', id)).out).toContain(`conversion ${id}`);
  });
});

/** The whole run with its tables as CSV. */
function runTables(): Promise<Answer> {
  return grouplift('run', '--out', 'out', '--csv');
}

function ledgerOf(id: string, goal: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(folder, 'out/tables/credit.csv'), 'utf8')
    .trim()
    .split('\n');
  const names = header.split(',');
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(',').map((value, place) => [names[place] ?? '', value])),
  );
  return rows.filter((row) => row.conversion_id === id && row.goal === goal);
}

describe('check', () => {
  test('trusts a clean input, whatever the time zone of the machine', async () => {
    write({
      ...small,
      'grouplift.yaml': smallConfig(),
      'conversions.csv': conversions.replace(/^c[35].*\n/gm, ''),
    });
    const { exit, out, err } = await grouplift('check');
    expect(err).toBe('');
    expect(out.trimEnd().split('\n').at(-1)).toBe('the input can be trusted');
    expect(out).toMatch(/activities +11 +1 +2026-01-01 +2026-01-16/);
    expect(exit).toBe(0);
  });

  test('says the same to programs, and ends with the same code', async () => {
    write({
      ...small,
      'grouplift.yaml': smallConfig(),
      'conversions.csv': `${conversions}c1,2026-01-13 12:00:00,u1,order,11.50,\n`,
    });
    const told = await grouplift('check', '--json');
    const read = await grouplift('check');
    const found = JSON.parse(told.out) as { errors: number; findings: { level: string; text: string }[] };
    expect(told.exit).toBe(read.exit);
    expect(found.errors).toBeGreaterThan(0);
    expect(found.findings.filter(({ level }) => level === 'error')).toHaveLength(found.errors);
    for (const { level, text } of found.findings) expect(read.out).toContain(`${level}: ${text}`);
  });

  test('passes with warnings, and says how much each matters', async () => {
    write({ ...small, 'activities-copy.csv': activities, 'grouplift.yaml': smallConfig('  code: touch\n') });
    write({
      'grouplift.yaml': smallConfig()
        .replace('activities: activities.csv', 'activities: activities*.csv')
        .replace('conversions: conversions.csv', 'conversions: { files: conversions.csv, on_conflict: sum }')
        .replace('kinds: [link_click, code_scan]', 'kinds: [link_click, code_scan, poll_vote]'),
      'codes.csv': csv(`code,group_id
        QR2,g2`),
      'conversions.csv': `${conversions}c1,2026-01-13 12:00:00,u1,order,11.50,\n`,
    });
    const { exit, out } = await grouplift('check');
    expect(out).toContain('activities.csv has the same content as an earlier file');
    expect(out).toContain('1 of 5 conversions (20 %) carry a code that is not in the codes table: QR1');
    expect(out).toContain('touches: poll_vote never occur');
    expect(out).toContain('1 of 5 conversions (20 %) have users that are in no identity');
    expect(out).toContain('1 unknown code is one character away from a known one: QR1 (1) for QR2.');
    expect(out).toContain('\n0 errors, 5 warnings\n');
    expect(exit).toBe(0);
  });

  test('collects every problem instead of stopping at the first', async () => {
    write({
      ...small,
      'activities.csv': `${activities}oops,g1,message,m1,b1,\n,g1,message,m1,b2,\n`,
      'reversals.csv': 'when,conversion\nx,y\n',
      'conversions.csv': csv(`conversion_id,ts,user_id,goal,value,currency
        c1,2026-01-13 12:00:00,u1,order,10.50,CNY
        c2,2026-01-13 12:00:00,u1,order,10.50,USD`),
      'identities.csv': csv(`member_id,user_id
        m1,u1
        m1,u2
        m1,u3`),
      'grouplift.yaml': smallConfig()
        .replace('groups: groups.csv', 'groups: [nowhere.csv, groups.csv, nothing-*.csv]')
        .replace('currency: CNY\n', 'currency: CNY\nidentity: { max_users: 2 }\n'),
    });
    const { exit, out, err } = await grouplift('check');
    for (const text of [
      'the file "nowhere.csv" does not exist',
      'no file matches "nothing-*.csv"',
      'reversals.csv has no column "conversion_id"',
      'reversals.csv has no column "ts"',
      'inputs.activities: 2 of 13 rows (15 %) are rejected',
      'activities.csv, line 13, column "ts": found "oops"',
      'activities.csv, line 14, column "ts": found ""',
      'goals.order (line 14) mixes currencies: found CNY, USD',
      'goals.signup (line 15) matches no conversion',
      'quarantined: member:m1 (3 users)',
    ]) {
      expect(out).toContain(text);
    }
    expect(out).toMatch(/groups +2 +1/);
    expect(exit).toBe(3);
    expect(err).toContain('The input cannot be trusted.');
  });

  test('asks for memberships where the audience counts', async () => {
    write({ ...small, 'grouplift.yaml': smallConfig().replace('  memberships: memberships.csv\n', '') });
    const { exit, out } = await grouplift('check');
    expect(out).toContain('reach audience needs to know who was present');
    expect(exit).toBe(3);
  });

  test('counts ambiguous times, and finds ids that never match', async () => {
    write({
      'a.csv':
        'ts,group_id,kind,member_id\n2026-10-25 02:30:00,g,link_click,m1\n2026-10-25 04:30:00,g,link_click,m1\n',
      'o.csv': 'ts,user_id,goal\n2026-10-26 00:00:00,u1,order\n',
      'grouplift.yaml': `timezone: Europe/Berlin
inputs: { activities: a.csv, conversions: o.csv, identities: same }
goals: [{ name: order, match: { goal: order }, window_days: 7 }]
touches: [{ kinds: link_click }]
`,
    });
    const { exit, out } = await grouplift('check');
    expect(out).toContain('1 of 2 times (50 %) are ambiguous');
    expect(out).toContain('None of 1 conversions belongs to a person who is a member of a group');
    expect(exit).toBe(3);
  });

  test.skipIf(!existsSync(acceptance))(
    'lists every missing file of the full configuration (needs the acceptance folder beside the project)',
    async () => {
      const path = join(acceptance, 'full.yaml');
      const { exit, out } = await grouplift('check', '--config', path);
      const config = parseConfig(readFileSync(path, 'utf8'), path);
      for (const input of Object.values(config.inputs))
        for (const file of input.files) expect(out).toContain(`"${file}"`);
      expect(exit).toBe(3);
    },
  );

  test('a wrong configuration is a usage error', async () => {
    expect((await grouplift('check')).exit).toBe(2);
    write({ 'grouplift.yaml': 'inputs: 3\n' });
    expect((await grouplift('check')).exit).toBe(2);
  });
});

describe('init', () => {
  test('writes a configuration that parses, passes the check and runs', async () => {
    const { 'codes.csv': _codes, ...files } = small;
    write(Object.fromEntries(Object.entries(files).map(([name, text]) => [`exports/${name}`, text])));
    const { exit, out, err } = await grouplift('init');
    expect(err).toBe('');
    expect(exit).toBe(0);
    expect(out).toContain('timezone: times have no offset');
    const asked = readFileSync(join(folder, 'grouplift.yaml'), 'utf8');
    expect(asked).not.toMatch(/^timezone:/m);
    expect(asked.split('\n', 1)).toEqual(['# yaml-language-server: $schema=.grouplift-schema.json']);
    const schema = JSON.parse(readFileSync(join(folder, '.grouplift-schema.json'), 'utf8'));
    expect(schema.properties.inputs.properties.activities).toBeDefined();
    const text = asked.replace(/^# timezone: \S+/m, 'timezone: UTC');
    writeFileSync(join(folder, 'grouplift.yaml'), text);
    const config = parseConfig(text, 'grouplift.yaml', modelNames);
    expect(config.inputs.activities?.files).toEqual(['exports/activities.csv']);
    expect(config.goals.map(({ name, value }) => [name, value])).toEqual([
      ['order', true],
      ['other', false],
      ['signup', false],
    ]);
    expect(config.touches.flatMap(({ kinds }) => kinds)).toEqual(['link_click', 'code_scan']);
    expect((await grouplift('check')).exit).toBe(0);
    expect((await runTables()).exit).toBe(0);
  });

  test('understands Chinese column names and kinds', async () => {
    write({
      '群消息.csv': csv(`时间,群ID,成员ID,类型
        2026-01-12 09:00:00,g1,m1,点击
        2026-01-12 10:00:00,g1,m1,消息`),
      '订单.csv': csv(`订单号,下单时间,用户ID,事件,金额
        1,2026-01-13 09:00:00,u1,下单,12.00`),
      'id.csv': csv(`成员ID,用户ID
        m1,u1`),
      'notes.csv': csv(`a,b
        1,2`),
    });
    const { out } = await grouplift('init');
    expect(out).toContain('notes.csv: no table has such columns; its columns: a, b');
    const text = readFileSync(join(folder, 'grouplift.yaml'), 'utf8');
    const config = parseConfig(text, 'grouplift.yaml', modelNames);
    expect(text).toContain('群ID   # check this');
    expect(config.timezone).toBe('Asia/Shanghai');
    expect(config.inputs.activities?.values.kind).toEqual({ 点击: 'link_click', 消息: 'message' });
    expect(config.goals).toMatchObject([{ name: '下单', value: true, headline: true }]);
    expect((await grouplift('check')).out).toContain('the input can be trusted');
    expect((await grouplift('explain', '1')).out).toMatch(/sum +1\.000000/);
  });

  test('says what is missing, and still writes something that parses', async () => {
    write({
      'chat.csv': 'time,customer_id,channel\n2026-01-01 00:00:00,c,x\n',
      'odd.xlsx': 'PK\u0003\u0004',
      'empty.csv': '',
    });
    const { exit, out } = await grouplift('init', '.');
    expect(exit).toBe(0);
    expect(out).toContain('activities: no column for kind');
    expect(out).toContain('conversions: what landed in the product');
    expect(out).toContain('odd.xlsx: is not a complete workbook');
    expect(out).toContain('empty.csv: is empty');
    parseConfig(readFileSync(join(folder, 'grouplift.yaml'), 'utf8'), 'grouplift.yaml', modelNames);
  });

  test('keeps to strange file and column names', async () => {
    const odd = 'a: #b, [x] "q" 1.csv';
    write({ [odd]: '"ts","group_id","kind","sender: id"\n2026-01-01 00:00:00,g,link_click,m\n' });
    await grouplift('init');
    const config = parseConfig(
      readFileSync(join(folder, 'grouplift.yaml'), 'utf8'),
      'grouplift.yaml',
      modelNames,
    );
    expect(config.inputs.activities?.files).toEqual([odd]);
  });

  test('refuses to overwrite, and a folder that is not there', async () => {
    write({ 'grouplift.yaml': 'mine' });
    expect((await grouplift('init')).exit).toBe(2);
    expect(readFileSync(join(folder, 'grouplift.yaml'), 'utf8')).toBe('mine');
    expect((await grouplift('init', 'nowhere')).exit).toBe(2);
  });

  test('guesses by the columns of a header', () => {
    const table = (columns: string) => guessTable(columns.split(','))?.table ?? null;
    expect(table('订单号,下单时间,用户ID,金额')).toBe('conversions');
    expect(table('group_id,member_id,joined_at,code')).toBe('memberships');
    expect(table('kol_id,member_id,user_id,fee')).toBe('kols');
    expect(table('conversion_id,ts,value,reason')).toBe('reversals');
    expect(table('member_id,user_id')).toBe('identities');
    expect(table('x,y')).toBe(null);
  });

  test('files with other columns are another source of their table', () => {
    const columns = ['ts', 'group_id', 'kind'];
    const files = [
      { name: 'a.csv', bytes: 10, columns },
      { name: 'b.csv', bytes: 10, columns: [...columns].reverse() },
      { name: 'c.csv', bytes: 5, columns: [...columns, 'member_id'] },
    ];
    const { found, left } = guessProject(files);
    expect(found.map((one) => one.files.map((file) => file.name))).toEqual([['a.csv', 'b.csv'], ['c.csv']]);
    expect(left).toEqual([]);
  });
});

describe('schema', () => {
  test('prints the tables and the configuration', async () => {
    const tables = await grouplift('schema');
    expect(tables.out).toContain('activities\n  One thing that happened in a group');
    expect(tables.out).toMatch(/ts +time +required +When it happened\./);
    expect(JSON.parse((await grouplift('schema', 'tables', '--json')).out)).toHaveProperty(
      'conversions.columns.goal.required',
      true,
    );
    expect((await grouplift('schema', 'config')).out).toContain('goals[].window_days  (required)');
    expect(JSON.parse((await grouplift('schema', 'config', '--json')).out)).toHaveProperty(
      'properties.goals',
    );
  });

  test('a wrong word is a usage error', async () => {
    const { exit, err } = await grouplift('schema', 'tabels');
    expect(exit).toBe(2);
    expect(err).toContain('expected tables or config');
  });
});

describe('demo', () => {
  test('writes the example, runs it, and may do so again', async () => {
    const first = spawnDemo('--out', 'example');
    expect(first.err).not.toContain('bug');
    expect(first.exit).toBe(0);
    expect(first.out).toContain('reconciled: difference 0');
    expect(first.out.trimEnd().split('\n').at(-1)).toBe('The report: example/out/2026-W46/report.html');
    expect(existsSync(join(folder, 'example/out/2026-W46/manifest.json'))).toBe(true);
    const id = /^\d+/m.exec(readFileSync(join(folder, 'example/data/orders.csv'), 'utf8'))?.[0] ?? '';
    expect((await grouplift('explain', id, '--config', 'example/grouplift.yaml')).out).toContain(
      `conversion ${id}`,
    );
    expect((await grouplift('check', '--config', 'example/grouplift.yaml')).exit).toBe(0);
    const again = await grouplift('demo', '--out', 'example', '--language', 'zh', '--seed', '2');
    expect(again.exit).toBe(0);
  }, 180_000);

  test('refuses a folder that holds anything else, and wrong values', async () => {
    write({ 'mine/notes.txt': 'x', 'other/grouplift.yaml': 'inputs: {}' });
    for (const args of [
      ['--out', 'mine'],
      ['--out', 'other'],
      ['--language', 'fr'],
      ['--seed', 'x'],
      ['--seed', '-1'],
      ['--out', 'mine/notes.txt'],
    ]) {
      expect((await grouplift('demo', ...args)).exit, args.join(' ')).toBe(2);
    }
    expect(readdirSync(join(folder, 'mine'))).toEqual(['notes.txt']);
  });
});

function spawnDemo(...args: string[]): Answer {
  const answer = spawnSync('node', [program, 'demo', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { exit: answer.status, out: answer.stdout, err: answer.stderr };
}

describe('text for a terminal', () => {
  test('a table stands straight with wide characters', () => {
    const columns = [
      { title: 'name', align: 'left' as const },
      { title: 'n', align: 'right' as const },
    ];
    expect(
      textTable(columns, [
        ['护肤', '1'],
        ['ab', '10'],
      ]),
    ).toEqual(['name   n', '护肤   1', 'ab    10']);
  });

  test('a name cannot move the cursor, hide text or fill the screen', () => {
    expect(printable('a\u001b[2Jb\u202ec')).toBe('a [2Jb c');
    expect([...printable('长'.repeat(100))]).toHaveLength(40);
  });
});

test('a touch at either edge of the window is accepted', () => {
  const moment = { ts_us: 100, previous_us: null, barred: null, code_overrides: false };
  const touch = { reach: 'actor', rule_window_us: 10, is_own: 1, is_present: 0 } as ExplainedTouch;
  const at = (ts_us: number) => rejection({ ...touch, ts_us, last_us: ts_us }, moment);
  expect([89, 90, 100, 101].map(at)).toEqual(['before the window', null, null, 'after the conversion']);
});
