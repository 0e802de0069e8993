import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { usageError } from '../../contract/errors.js';
import { unattributedLabel } from '../../contract/published_words.js';
import { readTable } from '../../engines/typed_rows.js';
import { recoverOutput } from '../../project/output.js';
import type { Progress } from '../../project/progress.js';
import { inDuckdb } from '../../project/scratch.js';
import { type TextColumn, textTable } from '../../text/text_table.js';

/** How far a model's credit is from the planted contributions. */
export interface ModelError {
  readonly model: string;
  /** mean over groups of |credit - planted contribution|, in conversions */
  readonly error: number;
  /** the same after scaling the credit to the planted total, so that only the shares matter */
  readonly share_error: number;
}

/** The model that knows nothing: a random touch of the path. */
const baseline = 'random_touch';

/** The lines of `grouplift simulate --evaluate`: every model of a run on simulated data, compared with what was planted. */
export async function evaluateModels(run: string, progress: Progress): Promise<string[]> {
  await recoverOutput(run);
  const planted = plantedContributions(run);
  const credit = await inDuckdb({}, progress, async (engine) => {
    await engine.open('group_credit', join(run, 'tables', 'group_credit.parquet'));
    return readTable(
      engine,
      'group_credit',
      { model: 'text', group_id: 'text', conversions: 'number' },
      `WHERE group_id <> '${unattributedLabel}'`,
    );
  });
  return evaluationLines(modelErrors(planted, credit));
}

/** Credit of one group under one model. */
interface GroupCredit {
  readonly model: string;
  readonly group_id: string;
  readonly conversions: number;
}

/** Errors of all models of a run. */
export function modelErrors(
  planted: ReadonlyMap<string, number>,
  credit: readonly GroupCredit[],
): ModelError[] {
  const models = [...new Set(credit.map(({ model }) => model))];
  const total = sum([...planted.values()]);
  return models.map((model) => {
    const mine = new Map(
      credit.filter((row) => row.model === model).map(({ group_id, conversions }) => [group_id, conversions]),
    );
    const scale = total / sum([...mine.values()]);
    const distance = (factor: number) =>
      sum([...planted].map(([group_id, truth]) => Math.abs(factor * (mine.get(group_id) ?? 0) - truth))) /
      planted.size;
    return { model, error: distance(1), share_error: distance(scale) };
  });
}

/** The table of errors, best shares first, and which models do not beat chance. */
export function evaluationLines(errors: readonly ModelError[]): string[] {
  const chance = errors.find(({ model }) => model === baseline);
  const beaten = errors.filter(
    (one) => one.model !== baseline && chance && one.share_error >= chance.share_error,
  );
  const columns: TextColumn[] = [
    { title: 'model', align: 'left' },
    { title: 'error per group', align: 'right' },
    { title: 'error of shares', align: 'right' },
    { title: `against ${baseline}`, align: 'right' },
  ];
  const rows = errors
    .toSorted((a, b) => a.share_error - b.share_error)
    .map(({ model, error, share_error }) => [
      model,
      error.toFixed(3),
      share_error.toFixed(3),
      chance === undefined ? '' : `${((100 * share_error) / chance.share_error - 100).toFixed(1)} %`,
    ]);
  return [
    ...textTable(columns, rows),
    '',
    'Mean over groups of the absolute difference between credit and planted contribution, in conversions; "shares": after scaling the credit to the planted total.',
    ...(chance === undefined
      ? [`${baseline} is not among the models of this run: there is no baseline to compare with.`]
      : []),
    ...(beaten.length === 0
      ? []
      : [`No better than ${baseline}: ${beaten.map(({ model }) => model).join(', ')}.`]),
  ];
}

/** Planted contributions by group, from the truth.json next to the configuration of the run. */
function plantedContributions(run: string): Map<string, number> {
  try {
    const manifest = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8'));
    const truth = JSON.parse(readFileSync(join(dirname(manifest.config.path), 'truth.json'), 'utf8'));
    return new Map(
      (truth.groups as { group_id: string; contribution: number }[]).map((group) => [
        group.group_id,
        group.contribution,
      ]),
    );
  } catch {
    throw usageError(
      `--evaluate: "${run}" is not a run on simulated data (which has a manifest.json, and a truth.json next to its configuration).`,
      'Make one: grouplift simulate --out sim, then grouplift run --config sim/grouplift.yaml --out sim/run.',
    );
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
