import { type Header, shapeOf } from './header_shape.js';

const [zero, nine, space, comma, hyphen, dot, slash, colon] = [
  0x30, 0x39, 0x20, 0x2c, 0x2d, 0x2e, 0x2f, 0x3a,
];
const [openBracket, closeBracket, letterA, letterP, letterM] = [0x5b, 0x5d, 0x61, 0x70, 0x6d];

/**
 * The plainest headers, `13/05/2024, 9:01 pm - ` and `[13/05/2024, 09:01:00] `, read character by character: nearly all lines have one, and the
 * pattern for all languages takes many times as long. Null for any other line, a header or not.
 */
export function quickHeader(line: string): Header | null {
  const isBracketed = line.charCodeAt(0) === openBracket;
  const first = isBracketed ? 1 : 0;
  const a = digitsAt(line, first);
  const separator = line.charCodeAt(first + a);
  if (a === 0 || (separator !== slash && separator !== dot && separator !== hyphen)) return null;
  const second = first + a + 1;
  const b = digitsAt(line, second);
  if (b === 0 || b > 2 || line.charCodeAt(second + b) !== separator) return null;
  const third = second + b + 1;
  const c = digitsAt(line, third);
  const hasComma = line.charCodeAt(third + c) === comma;
  const gap = third + c + (hasComma ? 1 : 0);
  if (!areYears(a, c) || line.charCodeAt(gap) !== space) return null;
  const clock = clockAt(line, gap + 1);
  if (clock === null || !endsHeader(line, clock.end, isBracketed)) return null;
  const year_at = a === 4 ? 'first' : c === 4 ? 'last' : 'unknown';
  return {
    shape: shapeFor(isBracketed, separator, hasComma, year_at, clock.noon, clock.has_seconds),
    date: [numberAt(line, first, a), numberAt(line, second, b), numberAt(line, third, c)],
    year_at,
    hour: clock.hour,
    minute: clock.minute,
    second: clock.second,
    has_seconds: clock.has_seconds,
    has_comma: hasComma,
    end: clock.end + (isBracketed ? 2 : 3),
  };
}

/** Whether the lengths fit a date: one of the outer numbers may be a four-digit year; the others have one or two digits. */
function areYears(first: number, last: number): boolean {
  return (first <= 2 && (last === 1 || last === 2 || last === 4)) || (first === 4 && last >= 1 && last <= 2);
}

function endsHeader(line: string, at: number, isBracketed: boolean): boolean {
  if (isBracketed) return line.charCodeAt(at) === closeBracket && line.charCodeAt(at + 1) === space;
  return (
    line.charCodeAt(at) === space && line.charCodeAt(at + 1) === hyphen && line.charCodeAt(at + 2) === space
  );
}

interface ReadClock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly has_seconds: boolean;
  readonly noon: 'after' | 'none';
  readonly end: number;
}

function clockAt(line: string, start: number): ReadClock | null {
  const width = digitsAt(line, start);
  let at = start + width;
  if (width < 1 || width > 2 || line.charCodeAt(at) !== colon || digitsAt(line, at + 1) !== 2) return null;
  const minute = numberAt(line, at + 1, 2);
  at += 3;
  const has_seconds = line.charCodeAt(at) === colon;
  if (has_seconds && digitsAt(line, at + 1) !== 2) return null;
  const second = has_seconds ? numberAt(line, at + 1, 2) : 0;
  if (has_seconds) at += 3;
  const written = numberAt(line, start, width);
  const word = line.charCodeAt(at + 1) | 0x20;
  const isHalf =
    line.charCodeAt(at) === space &&
    (word === letterA || word === letterP) &&
    (line.charCodeAt(at + 2) | 0x20) === letterM;
  if (written > 23 || minute > 59 || second > 59) return null;
  const hour = isHalf && written <= 12 ? (written % 12) + (word === letterP ? 12 : 0) : written;
  return { hour, minute, second, has_seconds, noon: isHalf ? 'after' : 'none', end: isHalf ? at + 3 : at };
}

function digitsAt(line: string, start: number): number {
  let at = start;
  while (line.charCodeAt(at) >= zero && line.charCodeAt(at) <= nine && at - start < 5) at += 1;
  return at - start;
}

function numberAt(line: string, start: number, width: number): number {
  let number = 0;
  for (let at = start; at < start + width; at += 1) number = number * 10 + line.charCodeAt(at) - zero;
  return number;
}

/** The same text for the same shape, made once. */
const shapes = new Map<number, string>();

function shapeFor(
  isBracketed: boolean,
  separator: number,
  hasComma: boolean,
  year_at: Header['year_at'],
  noon: string,
  has_seconds: boolean,
): string {
  const year = year_at === 'first' ? 0 : year_at === 'last' ? 1 : 2;
  const key =
    separator * 64 +
    (isBracketed ? 32 : 0) +
    (hasComma ? 16 : 0) +
    year * 4 +
    (noon === 'none' ? 0 : 2) +
    (has_seconds ? 1 : 0);
  const known = shapes.get(key);
  if (known !== undefined) return known;
  const sign = String.fromCharCode(separator);
  const made = shapeOf(
    isBracketed ? '[' : '',
    sign,
    hasComma ? ',' : '',
    year_at,
    noon,
    has_seconds,
    isBracketed ? '' : '-',
  );
  shapes.set(key, made);
  return made;
}
