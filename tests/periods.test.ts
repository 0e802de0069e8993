/**
 * The reported period chooses conversions and nothing else: what a conversion of the period is credited, and what the learned models
 * learn, is the same with and without it. WORLDS=300 tries more random communities.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Product, Row } from './oracle/product.js';
import { runProduct } from './oracle/product.js';
import type { World } from './oracle/world.js';
import { emptyWorld, worlds } from './oracle/world.js';

const numRuns = Number(process.env.WORLDS ?? 4);
const seed = Number(process.env.WORLDS_SEED ?? 1);
const minutes = 60_000;

/** Tables of what was learned, which no period cuts. */
const learned = ['markov_channels', 'markov_transitions', 'shapley_channels'];

test(
  'a conversion earns the same credit whatever period is reported',
  async () => {
    let cut = 0;
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat(20), fc.nat(20), async (world, first, second) => {
        const all = await runProduct(world);
        if (all.exit !== 0) return;
        const period = periodOf(all, world.settings.timezone, first, second);
        if (period === null) return;
        const part = await runProduct(world, {}, ['--from', period.from, '--to', period.to]);
        expect([part.exit, part.stderr]).toEqual([0, expect.any(String)]);
        for (const table of learned) expect([table, part.texts[table]]).toEqual([table, all.texts[table]]);
        const inside = (row: Row) => {
          const day = dayOf(row, world.settings.timezone);
          return period.from <= day && day <= period.to;
        };
        const expected = (all.tables.credit ?? []).filter(inside);
        expect(part.tables.credit).toEqual(expected);
        cut += (all.tables.credit ?? []).length - expected.length;
      }),
      { numRuns, seed, endOnFailure: process.env.WORLDS_SHRINK === undefined },
    );
    expect(cut).toBeGreaterThan(0);
  },
  3 * numRuns * minutes,
);

/** Two days on which something landed, as a period; null where nothing did. */
function periodOf(all: Product, zone: string, first: number, second: number) {
  const days = [...new Set((all.tables.credit ?? []).map((row) => dayOf(row, zone)))].sort();
  if (days.length === 0) return null;
  const [from = '', to = ''] = [days[first % days.length], days[second % days.length]].sort();
  return { from, to };
}

/** The business day of the conversion of a row of the ledger. */
function dayOf(row: Row, zone: string): string {
  const at = new Date(Math.floor(Number(row.conversion_ts_us) / 1000));
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}

test.each([
  { options: [] },
  { options: ['--from', '2026-03-04', '--to', '2026-03-08'] },
  { options: ['--from', '2026-03-12', '--to', '2026-03-12'] },
])(
  'codes outside the period close journeys, too: $options',
  async ({ options }) => {
    const { exit, tables } = await runProduct(codesWorld(), {}, options);
    expect(exit).toBe(0);
    const moves = (tables.markov_transitions ?? []).map((row) => [row.from, row.to, Number(row.count)]);
    expect(moves.sort()).toEqual([
      ['(start)', 'gC', 4],
      ['gC', '(conversion)', 4],
    ]);
  },
  3 * minutes,
);

/** Four conversions of two people, each with the code of gC, which takes all credit; one click in gA four hours before the first. */
function codesWorld(): World {
  const world = emptyWorld();
  const at = (day: number, hour: number) => Date.UTC(2026, 2, day, hour) * 1000;
  const order = (conversion_id: string, user_id: string, day: number) => ({
    ...{ conversion_id, ts: at(day, 12), user_id, goal: 'order', value_minor: 100, code: 'C1' },
    ingested_at: null,
  });
  return {
    ...world,
    settings: {
      ...world.settings,
      code: 'override',
      goals: [{ name: 'order', match: ['order'], window_days: 3, value: true }],
    },
    activities: [
      {
        ...{ activity_id: 'a1', ts: at(1, 8), group_id: 'gA', kind: 'link_click', member_id: 'm1' },
        ...{ tactic_id: null, ts_precision_s: null, ingested_at: null },
      },
    ],
    identities: [
      { type_a: 'member', id_a: 'm1', type_b: 'user', id_b: 'u1', confidence: null },
      { type_a: 'member', id_a: 'm9', type_b: 'user', id_b: 'u9', confidence: null },
    ],
    codes: [{ code: 'C1', group_id: 'gC', tactic_id: null, kol_id: null, valid_from: null, valid_to: null }],
    conversions: [order('c1', 'u1', 1), order('c2', 'u1', 5), order('c3', 'u9', 5), order('c4', 'u9', 12)],
  };
}
