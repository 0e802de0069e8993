/** Paths and what they reach, from the touches in arrays. */
import { firstAt, type Touches, type TouchIndex } from './touch_index.js';

/** The value of a dimension for every channel: 0 if it has none. */
export interface Channels {
  readonly group_no: Int32Array;
  readonly tactic_no: Int32Array;
  readonly kol_no: Int32Array;
  readonly kind_no: Int32Array;
}

/** Reported conversions with a person who may have a path, in the order of conversion_no. */
export interface Landed {
  readonly conversion_no: Int32Array;
  readonly goal_no: Int32Array;
  readonly person_no: Int32Array;
  readonly at_us: Float64Array;
  /** touches up to here are already used */
  readonly after_us: Float64Array;
}

/** What every conversion is worth; `worth` and `net` are in minor units, 0 if there is no value. */
export interface Worths {
  readonly bucket: Int32Array;
  readonly worth: Float64Array;
  readonly net: Float64Array;
  readonly is_reversed: Int32Array;
  readonly has_value: Int32Array;
}

/** Which touches count for a conversion. */
export interface Windows {
  /** how far back a kind counts for a goal, in microseconds; -1 if it does not */
  readonly of: (goal_no: number, kind_no: number) => number;
  /** the widest of them */
  readonly widest_us: number;
  /** at most this many touches are held */
  readonly most_touches: number;
}

/** Touches of all conversions, one conversion after another. */
export interface Slices {
  /** where those of each conversion begin in `touches`; one more entry than conversions */
  readonly starts: Int32Array;
  /** positions in the index */
  readonly touches: Int32Array;
}

/** The positions of the conversions that have a touch. */
export function touchedOf({ starts }: Slices): Int32Array {
  return starts.map((_, place) => place).filter((place) => starts[place + 1]! > starts[place]!);
}

/** The paths of all conversions. */
export interface Paths extends Slices {
  readonly times_us: Float64Array;
}

/**
 * The touches on the path of every conversion; null if they are more than can be held. A touch whose time is coarse may have happened
 * later: it counts if any part of its time lies in the window.
 */
export function findPaths(
  index: TouchIndex,
  landed: Landed,
  channels: Channels,
  windows: Windows,
): Paths | null {
  const widest_us = windows.widest_us + coarsestOf(index);
  const kindOf = (touch: number) => channels.kind_no[index.channels[touch]!]!;
  const slices = collect(landed, windows.most_touches, (place, take) => {
    const [person, goal] = [landed.person_no[place]!, landed.goal_no[place]!];
    const [at_us, after_us] = [landed.at_us[place]!, landed.after_us[place]!];
    const end = index.starts[person + 1]!;
    for (
      let touch = firstAt(index.times_us, index.starts[person]!, end, at_us - widest_us);
      touch < end;
      touch++
    ) {
      const time_us = index.times_us[touch]!;
      if (time_us > at_us) return;
      if (time_us <= after_us) continue;
      const window_us = windows.of(goal, kindOf(touch));
      if (window_us >= 0 && time_us + (index.coarse_us?.[touch] ?? 0) >= at_us - window_us) take(touch);
    }
  });
  if (slices === null) return null;
  const times_us = new Float64Array(slices.touches.length);
  for (let at = 0; at < times_us.length; at++) times_us[at] = index.times_us[slices.touches[at]!]!;
  return { ...slices, times_us };
}

function coarsestOf({ coarse_us }: TouchIndex): number {
  return coarse_us?.reduce((most, later_us) => Math.max(most, later_us), 0) ?? 0;
}

/** The touches in the window after each conversion: the placebo. Null if they are more than can be held. */
export function findAfter(
  index: TouchIndex,
  landed: Landed,
  channels: Channels,
  windows: Windows,
): Slices | null {
  const kindOf = (touch: number) => channels.kind_no[index.channels[touch]!]!;
  return collect(landed, windows.most_touches, (place, take) => {
    const [person, goal, at_us] = [landed.person_no[place]!, landed.goal_no[place]!, landed.at_us[place]!];
    const end = index.starts[person + 1]!;
    for (let touch = firstAt(index.times_us, index.starts[person]!, end, at_us + 1); touch < end; touch++) {
      const time_us = index.times_us[touch]!;
      if (time_us > at_us + windows.widest_us) return;
      if (time_us <= at_us + windows.of(goal, kindOf(touch))) take(touch);
    }
  });
}

/** What `find` returns for each conversion, one after another; null as soon as that is more than `most`. */
function collect(
  landed: Landed,
  most: number,
  find: (place: number, take: (touch: number) => void) => void,
): Slices | null {
  const count = landed.person_no.length;
  const starts = new Int32Array(count + 1);
  let touches: Int32Array = new Int32Array(Math.max(1024, 8 * count));
  let size = 0;
  const take = (touch: number) => {
    if (size === touches.length) touches = grown(touches);
    touches[size++] = touch;
  };
  for (let place = 0; place < count; place++) {
    find(place, take);
    if (size > most) return null;
    starts[place + 1] = size;
  }
  return { starts, touches: touches.slice(0, size) };
}

function grown(array: Int32Array): Int32Array {
  const larger = new Int32Array(Math.ceil(array.length * 1.5));
  larger.set(array);
  return larger;
}

/** Distinct values of a dimension that touched a conversion, by goal and value. */
export interface Reach {
  /** conversions with a touch of the value before them, by goal_no * (values + 1) + value */
  readonly before: Int32Array;
  /** and in the window after them */
  readonly after: Int32Array;
}

/** What reached which conversions. */
export interface Reached {
  readonly landed: Landed;
  readonly paths: Slices;
  readonly after: Slices;
  readonly touches: Touches;
}

/** Counts conversions by goal and value of a dimension; `values` gives that of every channel, 0 to `size.values`. */
export function countReach(
  { landed, paths, after, touches }: Reached,
  values: Int32Array,
  size: { readonly goals: number; readonly values: number },
): Reach {
  const count = (side: Slices): Int32Array => {
    const sums = new Int32Array((size.goals + 1) * (size.values + 1));
    const seen = new Int32Array(size.values + 1).fill(-1);
    for (let place = 0; place + 1 < side.starts.length; place++)
      for (let at = side.starts[place]!; at < side.starts[place + 1]!; at++) {
        const value = values[touches.channels[side.touches[at]!]!]!;
        if (seen[value] === place) continue;
        seen[value] = place;
        sums[landed.goal_no[place]! * (size.values + 1) + value]!++;
      }
    return sums;
  };
  return { before: count(paths), after: count(after) };
}
