import { wallMs } from '../clock.js';
import { dayTime } from '../day_times.js';
import type { DateOrder, ImportContext, Input } from '../importer.js';
import { unclearOrder } from '../questions.js';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const named = /^(\d{1,2})-([A-Za-z]{3})-(\d{2}) (.+)$/;
const numbered = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}),? (.+)$/;

type Order = Exclude<DateOrder, 'ymd'>;

/** A date as versions before 2023 write it, `01-May-24 10:00 AM` or in the order of the computer; as if it were UTC. */
export function localDate(text: string, order: Order | null): number | null {
  const [, day = '', month = '', year = '', clock = ''] = named.exec(text) ?? [];
  if (day !== '') return wallOf(2000 + Number(year), months.indexOf(month.toLowerCase()) + 1, day, clock);
  const [, a = '', , b = '', own = '', time = ''] = numbered.exec(text) ?? [];
  if (a === '' || order === null) return null;
  return order === 'dmy' ? wallOf(Number(own), Number(b), a, time) : wallOf(Number(own), Number(a), b, time);
}

function wallOf(year: number, month: number, day: string, clock: string): number | null {
  const time = dayTime(clock);
  return time === null ? null : wallMs(year, month, Number(day), time.hour, time.minute, time.second);
}

/** The order of day and month in a file: the only one in which every date exists and none precedes the one above. */
export function orderOf(dates: Iterable<string>, input: Input, { date_order }: ImportContext): Order | null {
  const last = new Map<Order, number>([
    ['dmy', 0],
    ['mdy', 0],
  ]);
  let example: string | null = null;
  for (const text of dates) {
    if (!numbered.test(text)) continue;
    example ??= text;
    for (const [order, before] of last) {
      const wall = localDate(text, order);
      if (wall === null || wall < before) last.delete(order);
      else last.set(order, wall);
    }
  }
  if (example === null) return null;
  const [only, other] = last.keys();
  if (only !== undefined && other === undefined) return only;
  if (date_order === 'dmy' || date_order === 'mdy') return date_order;
  throw unclearOrder(input, example);
}
