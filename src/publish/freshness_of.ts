import type { FreshnessScope, FreshnessStatus } from '../contract/published_words.js';
import { type DayRows, type Rhythm, rhythmOf } from '../statistics/silences.js';

/** Rows per day of one series: a table, a kind that counts as a touch, a source system, files of one name, or a goal. */
export interface Series {
  readonly scope: FreshnessScope;
  readonly table_name: string;
  readonly name: string;
  readonly days: readonly DayRows[];
}

/** The days for which freshness is judged, as day numbers since 1970-01-01. */
export interface Span {
  /** first day of the reported period; null: since the beginning */
  readonly from: number | null;
  readonly to: number;
  /** whether the end was chosen, and so may lie beyond what was read */
  readonly closed: boolean;
  /** the day of as_of, and the last complete day */
  readonly read_to: number;
  readonly whole_to: number;
  /** whether as_of is just the time of the newest row: then later days are known to be missing only if rows usually come more often */
  readonly read_to_newest: boolean;
  /** days before the period in which touches can still earn credit */
  readonly lookback_days: number;
}

/** What is known about one series, one row per gap. */
export interface Freshness {
  readonly series: Series;
  readonly usual_days: number;
  readonly status: FreshnessStatus;
  readonly from: number | null;
  readonly to: number | null;
  /** days of the reported period among them */
  readonly missing_days: number;
}

/** At most this share of reports suspects a series that has no gap. */
const suspectedReports = 0.01;
/** The same for the two main tables, which are judged once they have this many days with rows; both tables together are judged with fewer. */
const suspectedMain = { level: 0.01, least_days: 7 };
const suspectedBoth = { level: 0.02, least_days: 3 };
/** A series that ended more than this many days before the end of the period counts as over for good. */
const recentDays = 28;
/** Tables without which there are no results or no credit. */
const mainTables = ['activities', 'conversions'];

/** Every gap of every series that overlaps the period or its lookback, and one row for each series without one; files without one are not listed. */
export function freshnessOf(all: readonly Series[], span: Span): Freshness[] {
  const level = suspectedReports / Math.max(1, all.length);
  const judged = all.map((series) => ({ series, ...judge(series, span.whole_to, level) }));
  const lastRead = lastReadOf(all, span);
  return judged.flatMap(({ series, usual_days, unusual }): Freshness[] => {
    const first = series.days[0]?.day;
    const row = (status: FreshnessStatus, from: number | null, to: number | null): Freshness => ({
      series,
      usual_days,
      status,
      from,
      to,
      missing_days: status === 'ended' || from === null || to === null ? 0 : overlap(from, to, span),
    });
    const silent = unusual.flatMap(({ from, to }) => {
      if (to < (span.from ?? from) - span.lookback_days || from > span.to) return [];
      const old = span.to - recentDays + 1 - span.lookback_days;
      if (to === span.whole_to && from < old && !isMain(series)) return [row('ended', from, to)];
      return isTakenOver(series, from, to, all, span) ? [] : [row('silent', from, to)];
    });
    const unread = isMain(series) ? notRead(series, usual_days, lastRead, span, row) : [];
    const rows = [...silent, ...unread.filter(({ from }) => !silent.some((one) => isWithin(from, one)))];
    if (rows.length > 0) return rows;
    if (isMain(series) && isEmpty(series, span)) return [row('empty', span.from, span.to)];
    return first === undefined || series.scope === 'file' ? [] : [row('complete', null, null)];
  });
}

function isMain({ scope, table_name }: Pick<Series, 'scope' | 'table_name'>): boolean {
  return scope === 'table' && mainTables.includes(table_name);
}

function overlap(from: number, to: number, span: Span): number {
  return Math.max(0, Math.min(to, span.to) - Math.max(from, span.from ?? from) + 1);
}

/** Whether a chosen period has no rows. */
function isEmpty({ days }: Series, span: Span): boolean {
  return (
    span.closed && span.from !== null && !days.some(({ day }) => day >= (span.from ?? day) && day <= span.to)
  );
}

/** Days of the period before a table's first row, and after the last day that was read. */
function notRead(
  { days }: Series,
  usual_days: number,
  lastRead: number,
  span: Span,
  row: (status: FreshnessStatus, from: number, to: number) => Freshness,
): Freshness[] {
  const first = days[0]?.day ?? Number.POSITIVE_INFINITY;
  const from = span.from ?? first;
  const before = Math.min(first - 1, span.to);
  const isEarly = before >= from && (before - from + 1 > usual_days || first > span.to);
  const isLate = first <= span.to && lastRead < span.to;
  return [
    ...(isEarly ? [row('not_read', from, before)] : []),
    ...(isLate ? [row('not_read', Math.max(from, lastRead + 1), span.to)] : []),
  ];
}

/**
 * The last day that was certainly read: the day of as_of if it was chosen, unless both tables together end unusually early for their rhythm. If as_of is just the
 * time of the newest row, later days are missing if the two tables together never had a gap that long.
 */
function lastReadOf(all: readonly Series[], span: Span): number {
  const numbers = new Set(all.filter(isMain).flatMap((series) => series.days.map(({ day }) => day)));
  const days = [...numbers].sort((a, b) => a - b);
  const newest = days.at(-1) ?? span.read_to;
  if (span.read_to_newest) {
    const usual = Math.max(0, ...days.slice(1).map((day, at) => day - (days[at] ?? day) - 1));
    return span.closed && span.to - newest > usual ? newest : span.to;
  }
  const { level, least_days } = suspectedBoth;
  const both = days.map((day) => ({ day, rows: 1 }));
  const { unusual } = rhythmOf(both, Math.min(span.to, span.whole_to), level, least_days);
  if (unusual.some(({ from }) => from === newest + 1)) return newest;
  return span.closed ? Math.min(span.read_to, span.to) : span.to;
}

function judge({ days, ...series }: Series, end: number, level: number): Rhythm {
  if (!isMain(series)) return rhythmOf(days, end, level);
  return rhythmOf(days, end, suspectedMain.level / mainTables.length, suspectedMain.least_days);
}

function isWithin(day: number | null, { from, to }: Freshness): boolean {
  return day !== null && from !== null && to !== null && from <= day && day <= to;
}

/** Whether files with nearly the same name continue where these end: orders-old.csv and orders-new.csv. */
function isTakenOver(series: Series, from: number, to: number, all: readonly Series[], span: Span): boolean {
  if (series.scope !== 'file' || to < span.whole_to) return false;
  const start = series.days[0]?.day ?? from;
  return all.some((other) => {
    const first = other.days[0]?.day ?? 0;
    const last = other.days.at(-1)?.day ?? 0;
    const isOther = other.scope === 'file' && other.table_name === series.table_name && other !== series;
    return (
      isOther && beginsAlike(other.name, series.name) && first > start && first <= from + 7 && last >= from
    );
  });
}

/** Whether two names begin with the same letters, in the same folder and format. */
function beginsAlike(a: string, b: string): boolean {
  const folder = (name: string) => name.slice(0, name.lastIndexOf('/') + 1);
  const format = (name: string) => name.slice(name.lastIndexOf('.'));
  const letters = folder(a).length + 3;
  return format(a) === format(b) && a.slice(0, letters) === b.slice(0, letters);
}
