/** Words and dates that stand for no value, and currencies by their names: what dumps of MySQL, Hive and pandas hold. */
import { describe, expect, it } from 'vitest';
import { withSources } from './loaded.js';

const yaml = `timezone: Asia/Shanghai
currency: CNY
rejects: { max_share: 1 }
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: { files: ids.csv }
  memberships: memberships.csv
  reversals: reversals.csv
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
`;

const lines = (...rows: readonly string[]) => `${rows.join('\n')}\n`;

const flags = ['\\N', 'NULL', 'none', 'WAHR', 'Faux', '真', '否', 'はい', 'maybe'];

const project = {
  'grouplift.yaml': yaml,
  'activities.csv': lines('ts,group_id,member_id,kind', '2026-11-01 10:00:00,g1,m1,link_click'),
  'ids.csv': lines('member_id,user_id,confidence', 'm1,u1,\\N', 'm2,u2,NULL', 'm3,u3,0.5', 'm4,u4,none'),
  'conversions.csv': lines(
    'conversion_id,ts,user_id,goal,value,currency',
    ...['\\N', 'NULL', 'nan', 'None', '<NA>', '12.50', '-'].map(
      (value, n) => `c${n},2026-11-05 10:00:00,u1,order,${value},\\N`,
    ),
    ...['RMB', '人民币', '¥', ' cny ', 'NULL'].map(
      (name, n) => `d${n},2026-11-05 10:00:00,u1,order,1,${name}`,
    ),
    'e1,\\N,u1,order,1,CNY',
    'e2,0000-00-00 00:00:00,u1,order,1,CNY',
  ),
  'memberships.csv': lines(
    'group_id,member_id,joined_at,left_at,left_known',
    ...['\\N', 'NULL', '0000-00-00 00:00:00', '0000-00-00', '-', '至今', 'present', '2026-10-05', 'soon'].map(
      (left, n) => `g1,m${n},2026-10-01,${left},${flags[n]}`,
    ),
  ),
  'reversals.csv': lines(
    'conversion_id,ts,value',
    'c5,2026-11-06 10:00:00,NULL',
    'c5,2026-11-07 10:00:00,2.5',
  ),
};

describe('a word for no value', () => {
  it('is none in amounts, numbers, ends and currencies; a required time lacks it', async () => {
    await withSources(project, async (engine) => {
      const texts = async (select: string) =>
        (await engine.rows(select)).map((row) => Object.values(row).join(' '));
      expect(
        await texts(
          'SELECT conversion_id, value_minor, currency, problem FROM in_conversions ORDER BY conversion_id',
        ),
      ).toEqual([
        ...[0, 1, 2, 3, 4].map((n) => `c${n}  CNY `),
        'c5 1250 CNY ',
        'c6  CNY value:money',
        ...[0, 1, 2, 3, 4].map((n) => `d${n} 100 CNY `),
        'e1 100 CNY ts:time',
        'e2 100 CNY ts:time',
      ]);
      expect(await texts('SELECT confidence FROM in_identities ORDER BY member_id')).toEqual([
        ...['', '', '0.5', ''],
      ]);
      expect(await texts('SELECT left_at_us, problem FROM in_memberships ORDER BY member_id')).toEqual([
        ...Array.from({ length: 7 }, () => ' '),
        `${Date.parse('2026-10-05T16:00:00Z') * 1000} `,
        ' left_at:time',
      ]);
      const known = await engine.rows('SELECT left_known FROM in_memberships ORDER BY member_id');
      expect(known.map((row) => row.left_known)).toEqual([
        ...[null, null, null, true, false, true, false, true, null],
      ]);
      expect(await texts('SELECT value_minor, problem FROM in_reversals ORDER BY ts_us')).toEqual([
        ' ',
        '250 ',
      ]);
    });
  });
});
