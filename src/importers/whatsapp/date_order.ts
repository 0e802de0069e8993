import { wallMs } from '../clock.js';
import type { DateOrder } from '../importer.js';
import type { Header } from './headers.js';

/** Before that nobody had the program. */
const firstYear = 2009;

/** Finds out the order of day, month and year from all the dates of a file. */
export class DateOrders {
  private readonly readings = new Map<DateOrder, { last: number; back: number }>([
    ['dmy', { last: 0, back: 0 }],
    ['mdy', { last: 0, back: 0 }],
    ['ymd', { last: 0, back: 0 }],
  ]);
  private previous = '';
  private isOpen = true;

  add({ date, year_at }: Header): void {
    const written = date.join('/');
    if (written === this.previous) return;
    this.previous = written;
    this.isOpen = year_at !== 'first';
    for (const [order, reading] of this.readings) {
      if (year_at === 'last' && order === 'ymd') this.readings.delete(order);
      const day = dayOf(date, order);
      if (day === null || (year_at === 'first' && order !== 'ymd')) this.readings.delete(order);
      else if (day < reading.last) reading.back += 1;
      if (day !== null) reading.last = day;
    }
  }

  /** The one order in which all dates exist or else, of several, in which they never go back; null where both, or none, do. */
  found(): DateOrder | null {
    if (!this.isOpen) return this.readings.has('ymd') ? 'ymd' : null;
    const likely = [...this.readings].filter(([order]) => order !== 'ymd');
    const [only] = likely;
    if (likely.length === 1 && only !== undefined) return this.settled(only[0], only[1].back);
    const steady = likely.filter(([, { back }]) => back === 0);
    const [first] = steady;
    if (steady.length === 1 && first !== undefined) return first[0];
    return likely.length === 0 && this.readings.has('ymd') ? 'ymd' : null;
  }

  /** Every date may be read in several ways where the year has two digits: the year first is one of them. */
  private settled(order: DateOrder, back: number): DateOrder {
    const yearFirst = this.readings.get('ymd');
    return back > 0 && yearFirst !== undefined && yearFirst.back === 0 ? 'ymd' : order;
  }
}

/** Days in order, or null for a date that is none. */
function dayOf(date: Header['date'], order: DateOrder): number | null {
  const { year, month, day } = partsOf(date, order);
  return year < firstYear ? null : wallMs(year, month, day);
}

/** Milliseconds of the wall time of a header, as if it were UTC. */
export function wallOf(header: Header, order: DateOrder): number | null {
  const { year, month, day } = partsOf(header.date, order);
  return wallMs(year, month, day, header.hour, header.minute, header.second);
}

function partsOf([a, b, c]: Header['date'], order: DateOrder): { year: number; month: number; day: number } {
  if (order === 'ymd') return { year: century(a), month: b, day: c };
  if (order === 'dmy') return { year: century(c), month: b, day: a };
  return { year: century(c), month: a, day: b };
}

function century(year: number): number {
  return year < 100 ? 2000 + year : year;
}
