import { inputError, usageError } from '../../contract/errors.js';
import type { Span } from './calendar_spans.js';
import type { PeriodOrder } from './period_labels.js';
import { normalised, number, type Reading, readings } from './period_readings.js';

/** Where each text in a column of adoption dates falls in the panel. */
export interface AdoptionPeriods {
  /** text -> index of the first treated period; -1: never, or after the last period */
  readonly period: ReadonlyMap<string, number>;
  /** texts that fall inside a period, between two of them, or after the last one, each with its period */
  readonly inside: readonly string[];
  readonly between: readonly string[];
  readonly after: readonly string[];
  /** texts that mean "never" here */
  readonly never: ReadonlySet<string>;
  /** 0 or -1 appears in the column and is also a period of the panel: what it was read as; null: no such text */
  readonly zero: 'never' | 'period' | null;
}

const neverWords = new Set(
  '|na|n/a|nan|nat|nil|null|none|<na>|#n/a|.|-|--|inf|+inf|infinity|∞|never|untreated|control|\\n|无|無|从未|未'.split(
    '|',
  ),
);

/** Whether a text says that a unit is never treated, whatever the periods are. */
export function isNever(text: string): boolean {
  return neverWords.has(normalised(text));
}

/**
 * Finds the period of every adoption date. Dates, months and so on are compared by the calendar, however they are written;
 * a period in which a unit adopts counts as treated. 0 and -1 mean "never" unless they are periods of the panel and
 * "never" is written some other way; where 0 or -1 is a later period and nothing else says never, it is ambiguous.
 */
export function adoptionPeriods(
  texts: readonly string[],
  order: PeriodOrder,
  column: string,
  where: string,
): AdoptionPeriods {
  const all = [...new Set(texts)].sort();
  const zero = readZero(all, order, where);
  const isZero = (text: string) => numberOf(text) === 0 || numberOf(text) === -1;
  const never = new Set(all.filter((text) => isNever(text) || (isZero(text) && zero !== 'period')));
  const dates = all.filter((text) => !never.has(text));
  refuseBelowZero(dates, order, where);
  const { reading, spans, periods } = readDates(dates, order, column, where);
  const found = dates.map((text, place) => {
    const span = spans[place] as Span;
    return { text, index: placeOf(span, periods), span };
  });
  const last = periods.length;
  const at = (index: number) => periods[index] as Span;
  const isInside = ({ span, index }: (typeof found)[number]) =>
    index < last && startOf(span) > startOf(at(index)) && reading.noun !== 'number';
  const isBetween = ({ span, index }: (typeof found)[number]) =>
    index > 0 && index < last && startOf(span) < startOf(at(index));
  const named = (kept: (one: (typeof found)[number]) => boolean) =>
    found.filter(kept).map(({ text }) => text);
  return {
    period: new Map([
      ...[...never].map((text) => [text, -1] as const),
      ...found.map(({ text, index }) => [text, index === last ? -1 : index] as const),
    ]),
    inside: named(isInside),
    between: named(isBetween),
    after: named(({ index }) => index === last),
    never,
    zero,
  };
}

function numberOf(text: string): number | null {
  return number.parse(normalised(text))?.order ?? null;
}

/** Numbers below zero if no period is below zero: programs write -99 and -999 for a missing value, not for adoption before the panel. */
function refuseBelowZero(dates: readonly string[], { read_as }: PeriodOrder, where: string): void {
  const [{ reading, spans }] = read_as;
  if (reading.noun !== 'number' && reading.noun !== 'year') return;
  if (spans.some((span) => span.order < 0)) return;
  const below = dates.find((text) => (numberOf(text) ?? 0) < 0);
  if (below === undefined) return;
  throw inputError(
    `${where}: found the adoption "${below}", but no period is below zero: it may stand for a missing value.`,
    'Write "never" for units that are never treated, and leave out units that adopted before the panel.',
  );
}

/** What 0 (or -1) means where it is also a period of the panel. */
function readZero(all: readonly string[], order: PeriodOrder, where: string): AdoptionPeriods['zero'] {
  const { reading, spans } = order.read_as.find((one) => one.reading === number) ?? order.read_as[0];
  if (reading !== number) return null;
  const zeros = all.filter((text) => numberOf(text) === 0 || numberOf(text) === -1);
  const periods = zeros.map((text) => spans.findIndex((span) => span.order === numberOf(text)));
  if (periods.every((period) => period < 0)) return null;
  if (all.some(isNever)) return 'period';
  if (periods.every((period) => period <= 0)) return 'never';
  throw inputError(
    `${where}: "${zeros[0]}" is a period of this panel, but can also mean "never".`,
    'Write "never" for units that are never treated; what is left then is read as a period.',
  );
}

interface ReadDates {
  /** how the dates are read */
  readonly reading: Reading;
  /** one per date */
  readonly spans: readonly Span[];
  /** one per period, in the unit of the dates */
  readonly periods: readonly Span[];
}

/** Reads dates the way periods are read, otherwise by the calendar; several readings of one kind must agree on every period. */
function readDates(dates: readonly string[], order: PeriodOrder, column: string, where: string): ReadDates {
  const alike = readAlike(dates, order);
  const [first, ...others] = alike.length > 0 ? alike : readByCalendar(dates, order);
  if (first === undefined) throw otherKind(dates, order, column);
  refuseWide(dates, first, order, where);
  for (const other of others.filter(({ reading }) => reading.noun === first.reading.noun))
    dates.forEach((text, place) => {
      const places = [first, other].map(({ spans, periods }) => placeOf(spans[place] as Span, periods));
      if (places[0] !== places[1]) throw twoReadings(text, places, order, where);
    });
  return first;
}

function parsed(dates: readonly string[], reading: Reading): Span[] | null {
  const spans = dates.map((text) => reading.parse(normalised(text)));
  return spans.every((span) => span !== null) ? spans : null;
}

function readAlike(dates: readonly string[], order: PeriodOrder): ReadDates[] {
  return order.read_as.flatMap(({ reading, spans: periods }) => {
    const spans = parsed(dates, reading);
    return spans === null ? [] : [{ reading, spans, periods }];
  });
}

function readByCalendar(dates: readonly string[], order: PeriodOrder): ReadDates[] {
  const calendar = order.read_as.find(({ spans }) => spans.every(({ start }) => start !== null));
  if (calendar === undefined) return [];
  return readings.flatMap((reading) => {
    const spans = parsed(dates, reading);
    return spans?.every(({ start }) => start !== null) ? [{ reading, spans, periods: calendar.spans }] : [];
  });
}

/** The first period that has not ended at a moment (without a calendar: the first not before it); the number of periods if there is none. */
function placeAt(moment: number, periods: readonly Span[]): number {
  const place = periods.findIndex(({ order, end }) => (end === null ? order >= moment : end > moment));
  return place < 0 ? periods.length : place;
}

function placeOf(span: Span, periods: readonly Span[]): number {
  return placeAt(startOf(span), periods);
}

function startOf(span: Span): number {
  return span.start ?? span.order;
}

const one_second = 1 / 86_400;

/** A date longer than a period, such as a month among weeks, does not say which period is meant. */
function refuseWide(dates: readonly string[], read: ReadDates, order: PeriodOrder, where: string): void {
  const wide = read.spans.findIndex(
    (span) =>
      span.end !== null &&
      placeOf(span, read.periods) !== placeAt(Math.max(startOf(span), span.end - one_second), read.periods),
  );
  if (wide < 0) return;
  throw inputError(
    `${where}: "${dates[wide]}" is longer than a period such as "${order.labels[0]}", so it does not say in which period the unit adopts.`,
    'Write the period of adoption in the same form as the periods.',
  );
}

function otherKind(dates: readonly string[], order: PeriodOrder, column: string): Error {
  const odd = dates.find((text) =>
    order.read_as.every(({ reading }) => reading.parse(normalised(text)) === null),
  );
  return usageError(
    `--first-treated: the column "${column}" holds "${odd ?? dates[0]}", but periods look like "${order.labels[0]}".`,
    'Write the period of adoption in the same form as the periods; leave it empty or write NA, Inf or never for units that are never treated.',
  );
}

function twoReadings(
  text: string,
  places: readonly (number | undefined)[],
  order: PeriodOrder,
  where: string,
): Error {
  const [one, two] = places.map((place) => order.labels[place ?? -1] ?? 'after the last period');
  return inputError(
    `${where}: the adoption "${text}" can be read in two ways: "${one}" or "${two}".`,
    'Write it as year-month-day, such as 2026-07-01.',
  );
}
