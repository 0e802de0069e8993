/** The intervals of the credit tables, from files to columns. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runBatch } from '../../src/tasks/run/index.js';
import { silent } from '../silent.js';

const scratch = mkdtempSync(join(tmpdir(), 'intervals-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Order {
  readonly person: string;
  readonly group: string;
  readonly value: number;
}

/** The group_credit of a run in which each person clicked in the group and then ordered, by group. */
async function groupCredit(name: string, orders: readonly Order[]) {
  const folder = join(scratch, name);
  mkdirSync(folder);
  const file = (table: string, lines: readonly string[]) =>
    writeFileSync(join(folder, table), `${lines.join('\n')}\n`);
  file('a.csv', [
    'activity_id,ts,group_id,member_id,kind',
    ...orders.map((order, i) => `a${i},2026-03-01T10:00:00,${order.group},${order.person},link_click`),
  ]);
  file('c.csv', [
    'conversion_id,ts,user_id,goal,value',
    ...orders.map(({ person, value }, i) => `c${i},2026-03-02T10:00:00,${person},order,${value}`),
  ]);
  file('grouplift.yaml', [
    'timezone: UTC',
    'currency: CNY',
    'as_of: 2026-04-01',
    'inputs: { activities: { files: a.csv }, conversions: { files: c.csv }, identities: same }',
    'goals: [{ name: order, match: { goal: order }, window_days: 30, value: true }]',
    'touches: [{ kinds: [link_click], reach: actor }]',
    'attribution: { models: [last_touch] }',
  ]);
  const run = await runBatch({ config: join(folder, 'grouplift.yaml'), out: join(folder, 'out') }, silent);
  const rows = [...(run.tables.find((table) => table.name === 'group_credit')?.rows ?? [])];
  return (group: string) => rows.find((row) => row.group_id === group) ?? {};
}

const bucketOf = (person: string) =>
  Number.parseInt(createHash('md5').update(`member:${person}`).digest('hex').slice(0, 8), 16) % 100;

/** The first names of a family, every one in a bucket of its own. */
function apart(family: string, count: number): string[] {
  const byBucket = new Map<number, string>();
  for (let i = 0; byBucket.size < count; i += 1) {
    const person = `${family}${i}`;
    if (!byBucket.has(bucketOf(person))) byBucket.set(bucketOf(person), person);
  }
  return [...byBucket.values()];
}

/** Another person in the bucket of this one. */
function twin(person: string): string {
  for (let i = 0; ; i += 1) if (bucketOf(`twin${i}`) === bucketOf(person)) return `twin${i}`;
}

const spend = (people: readonly string[], group: string, value: number) =>
  people.map((person) => ({ person, group, value }));

test('conversions of people who buy once: the exact Poisson interval', async () => {
  const credit = await groupCredit('counts', spend(apart('p', 10), 'g1', 10));
  const row = credit('g1');
  expect(row).toMatchObject({ conversions: 10, person_buckets: 10 });
  // The variance of ten buckets of one out of a hundred is 10 less 1/11 of a conversion: a hair under Poisson's.
  expect(Number(row.conversions_low)).toBeCloseTo(4.795, 0);
  expect(Number(row.conversions_high)).toBeCloseTo(18.39, 0);
});

test('value has no interval once one person holds more than a tenth, however many share the bucket', async () => {
  const twelve = apart('q', 12);
  const even = await groupCredit('even', [
    ...spend(twelve, 'g1', 100),
    ...spend([twin(twelve[0] ?? '')], 'g1', 100),
    ...spend(apart('r', 12), 'g2', 100),
    ...spend(['rich'], 'g2', 134),
    ...spend(apart('s', 9), 'g3', 100),
  ]);
  // g1: two of thirteen people share a bucket with 2/13 of the value, but nobody holds a tenth.
  expect(Number(even('g1').value_low)).toBeGreaterThan(600);
  expect(Number(even('g1').value_high)).toBeLessThan(2400);
  // g2: one holds 134 of 1,334, a hair above a tenth.
  expect(even('g2')).toMatchObject({ value: 1334, value_low: null, value_high: null });
  // g3: nine people are too few whatever they hold.
  expect(even('g3')).toMatchObject({ value: 900, value_low: null });
  expect(even('(unattributed)')).toMatchObject({ conversions: 0, value_low: null });
});

test('twenty conversions of two people: no interval', async () => {
  const few = await groupCredit('few', [
    ...Array.from({ length: 10 }, () => spend(['x1', 'x2'], 'g1', 5)).flat(),
    ...spend(apart('y', 12), 'g2', 5),
  ]);
  expect(few('g1')).toMatchObject({ conversions: 20, conversions_low: null, conversions_high: null });
  expect(few('g2').conversions_low).not.toBeNull();
});
