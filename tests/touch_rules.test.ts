/** What the documentation says of rules that overlap, rule weights, and codes, by hand. */
import { expect, test } from 'vitest';
import { type Row, runProduct } from './oracle/product.js';
import { emptyWorld, type World } from './oracle/world.js';

const day = 86_400_000_000;
const noon = Date.UTC(2026, 2, 10, 12) * 1000;

const touch = (activity_id: string, kind: string, member_id: string, group_id: string, days: number) => ({
  ...{ activity_id, kind, member_id, group_id, ts: noon - days * day },
  ...{ tactic_id: null, ts_precision_s: null, ingested_at: null },
});

const order = (conversion_id: string, user_id: string, code: string | null) => ({
  ...{ conversion_id, ts: noon, user_id, goal: 'order', value_minor: 100, code, ingested_at: null },
});

const link = (one: string) => ({
  ...{ type_a: 'member', id_a: `m${one}`, type_b: 'user', id_b: `u${one}`, confidence: null },
});

const rule = (kinds: string[], reach: 'actor' | 'audience', weight: number) => ({
  ...{ kinds, reach, weight, window_days: null },
});

/**
 * Ann clicks (weight 1), scans (1), votes (2), each in a group of its own. Bob posts a notice in g1, which Cyd hears: the kind is named for
 * both reaches, and twice for actors. Dan and a stranger use codes: K has a group whose KOL runs it, L a KOL alone.
 */
function world(): World {
  const empty = emptyWorld();
  const code = (name: string, group_id: string | null, kol_id: string | null) => ({
    ...{ code: name, group_id, tactic_id: null, kol_id, valid_from: null, valid_to: null },
  });
  return {
    ...empty,
    settings: {
      ...empty.settings,
      touches: [
        rule(['link_click', 'code_scan', 'notice'], 'actor', 1),
        rule(['poll_vote', 'notice'], 'actor', 2),
        rule(['notice'], 'audience', 0.5),
      ],
    },
    activities: [
      touch('a1', 'link_click', 'm1', 'g1', 3),
      touch('a2', 'code_scan', 'm1', 'g2', 2),
      touch('a3', 'poll_vote', 'm1', 'g3', 1),
      touch('a4', 'notice', 'm2', 'g1', 1),
      touch('a5', 'link_click', 'm3', 'g2', 2),
    ],
    memberships: ['2', '3'].map((one) => ({
      ...{ group_id: 'g1', member_id: `m${one}`, joined_at: noon - 9 * day, left_at: null },
    })),
    groups: [{ group_id: 'g4', kol_id: 'k4' }],
    identities: ['1', '2', '3', '4'].map(link),
    codes: [code('K', 'g4', null), code('L', null, 'k5')],
    conversions: [
      ...[order('c1', 'u1', null), order('c2', 'u2', null), order('c3', 'u3', null)],
      ...[order('c4', 'u4', 'K'), order('c5', 'stranger', 'L')],
    ],
  };
}

test('rules that overlap, weights times shares, dimensions that a code leaves empty, journeys of strangers', async () => {
  const { exit, tables, stderr } = await runProduct(world());
  expect([exit, stderr]).toEqual([0, expect.any(String)]);
  const rowsOf = (id: string) => (tables.credit ?? []).filter((row: Row) => row.conversion_id === id);
  // 40 : 20 : 80 of 140
  expect(rowsOf('c1').map((row) => Number(row.position_based))).toEqual([285_714, 142_857, 571_429]);
  // his own notice, once, and not as a listener
  expect(rowsOf('c2').map((row) => [row.activity_id, row.reach, row.linear])).toEqual([
    ['a4', 'actor', '1000000'],
  ]);
  // she heard it with weight .5, and clicked with weight 1: a third and two thirds
  expect(rowsOf('c3').map((row) => [row.activity_id, row.reach, Number(row.linear)])).toEqual([
    ['a5', 'actor', 666_667],
    ['a4', 'audience', 333_333],
  ]);
  const places = (id: string) =>
    rowsOf(id).map((row) => [row.group_id, row.tactic_id, row.kol_id, row.reach]);
  expect(places('c4')).toEqual([['g4', '', 'k4', 'code']]);
  expect(places('c5')).toEqual([['', '', 'k5', 'code']]);
  const moves = (tables.markov_transitions ?? []).map((row) => `${row.from} > ${row.to} ${row.count}`);
  expect(moves).toContain('(start) > g4 1');
  expect(moves).toContain('(start) > (none) 1');
  // the click, then the notice that she heard, which closes her journey
  expect(moves).toContain('g2 > g1 1');
}, 120_000);
