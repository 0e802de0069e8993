/** Two runs between which one thing changed, and nothing else: every row has that cause. Worked out by hand. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffRuns } from '../../../src/tasks/diff/index.js';
import { runBatch } from '../../../src/tasks/run/index.js';
import { silent } from '../../silent.js';

const root = mkdtempSync(join(tmpdir(), 'one-change-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const config = `timezone: UTC
currency: CNY
as_of: 2026-01-12
inputs:
  activities: { files: activities.csv, timezone: UTC }
  conversions: { files: conversions.csv, timezone: UTC }
  identities: { files: identities.csv, timezone: UTC }
  reversals: { files: reversals.csv, timezone: UTC }
  codes: { files: codes.csv, timezone: UTC }
  exclusions: { files: exclusions.csv }
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true, headline: true }
touches:
  - { kinds: [link_click], reach: actor }
attribution: { models: [last_touch] }
`;

/** Orders of 6 January: of nobody known (with a code), of a member who clicked, of one who did not, and two with refunds. */
const files = {
  'grouplift.yaml': config,
  'activities.csv': `ts,group_id,kind,member_id
2026-01-04 10:00:00,G,link_click,m_clicked
2026-01-04 10:00:00,G,link_click,m_other
2026-01-04 10:00:00,G,message,m_quiet
2026-01-04 10:00:00,G,message,m_staff
`,
  'conversions.csv': `conversion_id,ts,goal,user_id,value,code
c_stranger,2026-01-06 10:00:00,order,u_stranger,100,NEW
c_clicked,2026-01-06 10:00:00,order,u_clicked,100,
c_quiet,2026-01-06 10:00:00,order,u_quiet,100,
c_part,2026-01-06 10:00:00,order,u_refunds,100,
c_full,2026-01-06 10:00:00,order,u_refunds,100,
`,
  'identities.csv': `id_type_a,id_a,id_type_b,id_b,first_seen
member,m_clicked,user,u_clicked,
member,m_quiet,user,u_quiet,
member,m_staff,phone,1,
user,u_clicked,phone,1,2026-01-20 10:00:00
`,
  'reversals.csv': `conversion_id,ts,value
c_part,2026-01-07 10:00:00,40
c_full,2026-01-07 10:00:00,100
`,
  'codes.csv': 'code,group_id\nOLD,G\n',
  'exclusions.csv': 'id_type,id\nmember,m_staff\n',
} as const;

type File = keyof typeof files;

const inFile = (file: File, from: string, to: string) => ({ [file]: files[file].replace(from, to) });

async function ran(changed: Partial<Record<File, string>>): Promise<string> {
  const folder = mkdtempSync(join(root, 'run-'));
  for (const [file, text] of Object.entries({ ...files, ...changed }))
    writeFileSync(join(folder, file), text);
  const out = join(folder, 'out');
  await runBatch({ config: join(folder, 'grouplift.yaml'), out, week: '2026-W02' }, silent);
  return out;
}

let before = '';
beforeAll(async () => {
  before = await ran({});
});

const rowsBetween = async (first: string, second: string) =>
  (await diffRuns(first, second, { format: 'csv' }, silent))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').toSpliced(2, 1).slice(1).join(' '))
    .sort();

describe('the cause of every row if only', () => {
  it.each([
    {
      what: 'a code became known: a stranger\u2019s order is credited, and nobody\u2019s identity changed',
      changed: inFile('codes.csv', 'OLD,G\n', 'OLD,G\nNEW,G\n'),
      rows: ['c_stranger credited touch 1'],
    },
    {
      what: 'a member was linked to a member of staff, whom the list of exclusions held before',
      changed: inFile('identities.csv', ',2026-01-20 10:00:00', ','),
      rows: ['c_clicked credited identity -1'],
    },
    {
      what: 'as_of is later than such a link was seen',
      changed: inFile('grouplift.yaml', '2026-01-12', '2026-01-26'),
      rows: ['c_clicked credited identity -1'],
    },
    {
      what: 'somebody without a touch was linked to a second member, who has one',
      changed: inFile(
        'identities.csv',
        'member,m_quiet,user,u_quiet,\n',
        'member,m_quiet,user,u_quiet,\nmember,m_other,user,u_quiet,\n',
      ),
      rows: ['c_quiet credited identity 1'],
    },
    {
      what: 'an order has its user now',
      changed: inFile('conversions.csv', 'order,u_stranger', 'order,u_clicked'),
      rows: ['c_stranger credited corrected 1'],
    },
    {
      what: 'an order has another code now, a known one',
      changed: inFile('conversions.csv', 'NEW', 'OLD'),
      rows: ['c_stranger credited corrected 1'],
    },
    {
      // 100 - 40 was left, and nothing of 40 is
      what: 'the value of a refunded order was corrected to what was refunded',
      changed: inFile(
        'conversions.csv',
        'c_part,2026-01-06 10:00:00,order,u_refunds,100',
        'c_part,2026-01-06 10:00:00,order,u_refunds,40',
      ),
      rows: ['c_part conversions_net corrected -1', 'c_part value_net corrected -60'],
    },
    {
      // all of 100 was refunded, and 30 of 130 are left
      what: 'the value of an order refunded in full was corrected to more',
      changed: inFile(
        'conversions.csv',
        'c_full,2026-01-06 10:00:00,order,u_refunds,100',
        'c_full,2026-01-06 10:00:00,order,u_refunds,130',
      ),
      rows: ['c_full conversions_net corrected 1', 'c_full value_net corrected 30'],
    },
    {
      what: 'a refund was added',
      changed: inFile('reversals.csv', 'c_part,2026-01-07 10:00:00,40', 'c_part,2026-01-07 10:00:00,90'),
      rows: ['c_part value_net refund -50'],
    },
    {
      what: 'the goal counts no money any more',
      changed: inFile('grouplift.yaml', 'value: true, ', ''),
      rows: [
        'c_clicked value_net rule -100',
        'c_part value_net rule -60',
        'c_quiet value_net rule -100',
        'c_stranger value_net rule -100',
      ],
    },
  ])('$what', async ({ changed, rows }) => {
    const after = await ran(changed);
    expect(await rowsBetween(before, after)).toEqual(rows);
    const back = rows.map((row) =>
      row.replace(/(-?)(\d+)$/, (_, sign, figure) => `${sign === '' ? '-' : ''}${figure}`),
    );
    expect(await rowsBetween(after, before)).toEqual(back.sort());
  });
});

describe('a new input', () => {
  it('is other data, not other rules', async () => {
    const without = await ran(inFile('grouplift.yaml', '  exclusions: { files: exclusions.csv }\n', ''));
    const excluded = await ran({ 'exclusions.csv': 'id_type,id\nmember,m_clicked\n' });
    expect(await rowsBetween(without, excluded)).toEqual(['c_clicked credited exclusion -1']);
  });
});
