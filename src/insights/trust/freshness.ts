import type { Language } from '../../report/language.js';
import type { Freshness, Published } from '../../report/published.js';
import type { Check } from '../../report/report.js';
import { addDays, daysBetween } from '../weeks/weeks.js';
import { goalLabel } from '../wording/labels.js';
import { oneLine } from '../wording/names.js';
import { inputLabel, labelFor, wordsOf } from '../wording/words.js';

/** Tables without which there are no results or no credit. */
const mainTables = ['activities', 'conversions'];
/** In a report without a period, a gap that ends at least this many days before the end of the data is history. */
const historyDays = 28;
/** A table that ended more than this many days ago is worth mentioning even if its rhythm cannot be judged, because it has rows on too few days. */
const tailDays = 7;
const judgedDays = 14;

type Span = readonly [from: string, to: string];

/** The number of days of the reported period, and how many of them are in both main tables. */
export interface Coverage {
  readonly days: number;
  readonly days_in: number;
}

/** How much of the period the main tables cover; null if nothing is known about their days. */
export function coverageOf(published: Published): Coverage | null {
  const [from, to] = periodOf(published) ?? [];
  if (from === undefined || to === undefined) return null;
  const days = Math.max(0, daysBetween(from, to) + 1);
  const missing = new Set(mainSilences(published).flatMap((row) => daysIn(row, [from, to])));
  return { days, days_in: days - missing.size };
}

/** `3 of 7 days are in`, if some are not. */
export function partlyText(published: Published): string | null {
  const coverage = coverageOf(published);
  if (coverage === null || coverage.days_in === coverage.days) return null;
  return wordsOf(published.facts).trust.daysIn(coverage.days_in, coverage.days);
}

/** Whether the period goes on after the chosen end of what was read, and everything until then is in: nothing is missing, it is still to come. */
export function isRunning(published: Published): boolean {
  const { facts, sources } = published;
  const isNewest = sources.some(({ last_ts }) => last_ts === facts.as_of);
  const gaps = mainSilences(published);
  return (
    !isNewest && gaps.length > 0 && gaps.every(({ silent_from }) => (silent_from ?? '') > facts.last_day)
  );
}

/** Whether the results of a goal are in for every day of a stretch, judging by their rhythm. */
export function isIn({ freshness }: Published, goal: string, from: string, to: string): boolean {
  const mine = freshness.filter(
    (row) => row.table_name === 'conversions' && (row.scope !== 'goal' || row.name === goal),
  );
  return !mine.some((row) => isGap(row) && daysIn(row, [from, to]).length > 0);
}

/** The day from which results are in: the day of the first one, or earlier by the length of their usual gaps; null: not known. */
export function resultsBegin({ freshness }: Published): string | null {
  const table = freshness.find((row) => row.table_name === 'conversions' && isMain(row));
  if (!table?.first_day) return null;
  return addDays(table.first_day, -table.usual_silence_days);
}

/** Red if a main table lacks days of a chosen period, unless they are still to come; for all of history, only its end matters. */
export function coverageCheck(published: Published, words: Language): Check[] {
  const label = partlyText(published);
  if (label === null) return [];
  const rows = mainSilences(published);
  if (isRunning(published))
    return [{ level: 'care', label, text: words.trust.running(published.facts.last_day) }];
  const isOld = published.facts.period_from === null && rows.every((row) => !isRecent(row, published));
  return [
    { level: isOld ? 'care' : 'bad', label, text: words.trust.notRead(gapTexts(rows, published, words)) },
  ];
}

/** Kinds of touches, sources, files, goals and other tables with a gap that their own rhythm does not explain. */
export function rhythmCheck(published: Published, words: Language): Check[] {
  const { freshness, facts } = published;
  if (freshness.length === 0) return [];
  const label = words.trust.fresh;
  const silent = freshness.filter(
    (row) => row.status === 'silent' && !isMain(row) && !isPartOf(row, mainSilences(published)),
  );
  if (silent.length > 0) {
    const isBad = silent.some((row) => isStopped(row, published));
    return [
      { level: isBad ? 'bad' : 'care', label, text: words.trust.stopped(gapTexts(silent, published, words)) },
    ];
  }
  const empty = freshness
    .filter((row) => row.status === 'empty')
    .map((row) => inputLabel(words, row.table_name));
  if (empty.length > 0) return [{ level: 'care', label, text: words.trust.empty(empty) }];
  if (partlyText(published) !== null) return [];
  const rare = rareTail(published);
  if (rare !== null)
    return [{ level: 'care', label, text: words.trust.tooRare(inputLabel(words, rare.table), rare.days) }];
  return [{ level: 'good', label, text: words.trust.inRhythm(facts.as_of.slice(0, 16).replace('T', ' ')) }];
}

/** Whether a gap is just that of its table, which is already reported. */
function isPartOf({ table_name, silent_from, silent_to }: Freshness, tables: readonly Freshness[]): boolean {
  return tables.some(
    (row) =>
      row.table_name === table_name &&
      (row.silent_from ?? '') <= (silent_from ?? '') &&
      (row.silent_to ?? '') >= (silent_to ?? ''),
  );
}

/** A main table with rows on few days, whose last gap is its longest: too little to judge it by. */
function rareTail(published: Published): { table: string; days: number } | null {
  const end = periodOf(published)?.[1];
  const tails = published.freshness.flatMap((row) => {
    const days = end === undefined || row.last_day === null ? 0 : daysBetween(row.last_day, end);
    const isLongest = days > tailDays && days >= row.usual_silence_days;
    return isMain(row) && isLongest && row.days_with_rows < judgedDays
      ? [{ table: row.table_name, days }]
      : [];
  });
  return tails.sort((a, b) => b.days - a.days)[0] ?? null;
}

function isMain({ scope, table_name }: Freshness): boolean {
  return scope === 'table' && mainTables.includes(table_name);
}

function isGap({ status }: Freshness): boolean {
  return status === 'silent' || status === 'not_read';
}

function mainSilences({ freshness }: Published): Freshness[] {
  return freshness.filter((row) => isMain(row) && isGap(row) && row.missing_days > 0);
}

/** First and last day of the period; for all history, from the first row of a main table to the end of the data. */
function periodOf({ facts, freshness }: Published): Span | null {
  const firsts = freshness.filter(isMain).flatMap(({ first_day }) => first_day ?? []);
  const from = facts.period_from ?? firsts.sort()[0];
  return from === undefined || firsts.length === 0 ? null : [from, facts.period_to ?? facts.last_day];
}

/** The days of a gap that lie in a stretch. */
function daysIn({ silent_from, silent_to }: Freshness, [from, to]: Span): string[] {
  if (silent_from === null || silent_to === null) return [];
  const first = silent_from < from ? from : silent_from;
  const last = silent_to > to ? to : silent_to;
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, at) => addDays(first, at));
}

function isRecent({ silent_to }: Freshness, { facts }: Published): boolean {
  return silent_to !== null && daysBetween(silent_to, facts.period_to ?? facts.last_day) < historyDays;
}

/** Whether a gap covers the end of the period, or most of it. */
function isStopped(row: Freshness, published: Published): boolean {
  const [from, to] = periodOf(published) ?? [];
  if (from === undefined || to === undefined || row.silent_to === null || row.missing_days === 0)
    return false;
  return row.silent_to >= addDays(to, -1) || 2 * row.missing_days >= daysBetween(from, to) + 1;
}

function gapTexts(rows: readonly Freshness[], published: Published, words: Language): string[] {
  return rows.map((row) => {
    const what = words.trust.scopes[row.scope](
      nameOf(row, published, words),
      inputLabel(words, row.table_name),
    );
    return words.trust.silence(what, row.silent_from ?? '', row.silent_to ?? '');
  });
}

/** What readers call a series of rows; sources and files have the names that the user gave them. */
function nameOf({ scope, name }: Freshness, published: Published, words: Language): string {
  if (scope === 'table') return inputLabel(words, name);
  if (scope === 'kind') return labelFor(words.kindLabels, name);
  return scope === 'goal' ? goalLabel(published, name) : oneLine(name);
}
