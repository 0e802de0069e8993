/** Money against exact arithmetic: currencies with other minor units, reversals without a currency, amounts near the largest; and members who leave. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvTable, type Outcome, removeProjects, runIn, writeProject } from '../black_box.js';

const files = {
  'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
  memberships: memberships.csv
  reversals: reversals.csv
goals:
  - { name: yen, match: { currency: JPY }, window_days: 7, value: true, currency: JPY, headline: true }
  - { name: dinar, match: { currency: KWD }, window_days: 7, value: true, currency: KWD, headline: true }
  - { name: yuan, match: { currency: CNY }, window_days: 7, value: true }
attribution: { models: [linear] }
rejects: { max_share: 0.5 }
`,
  'activities.csv': `activity_id,ts,group_id,member_id,kind
a1,2026-03-02 10:00:00,g1,m1,link_click
a2,2026-03-02 11:00:00,g2,m1,link_click
a3,2026-03-02 12:00:00,g3,m1,link_click
a4,2026-03-23 12:00:00,g1,m1,message
`,
  'conversions.csv': `conversion_id,ts,user_id,goal,value,currency
c1,2026-03-03 12:00:00,u1,order,1000,JPY
c2,2026-03-03 12:00:00,u1,order,2.345,KWD
c3,2026-03-03 12:00:00,u1,order,89999999999.97,CNY
c4,2026-03-03 13:00:00,u2,order,5.00,CNY
`,
  'identities.csv': 'member_id,user_id\nm1,u1\n',
  'memberships.csv': `group_id,member_id,joined_at,left_at
g1,m1,2026-01-01 00:00:00,
g1,m2,2026-02-01 00:00:00,2026-03-11 00:00:00
g1,m2,2026-03-10 00:00:00,2026-03-12 00:00:00
g1,m2,2026-03-24 00:00:00,
g1,m3,2026-03-04 00:00:00,2026-03-05 00:00:00
g2,m1,2026-01-02 00:00:00,2026-03-01 00:00:00
`,
  'reversals.csv': `conversion_id,ts,value,currency
c1,2026-03-10 13:00:00,300,
c2,2026-03-10 13:00:00,1.045,
c2,2026-03-10 13:00:00,1.000,CNY
c1,2026-03-10 13:00:00,3.5,
`,
};

let outcome: Outcome;

beforeAll(async () => {
  outcome = await runIn(writeProject(files), { args: ['--csv', '--as-of', '2026-03-29 12:00:00'] });
  expect([outcome.code, outcome.stderr.match(/^error: .*/m)]).toEqual([0, null]);
});

afterAll(removeProjects);

const table = (name: string) => csvTable(outcome, name);

describe('a reversal without a currency', () => {
  it('is in the minor unit of its conversion', () => {
    const net = table('landed').map(({ goal, value, value_net }) => [goal, value, value_net]);
    expect(net).toContainEqual(['yen', '1000.000000', '700.000000']);
    expect(net).toContainEqual(['dinar', '2.345000', '1.300000']);
  });

  it('is rejected in another currency, or with more decimals', () => {
    const rejects = table('rejects').map(({ line, column, found, expected }) => [
      line,
      column,
      found,
      expected,
    ]);
    expect(rejects).toEqual([
      ['4', 'currency', 'CNY', 'the currency of its conversion'],
      ['5', 'value', '3.5', expect.stringContaining('no more decimals than its currency has')],
    ]);
  });
});

it('prints a large amount without binary noise', () => {
  const credited = table('group_credit').filter(
    (row) => row.goal === 'yuan' && row.group_id?.startsWith('g'),
  );
  const exact = [333_333n, 333_334n, 333_333n].map((credit) => {
    const micro = (8_999_999_999_997n * credit * 1_000_000n + 50_000_000n) / 100_000_000n;
    return `${micro / 1_000_000n}.${String(micro % 1_000_000n).padStart(6, '0')}`;
  });
  expect(credited.map((row) => row.value)).toEqual(exact);
  expect(table('reconciliation').find((row) => row.goal === 'yuan')?.value_source_total).toBe(
    '90000000004.970000',
  );
});

it('writes on the first screen what it writes below: small amounts to the minor unit', async () => {
  // of 2.345 dinars 1.045 came back: 1.300 of 2.5 are 52 %
  const targets = 'node,period,target,metric\nall,2026-W10,2.5,dinar:value\n';
  const yaml = files['grouplift.yaml'].replace('  reversals:', '  targets: targets.csv\n  reversals:');
  const { out } = await runIn(writeProject({ ...files, 'grouplift.yaml': yaml, 'targets.csv': targets }), {
    args: ['--week', '2026-W10', '--as-of', '2026-03-29 12:00:00'],
  });
  const report = readFileSync(join(out, 'report.md'), 'utf8');
  expect(report).toContain('dinar, net value, KWD: landed, net **1.300** \u00b7 52 % of target');
  const whole = await runIn(writeProject(files), { args: ['--as-of', '2026-03-29 12:00:00'] });
  expect(readFileSync(join(whole.out, 'report.md'), 'utf8')).toContain('KWD: landed, net **1.300**');
});

describe('a week of a group', () => {
  it('does not add up yen and dinars', () => {
    const weeks = table('group_week').filter((row) => row.group_id === 'g1');
    expect(weeks.map(({ landed, value, value_reversed }) => [landed, value, value_reversed])).toEqual([
      ['2', '', ''],
      ['0', '', ''],
      ['0', '', ''],
      ['0', '', ''],
    ]);
  });

  it('counts who is in it at its end: joined, and not left again', () => {
    // m2 leaves on the 12th (its stays overlap until then) and is back on the 24th; m3 comes and goes within a week.
    const weeks = table('group_week').filter((row) => row.group_id === 'g1');
    expect(weeks.map(({ week_start, members }) => [week_start, members])).toEqual([
      ['2026-03-02', '2'],
      ['2026-03-09', '1'],
      ['2026-03-16', '1'],
      ['2026-03-23', '2'],
    ]);
  });
});
