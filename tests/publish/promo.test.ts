/** Promo abusers by hand: each reason at its edge, and beside each suspect somebody who just is not one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvTable, type Outcome, removeProjects, runIn, writeProject } from '../black_box.js';

const order = (id: string, time: string, user: string, code = '') =>
  `${id},${time},${user},order,10.00,${code}`;
const opens = (who: string, count: number) =>
  Array.from({ length: count }, (_, n) => `e-${who}-${n},2026-03-05 20:0${n}:00,g1,${who},red_envelope_open`);

const people = [
  'burst',
  'slow',
  'back',
  'part',
  'hunter',
  'talker',
  'four',
  'leaver',
  'late',
  'plain',
  'stays',
];
const everyone = [...people, 'staff'];

const files = {
  'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
  memberships: memberships.csv
  reversals: reversals.csv
  exclusions: exclusions.csv
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
attribution: { models: [linear] }
`,
  'activities.csv': [
    'activity_id,ts,group_id,member_id,kind',
    'a1,2026-03-05 20:09:00,g1,talker,message',
    ...[...opens('hunter', 5), ...opens('talker', 5), ...opens('four', 4)],
    '',
  ].join('\n'),
  'conversions.csv': [
    'conversion_id,ts,user_id,goal,value,code',
    // three orders in 3,600 s are a burst, in 3,601 s they are not
    ...['10:00:00', '10:30:00', '11:00:00'].map((time, n) => order(`b${n}`, `2026-03-10 ${time}`, 'burst')),
    ...['10:00:00', '10:30:00', '11:00:01'].map((time, n) => order(`s${n}`, `2026-03-10 ${time}`, 'slow')),
    ...['10:00:00', '10:00:01', '10:00:02'].map((time, n) => order(`x${n}`, `2026-03-10 ${time}`, 'staff')),
    // an hour after joining, and all of it came back; of the other one only a part
    order('r1', '2026-03-01 13:00:00', 'back'),
    order('r2', '2026-03-01 13:00:00', 'part'),
    // left with a code after 7 days; after more; without a code; from one of two groups
    order('l1', '2026-03-02 12:00:00', 'leaver', 'GIFT'),
    order('l2', '2026-03-02 12:00:00', 'late', 'GIFT'),
    order('l3', '2026-03-02 12:00:00', 'plain'),
    order('l4', '2026-03-02 12:00:00', 'stays', 'GIFT'),
    '',
  ].join('\n'),
  'identities.csv': ['member_id,user_id', ...everyone.map((who) => `${who},${who}`), ''].join('\n'),
  'memberships.csv': [
    'group_id,member_id,joined_at,left_at',
    ...everyone.map((who) => {
      const left = {
        leaver: '2026-03-08 12:00:00',
        late: '2026-03-08 12:00:01',
        plain: '2026-03-03 12:00:00',
      };
      return `g1,${who},2026-03-01 12:00:00,${left[who as keyof typeof left] ?? (who === 'stays' ? '2026-03-03 12:00:00' : '')}`;
    }),
    'g2,stays,2026-03-02 12:00:00,',
    '',
  ].join('\n'),
  'reversals.csv':
    'conversion_id,ts,value\nr1,2026-03-04 12:00:00,\nr2,2026-03-04 12:00:00,9.99\nnobody,2026-03-04 12:00:00,1.00\nnobody,2026-03-05 12:00:00,1.00\n',
  'exclusions.csv': 'id_type,id\nmember,staff\n',
};

let outcome: Outcome;

beforeAll(async () => {
  outcome = await runIn(writeProject(files), { args: ['--csv', '--as-of', '2026-03-29'] });
  expect([outcome.code, outcome.stderr.match(/^error: .*/m)]).toEqual([0, null]);
});

afterAll(removeProjects);

const table = (name: string) => csvTable(outcome, name);

it('lists each suspect with the reason and the figures', () => {
  const suspects = table('promo_suspects').map((row) => Object.values(row));
  expect(suspects).toEqual([
    ['member:back', 'instant_refund', '1', '1', '0'],
    ['member:burst', 'burst', '3', '0', '0'],
    ['member:hunter', 'opens_only', '0', '0', '5'],
    ['member:leaver', 'quick_leaver', '1', '0', '0'],
  ]);
});

it('counts with and without them, and takes nothing out', () => {
  expect(table('promo_effect')).toEqual([
    {
      ...{ goal: 'order', suspects: '3', conversions: '15', conversions_without: '10' },
      ...{ conversions_net: '14', conversions_net_without: '10' },
      ...{ value_net: '130.010000', value_net_without: '90.010000' },
    },
  ]);
  expect(table('reconciliation')[0]?.source_total).toBe('15.000000');
  expect(outcome.stderr).toContain('4 people look like promo abusers (table promo_suspects)');
});

it('says which reversals name no conversion', () => {
  expect(table('lost_reversals')).toEqual([{ conversion_id: 'nobody', reversals: '2' }]);
  expect(outcome.stderr).toContain(
    '2 of 4 reversals (50 %) name a conversion that is not in the conversions table; they reverse nothing: nobody.',
  );
});
