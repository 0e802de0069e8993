import { inputError } from '../../contract/errors.js';
import { dayOf, dayText, type Span } from './calendar_spans.js';
import {
  affixedNumbers,
  inOneYear,
  normalised,
  number,
  pointedMonth,
  type Reading,
  readings,
  shortMonths,
} from './period_readings.js';

/** A reading of a column of periods, and the span of each of its periods. */
export interface PeriodSpans {
  readonly reading: Reading;
  /** one per period, in order; where dates follow in even steps, each ends where the next one begins */
  readonly spans: readonly Span[];
}

/** The periods of a panel in their order. */
export interface PeriodOrder {
  /** oldest first, as the file writes them */
  readonly labels: readonly string[];
  /** period of each text of the column */
  readonly place: ReadonlyMap<string, number>;
  /** every way to read the column that gives this order; the first is used */
  readonly read_as: readonly [PeriodSpans, ...PeriodSpans[]];
  /** the first step between neighbours that is longer than the shortest, by the place of its earlier end; null: even, or unknown */
  readonly first_gap: number | null;
}

/**
 * Puts the labels of a column in order: all of one kind, read as numbers, dates, weeks, months, quarters, years or a word
 * and a number. Throws an input error that names labels if the order cannot be known for sure.
 *
 * @param where the column, for messages
 * @param column its name, which says what plain numbers count
 */
export function orderPeriods(texts: readonly string[], where: string, column = ''): PeriodOrder {
  const labels = [...new Set(texts)].sort(byText);
  const fits = fittingReadings(labels);
  if (fits.length === 0) throw unreadable(labels, where);
  for (const fit of fits) refuseTwoYears(texts, fit, yearLength(fit, column), where);
  refuseTwoZones(labels, fits, where);
  const [first, ...others] = fits as [Fit, ...Fit[]];
  const other = others.find(({ ranks }) => ranks.some((rank, place) => rank !== first.ranks[place]));
  if (other !== undefined) throw ambiguous(labels, first, other, where);
  const shown = labelsOf(labels, first.ranks);
  const readAs = (fit: Fit): PeriodSpans => ({ reading: fit.reading, spans: periodSpans(fit) });
  return {
    labels: shown,
    place: new Map(labels.map((label, place) => [label, first.ranks[place]!])),
    read_as: [readAs(first), ...others.map(readAs)],
    first_gap: firstGap(first),
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A reading that understands every label: their spans, and the period of each. */
interface Fit {
  readonly reading: Reading;
  readonly spans: readonly Span[];
  readonly ranks: readonly number[];
}

function fittingReadings(labels: readonly string[]): Fit[] {
  const texts = labels.map(normalised);
  const fits = [...readings, ...affixedNumbers(texts[0] ?? '')].flatMap((reading) => {
    const spans = texts.map(reading.parse);
    return spans.every((span) => span !== null) ? [{ reading, spans, ranks: ranksOf(spans) }] : [];
  });
  const has = (reading: Reading) => fits.some((fit) => fit.reading === reading);
  const consecutive = fits.filter((fit) => shortMonths.includes(fit.reading) && firstGap(fit) === null);
  if (consecutive.length === 1 && labels.length > 2) return consecutive;
  return has(pointedMonth) ? fits.filter(({ reading }) => reading !== number) : fits;
}

/** The rank of each span among the distinct ones. */
function ranksOf(spans: readonly Span[]): number[] {
  const orders = [...new Set(spans.map(({ order }) => order))].sort((a, b) => a - b);
  const rank = new Map(orders.map((order, place) => [order, place]));
  return spans.map(({ order }) => rank.get(order)!);
}

/** The label of each period: if it is written in several ways, the shortest. */
function labelsOf(labels: readonly string[], ranks: readonly number[]): string[] {
  const shown: string[] = [];
  labels.forEach((label, place) => {
    const rank = ranks[place]!;
    const known = shown[rank];
    if (known === undefined || label.length < known.length) shown[rank] = label;
  });
  return shown;
}

/** The spans of the periods in their order. */
function inOrder({ spans, ranks }: Fit): Span[] {
  const ordered: Span[] = [];
  spans.forEach((span, place) => {
    ordered[ranks[place]!] = span;
  });
  return ordered;
}

/** A date stands for the time until the next one, or for as long as the shortest step between two of them. */
function periodSpans(fit: Fit): Span[] {
  const ordered = inOrder(fit);
  if (!fit.reading.noun.startsWith('date')) return ordered;
  const starts = ordered.map(({ start }) => start!);
  const months = monthStep(starts);
  const days = Math.min(...starts.slice(1).map((start, place) => start - starts[place]!));
  return ordered.map((span, place) => {
    const start = starts[place]!;
    const end = months === null ? start + days : monthsLater(start, months);
    return { ...span, end: Math.min(end, starts[place + 1] ?? Number.POSITIVE_INFINITY) };
  });
}

/** The shortest step in months between dates that all fall on the same day of a month, or all on the last day; null for others. */
function monthStep(starts: readonly number[]): number | null {
  const dates = starts.map(dateOf);
  const isSame = starts.every(
    (start, place) =>
      Number.isInteger(start) && dates[place]?.day === dates[0]?.day && (dates[0]?.day ?? 0) < 29,
  );
  const isLast = starts.every((start) => Number.isInteger(start) && dateOf(start + 1).day === 1);
  if (!isSame && !isLast) return null;
  const count = dates.map(({ year, month }) => 12 * year + month);
  const step = Math.min(...count.slice(1).map((later, place) => later - count[place]!));
  return step > 0 && Number.isFinite(step) ? step : null;
}

function dateOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(Math.floor(day) * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function monthsLater(start: number, months: number): number {
  const { year, month, day } = dateOf(start);
  const isLast = dateOf(start + 1).day === 1;
  const at = 12 * year + month - 1 + months + (isLast ? 1 : 0);
  const first = dayOf(Math.floor(at / 12), (at % 12) + 1, 1) ?? start;
  return isLast ? first - 1 : first + day - 1;
}

function firstGap(fit: Fit): number | null {
  const ordered = inOrder(fit);
  const starts = ordered.map(({ start }) => start);
  const isDate = fit.reading.noun.startsWith('date');
  const months = isDate ? monthStep(starts as number[]) : null;
  const monthNumber = ({ year, month }: ReturnType<typeof dateOf>) => 12 * year + month;
  const at = ordered.map(({ order }) => (months === null ? order : monthNumber(dateOf(order))));
  const steps = at.slice(1).map((order, place) => order - at[place]!);
  const shortest = Math.min(...steps) * (1 + 1e-9);
  const place = steps.findIndex((step) => step > shortest);
  return place < 0 ? null : place;
}

const how =
  'Write them as numbers, dates (2026-07-01), months (2026-07), weeks (2026-W07) or quarters (2026-Q3).';

function unreadable(labels: readonly string[], where: string): Error {
  const texts = labels.map(normalised);
  const counts = readings.map(({ parse }) => texts.filter((text) => parse(text) !== null).length);
  const most = Math.max(...counts);
  const [first = '', second = ''] = labels;
  if (most === 0)
    return inputError(`${where}: the order of the periods "${first}" and "${second}" cannot be known.`, how);
  const best = readings[counts.indexOf(most)] as Reading;
  const fits = labels.find((label) => best.parse(normalised(label)) !== null);
  const odd = labels.find((label) => best.parse(normalised(label)) === null);
  return inputError(
    `${where}: "${fits}" is a ${best.noun} (${best.name}), but "${odd}" is not: the order of the periods cannot be known.`,
    'Write every period in the same way, such as 2026-07-01, 2026-07, 2026-W07 or 7; or correct the label.',
  );
}

function ambiguous(labels: readonly string[], first: Fit, other: Fit, where: string): Error {
  const place = labels.findIndex((_, at) => first.ranks[at] !== other.ranks[at]);
  const read = ({ reading, spans }: Fit) => `${spanText(spans[place] as Span)} (${reading.name})`;
  return inputError(
    `${where}: the period "${labels[place]}" can be read as ${read(first)} or as ${read(other)}, which gives a different order of the periods.`,
    how,
  );
}

function spanText({ start, order }: Span): string {
  return start === null ? String(order) : dayText(start);
}

/** How many periods of a fit a year has, if neither the labels nor anything else says which year they belong to; otherwise null. */
function yearLength({ reading, spans }: Fit, column: string): number | null {
  const most = reading === number ? inOneYear(normalised(column)) : (reading.a_year ?? null);
  if (most === null || reading.noun === 'day') return most;
  // some years have 53 weeks; larger numbers count from a launch
  const last = Math.max(most, ...spans.map(({ order }) => order));
  return last <= most + 1 && spans.every(({ order }) => Number.isInteger(order) && order >= 1) ? last : null;
}

/**
 * Weeks, months, quarters or days without a year: if the step over the end of a year is as short as the others, 1 may come after 52
 * or before 2. They are taken as one year if they have no gap, unless the file lists them starting from another one.
 */
function refuseTwoYears(
  texts: readonly string[],
  { reading, spans }: Fit,
  a_year: number | null,
  where: string,
): void {
  if (a_year === null) return;
  const orders = [...new Set(spans.map(({ order }) => order))].sort((a, b) => a - b);
  const steps = orders.slice(1).map((order, place) => order - orders[place]!);
  const [least = 0, last = 0] = [orders[0], orders.at(-1)];
  const shortest = Math.min(...steps);
  const overTheEnd = least + a_year - last;
  const hasHole = steps.some((step) => step >= 2 * shortest);
  if (overTheEnd >= 2 * shortest || (!hasHole && !isTurned(texts, reading, least))) return;
  const label = (order: number) => texts.find((text) => reading.parse(normalised(text))?.order === order);
  throw inputError(
    `${where}: the periods have no year: they could be "${label(least)}" to "${label(last)}" of one year, or the end of one year and the beginning of the next.`,
    'Write the year too, such as 2026-W07, 2026-07, 2026-Q3 or 2026-07-01.',
  );
}

/** Whether the file lists the periods in order, but starting from one that is not the smallest. */
function isTurned(texts: readonly string[], { parse }: Reading, least: number): boolean {
  const listed = [...new Set([...new Set(texts)].map((text) => parse(normalised(text))?.order ?? 0))];
  const start = listed.indexOf(least);
  const turned = [...listed.slice(start), ...listed.slice(0, start)];
  return start > 0 && turned.every((order, place) => place === 0 || order > turned[place - 1]!);
}

/** Times with different offsets are not the clock of one place. */
function refuseTwoZones(labels: readonly string[], [fit]: readonly Fit[], where: string): void {
  if (fit?.reading.noun !== 'date-time') return;
  const zoneOf = (label: string) => /(?:z|utc|gmt|[+-]\d{2}:?\d{2})$/.exec(normalised(label))?.[0] ?? '';
  const other = labels.find((label) => zoneOf(label) !== zoneOf(labels[0] as string));
  if (other === undefined) return;
  throw inputError(
    `${where}: the periods "${labels[0]}" and "${other}" have different offsets from UTC.`,
    'Write all of them with the same offset, or without one.',
  );
}
