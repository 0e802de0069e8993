import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '../../config/zod.js';
import { usageError } from '../../contract/errors.js';
import { recoverOutput } from '../../project/output.js';
import type { Period } from '../../project/period.js';
import { otherMoney } from '../diff/run_folder.js';
import type { EarlierRun } from './restatements.js';
import { type GoalsMoney, goalsSaid } from './run_said.js';

/** What is read from the manifest of an earlier run; the rest does not matter. */
const manifestSchema = z.object({
  tool: z.literal('grouplift'),
  period: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  as_of: z.string(),
  goals: z
    .array(z.object({ goal: z.string(), currency: z.string().nullable(), digits: z.number() }))
    .default([]),
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

/** Reads what an earlier run of the same period reported; a UserError if the folder has none, or one of another period or in another currency. */
export async function readEarlierRun(
  folder: string,
  period: Period,
  config: GoalsMoney,
): Promise<EarlierRun> {
  await recoverOutput(folder);
  const manifest = readManifest(folder);
  const told = (from: string | null, to: string | null) => `${from ?? 'the beginning'} to ${to ?? 'the end'}`;
  const { from, to } = manifest.period;
  if (from !== period.from || to !== period.to)
    throw usageError(
      `--previous: the run in "${folder}" covers another period: found ${told(from, to)}, expected ${told(period.from, period.to)}.`,
      'Name a run with the same --week, or with the same --from and --to.',
    );
  const other = otherMoney(manifest.goals, goalsSaid(config));
  if (other !== null)
    throw usageError(
      `--previous: the goal "${other.goal}" is in ${other.before} in the run in "${folder}" and in ${other.after} in this one.`,
      'Name a run with the same currency, or leave --previous out.',
    );
  return { as_of: manifest.as_of, totals: manifest.totals };
}

function readManifest(folder: string): z.output<typeof manifestSchema> {
  const manifest = manifestSchema.safeParse(contentOf(join(folder, 'manifest.json')));
  if (!manifest.success)
    throw usageError(
      `--previous: "${folder}" contains no run that can be compared (no manifest.json with totals).`,
      'Name the output folder of an earlier run.',
    );
  return manifest.data;
}

/** The content of a JSON file; null if there is none. */
function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
