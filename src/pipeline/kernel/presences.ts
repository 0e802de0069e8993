/** The presences of a run in arrays, by person: what several stages count is read and sorted once. */
import type { Arrays } from '../../engines/arrays.js';
import { rangeOf } from './range.js';
import { integers } from './read_touches.js';
import { startsOf } from './starts.js';

/** Presences by home_key (a person, or less than 0 for a member without one). */
export interface Presences {
  /** the smallest home_key */
  readonly low: number;
  /** home_key - low -> the position of the first presence; the next entry says where they end */
  readonly starts: Int32Array;
  readonly groups: Int32Array;
  readonly marks: Marks;
}

/** What the view presence_marks says of each presence, as one number. */
export type Marks = Int32Array;

const [isRecent, atEnd, isJoin, marksInUse] = [1, 2, 4, 3];

const marksSql = `week_day * ${2 ** marksInUse} + is_recent * ${isRecent} + at_end * ${atEnd} + is_join * ${isJoin}`;

export const isRecentMark = (mark: number): boolean => (mark & isRecent) !== 0;
export const isJoining = (mark: number): boolean => (mark & isJoin) !== 0;
export const isAtEnd = (mark: number): boolean => (mark & atEnd) !== 0;

/** The first day of the week in which a presence began. */
export const weekDayOf = (mark: number): number => mark >> marksInUse;

/** Bytes that a presence takes while presences are sorted. */
export const bytesPerPresence = 20;

/** All presences; `rows` is how many there are. */
export async function readPresences(arrays: Arrays, rows: number): Promise<Presences> {
  const [homes, groups, marks] = await arrays.read(
    `SELECT CAST(home_key AS INTEGER), CAST(group_no AS INTEGER), CAST(${marksSql} AS INTEGER) FROM presence_marks`,
    ['INTEGER', 'INTEGER', 'INTEGER'],
    rows,
  );
  return byHome(integers(homes), integers(groups), integers(marks));
}

/** A counting sort. */
export function byHome(homes: Int32Array, groups: Int32Array, marks: Marks): Presences {
  const { low, high } = rangeOf(homes);
  const starts = startsOf(high - low + 1, homes, low);
  const next = starts.slice();
  const sorted = { groups: new Int32Array(groups.length), marks: new Int32Array(marks.length) };
  for (let row = 0; row < homes.length; row++) {
    const place = next[homes[row]! - low]!++;
    sorted.groups[place] = groups[row]!;
    sorted.marks[place] = marks[row]!;
  }
  return { low, starts, ...sorted };
}
