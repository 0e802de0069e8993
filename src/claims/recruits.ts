import type { Engine } from '../engines/engine.js';
import { readRow, readRows } from '../engines/typed_rows.js';
import type { RecruitCohort } from '../lift/estimators/recruits.js';
import type { Grid } from './grid.js';

/** People who came home to a group after it got the tactic. */
export interface Recruits {
  readonly people: number;
  /** what they landed there, net, to the end of the panel */
  readonly landed: number;
  /** their results next to those of newcomers elsewhere and before, one per date of adoption */
  readonly cohorts: readonly RecruitCohort[];
  /** units of the panel that never get the tactic */
  readonly controls: readonly number[];
}

/** What a claim is about, as far as recruits are concerned. */
interface Recruiting {
  readonly tactic_nos: readonly number[];
  readonly goal_no: number;
}

/** Who joined because of a tactic is unknown, but what newcomers did is known: counts for all its groups, and for those of the panel what can be compared. */
export async function readRecruits(
  engine: Engine,
  key: Recruiting,
  grid: Grid,
  length_days: number,
): Promise<Recruits> {
  const end = (grid.days.at(-1) ?? 0) + length_days;
  const starts = `SELECT unit_no, min(start_day) AS start_day FROM tactic_units
    WHERE is_holdout = 0 AND tactic_no IN (${key.tactic_nos.join(', ')}) GROUP BY unit_no`;
  const { people } = await readRow(
    engine,
    { people: 'number' },
    `SELECT CAST(coalesce(sum(j.people), 0) AS BIGINT) AS people FROM (${starts}) t
    JOIN unit_joins j ON j.unit_no = t.unit_no AND j.joined_day >= t.start_day AND j.joined_day < ${end}`,
  );
  const { landed } = await readRow(
    engine,
    { landed: 'number' },
    `SELECT CAST(coalesce(sum(l.landed), 0) AS BIGINT) AS landed FROM (${starts}) t
    JOIN unit_landed l ON l.unit_no = t.unit_no AND l.joined_day >= t.start_day
    WHERE l.goal_no = ${key.goal_no} AND l.period_day < ${end}`,
  );
  const isOnce = key.tactic_nos.length === 1;
  const dates = [...new Set(grid.units.map(({ first_treated }) => first_treated))].filter((at) => at >= 2);
  const cohorts: RecruitCohort[] = [];
  if (isOnce)
    for (const date of dates.toSorted((a, b) => a - b))
      cohorts.push(await readCohort(engine, key.goal_no, grid, date, length_days));
  const controls = [...grid.units.keys()].filter((unit) => (grid.units[unit]?.first_treated ?? 0) < 0);
  return { people, landed, cohorts, controls };
}

/**
 * Results of newcomers in as many periods from a date on as before it, and before that: all after it, or half of the time before. The later
 * two and the earlier two are then compared in the same way.
 */
async function readCohort(
  engine: Engine,
  goal_no: number,
  { units, days, rows }: Grid,
  date: number,
  length_days: number,
): Promise<RecruitCohort> {
  const length = Math.min(days.length - date, Math.floor(date / 2)) * length_days;
  const start = days[date] ?? 0;
  const [earliest, from, to] = [start - 2 * length, start - length, start + length];
  const windows = `SELECT unit_no, landed, period_day,
      CASE WHEN joined_day < ${from} THEN 0 WHEN joined_day < ${start} THEN 1 ELSE 2 END AS place,
      CASE WHEN joined_day < ${from} THEN ${from} WHEN joined_day < ${start} THEN ${start} ELSE ${to} END AS end_day
    FROM unit_landed WHERE goal_no = ${goal_no} AND joined_day >= ${earliest} AND joined_day < ${to}`;
  const sums = await readRows(
    engine,
    { unit_no: 'number', place: 'number', landed: 'number' },
    `SELECT unit_no, place, CAST(sum(landed) AS BIGINT) AS landed
    FROM (${windows}) w WHERE period_day < end_day GROUP BY unit_no, place`,
  );
  const found = [0, 1, 2].map(() => new Float64Array(units.length));
  for (const { unit_no, place, landed } of sums) {
    const row = rows.get(unit_no);
    const window = found[place];
    if (row !== undefined && window !== undefined) window[row] = landed;
  }
  const [earlier, before, after] = found as [Float64Array, Float64Array, Float64Array];
  const treated = [...units.keys()].filter((unit) => units[unit]?.first_treated === date);
  return { treated, after, before, earlier, weeks: length / 7 };
}
