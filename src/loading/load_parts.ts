import type { InputConfig } from '../config/config.js';
import { usageError } from '../contract/errors.js';
import type { TableName } from '../contract/tables.js';
import { type Engine, type NoId, rejectLimit } from '../engines/engine.js';
import type { Readings } from '../sources/column_readings.js';
import type { Source } from './source.js';

/** How many files and list entries the previous sources have. */
export interface Place {
  readonly files: number;
  readonly entries: number;
}

export const firstPlace: Place = { files: 0, entries: 0 };

/** Reads one source of a table into `in_<table>`. */
type LoadPart = (part: InputConfig, place: Place) => Promise<Source>;

/** Reads every source of a table, each with its own mapping, into one table `in_<table>`. */
export async function loadParts(
  table: TableName,
  input: InputConfig,
  engine: Pick<Engine, 'make' | 'view'>,
  load: LoadPart,
): Promise<Source> {
  refuseUnlike(table, input);
  const sources: Source[] = [];
  const parts: string[] = [];
  let place = firstPlace;
  for (const part of [input, ...input.others]) {
    const source = await load({ ...part, others: [] }, place);
    const name = `part_${parts.length + 1}_of_${table}`;
    await engine.make(name, `SELECT * FROM in_${table}`);
    parts.push(`SELECT * FROM ${name}`);
    sources.push(source);
    place = { files: place.files + source.files.length, entries: place.entries + part.files.length };
  }
  await engine.view(`in_${table}`, parts.join(' UNION ALL '));
  return together(table, sources);
}

/** Settings of a table, rather than of a source, must be the same for all of its sources. */
function refuseUnlike(table: TableName, input: InputConfig): void {
  for (const key of ['on_conflict', 'parts'] as const) {
    if (input.others.every((one) => one[key] === input[key])) continue;
    throw usageError(
      `inputs.${table}: its sources differ in ${key}, which applies to the table as a whole.`,
      `Write the same ${key} in every item of the list.`,
    );
  }
}

/** Of the readings detected or declared for one source, only time bounds apply to the others. */
export function sharedReadings(readings: Readings): Readings {
  return Object.fromEntries(
    Object.entries(readings).flatMap(([column, { between_us }]) =>
      between_us === undefined ? [] : [[column, { between_us }]],
    ),
  );
}

function together(table: TableName, sources: readonly Source[]): Source {
  const sum = (count: (source: Source) => number) => sources.reduce((all, source) => all + count(source), 0);
  const times = (pick: (source: Source) => number | null) => sources.flatMap((source) => pick(source) ?? []);
  const firsts = times(({ first_ts_us }) => first_ts_us);
  const lasts = times(({ last_ts_us }) => last_ts_us);
  const all = <T>(pick: (source: Source) => readonly T[]) => sources.flatMap(pick);
  return {
    table,
    files: all(({ files }) => files),
    repeats: all(({ repeats }) => repeats),
    columns: [...new Set(all(({ columns }) => columns))],
    headers: all(({ headers }) => headers),
    rows: sum(({ rows }) => rows),
    rejected: sum(({ rejected }) => rejected),
    skipped: all(({ skipped }) => skipped),
    rows_inside: all(({ rows_inside }) => rows_inside),
    left_out: sum(({ left_out }) => left_out),
    where_words: all(({ where_words }) => where_words),
    rejects: all(({ rejects }) => rejects).slice(0, rejectLimit),
    first_ts_us: firsts.length === 0 ? null : Math.min(...firsts),
    last_ts_us: lasts.length === 0 ? null : Math.max(...lasts),
    hash: all(({ hash }) => [hash]).join('+'),
    ambiguous: sum(({ ambiguous }) => ambiguous),
    unnamed: sum(({ unnamed }) => unnamed),
    readings: Object.assign({}, ...sources.map(({ readings }) => readings)) as Readings,
    cleaned_ids: sources.reduce<Record<string, number>>((counts, source) => {
      for (const [column, count] of Object.entries(source.cleaned_ids))
        counts[column] = (counts[column] ?? 0) + count;
      return counts;
    }, {}),
    no_ids: noIds(all(({ no_ids }) => no_ids)),
  };
}

function noIds(found: readonly NoId[]): NoId[] {
  const counts = new Map<string, NoId>();
  for (const one of found) {
    const key = JSON.stringify([one.column, one.word]);
    counts.set(key, { ...one, rows: one.rows + (counts.get(key)?.rows ?? 0) });
  }
  return [...counts.values()];
}
