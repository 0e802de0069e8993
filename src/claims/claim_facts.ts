import type { Engine } from '../engines/engine.js';
import { readRow, readRows, readTable } from '../engines/typed_rows.js';
import type { Grid, Unit } from './grid.js';

/** Another tactic that began in the same groups at the same time, so that the two cannot be separated. */
export interface Overlap {
  readonly tactic_id: string;
  /** share of the claim's units in which it began within one period */
  readonly share: number;
}

/** A claim by its number, and when the first unit got its tactic. */
interface Numbered {
  readonly claim_no: number;
  readonly base_day: number;
}

/** Mean messages per member at risk and period before the tactic was anywhere; null if nothing is known of that time. */
export async function readActivity(engine: Engine, key: Numbered, grid: Grid): Promise<Float64Array | null> {
  const talk = await readRow(engine, { kinds: 'number' }, 'SELECT count(*) AS kinds FROM talk_kinds');
  const before = grid.days.filter((day) => day < key.base_day);
  if (talk.kinds === 0 || before.length === 0) return null;
  const activity = new Float64Array(grid.units.length);
  const sums = await readRows(
    engine,
    { unit_no: 'number', messages: 'number' },
    `SELECT unit_no, CAST(sum(messages) AS BIGINT) AS messages FROM unit_talk WHERE period_day >= ${before[0]} AND period_day < ${key.base_day} GROUP BY unit_no`,
  );
  for (const { unit_no, messages } of sums) {
    const row = grid.rows.get(unit_no);
    if (row !== undefined) activity[row] = messages / before.length / (grid.units[row] as Unit).members;
  }
  return activity;
}

/** The share of the members at risk at home in units without the tactic since it began who were also in a group with it; null if group membership is unknown. */
export async function readShared(engine: Engine, key: Numbered, grid: Grid): Promise<number | null> {
  const known = await readRow(engine, { stays: 'number' }, 'SELECT count(*) AS stays FROM stays');
  if (known.stays === 0) return null;
  const counts = await readTable(
    engine,
    'lift_shared',
    { unit_no: 'number', people: 'number', of_people: 'number' },
    `WHERE claim_no = ${key.claim_no}`,
  );
  const rows = counts.filter(({ unit_no }) => {
    const row = grid.rows.get(unit_no);
    return row !== undefined && (grid.units[row] as Unit).first_treated < 0;
  });
  const sum = (column: 'people' | 'of_people') => rows.reduce((all, row) => all + row[column], 0);
  return sum('of_people') === 0 ? null : sum('people') / sum('of_people');
}

/** A tactic in one unit, from its first period to its last. */
export interface TacticStay {
  readonly tactic_no: number;
  readonly unit_no: number;
  readonly start_day: number;
  /** last day (number); null = still running */
  readonly end_day: number | null;
}

/** Where and when every tactic of the calendar ran. */
export async function readTacticStays(engine: Engine): Promise<TacticStay[]> {
  return readRows(
    engine,
    { tactic_no: 'number', unit_no: 'number', start_day: 'number', end_day: 'number?' },
    `SELECT t.tactic_no, t.unit_no, t.start_day, local_day(l.ends_at_us, s.zone) AS end_day
    FROM tactic_units t JOIN tactic_list l ON l.tactic_no = t.tactic_no CROSS JOIN settings s
    WHERE t.is_holdout = 0 ORDER BY t.tactic_no, t.unit_no`,
  );
}

/**
 * Units x periods: 1 where a tactic that is not part of the claim ran. One that had begun before the panel moves nothing in it, and neither does one
 * that all units had in the same periods.
 */
export function cellsOfOthers(
  stays: readonly TacticStay[],
  mine: readonly number[],
  { units, days, rows }: Grid,
): Uint8Array {
  const cells = new Uint8Array(units.length * days.length);
  const [first = 0] = days;
  const others = stays.filter(
    ({ tactic_no, unit_no, start_day }) =>
      !mine.includes(tactic_no) && rows.has(unit_no) && start_day > first && start_day <= (days.at(-1) ?? 0),
  );
  for (const tactic_no of new Set(others.map((one) => one.tactic_no))) {
    const runs = others.filter((one) => one.tactic_no === tactic_no);
    const isCommon =
      runs.length === units.length && runs.every(({ start_day }) => start_day === runs[0]?.start_day);
    if (!isCommon) for (const one of runs) markRun(cells, rows.get(one.unit_no) ?? 0, one, days);
  }
  return cells;
}

/** Marks the periods of one run in the row of its unit. */
function markRun(
  cells: Uint8Array,
  row: number,
  { start_day, end_day }: TacticStay,
  days: readonly number[],
): void {
  days.forEach((day, column) => {
    if (day >= start_day && (end_day === null || day <= end_day)) cells[row * days.length + column] = 1;
  });
}

export async function readOverlaps(engine: Engine, key: Numbered): Promise<Overlap[]> {
  const rows = await readRows(
    engine,
    { label: 'text', units: 'number', of_units: 'number' },
    `SELECT t.label, o.units, o.of_units FROM lift_overlaps o JOIN tactic_list t ON t.tactic_no = o.tactic_no
    WHERE o.claim_no = ${key.claim_no} ORDER BY o.units DESC, t.label`,
  );
  return rows.map(({ label, units, of_units }) => ({ tactic_id: label, share: units / of_units }));
}
