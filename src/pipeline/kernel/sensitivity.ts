/** The grid of windows and touch rules: the stage `sensitivity_sums` in arrays, path by path like the ledger's. */
import type { Arrays } from '../../engines/arrays.js';
import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';
import type { PipelineSettings } from '../settings.js';
import { findPaths, type Landed, type Paths } from './credit_kernel.js';
import { creditOf } from './path_credit.js';
import { doubles, integers } from './read_touches.js';
import { type Credited, numbers, small } from './tables.js';

/** Rows of the table, one after another. */
interface Grid {
  readonly goal: number[];
  readonly cell: number[];
  readonly group: number[];
  /** by model */
  readonly credits: readonly number[][];
}

/** Creates the table `sensitivity_sums`, and releases what only it needs. */
export async function giveSensitivity(
  engine: Engine,
  arrays: Arrays,
  { whole, channels }: Credited,
  { config, models }: PipelineSettings,
): Promise<number> {
  const { index } = whole;
  if (index === null) throw new Error('the touches are gone');
  const landed = await readSampled(arrays);
  const along = models.map((name) => creditOf(name, config.attribution));
  const grid: Grid = { goal: [], cell: [], group: [], credits: models.map(() => []) };
  for (const { cell_no, window_us, windows } of await readCells(engine)) {
    const of = (_: number, kind_no: number) => windows.get(kind_no) ?? -1;
    const paths = findPaths(index, landed, channels, { of, widest_us: window_us, most_touches: Infinity });
    if (paths === null) throw new Error('a path without end');
    const groups = paths.touches.map((touch) => channels.group_no[index.channels[touch]!]!);
    const rows = rowsOf(grid, cell_no, goalsOf(landed, paths), groups);
    for (const [model, credit] of along.entries()) {
      const micro = credit === null ? new Int32Array(0) : credit(paths);
      const sums = grid.credits[model]!;
      for (const [at, row] of rows.entries()) sums[row] = (sums[row] ?? 0) + micro[at]!;
    }
  }
  whole.index = null;
  await arrays.give(
    'sensitivity_sums',
    small(grid.goal.length, (place) => [
      numbers('goal', (row) => grid.goal[place(row)]!),
      numbers('cell', (row) => grid.cell[place(row)]!),
      numbers('group_of', (row) => grid.group[place(row)]!),
      ...models.map((model, at) => numbers(model, (row) => grid.credits[at]![place(row)]!, 'DOUBLE')),
    ]),
    `SELECT CAST(goal AS BIGINT) AS goal_no, CAST(cell AS BIGINT) AS cell_no, group_of AS group_no,
  ${models.map((model) => `CAST(${model} AS BIGINT) AS credit_${model}`).join(', ')} FROM rows`,
  );
  return grid.goal.length;
}

/** The goal of every touch of every path. */
function goalsOf({ goal_no }: Landed, { starts, touches }: Paths): Int32Array {
  const goals = new Int32Array(touches.length);
  for (let place = 0; place < goal_no.length; place++)
    goals.fill(goal_no[place]!, starts[place]!, starts[place + 1]!);
  return goals;
}

/** The row of every touch of a cell: one for each goal and group. */
function rowsOf(grid: Grid, cell_no: number, goals: Int32Array, groups: Int32Array): Int32Array {
  const rows = new Map<number, number>();
  return goals.map((goal, at) => {
    const group = groups[at]!;
    const key = goal * 2 ** 31 + group;
    const known = rows.get(key);
    if (known !== undefined) return known;
    const row = grid.goal.push(goal) - 1;
    rows.set(key, row);
    grid.cell.push(cell_no);
    grid.group.push(group);
    return row;
  });
}

/** The conversions whose paths are followed, with a person. */
async function readSampled(arrays: Arrays): Promise<Landed> {
  const [no, goal, person, at, after] = await arrays.read(
    `SELECT CAST(conversion_no AS INTEGER), CAST(goal_no AS INTEGER), CAST(person_no AS INTEGER), CAST(at_us AS DOUBLE),
  CAST(after_us AS DOUBLE)
FROM sensitivity_conversions WHERE person_no IS NOT NULL ORDER BY conversion_no`,
    ['INTEGER', 'INTEGER', 'INTEGER', 'DOUBLE', 'DOUBLE'],
    1024,
  );
  return {
    conversion_no: integers(no),
    goal_no: integers(goal),
    person_no: integers(person),
    at_us: doubles(at),
    after_us: doubles(after),
  };
}

/** Every cell, its window and how far back each kind counts in it. */
async function readCells(engine: Engine) {
  const rows = await readRows(
    engine,
    { cell_no: 'number', window_us: 'number', kind_no: 'number', within_us: 'number' },
    `SELECT c.cell_no, c.window_us, k.kind_no, least(c.window_us, coalesce(r.window_us, c.window_us)) AS within_us
FROM sensitivity_cells c CROSS JOIN touch_rules r JOIN kinds k ON k.kind = r.kind
WHERE r.reach = 'actor' AND (c.rule_no IS NULL OR c.rule_no = r.rule_no)
ORDER BY c.cell_no, k.kind_no`,
  );
  const cells = new Map(rows.map(({ cell_no, window_us }) => [cell_no, window_us]));
  return [...cells].map(([cell_no, window_us]) => ({
    cell_no,
    window_us,
    windows: new Map(
      rows.flatMap((row) => (row.cell_no === cell_no ? [[row.kind_no, row.within_us] as const] : [])),
    ),
  }));
}
