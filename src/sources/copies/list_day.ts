import { dayIn } from './stays.js';

const moment = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d)(?::?(\d\d))?$/i;
const yearLast = /^(\d{1,2})([./-])(\d{1,2})[./-](20\d\d)(?!\d)/;

/** The day of a list as one of its cells gives it, in ISO form: that of a moment is its day in the zone; null if there is none, or the day may be its month. */
export function listDay(cell: string, zone: string): string | null {
  const text = cell.normalize('NFKC').trim();
  const [, day, clock, offset = '', minutes = '00'] = moment.exec(text) ?? [];
  if (day !== undefined) {
    const instant = Date.parse(`${day}T${clock}${/z/i.test(offset) ? 'Z' : `${offset}:${minutes}`}`);
    return Number.isNaN(instant)
      ? null
      : new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instant);
  }
  const [, first = '', sign, second = '', year = ''] = yearLast.exec(text) ?? [];
  if (sign === undefined) return dayIn(text.replace(/\.\s+/g, '.'));
  const isDayFirst = sign === '.' || Number(first) > 12 || first === second;
  if (!isDayFirst && Number(second) <= 12) return null;
  return dayIn(isDayFirst ? `${year}-${second}-${first}` : `${year}-${first}-${second}`);
}
