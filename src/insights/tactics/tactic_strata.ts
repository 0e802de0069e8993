import type { Published } from '../../report/published.js';
import type { Stratum, WindowAndBase } from '../../statistics/after_effect.js';
import { onceARun } from '../findings/once_a_run.js';
import { placesAmong } from '../signals/group_panel.js';
import { addDays, daysBetween } from '../weeks/weeks.js';

/** How many weeks before a tactic serve as its baseline. */
export const weeksBefore = 8;

/** People of every group for one goal, cumulated from the first week on, so that any stretch of weeks is one subtraction. */
export interface PeopleUntil {
  readonly first: string;
  readonly weeks: number;
  /** for group g, in the order of the groups table, the people in the first k weeks are at index g * (weeks + 1) + k */
  readonly until: Float64Array;
}

/** People by group and week of one goal. */
export function peopleOf({ groups, group_goal_week }: Published, name: string): PeopleUntil {
  const { goal, group_id, week_start, people } = group_goal_week.columns;
  const wanted = goal.texts.indexOf(name);
  const seen = weeksOf(group_goal_week.columns, wanted);
  const [first = '9999-12-31', last = first] = [seen[0], seen.at(-1)];
  const weeks = seen.length === 0 ? 0 : daysBetween(first, last) / 7 + 1;
  const until = new Float64Array(groups.length * (weeks + 1));
  const placeOfWeek = Int32Array.from(week_start.texts, (week) => daysBetween(first, week) / 7 + 1);
  const placeOfGroup = placesAmong(
    group_id.texts,
    groups.map((group) => group.group_id),
  );
  for (let at = 0; at < people.length; at++) {
    const group = placeOfGroup[group_id.places[at]!]!;
    if (goal.places[at] === wanted && group >= 0)
      until[group * (weeks + 1) + placeOfWeek[week_start.places[at]!]!]! += people[at]!;
  }
  for (let at = 1; at < until.length; at++) if (at % (weeks + 1) > 0) until[at]! += until[at - 1]!;
  return { first, weeks, until };
}

/** The weeks in which a goal landed anything, oldest first. */
function weeksOf(
  { goal, week_start }: Published['group_goal_week']['columns'],
  wanted: number,
): readonly string[] {
  const has = new Uint8Array(week_start.texts.length);
  for (let at = 0; at < goal.places.length; at++)
    if (goal.places[at] === wanted) has[week_start.places[at]!] = 1;
  return week_start.texts.filter((_, place) => has[place] === 1).sort();
}

/** The groups that had each tactic, and since when. */
const groupsWith = onceARun(foundWith);

function foundWith({ tactic_groups }: Published): ReadonlyMap<string, ReadonlyMap<string, string | null>> {
  const found = new Map<string, Map<string, string | null>>();
  for (const { tactic_id, group_id, arm, since } of tactic_groups) {
    if (arm !== 'treated') continue;
    const mine = found.get(tactic_id) ?? new Map<string, string | null>();
    found.set(tactic_id, mine);
    mine.set(group_id, since);
  }
  return found;
}

/** The groups of one type that had a tactic from its first week on, and those that never had it, by their index in the groups table. */
export interface Sides {
  readonly treated: readonly number[];
  readonly control: readonly number[];
}

/** Both sides of every type of group; groups that got the tactic later are on neither. */
export function sidesOf(published: Published, tactic_id: string, first: string): readonly Sides[] {
  const had = groupsWith(published).get(tactic_id);
  const endOfFirst = addDays(first, 6);
  const types = new Map<string, { readonly treated: number[]; readonly control: number[] }>();
  for (const [place, { group_id, type }] of published.groups.entries()) {
    const since = had?.get(group_id);
    if (typeof since === 'string' && since > endOfFirst) continue;
    const mine = types.get(type ?? '') ?? { treated: [], control: [] };
    types.set(type ?? '', mine);
    (since === undefined ? mine.control : mine.treated).push(place);
  }
  return [...types.values()];
}

/** The indices of the sums before and at the end of a stretch of whole weeks. */
function stretchOf({ first, weeks }: PeopleUntil, from: string, to: string): readonly [number, number] {
  const place = (week: string) => Math.min(weeks, Math.max(0, Math.ceil(daysBetween(first, week) / 7)));
  return [place(from), place(addDays(to, 7))];
}

/** What landed in the weeks from one to another (both included) and in the weeks before the tactic, by type and side. */
export function strataOf(
  sides: readonly Sides[],
  first: string,
  people: PeopleUntil,
): (from: string, to: string) => Stratum[] {
  const before = stretchOf(people, addDays(first, -7 * weeksBefore), addDays(first, -7));
  const bases = sides.map(({ treated, control }) => ({
    treated: landedIn(treated, before, people),
    control: landedIn(control, before, people),
  }));
  return (from, to) => {
    const stretch = stretchOf(people, from, to);
    const counts = (groups: readonly number[], base: Float64Array): WindowAndBase => ({
      window: landedIn(groups, stretch, people),
      base,
    });
    return sides.map(({ treated, control }, at) => ({
      treated: counts(treated, bases[at]!.treated),
      control: counts(control, bases[at]!.control),
    }));
  };
}

/** What each of some groups landed in a stretch of weeks. */
function landedIn(
  groups: readonly number[],
  [start, end]: readonly [number, number],
  { weeks, until }: PeopleUntil,
): Float64Array {
  const landed = new Float64Array(groups.length);
  for (let at = 0; at < groups.length; at++) {
    const row = groups[at]! * (weeks + 1);
    landed[at] = until[row + end]! - until[row + start]!;
  }
  return landed;
}
