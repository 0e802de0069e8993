import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '../../config/zod.js';
import { usageError } from '../../contract/errors.js';
import { recoverOutput } from '../../project/output.js';
import type { Changed } from './causes.js';

const manifestSchema = z.object({
  tool: z.literal('grouplift'),
  version: z.string(),
  run_hash: z.string(),
  period: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  as_of: z.string(),
  as_of_us: z.number(),
  models: z.array(z.string()),
  rules: z.object({
    sections: z.record(z.string(), z.string()),
    inputs: z.record(z.string(), z.string()),
  }),
  goals: z.array(
    z.object({
      goal: z.string(),
      value: z.boolean(),
      currency: z.string().nullable(),
      digits: z.number(),
    }),
  ),
  inputs: z.array(
    z.object({
      table: z.string(),
      hash: z.string(),
      files: z.array(
        z.object({ path: z.string(), sha256: z.string().nullish(), modified_at: z.string().nullish() }),
      ),
    }),
  ),
});

/** What a run says about itself: when it ran, on what, by which rules. */
export type RunSaid = Omit<z.output<typeof manifestSchema>, 'tool'>;

/** A run in a folder. */
export interface RunFolder {
  readonly folder: string;
  readonly said: RunSaid;
}

/** The run in a folder; null if there is none that can be compared row by row. */
export function runIn(folder: string): RunFolder | null {
  const said = manifestSchema.safeParse(contentOf(join(folder, 'manifest.json')));
  return said.success && existsSync(tableOf(folder, 'results')) ? { folder, said: said.data } : null;
}

/** Opens the folder of a run; a UserError if there is none that can be compared row by row. */
export async function openRun(folder: string): Promise<RunFolder> {
  await recoverOutput(folder);
  if (!existsSync(join(folder, 'manifest.json')))
    throw usageError(
      `"${folder}" contains no run: it has no manifest.json.`,
      'Name the output folder of a run.',
    );
  const run = runIn(folder);
  if (run === null)
    throw usageError(
      `The run in "${folder}" cannot be compared row by row: its manifest or its table results is missing or comes from an earlier version.`,
      'Run its period again with this version and the same --as-of, into another folder.',
    );
  return run;
}

/** The path of a published table of a run. */
export function tableOf(folder: string, table: string): string {
  return join(folder, 'tables', `${table}.parquet`);
}

/** The currency in which a run counts a goal. */
type GoalMoney = Pick<RunSaid['goals'][number], 'goal' | 'currency' | 'digits'>;

/** The first goal that two runs count in different currencies, whose minor units cannot be subtracted. */
export function otherMoney(
  before: readonly GoalMoney[],
  after: readonly GoalMoney[],
): { readonly goal: string; readonly before: string; readonly after: string } | null {
  for (const { goal, currency, digits } of before) {
    const now = after.find((one) => one.goal === goal);
    if (now !== undefined && (now.currency !== currency || now.digits !== digits))
      return { goal, before: currency ?? 'no currency', after: now.currency ?? 'no currency' };
  }
  return null;
}

/** What differs between two runs. */
export function changedBetween(before: RunSaid, after: RunSaid): Changed {
  const tables = [...new Set([...before.inputs, ...after.inputs].map(({ table }) => table))];
  const find = (run: RunSaid, name: string) => run.inputs.find(({ table }) => table === name);
  const others = tables.filter((table) => find(before, table)?.hash !== find(after, table)?.hash);
  const files = (run: RunSaid, table: string) =>
    JSON.stringify(
      (find(run, table)?.files ?? [])
        .map(({ path, sha256, modified_at }) => sha256 ?? `${path} ${modified_at ?? ''}`)
        .toSorted(),
    );
  const sections = [
    ...new Set([...Object.keys(before.rules.sections), ...Object.keys(after.rules.sections)]),
  ];
  return {
    as_of: before.as_of_us !== after.as_of_us,
    version: before.version !== after.version,
    models: before.models.toSorted().join() !== after.models.toSorted().join(),
    data: new Set(others.filter((table) => files(before, table) !== files(after, table))),
    readings: new Set(
      others.filter((table) => isReadOtherwise(before.rules.inputs, after.rules.inputs, table)),
    ),
    rules: new Set(sections.filter((name) => before.rules.sections[name] !== after.rules.sections[name])),
  };
}

/** Whether two runs read a table that both have by different rules; one that only one of them has is other data. */
function isReadOtherwise(
  before: RunSaid['rules']['inputs'],
  after: RunSaid['rules']['inputs'],
  table: string,
): boolean {
  const [was, is] = [before[table], after[table]];
  return was !== undefined && is !== undefined && was !== is;
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
