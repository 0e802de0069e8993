import { isAtEnd, type Presences } from './presences.js';

/** Two groups and the people in both, in the first and in the second; groups by number, the smaller first. */
export interface SharedPeople {
  readonly first_no: number;
  readonly second_no: number;
  readonly people: number;
  readonly first_people: number;
  readonly second_people: number;
}

/** Only people in at least two and at most this many groups are counted: one in every group would reveal nothing, and cost most. */
const mostGroups = 50;

/** This many counters fit into the cache of one core. */
const countersAtOnce = 262_144;

/** With very many groups, the people are still not scanned more often than once for this many of them. */
const fewestGroupsAtOnce = 64;

/**
 * The `most` pairs of groups with the largest overlap relative to the smaller one, by the same rule as the stage file group_overlaps.sql: the
 * largest share first, then most people, then the numbers of the groups. Only presences at the end of the period count; groups are numbered
 * 1 to n. Every pair of groups of a person costs one addition. The people are scanned once for every band of first groups, so that the counters
 * of a band stay in the cache.
 */
export function sharedPeople(presences: Presences, most: number): readonly SharedPeople[] {
  const { items, starts, sizes } = groupsOfPeople(presences);
  const groupCount = sizes.length;
  const band = Math.max(fewestGroupsAtOnce, Math.floor(countersAtOnce / Math.max(1, groupCount)));
  const together = new Int32Array(Math.min(band, groupCount) * groupCount);
  const reached = starts.slice(0, -1);
  const best = bestPairs(most, sizes);
  for (let low = 0; low < groupCount; low += band) {
    for (const cell of countBand(items, starts, reached, together, { low, high: low + band, groupCount })) {
      best.offer(low + Math.floor(cell / groupCount), cell % groupCount, together[cell]!);
      together[cell] = 0;
    }
  }
  return best.taken();
}

/** Counts the pairs whose first group lies in the band and returns their cells; `reached` holds, for every person, which of its groups comes next. */
function countBand(
  items: Int32Array,
  starts: Int32Array,
  reached: Int32Array,
  together: Int32Array,
  { low, high, groupCount }: { readonly low: number; readonly high: number; readonly groupCount: number },
): number[] {
  const met: number[] = [];
  for (let person = 0; person < reached.length; person += 1) {
    const end = starts[person + 1]!;
    let at = reached[person]!;
    while (at < end) {
      const first = items[at]!;
      if (first >= high) break;
      const row = (first - low) * groupCount;
      for (let next = at + 1; next < end; next += 1) {
        const cell = row + items[next]!;
        const known = together[cell]!;
        if (known === 0) met.push(cell);
        together[cell] = known + 1;
      }
      at += 1;
    }
    reached[person] = at;
  }
  return met;
}

/** The groups of every person who is in several, in ascending order and without repeats: flat, with where each person begins; and the people of every group. */
function groupsOfPeople({ starts: homes, groups, marks }: Presences) {
  const items = new Int32Array(groups.length);
  const persons = homes.length - 1;
  const starts = new Int32Array(persons + 1);
  const sizes = new Int32Array(groups.reduce((most, group) => Math.max(most, group), -1) + 1);
  let [kept, several] = [0, 0];
  for (let person = 0; person < persons; person += 1) {
    const begin = kept;
    for (let at = homes[person]!; at < homes[person + 1]!; at += 1)
      if (isAtEnd(marks[at]!)) items[kept++] = groups[at]!;
    kept = withoutRepeats(items, begin, kept);
    for (let at = begin; at < kept; at += 1) sizes[items[at]!]! += 1;
    if (kept - begin < 2 || kept - begin > mostGroups) kept = begin;
    else {
      several += 1;
      starts[several] = kept;
    }
  }
  return { items: items.subarray(0, kept), starts: starts.subarray(0, several + 1), sizes };
}

/** Sorts a stretch of numbers and returns where it ends without its repeats. */
function withoutRepeats(items: Int32Array, begin: number, end: number): number {
  items.subarray(begin, end).sort();
  let kept = begin;
  for (let at = begin; at < end; at += 1) {
    if (kept > begin && items[kept - 1] === items[at]) continue;
    items[kept] = items[at]!;
    kept += 1;
  }
  return kept;
}

/** Keeps the best pairs of all that are offered, using memory for a few times as many. */
function bestPairs(most: number, sizes: Int32Array) {
  let found: SharedPeople[] = [];
  let least = 0;
  const cut = () => {
    found = found.toSorted(byShare).slice(0, most);
    const last = found[most - 1];
    if (last !== undefined) least = share(last);
  };
  return {
    offer: (first_no: number, second_no: number, people: number) => {
      const [first_people, second_people] = [sizes[first_no]!, sizes[second_no]!];
      if (people / Math.min(first_people, second_people) < least) return;
      found.push({ first_no, second_no, people, first_people, second_people });
      if (found.length >= 8 * most) cut();
    },
    taken: (): readonly SharedPeople[] => {
      cut();
      return found;
    },
  };
}

function share({ people, first_people, second_people }: SharedPeople): number {
  return people / Math.min(first_people, second_people);
}

function byShare(a: SharedPeople, b: SharedPeople): number {
  return share(b) - share(a) || b.people - a.people || a.first_no - b.first_no || a.second_no - b.second_no;
}
