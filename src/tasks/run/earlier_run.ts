import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { usageError } from '../../contract/errors.js';
import { recoverOutput } from '../../project/output.js';
import type { Period } from '../../project/period.js';
import type { EarlierRun } from './restatements.js';

/** What is read of the manifest of an earlier run; whatever else stands there does not matter. */
const manifestSchema = z.object({
  tool: z.literal('grouplift'),
  period: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  as_of: z.string(),
  totals: z.array(
    z.object({
      goal: z.string(),
      conversions: z.number(),
      conversions_net: z.number(),
      value_net: z.number().nullable(),
      credited: z.number(),
    }),
  ),
});

/** Reads what an earlier run of the same period printed; a UserError where the folder holds none, or one of another period. */
export async function readEarlierRun(folder: string, period: Period): Promise<EarlierRun> {
  await recoverOutput(folder);
  const manifest = readManifest(folder);
  const told = (from: string | null, to: string | null) => `${from ?? 'the beginning'} to ${to ?? 'the end'}`;
  const { from, to } = manifest.period;
  if (from !== period.from || to !== period.to)
    throw usageError(
      `--previous: the run in "${folder}" is about another period: found ${told(from, to)}, expected ${told(period.from, period.to)}.`,
      'Name a run of the same --week, or of the same --from and --to.',
    );
  return { as_of: manifest.as_of, totals: manifest.totals };
}

function readManifest(folder: string): z.output<typeof manifestSchema> {
  const manifest = manifestSchema.safeParse(contentOf(join(folder, 'manifest.json')));
  if (!manifest.success)
    throw usageError(
      `--previous: "${folder}" holds no run that can be compared (no manifest.json with totals in it).`,
      'Name the output folder of an earlier run.',
    );
  return manifest.data;
}

/** The content of a JSON file; null where there is none. */
function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
