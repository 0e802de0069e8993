import { gregorianYear, wallMs } from './clock.js';
import type { DateOrder, ImportContext, Input } from './importer.js';
import { unclearOrder } from './questions.js';
import { lines } from './text_lines.js';

export type Day = readonly [year: number, month: number, day: number];

const yearFirst =
  /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})( ?[(（][^)）]*[)）]| ?[周週][一二三四五六日天]| [^\d\t:]+)?$/;
const yearLast = /^([^\d\s,]{1,12}[,.]?,? )?(\d{1,2})([/.])(\d{1,2})\3(\d{4})( ?[(（][^)）]*[)）])?$/;

interface Written {
  readonly numbers: readonly [number, number, number];
  readonly isYearFirst: boolean;
  readonly weekday: string;
}

function writtenIn(text: string): Written | null {
  const [, year, month, day, weekday = ''] = yearFirst.exec(text) ?? [];
  if (year !== undefined)
    return { numbers: [Number(year), Number(month), Number(day)], isYearFirst: true, weekday };
  const [, before = '', a, , b, own, after = ''] = yearLast.exec(text) ?? [];
  if (own === undefined) return null;
  return { numbers: [Number(a), Number(b), Number(own)], isYearFirst: false, weekday: before || after };
}

/** Whether a line may begin a day, in any date order. */
export function mayBeDay(text: string): boolean {
  const written = writtenIn(text);
  return written !== null && (dayOf(written, 'dmy') !== null || dayOf(written, 'mdy') !== null);
}

function dayOf({ numbers: [a, b, c], isYearFirst }: Written, order: DateOrder): Day | null {
  const year = gregorianYear(isYearFirst ? a : c);
  const day: Day = isYearFirst ? [year, b, c] : order === 'dmy' ? [year, b, a] : [year, a, b];
  return wallMs(...day) === null ? null : day;
}

/** How a file writes its days. */
export interface DayShape {
  readonly order: DateOrder;
  readonly hasWeekday: boolean;
  readonly isYearFirst: boolean;
  /** whether there is an empty line above each but the first: a date that somebody typed has none */
  readonly hasBlankAbove: boolean;
}

/** Scans the file once for how it writes its days, and in which order day and month are; null if it has no days. */
export function dayShape(input: Input, context: ImportContext): DayShape | null {
  let shape: Omit<DayShape, 'order' | 'hasBlankAbove'> | null = null;
  let example = '';
  let above = '';
  const blanks = { with: 0, without: 0 };
  const orders = new Map<DateOrder, number>([
    ['dmy', 0],
    ['mdy', 0],
  ]);
  for (const text of lines(input)) {
    const written = writtenIn(text);
    const isBlankAbove = above.trim() === '';
    above = text;
    if (written === null) continue;
    if (shape === null) {
      if (dayOf(written, 'dmy') === null && dayOf(written, 'mdy') === null) continue;
      shape = { hasWeekday: written.weekday !== '', isYearFirst: written.isYearFirst };
      example = text;
    } else if (!hasShape(written, shape)) continue;
    else blanks[isBlankAbove ? 'with' : 'without'] += 1;
    if (!shape.isYearFirst && (isBlankAbove || text === example)) narrow(orders, written);
  }
  if (shape === null) return null;
  const hasBlankAbove = blanks.with > blanks.without;
  if (shape.isYearFirst) return { ...shape, hasBlankAbove, order: 'ymd' };
  const [only] = orders.size === 1 ? orders.keys() : [];
  const named = context.date_order !== null && orders.has(context.date_order) ? context.date_order : null;
  const order = named ?? only ?? null;
  if (order === null) throw unclearOrder(input, example);
  return { ...shape, hasBlankAbove, order };
}

function hasShape(written: Written, shape: Pick<DayShape, 'isYearFirst' | 'hasWeekday'>): boolean {
  return written.isYearFirst === shape.isYearFirst && (written.weekday !== '') === shape.hasWeekday;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Keeps only the orders in which the day exists, does not precede the one above, and falls on the stated weekday. */
function narrow(orders: Map<DateOrder, number>, written: Written): void {
  const said = weekdays.indexOf(
    written.weekday
      .toLowerCase()
      .replace(/^[ (（]+/, '')
      .slice(0, 3),
  );
  for (const [order, last] of orders) {
    const day = dayOf(written, order);
    const ms = day === null ? null : wallMs(...day);
    if (ms === null || ms < last || (said >= 0 && new Date(ms).getUTCDay() !== said)) orders.delete(order);
    else orders.set(order, ms);
  }
}

/** The day that a line begins; null if it is another kind of line, such as a date that somebody typed: a day has rows below it. */
export function dayIn(text: string, above: string, isRowBelow: boolean, shape: DayShape): Day | null {
  const written = writtenIn(text);
  if (written === null || !hasShape(written, shape)) return null;
  const isApart = above.trim() === '' || (!shape.hasBlankAbove && isRowBelow);
  return isApart ? dayOf(written, shape.order) : null;
}
