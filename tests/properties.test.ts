/**
 * The program against an independent second implementation, on random small communities with extreme settings.
 * WORLDS=300 runs more of them, WORLDS_SEED=7 other ones, WORLDS_SHRINK=1 looks for the smallest that fails (minutes).
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paths } from './oracle/oracle.js';
import { differences, runProduct } from './oracle/product.js';
import type { Layout } from './oracle/world.js';
import { emptyWorld, worlds } from './oracle/world.js';

const numRuns = Number(process.env.WORLDS ?? 8);
const seed = Number(process.env.WORLDS_SEED ?? 1);
const minutes = 60_000;
const parameters = { numRuns, seed, endOnFailure: process.env.WORLDS_SHRINK === undefined };

const layouts: fc.Arbitrary<Layout> = fc.record({
  shuffle: fc.nat(1000),
  files: fc.integer({ min: 1, max: 3 }),
  twice: fc.boolean(),
  quote_all: fc.boolean(),
  newline: fc.constantFrom('\n' as const, '\r\n' as const),
});

test(
  'credit, reasons and sums are what the rules say',
  async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        expect(differences(world, await runProduct(world))).toEqual([]);
      }),
      parameters,
    );
  },
  numRuns * minutes,
);

test(
  'shuffled rows, several files and files given twice change no byte',
  async () => {
    await fc.assert(
      fc.asyncProperty(worlds, layouts, async (world, layout) => {
        const plain = await runProduct(world);
        const other = await runProduct(world, layout);
        expect([other.exit, other.texts]).toEqual([plain.exit, plain.texts]);
      }),
      { ...parameters, numRuns: Math.ceil(numRuns / 4) },
    );
  },
  numRuns * minutes,
);

test(
  'a path of light touches is split as finely as any, and a link to a phone alone is no identity',
  async () => {
    const world = lightWorld();
    expect(paths(world).map((path) => path.reason)).toEqual([null, null, 'no_identity']);
    expect(differences(world, await runProduct(world))).toEqual([]);
  },
  minutes,
);

/** Rules whose weights lie twelve powers of ten apart: one conversion with light touches only, one with all, one of a user known by phone. */
function lightWorld() {
  const world = emptyWorld();
  const day = 86_400_000_000;
  const noon = Date.UTC(2026, 2, 10, 12) * 1000;
  const weights = { survey_answer: 3e-6, link_click: 1e-6, code_scan: 7e-6, poll_vote: 1e6 };
  const kinds = Object.keys(weights);
  const touch = (kind: string, member_id: string, place: number) => ({
    ...{
      activity_id: `${member_id}-${kind}`,
      ts: noon - (5 - place) * day,
      group_id: `g${place}`,
      kind,
      member_id,
    },
    ...{ tactic_id: null, ts_precision_s: null, ingested_at: null },
  });
  const user = (id: string) => ({
    type_a: 'member',
    id_a: `m${id}`,
    type_b: 'user',
    id_b: `u${id}`,
    confidence: null,
  });
  return {
    ...world,
    settings: {
      ...world.settings,
      identity_form: 'general' as const,
      touches: kinds.map((kind) => ({
        ...{ kinds: [kind], reach: 'actor' as const, window_days: null },
        weight: weights[kind as keyof typeof weights],
      })),
    },
    activities: [
      ...kinds.slice(0, 3).map((kind, place) => touch(kind, 'm1', place)),
      ...kinds.map((kind, place) => touch(kind, 'm2', place)),
    ],
    identities: [user('1'), user('2'), { ...user('3'), type_a: 'phone', id_a: '13800000000' }],
    conversions: ['u1', 'u2', 'u3'].map((user_id) => ({
      ...{ conversion_id: `c-${user_id}`, ts: noon, user_id, goal: 'order', value_minor: 1000 },
      ...{ code: null, ingested_at: null },
    })),
  };
}
