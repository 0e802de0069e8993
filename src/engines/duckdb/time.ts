import type { DayOrder, DigitsReading } from '../../sources/column_readings.js';
import type { LoadPlan } from '../../sources/plan.js';
import { foldedSql, withName } from '../folded_text.js';
import { literal } from './text.js';
import { dayOrderEvidence, hasTwoDays, momentOf } from './written_time.js';

/** How the times of one column are read: in which zone their wall times are, and what digits alone mean. */
interface TimeColumn {
  readonly raw: string;
  readonly type: string;
  readonly plan: LoadPlan;
  readonly digits: DigitsReading | undefined;
  /** whether the day or the month comes first in dates with the year last */
  readonly order: DayOrder | undefined;
  /** whether a plain date means the end of that day */
  readonly isEnd: boolean;
}

/** A time in microseconds, UTC; NULL if it cannot be read unambiguously. */
export function timeExpression(raw: string, type: string, plan: LoadPlan, name: string): string {
  return timeOf({ raw, type, plan, ...readingOf(plan, name), isEnd: false });
}

/** The same, where a plain date includes that whole day. */
export function endExpression(raw: string, type: string, plan: LoadPlan, name: string): string {
  return timeOf({ raw, type, plan, ...readingOf(plan, name), isEnd: true });
}

function readingOf(plan: LoadPlan, name: string): Pick<TimeColumn, 'digits' | 'order'> {
  const { digits, day_order } = plan.readings[name] ?? {};
  return { digits, order: day_order };
}

function timeOf(column: TimeColumn): string {
  const { raw, type, plan } = column;
  if (type === 'TIMESTAMP WITH TIME ZONE') return `epoch_us(${raw})`;
  if (type.startsWith('TIMESTAMP')) return wallToUtc(`CAST(${raw} AS TIMESTAMP)`, plan.zone);
  if (type === 'DATE') return dayToUtc(`CAST(${raw} AS TIMESTAMP)`, column);
  // a cast to a whole number would round half a second up
  if (type.startsWith('DECIMAL'))
    return textTime({ ...column, raw: `CAST(${raw} AS VARCHAR)`, plan: { ...plan, plainest: false } });
  if (type !== 'VARCHAR') return digitsToUtc(`TRY_CAST(${raw} AS BIGINT)`, column);
  return textTime(column);
}

/** Offsets in use somewhere on earth: from -12:00 to +14:00. */
const offset = '(Z|z|\\+(0\\d|1[0-3])(:?[0-5]\\d)?|\\+14(:?00)?|-(0\\d|1[01])(:?[0-5]\\d)?|-12(:?00)?)';
/** What DuckDB reads by itself: offsets only after seconds. */
const timeShape = `\\d{4}-\\d{1,2}-\\d{1,2}([T ]+\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?( ?${offset})?)?)?`;
const offsetShape = ':\\d{2}(\\.\\d+)? ?(Z|z|[+-]\\d{2}(:?\\d{2})?)$';

/** The text of a time with hyphens in its date. */
function isoText(raw: string): string {
  return `replace(translate(trim(${raw}), '/年月', '---'), '日', '')`;
}

/** What nearly every row holds: nothing around it, no zone. It is tested first, because every further test costs as much as reading it. */
const plainWallShape = '\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?';

/** Plain ISO text first, because most rows hold it; then digits; then any other notation with the year first. */
function textTime(column: TimeColumn): string {
  const { raw, plan } = column;
  const text = isoText(raw);
  const wall = `TRY_CAST(${text} AS TIMESTAMP)`;
  const withOffset = `epoch_us(TRY_CAST(regexp_replace(upper(${text}), ' ([+-]|Z)', '\\1') AS TIMESTAMPTZ))`;
  return `CASE WHEN ${raw} IS NULL THEN NULL
    WHEN regexp_full_match(${raw}, '${plainWallShape}') THEN ${wallToUtc(`TRY_CAST(${raw} AS TIMESTAMP)`, plan.zone)}
    WHEN regexp_full_match(${text}, '${timeShape}') THEN CASE
      WHEN regexp_matches(${text}, '${offsetShape}') THEN ${withOffset}
      WHEN strpos(${text}, ':') = 0 THEN ${dayToUtc(wall, column)}
      ELSE ${wallToUtc(wall, plan.zone)} END
    WHEN regexp_full_match(trim(${raw}), '\\d{8,19}') THEN ${digitsToUtc(`TRY_CAST(trim(${raw}) AS BIGINT)`, column)}
    ELSE ${plan.plainest ? 'NULL' : withName('t', foldedSql(raw), foldedTime('t', column))} END`;
}

function foldedTime(text: string, column: TimeColumn): string {
  const whole = `TRY_CAST(split_part(${text}, '.', 1) AS BIGINT)`;
  const fraction = `CAST(rpad(substr(split_part(${text}, '.', 2), 1, 6), 6, '0') AS BIGINT)`;
  const p = 'p';
  const placed = `CASE WHEN ${p}.wall IS NULL OR NOT ${p}.placed THEN NULL
    WHEN ${p}.is_day THEN ${dayToUtc(`${p}.wall`, column)}
    WHEN ${p}.offset_s IS NOT NULL THEN epoch_us(${p}.wall) - ${p}.offset_s * 1000000
    ELSE ${wallToUtc(`${p}.wall`, column.plan.zone)} END`;
  return `CASE WHEN regexp_full_match(${text}, '\\d{8,19}(\\.0*)?') THEN ${digitsToUtc(whole, column)}
    WHEN regexp_full_match(${text}, '\\d{9,10}\\.\\d{1,9}') THEN ${whole} * 1000000 + ${fraction}
    WHEN regexp_full_match(${text}, '\\d{12,13}\\.\\d{1,9}') THEN ${whole} * 1000 + int_div(${fraction}, 1000)
    ELSE ${withName(p, momentOf(text, column.plan, column.order), placed)} END`;
}

/** The day of a date as ISO text; NULL if it is not a date. */
export function dateExpression(raw: string, type: string, plan: LoadPlan, name: string): string {
  const day = (value: string) => `CAST(CAST(${value} AS DATE) AS VARCHAR)`;
  if (type !== 'VARCHAR') return day(raw);
  if (plan.plainest)
    return `CASE WHEN regexp_full_match(${raw}, '\\d{4}-\\d{2}-\\d{2}') THEN ${day(`TRY_CAST(${raw} AS TIMESTAMP)`)} END`;
  const compact = `regexp_replace(t, '^(\\d{4})(\\d{2})(\\d{2})$', '\\1-\\2-\\3')`;
  return withName('t', foldedSql(raw), day(`${momentOf(compact, plan, readingOf(plan, name).order)}.wall`));
}

/** Spark reads rows in place with this, too, and knows no infinite times; within these years a time in nanoseconds fits as well. */
const plausible = "TIMESTAMP '1900-01-01 00:00:00' AND TIMESTAMP '2200-01-01 00:00:00'";

/** Why a text is not a time for us: a wall time that the clocks skip, one without a zone, an ambiguous row of digits, or not a time at all. */
export function timeReason(raw: string, type: string, plan: LoadPlan, name: string): string {
  const isOpen = plan.readings[name]?.digits === undefined;
  const unclear = (n: string) => `WHEN ${isOpen ? isCompact(n) : 'false'} THEN ${literal(`${name}:digits`)}`;
  if (type.startsWith('TIMESTAMP') || type === 'DATE')
    return `CASE WHEN ${raw} BETWEEN ${plausible} THEN ${literal(`${name}:gap`)} ELSE ${literal(`${name}:range`)} END`;
  if (type !== 'VARCHAR')
    return `CASE ${unclear(`TRY_CAST(${raw} AS BIGINT)`)} ELSE ${literal(`${name}:time`)} END`;
  const wall = plan.zone === null ? `${name}:zone` : `${name}:gap`;
  const { order } = readingOf(plan, name);
  const placed = `CASE WHEN p.wall IS NOT NULL AND p.placed THEN ${literal(wall)} ELSE ${dayReason('t', plan, name, 'time')} END`;
  const reason = `CASE WHEN regexp_full_match(t, '\\d{8,19}(\\.0*)?') THEN CASE ${unclear("TRY_CAST(split_part(t, '.', 1) AS BIGINT)")} ELSE ${literal(`${name}:time`)} END
    ELSE ${withName('p', momentOf('t', plan, order), placed)} END`;
  return withName('t', foldedSql(raw), reason);
}

/** The problem of a date whose day may be its month, as long as the column has not decided; otherwise another one. */
function dayReason(text: string, plan: LoadPlan, name: string, otherwise: string): string {
  const other = literal(`${name}:${otherwise}`);
  if (readingOf(plan, name).order !== undefined) return other;
  return `CASE WHEN ${hasTwoDays(text)} THEN ${literal(`${name}:days`)} ELSE ${other} END`;
}

/** Why a text is not a date for us. */
export function dateReason(raw: string, type: string, plan: LoadPlan, name: string): string {
  return type === 'VARCHAR'
    ? withName('t', foldedSql(raw), dayReason('t', plan, name, 'date'))
    : literal(`${name}:date`);
}

/** The SELECT that counts what dates with the year last say about the order of day and month. */
export function daysEvidence(raw: string, source: string): string {
  return dayOrderEvidence(foldedSql(raw), `(SELECT *, ${raw} AS found FROM ${source})`);
}

/** Whole numbers between which digits may be a calendar time of 1990 to 2099: yyyymmdd, yyyymmddhh, ...mm, ...ss, and milliseconds. */
const compactRanges = [
  ['19900101', '20991231'],
  ['1990010100', '2099123124'],
  ['199001010000', '209912312459'],
  ['19900101000000', '20991231245959'],
  ['19900101000000000', '20991231245959999'],
] as const;

function isCompact(n: string): string {
  return `(${compactRanges.map(([low, high]) => `${n} BETWEEN ${low} AND ${high}`).join(' OR ')})`;
}

/** Digits alone: an epoch in the unit that its size implies, unless they may also be a calendar time; then the reading of the column decides. */
function digitsToUtc(n: string, column: TimeColumn): string {
  const { digits } = column;
  if (digits === undefined)
    return `CASE WHEN ${n} BETWEEN 631152000 AND 1990010099 THEN ${n} * 1000000 WHEN ${n} BETWEEN 631152000000 AND 4102444799999 THEN ${n} * 1000
      WHEN ${isCompact(n)} THEN NULL ELSE ${epochBySize(n)} END`;
  if (digits === 'epoch') return epochBySize(n);
  if (digits === 'mixed')
    return `CASE WHEN ${isCompact(n)} THEN ${compactToUtc(n, column)} ELSE ${epochBySize(n)} END`;
  if (digits === 'compact') return `CASE WHEN ${isCompact(n)} THEN ${compactToUtc(n, column)} END`;
  const [limit, micros] = units[digits];
  return digits === 'epoch_ns'
    ? `CASE WHEN ${n} >= 0 THEN int_div(${n}, 1000) END`
    : `CASE WHEN ${n} BETWEEN 0 AND ${limit} THEN ${n} * ${micros} END`;
}

/** The largest number of a unit whose microseconds still fit into a BIGINT, and how many microseconds one unit has. */
const units = {
  epoch_s: ['9000000000000', '1000000'],
  epoch_ms: ['9000000000000000', '1000'],
  epoch_us: ['9000000000000000000', '1'],
  epoch_ns: ['9000000000000000000', ''],
} as const;

/** Seconds, milliseconds, microseconds or nanoseconds since the epoch: the unit in which the number falls in 1990 or later. */
function epochBySize(n: string): string {
  return `CASE WHEN ${n} < -62135596800 THEN NULL WHEN ${n} < 631152000000 THEN ${n} * 1000000 WHEN ${n} < 631152000000000 THEN ${n} * 1000 WHEN ${n} < 631152000000000000 THEN ${n} ELSE int_div(${n}, 1000) END`;
}

/** The calendar time that digits spell: a day alone is that day in the business zone. */
function compactToUtc(n: string, column: TimeColumn): string {
  const t = 'compact_text';
  const at = (start: number, length = 2) => `substr(${t}, ${start}, ${length})`;
  const date = `${at(1, 4)} || '-' || ${at(5)} || '-' || ${at(7)}`;
  const tail = `rpad(${at(9, 9)}, 9, '0')`;
  const time = `substr(${tail}, 1, 2) || ':' || substr(${tail}, 3, 2) || ':' || substr(${tail}, 5, 2) || '.' || substr(${tail}, 7, 3)`;
  const wall = `TRY_CAST(${date} || ' ' || ${time} AS TIMESTAMP)`;
  const placed = `CASE WHEN length(${t}) = 8 THEN ${dayToUtc(`TRY_CAST(${date} AS TIMESTAMP)`, column)} ELSE ${wallToUtc(wall, column.plan.zone)} END`;
  return withName(t, `CAST(${n} AS VARCHAR)`, placed);
}

/** A day as an instant: its start in the business zone or, for an end, the start of the next day. */
function dayToUtc(wall: string, { plan, isEnd }: TimeColumn): string {
  return startOfDay(isEnd ? `(${wall} + INTERVAL 1 DAY)` : wall, plan.business_zone);
}

/** The first moment of a day, also where the clocks skip midnight or strike it twice; NULL for a day that a zone skips. */
function startOfDay(midnight: string, zone: string): string {
  if (zone === 'UTC') return `epoch_us(${midnight})`;
  const instant = `timezone(${literal(zone)}, ${midnight})`;
  const hourBefore = `${instant} - INTERVAL 1 HOUR`;
  const isThatDay = (moment: string) =>
    `CAST(timezone(${literal(zone)}, ${moment}) AS DATE) = CAST(${midnight} AS DATE)`;
  return `CASE WHEN ${isThatDay(hourBefore)} THEN epoch_us(${hourBefore}) WHEN ${isThatDay(instant)} THEN epoch_us(${instant}) END`;
}

/** Whether a moment, in microseconds, has a wall time that the clocks of a zone show twice, an hour apart. */
export function isShownTwice(us: string, zone: string): string {
  const wall = (moment: string) => `timezone(${literal(zone)}, make_timestamptz(${moment}))`;
  return `(${wall(us)} = ${wall(`${us} + 3600000000`)} OR ${wall(us)} = ${wall(`${us} - 3600000000`)})`;
}

/** Whether a raw value says its time without an offset, so that the zone decides which moment it is. */
function needsZone(raw: string, type: string, plan: LoadPlan, name: string): string {
  const elsewhere = timeExpression(raw, type, { ...plan, zone: 'Etc/GMT+12' }, name);
  return `(${timeExpression(raw, type, plan, name)} IS DISTINCT FROM ${elsewhere})`;
}

/** Whether a raw value may be two moments: a wall time without an offset that the clocks show twice. */
export function isTwoMoments(raw: string, type: string, plan: LoadPlan, name: string): string {
  if (plan.zone === null) return 'false';
  return `(${needsZone(raw, type, plan, name)} AND ${isShownTwice(timeExpression(raw, type, plan, name), plan.zone)})`;
}

/** A wall time in a zone as UTC microseconds; NULL for one that does not exist (DuckDB would shift it silently). */
function wallToUtc(wall: string, zone: string | null): string {
  if (zone === null) return 'CAST(NULL AS BIGINT)';
  if (zone === 'UTC') return `epoch_us(${wall})`;
  const instant = `timezone(${literal(zone)}, ${wall})`;
  return `CASE WHEN timezone(${literal(zone)}, ${instant}) = ${wall} THEN epoch_us(${instant}) END`;
}

/** What the digits of a column show: how many rows of ten digits may be a calendar time and how many certainly are, both readings of them, and how many rows are longer or shorter calendar times. */
export function digitsEvidence(raw: string, type: string, plan: LoadPlan, source: string): string {
  const column: TimeColumn = { raw, type, plan, digits: undefined, order: undefined, isEnd: false };
  const text = `split_part(${foldedSql(raw)}, '.', 1)`;
  const n =
    type === 'VARCHAR'
      ? `CASE WHEN regexp_full_match(${foldedSql(raw)}, '\\d{8,19}(\\.0*)?') THEN TRY_CAST(${text} AS BIGINT) END`
      : `TRY_CAST(${raw} AS BIGINT)`;
  const calendar = compactToUtc('n', { ...column, plan: { ...plan, zone: plan.zone ?? 'UTC' } });
  const isTen = 'length(CAST(n AS VARCHAR)) = 10';
  return `SELECT count(CASE WHEN is_ten THEN 1 END) AS tens, count(CASE WHEN is_ten THEN us END) AS valid_tens, count(CASE WHEN NOT is_ten THEN 1 END) AS others,
    min(CASE WHEN is_ten THEN us END) AS first_us, max(CASE WHEN is_ten THEN us END) AS last_us,
    min(CASE WHEN is_ten THEN n END) * 1000000 AS first_epoch_us, max(CASE WHEN is_ten THEN n END) * 1000000 AS last_epoch_us,
    CAST(min(CASE WHEN is_ten AND us IS NOT NULL THEN n END) AS VARCHAR) AS example
    FROM (SELECT n, ${isTen} AS is_ten, ${calendar} AS us FROM (SELECT ${n} AS n FROM ${source}) WHERE ${isCompact('n')})`;
}
