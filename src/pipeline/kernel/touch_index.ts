/** The touches of a run in arrays, by person and time: every path, and every window around a conversion, is a slice of them. */
import { type Texts, textOf, textsInOrder } from '../../engines/arrays.js';

/** Touches as they were read: one entry per touch in every array. */
export interface TouchRows {
  readonly persons: Int32Array;
  readonly times_us: Float64Array;
  /** microseconds by which a touch may be later than its time; null if all times are exact */
  readonly coarse_us: Float64Array | null;
  /** which group, tactic, KOL and kind: a position in the list of channels */
  readonly channels: Int32Array;
  readonly ids: Texts;
}

/** What is still needed of touches once the paths are known. */
export interface Touches {
  readonly channels: Int32Array;
  /** activity ids */
  readonly ids: Texts;
}

/** Touches by person, time, activity id, group and kind. */
export interface TouchIndex extends Touches {
  /** person_no -> the position of the first touch; the next entry says where they end */
  readonly starts: Int32Array;
  readonly times_us: Float64Array;
  readonly coarse_us: Float64Array | null;
}

/** Puts touches that were sorted by person into the order of the index; `rankOf` orders channels by their groups and kinds. */
export function indexTouches(sorting: ByPerson, rankOf: (channel: number) => number): TouchIndex {
  const persons = sorting.starts.length - 2;
  const { starts, times_us, coarse_us, channels, ids } = sorting;
  for (let person = 1; person <= persons; person++) sortByTime(sorting, starts[person]!, starts[person + 1]!);
  for (let person = 1; person <= persons; person++)
    settleTies(sorting, starts[person]!, starts[person + 1]!, rankOf);
  return { starts, times_us, coarse_us, channels, ids: textsInOrder(ids, sorting.rows) };
}

/** While touches are being sorted, their ids stay where they were read. */
export interface ByPerson extends TouchIndex {
  /** the position of the id of every touch */
  readonly rows: Int32Array;
}

/** A counting sort: touches of a person stay in the order in which they were read. Persons are numbered from 1 to `persons`. */
export function byPerson(
  { persons: of, times_us, coarse_us, channels, ids }: TouchRows,
  persons: number,
): ByPerson {
  const count = of.length;
  const starts = new Int32Array(persons + 2);
  for (let row = 0; row < count; row++) starts[of[row]! + 1]!++;
  for (let person = 0; person <= persons; person++) starts[person + 1]! += starts[person]!;
  const next = starts.slice();
  const index = {
    starts,
    times_us: new Float64Array(count),
    coarse_us: coarse_us === null ? null : new Float64Array(count),
    channels: new Int32Array(count),
    rows: new Int32Array(count),
    ids,
  };
  for (let row = 0; row < count; row++) {
    const place = next[of[row]!]!++;
    index.times_us[place] = times_us[row]!;
    index.channels[place] = channels[row]!;
    index.rows[place] = row;
    if (coarse_us !== null && index.coarse_us !== null) index.coarse_us[place] = coarse_us[row]!;
  }
  return index;
}

/** Gaps of a Shell sort, by Ciura, extended by a factor of 2.25 each. */
const gaps = [401771, 178565, 79362, 35272, 15676, 6967, 3096, 1376, 611, 271, 120, 53, 23, 10, 4, 1];

/** In place: millions of short slices are sorted, and calling a comparison function costs more than all the moves. */
function sortByTime({ times_us, coarse_us, channels, rows }: ByPerson, from: number, to: number): void {
  for (const gap of gaps) {
    if (gap > 1 && 2 * gap > to - from) continue;
    for (let next = from + gap; next < to; next++) {
      const time_us = times_us[next]!;
      if (times_us[next - gap]! <= time_us) continue;
      const [channel, row, later_us] = [channels[next]!, rows[next]!, coarse_us?.[next] ?? 0];
      let place = next;
      for (; place >= from + gap && times_us[place - gap]! > time_us; place -= gap) {
        times_us[place] = times_us[place - gap]!;
        channels[place] = channels[place - gap]!;
        rows[place] = rows[place - gap]!;
        if (coarse_us !== null) coarse_us[place] = coarse_us[place - gap]!;
      }
      times_us[place] = time_us;
      channels[place] = channel;
      rows[place] = row;
      if (coarse_us !== null) coarse_us[place] = later_us;
    }
  }
}

/** Touches of one person at one moment: by the bytes of their ids, then by group and kind. */
function settleTies(index: ByPerson, from: number, to: number, rankOf: (channel: number) => number): void {
  const { times_us, rows, channels, ids } = index;
  for (let place = from + 1; place < to; place++) {
    if (times_us[place] !== times_us[place - 1]) continue;
    let end = place + 1;
    while (end < to && times_us[end] === times_us[place]) end++;
    reorder(
      index,
      place - 1,
      end,
      (a, b) =>
        Buffer.compare(textOf(ids, rows[a]!), textOf(ids, rows[b]!)) ||
        rankOf(channels[a]!) - rankOf(channels[b]!) ||
        rows[a]! - rows[b]!,
    );
    place = end - 1;
  }
}

/** Puts the touches of a slice into the order of the comparison. */
function reorder(index: ByPerson, from: number, to: number, compare: (a: number, b: number) => number): void {
  const order = Int32Array.from({ length: to - from }, (_, place) => from + place).sort(compare);
  for (const column of [index.times_us, index.coarse_us, index.channels, index.rows]) {
    if (column === null) continue;
    column.set(
      Float64Array.from(order, (place) => column[place]!),
      from,
    );
  }
}

/** The first position of a slice whose time is at least `time_us`. */
export function firstAt(times_us: Float64Array, from: number, to: number, time_us: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times_us[middle]! < time_us) low = middle + 1;
    else high = middle;
  }
  return low;
}
