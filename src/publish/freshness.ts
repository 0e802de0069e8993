import type { Config } from '../config/config.js';
import { monthNames } from '../contract/month_names.js';
import { freshnessScopes, freshnessStatuses } from '../contract/published_words.js';
import type { Engine } from '../engines/engine.js';
import { type RowIn, readTable } from '../engines/typed_rows.js';
import type { Source } from '../loading/load.js';
import { businessDay, type Period } from '../project/period.js';
import { count, orEmpty, text, word } from './columns.js';
import { type Freshness, freshnessOf, type Series, type Span } from './freshness_of.js';
import { dayText, published } from './table.js';

/** Every series that the figures depend on, and its gaps. */
export const freshness = published({
  name: 'freshness',
  summary:
    'One series of rows by business day (a table, a kind that counts as a touch, a source system, files of one name, a goal) and one of its unusual gaps: days without rows that its own rhythm does not explain, in the reported period or close enough before it for touches there to count. A series without such a gap has one row; files are listed only if they have one.',
  columns: {
    scope: word(freshnessScopes, 'table, kind, source, file or goal.'),
    table_name: text('The canonical table.'),
    name: text('The table, kind, source, files (digits of the name as #) or goal.'),
    first_day: orEmpty(text('First business day with a row, up to as_of.')),
    last_day: orEmpty(text('Last such day.')),
    days_with_rows: count('days', 'Days with rows.'),
    usual_silence_days: count('days', 'Longest gap that is usual for it, in days.'),
    status: word(
      freshnessStatuses,
      'complete; silent: no rows where its rhythm would have some; ended: the same, but too long ago to matter; not_read: before the first row, or after as_of; empty: no row in the period, which may be correct.',
    ),
    silent_from: orEmpty(text('First day of the gap.')),
    silent_to: orEmpty(text('Its last day.')),
    missing_days: count('days', 'Days of the reported period that it covers.'),
  },
  rows: async ({ engine, config, sources, period, as_of_us }) =>
    (await freshnessIn(engine, config, sources, period, as_of_us)).map(freshnessRow),
});

function freshnessRow({ series, usual_days, status, from, to, missing_days }: Freshness) {
  const day = (value: number | null | undefined) => (value == null ? null : dayText(value));
  return {
    scope: series.scope,
    table_name: series.table_name,
    name: series.name,
    first_day: day(series.days[0]?.day),
    last_day: day(series.days.at(-1)?.day),
    days_with_rows: series.days.length,
    usual_silence_days: usual_days,
    status,
    silent_from: day(from),
    silent_to: day(to),
    missing_days,
  };
}

/** The freshness of everything that was read, judged for a period. */
export async function freshnessIn(
  engine: Engine,
  config: Config,
  sources: readonly Source[],
  period: Pick<Period, 'from' | 'to'>,
  as_of_us: number,
): Promise<Freshness[]> {
  const rows = await readTable(
    engine,
    'freshness_days',
    dayShape,
    'ORDER BY scope, table_name, name, day_no',
  );
  return freshnessOf(seriesOf(rows, sources), spanOf(config, sources, period, as_of_us));
}

const dayShape = {
  scope: freshnessScopes,
  table_name: 'text',
  name: 'text',
  day_no: 'number',
  day_rows: 'number',
} as const;
type DayRow = RowIn<typeof dayShape>;

/** A day counts as complete if as_of falls in its last hours: some exports are made shortly before midnight. */
const lastHoursUs = 3 * 3_600_000_000;

function spanOf(
  config: Config,
  sources: readonly Source[],
  { from, to }: Pick<Period, 'from' | 'to'>,
  as_of_us: number,
): Span {
  const dayNo = (text: string) => Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
  const dayAt = (us: number) => dayNo(businessDay(us, config.timezone));
  const newest = Math.max(
    ...sources
      .filter(({ table }) => table === 'activities' || table === 'conversions')
      .map(({ last_ts_us }) => last_ts_us ?? 0),
  );
  const read_to = dayAt(as_of_us - 1);
  return {
    from: from === null ? null : dayNo(from),
    to: to === null ? read_to : dayNo(to),
    closed: to !== null,
    read_to,
    whole_to: dayAt(as_of_us + lastHoursUs) - 1,
    read_to_newest: newest === as_of_us,
    // changes are measured against the week before
    lookback_days: Math.ceil(Math.max(7, ...config.goals.map(({ window_days }) => window_days))),
  };
}

/** With more file names than this, they do not name sources. */
const mostFileNames = 20;

/** The series of the stage. Files whose names differ only in digits form one series; a table with a single file name, or very many, has no file series. */
function seriesOf(rows: readonly DayRow[], sources: readonly Source[]): Series[] {
  const series = new Map<string, { key: Omit<Series, 'days'>; days: Map<number, number> }>();
  for (const row of rows) {
    const key = {
      scope: row.scope,
      table_name: row.table_name,
      name: row.scope === 'file' ? fileName(row, sources) : row.name,
    };
    const id = JSON.stringify(Object.values(key));
    const mine = series.get(id) ?? { key, days: new Map<number, number>() };
    series.set(id, mine);
    mine.days.set(row.day_no, (mine.days.get(row.day_no) ?? 0) + row.day_rows);
  }
  const sorted = [...series].sort(([a], [b]) => (a < b ? -1 : 1));
  const all = sorted.map(([, { key, days }]) => ({
    ...key,
    days: [...days].sort(([a], [b]) => a - b).map(([day, count]) => ({ day, rows: count })),
  }));
  const names = (table: string) =>
    all.filter(({ scope, table_name }) => scope === 'file' && table_name === table).length;
  return all.filter(
    ({ scope, table_name }) =>
      scope !== 'file' || (names(table_name) > 1 && names(table_name) <= mostFileNames),
  );
}

/** The name of a kind of files: digits and long hexadecimal parts become #. */
function fileName(row: DayRow, sources: readonly Source[]): string {
  const files = sources.find(({ table }) => table === row.table_name)?.files ?? [];
  const name = files.find(({ file_no }) => file_no === Number(row.name))?.name ?? row.name;
  return name
    .replace(/[0-9a-f]{8,}/gi, '#')
    .replace(months, '#')
    .replace(/[\d#]+(?:[-_]?[\d#]+)*/g, '#');
}

/** Month names within file names, in the languages of dates; short forms only in English, for elsewhere they may be other words. */
const months = new RegExp(
  `(?<!\\p{L})(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|${Object.values(
    monthNames,
  )
    .flat()
    .filter((name) => name.length > 3)
    .join('|')})(?!\\p{L})|[一二三四五六七八九十]+月`,
  'giu',
);
