import type { Engine } from '../../engines/engine.js';
import { readRows, readTable } from '../../engines/typed_rows.js';
import { stageSql } from '../../pipeline/steps.js';
import { results } from '../../publish/results.js';
import type { Changed } from './causes.js';
import { type Change, changeShape, changesOf, type Figure, figures } from './changes.js';
import { openPublished } from './published_table.js';
import type { RunSaid } from './run_folder.js';

/** One figure of a goal in two runs; values in minor units. */
export interface FigurePair {
  readonly goal: string;
  readonly figure: Figure;
  readonly before: number;
  readonly after: number;
}

export interface Comparison {
  readonly figures: readonly FigurePair[];
  readonly changes: readonly Change[];
}

/** The folders of two runs, and what the runs say about themselves. */
export interface Compared {
  readonly before: { readonly folder: string; readonly said: Pick<RunSaid, 'as_of_us'> };
  readonly after: { readonly folder: string; readonly said: Pick<RunSaid, 'as_of_us'> };
  readonly changed: Changed;
}

/** Compares two runs of one period row by row. The changes of every figure add up to its difference; anything else is our bug. */
export async function compareRuns(engine: Engine, { before, after, changed }: Compared): Promise<Comparison> {
  await openPublished(engine, 'before_results', before.folder, results);
  await openPublished(engine, 'after_results', after.folder, results);
  await engine.put('compared', { before_as_of_us: 'BIGINT', after_as_of_us: 'BIGINT' }, [
    { before_as_of_us: before.said.as_of_us, after_as_of_us: after.said.as_of_us },
  ]);
  await engine.make('result_changes', stageSql('result_changes'));
  const rows = await readTable(engine, 'result_changes', changeShape, 'ORDER BY goal, conversion_id');
  const changes = rows.flatMap((row) => changesOf(row, changed));
  const [first, last] = [await totals(engine, 'before_results'), await totals(engine, 'after_results')];
  const goals = [...new Set([...first.keys(), ...last.keys()])];
  const pairs = goals.flatMap((goal) =>
    figures.map((figure) => ({
      goal,
      figure,
      before: first.get(goal)?.[figure] ?? 0,
      after: last.get(goal)?.[figure] ?? 0,
    })),
  );
  for (const pair of pairs) holdSum(pair, changes);
  return { figures: pairs, changes };
}

function holdSum({ goal, figure, before, after }: FigurePair, changes: readonly Change[]): void {
  const mine = changes.filter((change) => change.goal === goal && change.figure === figure);
  const sum = mine.reduce((total, { delta }) => total + delta, 0);
  if (sum !== after - before)
    throw new Error(`${goal}, ${figure}: the causes add up to ${sum}, the difference is ${after - before}`);
}

async function totals(engine: Engine, table: string): Promise<Map<string, Record<Figure, number>>> {
  const rows = await readRows(
    engine,
    {
      goal: 'text',
      conversions: 'number',
      conversions_net: 'number',
      value_net: 'number',
      credited: 'number',
    },
    `SELECT goal, count(*) AS conversions, CAST(sum(1 - is_reversed) AS BIGINT) AS conversions_net,
      CAST(sum(coalesce(net_minor, 0)) AS BIGINT) AS value_net, CAST(sum(CASE WHEN reason IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS credited
    FROM ${table} GROUP BY goal ORDER BY goal`,
  );
  return new Map(rows.map((row) => [row.goal, row]));
}
