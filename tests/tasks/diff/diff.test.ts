/** Two runs of one period: one row for every cause, worked out by hand; the causes add up to the difference. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/contract/errors.js';
import { type Changed, causeOf } from '../../../src/tasks/diff/causes.js';
import { type Change, changesOf, groupCauseSums } from '../../../src/tasks/diff/changes.js';
import { diffRuns } from '../../../src/tasks/diff/index.js';
import { changesOfTotals, groupChanges } from '../../../src/tasks/diff/weeks.js';
import { type RunOptions, runBatch } from '../../../src/tasks/run/index.js';
import { silent } from '../../silent.js';

const root = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const config = (as_of: string, code: string) => `timezone: UTC
currency: CNY
as_of: ${as_of}
identity: { min_confidence: 0 }
inputs:
  activities: { files: activities.csv, timezone: UTC }
  conversions: { files: conversions.csv, timezone: UTC }
  identities: { files: identities.csv, timezone: UTC }
  exclusions: { files: exclusions.csv }
  reversals: { files: reversals.csv, timezone: UTC }
  codes: { files: codes.csv, timezone: UTC }
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true, headline: true }
touches:
  - { kinds: [link_click], reach: actor }
attribution: { models: [last_touch], code: ${code} }
`;

/** Everybody clicked on 4 January and ordered on the 6th. */
const people = ['stays', 'refunded', 'part', 'identified', 'staff', 'gone', 'corrected', 'chatter'];
const clicks = (names: readonly string[]) =>
  `ts,group_id,kind,member_id\n${names.map((name) => `2026-01-04 10:00:00,G,link_click,m_${name}\n`).join('')}`;
const orders = (rows: readonly (readonly [string, number])[]) =>
  `conversion_id,ts,goal,user_id,value,code,ingested_at\n${rows
    .map(([name, value]) => `c_${name},2026-01-06 10:00:00,order,u_${name},${value},,2026-01-06 11:00:00\n`)
    .join('')}`;
const identities = (names: readonly string[]) =>
  `id_type_a,id_a,id_type_b,id_b\n${names.map((name) => `member,m_${name},user,u_${name}\n`).join('')}`;

const first = {
  'grouplift.yaml': config('2026-01-12', 'touch'),
  'activities.csv': clicks(people.filter((name) => name !== 'chatter')),
  'conversions.csv': orders(people.map((name) => [name, 100])),
  'identities.csv': identities(people.filter((name) => name !== 'identified')),
  'exclusions.csv': 'id_type,id\nuser,u_nobody\n',
  'reversals.csv': 'conversion_id,ts,value\nc_stays,2026-01-07 10:00:00,10\n',
  'codes.csv': 'code,group_id,valid_from\nNONE,G,2026-01-01\n',
};

const late = 'c_late,2026-01-07 10:00:00,order,u_late,70,,2026-01-14 11:00:00\n';
const second = {
  ...first,
  'grouplift.yaml': config('2026-01-19', 'touch'),
  'activities.csv': clicks(people),
  'conversions.csv': `${orders(people.filter((name) => name !== 'gone').map((name) => [name, name === 'corrected' ? 130 : 100]))}${late}`,
  'identities.csv': identities(people),
  'exclusions.csv': 'id_type,id\nuser,u_staff\n',
  'reversals.csv': `${first['reversals.csv']}c_refunded,2026-01-15 10:00:00,\nc_part,2026-01-15 10:00:00,25\n`,
};

async function ran(
  name: string,
  files: Readonly<Record<string, string>>,
  previous?: string,
  days: Pick<RunOptions, 'week' | 'from' | 'to'> = { week: '2026-W02' },
) {
  const folder = mkdtempSync(join(root, `${name}-`));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const out = join(folder, 'out');
  const options = { config: join(folder, 'grouplift.yaml'), out, ...days };
  await runBatch(previous === undefined ? options : { ...options, previous }, silent);
  return out;
}

const compared = async (before: string, after: string) => {
  const text = await diffRuns(before, after, { format: 'csv' }, silent);
  return text.trim().split('\n').slice(1).sort();
};

let before = '';
let after = '';
beforeAll(async () => {
  before = await ran('first', first);
  after = await ran('second', second, before);
});

describe('two runs of one week', () => {
  it('name one cause for every row that counts otherwise', async () => {
    expect(await compared(before, after)).toEqual(
      [
        'order,c_late,,conversions,late,1',
        'order,c_late,,conversions_net,late,1',
        'order,c_late,,value_net,late,70',
        'order,c_gone,G,conversions,withdrawn,-1',
        'order,c_gone,G,conversions_net,withdrawn,-1',
        'order,c_gone,G,value_net,withdrawn,-100',
        'order,c_gone,G,credited,withdrawn,-1',
        'order,c_refunded,G,conversions_net,refund,-1',
        'order,c_refunded,G,value_net,refund,-100',
        'order,c_part,G,value_net,refund,-25',
        'order,c_corrected,G,value_net,corrected,30',
        'order,c_identified,G,credited,identity,1',
        'order,c_staff,G,credited,exclusion,-1',
        'order,c_chatter,G,credited,touch,1',
      ].sort(),
    );
  });

  it('say that only their models differ, and that nothing does', async () => {
    const config = first['grouplift.yaml'].replace('[last_touch]', '[linear]');
    const other = await ran('models', { ...first, 'grouplift.yaml': config });
    const textOf = (one: string) => diffRuns(before, one, { format: 'text' }, silent);
    expect(await textOf(other)).toContain('Changed between them: models of attribution.');
    expect(await textOf(before)).toContain('Nothing changed between them.');
  });

  it('add up to the difference of the printed figures, and say so in the report', async () => {
    const rows = (await compared(before, after)).map((line) => line.split(','));
    const sum = (figure: string) =>
      rows.filter((row) => row[3] === figure).reduce((total, row) => total + Number(row[5]), 0);
    // by hand: 8 orders -> 8; net 8 -> 7; value 790 -> 790 + 70 - 100 - 100 - 25 + 30 = 665; credited 6 -> 6
    expect(['conversions', 'conversions_net', 'value_net', 'credited'].map(sum)).toEqual([0, -1, -125, 0]);
    const page = readFileSync(join(after, 'report.html'), 'utf8');
    expect(page).toContain(
      'order, landed net: 8 \u2192 7 (+1 came in later, \u22121 no longer landed in the period, \u22121 refunds)',
    );
    expect(page).toContain('order, value net: 790.00 \u2192 665.00');
    const text = await diffRuns(before, after, { format: 'text' }, silent);
    expect(text).toContain(
      'order, landed, gross: 8, the same: +1 came in later, \u22121 no longer landed in the period',
    );
  });

  it('say by group what every cause adds, in words, as JSON and in the report', async () => {
    const text = await diffRuns(before, after, { format: 'text' }, silent);
    // by hand: of G c_refunded and c_gone are one less each, c_late is of nobody in a group
    expect(text).toContain(
      [
        'order, landed, net: \u22121',
        '            \u22122  G: \u22121 no longer landed in the period, \u22121 refunded or cancelled, or a refund withdrawn',
        '            +1  no known group: +1 came in later',
      ].join('\n'),
    );
    const json = JSON.parse(await diffRuns(before, after, { format: 'json' }, silent));
    const net = json.by_group.filter((row: { figure: string }) => row.figure === 'value_net');
    expect(
      net.map((row: { group_id: string | null; cause: string; rows: number; delta: number }) => [
        row.group_id,
        row.cause,
        row.rows,
        row.delta,
      ]),
    ).toEqual([
      ['G', 'withdrawn', 1, -100],
      ['G', 'corrected', 1, 30],
      ['G', 'refund', 2, -125],
      [null, 'late', 1, 70],
    ]);
    const page = readFileSync(join(after, 'report.html'), 'utf8');
    expect(page).toContain('What changed, by group and cause');
    expect(page).toContain('no known group');
  });

  it('say nothing of a run against itself, and the opposite the other way round', async () => {
    expect(await compared(before, before)).toEqual([]);
    const turned = (await compared(after, before)).map((line) => line.split(','));
    const there = (await compared(before, after)).map((line) => line.split(','));
    const keyed = (rows: string[][], sign: number) =>
      Object.fromEntries(rows.map((row) => [`${row[1]} ${row[3]}`, sign * Number(row[5])]));
    expect(keyed(turned, -1)).toEqual(keyed(there, 1));
  });

  it('name the rules if only the configuration differs', async () => {
    const rules = await ran('rules', {
      ...first,
      'grouplift.yaml': first['grouplift.yaml'].replace('window_days: 7', 'window_days: 1'),
    });
    const rows = await compared(before, rules);
    expect(rows.length).toBe(6);
    expect(rows.every((row) => row.includes(',credited,rule,-1'))).toBe(true);
  });

  it('refuse a folder without rows in one sentence', async () => {
    const copy = join(root, 'no rows');
    cpSync(before, copy, { recursive: true });
    rmSync(join(copy, 'tables', 'results.parquet'));
    await expect(diffRuns(copy, after, { format: 'text' }, silent)).rejects.toThrow(
      /cannot be compared row by row/,
    );
    await expect(diffRuns(join(root, 'none'), after, { format: 'text' }, silent)).rejects.toThrow(
      /contains no run/,
    );
    await expect(diffRuns(before, after, { format: 'pdf' }, silent)).rejects.toThrow(/--format: found "pdf"/);
  });
});

describe('the cause of a row', () => {
  const nothing: Changed = {
    as_of: false,
    version: false,
    models: false,
    data: new Set(),
    readings: new Set(),
    rules: new Set(),
  };

  it('is the only thing that changed, `several` if the row does not tell, and `unexplained` if nothing did', () => {
    const files = { ...nothing, data: new Set(['identities']) };
    expect(causeOf(['identity'], files)).toBe('identity');
    expect(causeOf(['identity'], { ...files, rules: new Set(['identity']) })).toBe('several');
    expect(causeOf(['identity'], { ...nothing, rules: new Set(['identity']) })).toBe('rule');
    expect(causeOf(['identity'], { ...files, rules: new Set(['touches']) })).toBe('identity');
    expect(causeOf(['touch'], { ...nothing, version: true })).toBe('version');
    expect(causeOf(['exclusion'], { ...nothing, as_of: true })).toBe('unexplained');
    expect(causeOf(['exclusion'], nothing)).toBe('unexplained');
  });

  it('is the likeliest of those of which anything changed', () => {
    const files = { ...nothing, data: new Set(['identities', 'codes']) };
    expect(causeOf(['identity', 'code'], files)).toBe('identity');
    expect(causeOf(['exclusion', 'code'], files)).toBe('touch');
    expect(causeOf(['identity', 'code'], { ...files, rules: new Set(['attribution']) })).toBe('several');
  });

  it('separates a corrected value from its reversals, and nothing is lost', () => {
    const row = {
      goal: 'g',
      conversion_id: 'c',
      group_id: null,
      side: 'both',
      credit_side: 'touch',
      refund_side: 'late',
      conversions: 0,
      conversions_net: -1,
      net_minor: -100,
      corrected_minor: 20,
      credited: 0,
    } as const;
    const changes = changesOf(row, { ...nothing, data: new Set(['conversions']) });
    expect(changes.map(({ figure, cause, delta }) => [figure, cause, delta])).toEqual([
      ['conversions_net', 'refund', -1],
      ['value_net', 'corrected', 20],
      ['value_net', 'refund', -120],
    ]);
  });
});

describe('the sums by group', () => {
  it('add up to the sums by cause, what moved most first and nobody\u2019s last', () => {
    const change = (group_id: string | null, cause: Change['cause'], delta: number): Change => ({
      ...{ goal: 'order', conversion_id: 'c', figure: 'conversions', group_id, cause, delta },
    });
    const sums = groupCauseSums([
      change(null, 'late', 9),
      change('B', 'withdrawn', -1),
      change('A', 'withdrawn', -2),
      change('A', 'late', 2),
      change('B', 'withdrawn', -1),
    ]);
    expect(sums.map(({ group_id, cause, rows, delta }) => [group_id, cause, rows, delta])).toEqual([
      ['A', 'late', 1, 2],
      ['A', 'withdrawn', 1, -2],
      ['B', 'withdrawn', 2, -2],
      [null, 'late', 1, 9],
    ]);
  });
});

describe('a damaged table of a run', () => {
  const damaged = (table: string, change: (bytes: Buffer) => Buffer) => {
    const folder = join(mkdtempSync(join(root, 'damaged-')), 'out');
    cpSync(before, folder, { recursive: true });
    const path = join(folder, 'tables', `${table}.parquet`);
    writeFileSync(path, change(readFileSync(path)));
    return { folder, path };
  };
  const groupsFile = () => readFileSync(join(before, 'tables', 'groups.parquet'));

  it.each([
    ['is cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['is empty', () => Buffer.alloc(0)],
    ['is another table', groupsFile],
    ['has a wrong byte in its description', (bytes: Buffer) => flipped(bytes, bytes.length - 40)],
    ['has wrong bytes in its rows', (bytes: Buffer) => flipped(bytes, 4, 40)],
  ])('that %s is named, by diff and by run --previous', async (_, change) => {
    const { folder, path } = damaged('results', change);
    const said = {
      exitCode: 3,
      message: `"${path}" cannot be read as the table results of a run of this version.`,
    };
    await expect(diffRuns(folder, after, { format: 'text' }, silent)).rejects.toMatchObject(said);
    await expect(diffRuns(after, folder, { format: 'text' }, silent)).rejects.toMatchObject(said);
    await expect(ran('restated', second, folder)).rejects.toMatchObject(said);
  });

  it('is named where two weeks are compared', async () => {
    const { folder, path } = damaged('group_goal_week', (bytes) => bytes.subarray(0, 100));
    const week = await ran('week', first, undefined, { week: '2026-W01' });
    await expect(diffRuns(week, folder, { format: 'text' }, silent)).rejects.toMatchObject({
      exitCode: 3,
      message: `"${path}" cannot be read as the table group_goal_week of a run of this version.`,
    });
  });

  it('never ends in anything but a sentence, wherever a byte is wrong', async () => {
    const size = readFileSync(join(before, 'tables', 'results.parquet')).length;
    const ends: unknown[] = [];
    for (let place = 4; place < size; place += Math.ceil(size / 40)) {
      const { folder } = damaged('results', (bytes) => flipped(bytes, place));
      const end = await diffRuns(before, folder, { format: 'text' }, silent).then(
        () => 'compared',
        (error: unknown) => (error instanceof UserError ? 'refused' : [place, error]),
      );
      ends.push(end);
    }
    expect(ends.filter((end) => end !== 'compared' && end !== 'refused')).toEqual([]);
    expect(ends).toContain('refused');
  });
});

/** The bytes with all bits of some of them turned over. */
function flipped(bytes: Buffer, from: number, count = 1): Buffer {
  const copy = Buffer.from(bytes);
  for (let place = from; place < from + count; place += 1) copy[place] = ~(copy[place] ?? 0) & 0xff;
  return copy;
}

describe('two weeks', () => {
  it('are those of one calendar: other seven days are refused, and are not weeks without results', async () => {
    const sunday = { ...first, 'grouplift.yaml': `week_starts: sunday\n${first['grouplift.yaml']}` };
    const odd = await ran('odd', first, undefined, { from: '2026-01-07', to: '2026-01-13' });
    const next = await ran('next', second, undefined, { from: '2026-01-14', to: '2026-01-20' });
    const other = await ran('sunday', sunday, undefined, { week: '2026-W03' });
    const week = await ran('week', first, undefined, { week: '2026-W01' });
    for (const [one, two] of [
      [odd, next],
      [before, odd],
      [odd, before],
      [before, other],
      [other, before],
    ] as const)
      await expect(diffRuns(one, two, { format: 'text' }, silent)).rejects.toThrow(
        /covers 2026-01-\d\d to 2026-01-\d\d, which is not a week of the run in/,
      );
    expect(await diffRuns(week, before, { format: 'text' }, silent)).toContain('order: 0 -> 8 people');
  });

  it('say how much the total moved, and how much of that is outside groups', () => {
    const week = (week_start: string, people: number) => ({ goal: 'order', week_start, people });
    const totals = [week('2026-01-05', 12), week('2026-01-12', 20)];
    const groups = [
      { ...week('2026-01-05', 10), group_id: 'A' },
      { ...week('2026-01-12', 13), group_id: 'A' },
      { ...week('2026-01-12', 2), group_id: 'B' },
    ];
    const [one] = changesOfTotals(totals, groups, '2026-01-05', '2026-01-12');
    // 8 more, 5 of them in groups: 3 outside
    expect([one?.before, one?.after, one?.change, one?.outside]).toEqual([12, 20, 8, 3]);
    expect((one?.low ?? 9) < 8 && (one?.high ?? 0) > 8).toBe(true);
  });

  it('compare groups by people, the largest change first, with an interval that holds the change', () => {
    const week = (group_id: string, week_start: string, people: number) => ({
      goal: 'order',
      group_id,
      week_start,
      people,
    });
    const rows = [
      week('A', '2026-01-05', 10),
      week('A', '2026-01-12', 40),
      week('B', '2026-01-05', 9),
      week('B', '2026-01-12', 8),
      week('C', '2025-10-27', 3),
    ];
    const changes = groupChanges(rows, '2026-01-05', '2026-01-12');
    expect(changes.map(({ group_id, change }) => [group_id, change])).toEqual([
      ['A', 30],
      ['B', -1],
    ]);
    for (const { change, low, high } of changes) expect(low <= change && change <= high).toBe(true);
    expect((changes[0]?.low ?? 0) > 0 && (changes[1]?.low ?? 0) < 0 && (changes[1]?.high ?? 0) > 0).toBe(
      true,
    );
  });
});
