/** Two groups and the people in both, in the first and in the second; groups by their numbers, the smaller number first. */
export interface SharedPeople {
  readonly first_no: number;
  readonly second_no: number;
  readonly people: number;
  readonly first_people: number;
  readonly second_people: number;
}

/** People in at least two groups and at most so many are counted: one in every group would tell nothing, and cost most. */
const mostGroups = 50;

/**
 * The `most` pairs of groups that share most of the smaller one, by the same rule as the stage file group_overlaps.sql: the largest
 * share first, then most people, then the numbers of the groups. A row is a person and a group, in any order, and may come twice;
 * numbers of groups are 1 to n. Every pair of groups of a person costs one addition.
 */
export function sharedPeople(
  people: Float64Array,
  groups: Float64Array,
  most: number,
): readonly SharedPeople[] {
  const { items, ends, sizes } = groupsOfPeople(people, groups);
  const places = placesOfGroups(items, sizes.length);
  const together = new Int32Array(sizes.length);
  const best = bestPairs(most, sizes);
  for (let first = 0; first < sizes.length; first += 1) {
    const met: number[] = [];
    const until = places.starts[first + 1]!;
    for (let at = places.starts[first]!; at < until; at += 1) {
      const place = places.items[at]!;
      const end = ends[place]!;
      for (let next = place + 1; next < end; next += 1) {
        const second = items[next]!;
        const known = together[second]!;
        if (known === 0) met.push(second);
        together[second] = known + 1;
      }
    }
    for (const second of met) {
      best.offer(first, second, together[second]!);
      together[second] = 0;
    }
  }
  return best.taken();
}

/** The groups of every person in ascending order, each once: flat, with where the groups of its person end; and the people of every group. */
function groupsOfPeople(people: Float64Array, groups: Float64Array) {
  let [low, high, groupCount] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < people.length; row += 1) {
    low = Math.min(low, people[row]!);
    high = Math.max(high, people[row]!);
    groupCount = Math.max(groupCount, groups[row]! + 1);
  }
  const persons = people.length === 0 ? 0 : high - low + 1;
  const starts = startsOf(persons, people.length, (row) => people[row]! - low);
  const items = new Int32Array(people.length);
  const filled = starts.slice(0, persons);
  for (let row = 0; row < people.length; row += 1) {
    const person = people[row]! - low;
    const at = filled[person]!;
    items[at] = groups[row]!;
    filled[person] = at + 1;
  }
  const ends = new Int32Array(people.length);
  const sizes = new Int32Array(groupCount);
  let kept = 0;
  for (let person = 0; person < persons; person += 1) {
    const own = items.subarray(starts[person], starts[person + 1]).sort();
    const begin = kept;
    for (const [place, group] of own.entries()) {
      if (place > 0 && items[kept - 1] === group) continue;
      sizes[group] = sizes[group]! + 1;
      items[kept] = group;
      kept += 1;
    }
    if (kept - begin < 2 || kept - begin > mostGroups) kept = begin;
    else ends.fill(kept, begin, kept);
  }
  return { items: items.subarray(0, kept), ends: ends.subarray(0, kept), sizes };
}

/** The places in the flat list at which each group stands. */
function placesOfGroups(groups: Int32Array, groupCount: number) {
  const starts = startsOf(groupCount, groups.length, (place) => groups[place]!);
  const items = new Int32Array(groups.length);
  const filled = starts.slice(0, groupCount);
  for (const [place, group] of groups.entries()) {
    const at = filled[group]!;
    items[at] = place;
    filled[group] = at + 1;
  }
  return { starts, items };
}

/** Where the rows of every bucket begin once they are sorted by bucket; one more says where the last one ends. */
function startsOf(buckets: number, rows: number, bucketOf: (row: number) => number): Int32Array {
  const starts = new Int32Array(buckets + 1);
  for (let row = 0; row < rows; row += 1) {
    const next = bucketOf(row) + 1;
    starts[next] = starts[next]! + 1;
  }
  for (let bucket = 0; bucket < buckets; bucket += 1)
    starts[bucket + 1] = starts[bucket + 1]! + starts[bucket]!;
  return starts;
}

/** Keeps the best pairs of all that are offered, in memory for a few times as many. */
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
