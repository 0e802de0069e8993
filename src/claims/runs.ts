import type { Engine } from '../engines/engine.js';
import { readRows } from '../engines/typed_rows.js';
import type { TacticEvent } from '../lift/estimators/event_stacks.js';
import type { Grid } from './grid.js';
import type { MemberTime } from './person_time.js';

/** First and last day (numbers) of the report. */
export interface ReportedDays {
  readonly from_day: number;
  readonly to_day: number;
}

/** A tactic in one unit: from `period` on it counts as treated for `periods`; it ran until `end_day`. */
export interface TacticRun extends TacticEvent {
  readonly periods: number;
  /** null = still running */
  readonly end_day: number | null;
}

/** A tactic that came once, from its first period in every unit to the end of the panel. */
export function onceIn({ units, days }: Grid, end_day: number | null): TacticRun[] {
  return units.flatMap(({ first_treated }, unit) =>
    first_treated < 0 ? [] : [{ unit, period: first_treated, periods: days.length - first_treated, end_day }],
  );
}

/** When a recurring tactic ran, in units and periods of the panel. */
export async function readRuns(engine: Engine, claim_no: number, grid: Grid): Promise<TacticRun[]> {
  const rows = await readRows(
    engine,
    { unit_no: 'number', start_day: 'number', end_day: 'number?' },
    `SELECT t.unit_no, t.start_day, max(local_day(l.ends_at_us, s.zone)) AS end_day
    FROM tactic_units t JOIN lift_parts p ON p.tactic_no = t.tactic_no JOIN tactic_list l ON l.tactic_no = t.tactic_no
    CROSS JOIN settings s WHERE p.claim_no = ${claim_no} AND t.is_holdout = 0
    GROUP BY t.unit_no, t.start_day ORDER BY t.unit_no, t.start_day`,
  );
  return rows.flatMap(({ unit_no, start_day, end_day }) => {
    const [unit, period] = [grid.rows.get(unit_no), grid.columns.get(start_day)];
    return unit === undefined || period === undefined
      ? []
      : [{ unit, period, periods: event_periods, end_day }];
  });
}

/** Periods in which an event is assumed to have an effect: its own and the next. */
const event_periods = 2;

/**
 * The treated cells whose first day falls in the report, for runs that had not ended before it: a report for a later time contains
 * nothing of a tactic that ended, even if the goal's window after it was still open.
 */
export function reportedCells(
  { units, days }: Grid,
  runs: readonly TacticRun[],
  reported: ReportedDays,
): Uint8Array {
  const cells = new Uint8Array(units.length * days.length);
  for (const { unit, period, periods, end_day } of runs) {
    const inReport = days
      .slice(period, period + periods)
      .map((day, after) => ({ day, cell: unit * days.length + period + after }))
      .filter(({ day }) => day >= reported.from_day && day <= reported.to_day);
    const ran = inReport.some(({ day }) => end_day === null || day <= end_day);
    if (ran) for (const { cell } of inReport) cells[cell] = 1;
  }
  return cells;
}

/** Members at risk x periods of the reported cells. */
export function exposureOf(
  grid: Grid,
  { time }: MemberTime,
  runs: readonly TacticRun[],
  reported: ReportedDays,
): number {
  return reportedCells(grid, runs, reported).reduce((sum, is, cell) => sum + is * time[cell]!, 0);
}
