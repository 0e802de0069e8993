import { localWall } from '../local_times.js';
import type { When } from './dialect.js';

const whole = /^(\[?)(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d{1,6})?(Z|[+-]\d\d:?\d\d)?(\]?) (.*)$/s;

/** A row that begins with a whole time. */
interface DatedRow {
  readonly at: When;
  readonly precision_s: number;
  readonly inBrackets: boolean;
  readonly rest: string;
}

/** A row such as `[2024-06-01T10:00:00.123Z] ...` or `2024-06-01 10:00:00 ...`; null for any other. */
export function datedRow(text: string): DatedRow | null {
  const [, open, day, clock = '', fraction = '', zone = '', close, rest = ''] = whole.exec(text) ?? [];
  if (day === undefined || (open === '[') !== (close === ']')) return null;
  const precision_s = fraction !== '' ? 10 ** (1 - fraction.length) : clock.length > 5 ? 1 : 60;
  const row = { precision_s, inBrackets: open === '[', rest };
  if (zone === '') return { ...row, at: { wall: localWall(`${day} ${clock}`) } };
  const ms = Date.parse(`${day}T${clock}${zone.replace(/^(...)(\d\d)$/, '$1:$2')}`);
  if (Number.isNaN(ms)) return { ...row, at: { wall: null } };
  return { ...row, at: { us: ms * 1000 + Number(fraction.slice(1).padEnd(6, '0')) } };
}
