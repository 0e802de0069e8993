import { gregorianYear, wallMs } from '../clock.js';
import type { DateOrder } from '../importer.js';
import type { Header } from './headers.js';

/** WhatsApp did not exist before this year. */
const firstYear = 2009;

interface Reading {
  first: number | null;
  last: number;
  /** how often a date precedes the one above it */
  back: number;
}

/** Finds the order of day, month and year from all dates of a file. */
export class DateOrders {
  private readonly readings = new Map<DateOrder, Reading>([
    ['dmy', { first: null, last: 0, back: 0 }],
    ['mdy', { first: null, last: 0, back: 0 }],
    ['ymd', { first: null, last: 0, back: 0 }],
  ]);
  private previous = '';
  private isOpen = true;
  private hasComma = false;

  add({ date, year_at, has_comma }: Header): void {
    const written = date.join('/');
    if (written === this.previous) return;
    this.previous = written;
    this.isOpen = year_at !== 'first';
    this.hasComma = has_comma;
    for (const [order, reading] of this.readings) {
      if (year_at === 'last' && order === 'ymd') this.readings.delete(order);
      const day = dayOf(date, order);
      if (day === null || (year_at === 'first' && order !== 'ymd')) this.readings.delete(order);
      else if (day < reading.last) reading.back += 1;
      if (day === null) continue;
      reading.first ??= day;
      reading.last = day;
    }
  }

  /** Whether only one order is left: no further date can change that. */
  isSettled(): boolean {
    return this.readings.size === 1;
  }

  /** Whether all dates exist in a given order. */
  allows(order: DateOrder): boolean {
    return this.readings.has(order);
  }

  /** Whether no order makes all dates exist. */
  areImpossible(): boolean {
    return this.readings.size === 0;
  }

  /** The only order in which all dates exist or, of several such orders, the only one in which they never go back; null if that leaves several, or none. */
  found(): DateOrder | null {
    if (!this.isOpen) return this.readings.has('ymd') ? 'ymd' : null;
    const steady = [...this.readings].filter(([, { back }]) => back === 0);
    const possible = steady.length > 0 ? steady : [...this.readings];
    const [only] = possible;
    if (possible.length === 1) return only?.[0] ?? null;
    return this.withOrWithoutYearFirst(possible);
  }

  /**
   * Two-digit years may also come first; languages that write them like this put no comma between date and time. Read in the wrong
   * order, consecutive days are years apart: with the right order, the dates span a much shorter time.
   */
  private withOrWithoutYearFirst(possible: readonly (readonly [DateOrder, Reading])[]): DateOrder | null {
    const yearFirst = possible.find(([order]) => order === 'ymd');
    const others = possible.filter(([order]) => order !== 'ymd');
    const [other] = others;
    if (yearFirst === undefined || other === undefined) return null;
    if (this.hasComma) return others.length === 1 ? other[0] : null;
    const shortest = Math.min(...others.map(([, reading]) => spanOf(reading)));
    if (isFarShorter(spanOf(yearFirst[1]), shortest)) return 'ymd';
    return others.length === 1 && isFarShorter(shortest, spanOf(yearFirst[1])) ? other[0] : null;
  }
}

function spanOf({ first, last }: Reading): number {
  return Math.abs(last - (first ?? last));
}

function isFarShorter(one: number, other: number): boolean {
  return other > 0 && one * 10 <= other;
}

/** A day number that sorts by date, or null if there is no such date. */
function dayOf(date: Header['date'], order: DateOrder): number | null {
  const { year, month, day } = partsOf(date, order);
  return year < firstYear ? null : wallMs(year, month, day);
}

/** Milliseconds of the wall times of headers, as if they were UTC; rows of the same day are adjacent. */
export class Walls {
  private readonly order: DateOrder;
  private date: Header['date'] = [0, 0, 0];
  private day_ms: number | null = null;

  constructor(order: DateOrder) {
    this.order = order;
  }

  /** Null if there is no such date. */
  at({ date, hour, minute, second }: Header): number | null {
    const known = this.date;
    if (date[0] !== known[0] || date[1] !== known[1] || date[2] !== known[2]) {
      const { year, month, day } = partsOf(date, this.order);
      this.date = date;
      this.day_ms = wallMs(year, month, day);
    }
    return this.day_ms === null ? null : this.day_ms + ((hour * 60 + minute) * 60 + second) * 1000;
  }
}

function partsOf([a, b, c]: Header['date'], order: DateOrder): { year: number; month: number; day: number } {
  if (order === 'ymd') return { year: century(a), month: b, day: c };
  if (order === 'dmy') return { year: century(c), month: b, day: a };
  return { year: century(c), month: a, day: b };
}

/** A year with its century; 67 is 2567 in the Thai calendar, because as a Gregorian year it would be in the far future. */
function century(year: number): number {
  if (year >= 100) return gregorianYear(year);
  return year < firstBuddhist ? 2000 + year : gregorianYear(2500 + year);
}

/** 2009 in that calendar, as two digits. */
const firstBuddhist = 52;
