import type { TableName } from '../contract/tables.js';
import type { Engine } from '../engines/engine.js';
import { readRows } from '../engines/typed_rows.js';
import type { Span } from '../sources/column_readings.js';
import type { Source } from './source.js';

/** One time column of events, and its number of rows per day. */
export interface EventTimes {
  readonly table: TableName;
  readonly column: string;
  /** day number since 1970 (UTC) -> rows */
  readonly days: ReadonlyMap<number, number>;
}

/** The first and last time that a column may contain, in microseconds. */
export interface Bounds {
  readonly table: TableName;
  readonly column: string;
  readonly between_us: Span;
}

const day_us = 86_400_000_000;

/** A few rows after this many days in which nothing happened in any table are not real events. */
const pauseAfter_days = 400;

/** No community survives a pause of this many days, before or after. */
const longPause_days = 3650;

/** More than this share of a column cannot be typos. */
const slipShare = 0.01;

interface DayRows {
  readonly day: number;
  readonly rows: number;
  readonly times: EventTimes;
}

/**
 * Implausible times. Of all events of all tables, in order of their days: those after a pause of more than 400 days in which nothing
 * happened anywhere, if they are at most 1 % of their column (or a single row); after, or before, a pause of more than ten years, any
 * minority. Members may have joined long ago. `known_day` is a day named in the configuration (as_of). Returns bounds for the columns that
 * have such rows.
 */
export function farTimes(columns: readonly EventTimes[], known_day: number | null): Bounds[] {
  const all = inOrder(columns);
  const late = keptDays(all, known_day, pauseAfter_days);
  const events = late.kept.filter(({ times }) => times.table !== 'memberships');
  const early = keptDays(events.map(mirrored).reverse(), null, longPause_days);
  const cut = new Set([...late.cut, ...early.cut].map(({ times }) => times));
  const last = late.kept.at(-1)?.day;
  const first = early.cut.length === 0 ? all[0]?.day : -(early.kept.at(-1)?.day ?? 0);
  if (last === undefined || first === undefined) return [];
  const between_us: Span = [first * day_us, (last + 1) * day_us - 1];
  return [...cut].map(({ table, column }) => ({ table, column, between_us }));
}

function inOrder(columns: readonly EventTimes[]): DayRows[] {
  return columns
    .flatMap((times) => [...times.days].map(([day, rows]): DayRows => ({ day, rows, times })))
    .sort((a, b) => a.day - b.day);
}

function mirrored({ day, rows, times }: DayRows): DayRows {
  return { day: -day, rows, times };
}

/** The days, in ascending order, without those far beyond the others. */
function keptDays(
  all: readonly DayRows[],
  known_day: number | null,
  pause_days: number,
): { kept: readonly DayRows[]; cut: readonly DayRows[] } {
  let end = all.length;
  for (let place = all.length - 1; place > 0; place -= 1) {
    const before = Math.max(all[place - 1]?.day ?? 0, known_day ?? Number.NEGATIVE_INFINITY);
    const pause = (all[place]?.day ?? 0) - before;
    if (pause > pause_days && isSlip(all.slice(0, end), place, pause)) end = place;
  }
  return { kept: all.slice(0, end), cut: all.slice(end) };
}

/** Whether the days from `place` on have few enough rows for the pause before them. */
function isSlip(all: readonly DayRows[], place: number, pause: number): boolean {
  const rowsOf = (days: readonly DayRows[]) => days.reduce((sum, { rows }) => sum + rows, 0);
  const tail = all.slice(place);
  if (pause > longPause_days && rowsOf(tail) * 2 < rowsOf(all)) return true;
  return [...new Set(tail.map(({ times }) => times))].every((times) => {
    const own = (days: readonly DayRows[]) => rowsOf(days.filter((day) => day.times === times));
    return own(tail) <= Math.max(1, slipShare * own(all)) && rowsOf(tail) * 2 < rowsOf(all);
  });
}

/** The event columns: they decide how far the data reaches. */
const eventColumns: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  activities: ['ts', 'ingested_at'],
  conversions: ['ts', 'ingested_at'],
  reversals: ['ts'],
  memberships: ['joined_at'],
};

/** The bounds of the columns with times far from all others; rows are examined only if the data spans more than 400 days. */
export async function farTimesOf(
  sources: readonly Source[],
  engine: Engine,
  as_of: string | null,
): Promise<Bounds[]> {
  const events = sources.filter(({ table }) => eventColumns[table] !== undefined);
  const span = spanOf(events);
  const hasArrivals = events.some(({ columns }) => columns.includes('ingested_at'));
  if (span === null || (!hasArrivals && span[1] - span[0] <= pauseAfter_days * day_us)) return [];
  const columns: EventTimes[] = [];
  for (const { table, columns: present } of events)
    for (const column of eventColumns[table] ?? [])
      if (present.includes(column)) columns.push(await eventTimes(engine, table, column));
  const known_day = as_of === null ? null : Math.floor(Date.parse(as_of.slice(0, 10)) / 86_400_000);
  return farTimes(columns, known_day);
}

/** The first and last time of some sources. */
export function spanOf(sources: readonly Source[]): Span | null {
  const known = sources.flatMap(({ first_ts_us, last_ts_us }) =>
    first_ts_us === null || last_ts_us === null ? [] : [[first_ts_us, last_ts_us] as const],
  );
  if (known.length === 0) return null;
  return [Math.min(...known.map(([first]) => first)), Math.max(...known.map(([, last]) => last))];
}

/** The number of accepted rows of a table per day. */
async function eventTimes(engine: Engine, table: TableName, column: string): Promise<EventTimes> {
  const rows = await readRows(
    engine,
    { day: 'number', day_rows: 'number' },
    `SELECT CAST(int_div(${column}_us, ${day_us}) AS BIGINT) AS day, count(*) AS day_rows FROM in_${table} WHERE problem IS NULL AND ${column}_us IS NOT NULL GROUP BY 1`,
  );
  return { table, column, days: new Map(rows.map(({ day, day_rows }) => [day, day_rows])) };
}
