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

export async function readOverlaps(engine: Engine, key: Numbered): Promise<Overlap[]> {
  const rows = await readRows(
    engine,
    { label: 'text', units: 'number', of_units: 'number' },
    `SELECT t.label, o.units, o.of_units FROM lift_overlaps o JOIN tactic_list t ON t.tactic_no = o.tactic_no
    WHERE o.claim_no = ${key.claim_no} ORDER BY o.units DESC, t.label`,
  );
  return rows.map(({ label, units, of_units }) => ({ tactic_id: label, share: units / of_units }));
}
