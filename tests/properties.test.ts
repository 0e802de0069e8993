/**
 * The program against an independent second implementation, on random small communities with extreme settings.
 * WORLDS=300 runs more of them, WORLDS_SEED=7 other ones, WORLDS_SHRINK=1 looks for the smallest that fails (minutes).
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences, isBuilt, runProduct } from './oracle/product.js';
import type { Layout } from './oracle/world.js';
import { worlds } from './oracle/world.js';

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

test.runIf(isBuilt)(
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

test.runIf(isBuilt)(
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
