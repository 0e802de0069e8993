import type { Published } from '../report/published.js';
import type { Stratum, WindowAndBase } from '../statistics/after_effect.js';
import { groupPanel } from './group_panel.js';
import { addDays, daysBetween } from './weeks.js';

/** Weeks before a tactic that its groups are compared with. */
export const weeksBefore = 8;

/** People by group of one goal, summed up from the first week on, so that any stretch of weeks is one subtraction. */
export interface PeopleUntil {
  readonly first: string;
  readonly weeks: number;
  /** place k: people in the first k weeks */
  readonly until: ReadonlyMap<string, Float64Array>;
}

const known = new WeakMap<Published['group_goal_week'], Map<string, PeopleUntil>>();

/** People by group and week of one goal; both languages ask. */
export function peopleOf({ group_goal_week }: Published, goal: string): PeopleUntil {
  const goals = known.get(group_goal_week) ?? new Map<string, PeopleUntil>();
  known.set(group_goal_week, goals);
  const found = goals.get(goal) ?? sumsUntil(group_goal_week.columns, goal);
  goals.set(goal, found);
  return found;
}

function sumsUntil(columns: Published['group_goal_week']['columns'], goal: string): PeopleUntil {
  const seen = weeksOf(columns, goal);
  const [first = '9999-12-31', last = first] = [seen[0], seen.at(-1)];
  const weeks = seen.length === 0 ? 0 : daysBetween(first, last) / 7 + 1;
  const all = Array.from({ length: weeks }, (_, week) => addDays(first, 7 * week));
  const only = { column: columns.goal, text: goal };
  const until = new Map<string, Float64Array>();
  for (const [group, people] of groupPanel(columns, columns.people, all, 0, only)) {
    const mine = new Float64Array(weeks + 1);
    for (let week = 1; week <= weeks; week++) mine[week] = mine[week - 1]! + people[week - 1]!;
    until.set(group, mine);
  }
  return { first, weeks, until };
}

/** The weeks in which one goal landed anything, oldest first. */
function weeksOf(
  { goal, week_start }: Published['group_goal_week']['columns'],
  name: string,
): readonly string[] {
  const wanted = goal.texts.indexOf(name);
  const has = new Uint8Array(week_start.texts.length);
  for (let at = 0; at < goal.places.length; at++)
    if (goal.places[at] === wanted) has[week_start.places[at]!] = 1;
  return week_start.texts.filter((_, place) => has[place] === 1).sort();
}

const groupsOf = new WeakMap<Published['tactic_groups'], Map<string, Map<string, string | null>>>();

/** The groups that had a tactic, and since when; of every tactic at once. */
function groupsWith(
  tactic_groups: Published['tactic_groups'],
): ReadonlyMap<string, ReadonlyMap<string, string | null>> {
  const known = groupsOf.get(tactic_groups);
  if (known !== undefined) return known;
  const found = new Map<string, Map<string, string | null>>();
  for (const { tactic_id, group_id, arm, since } of tactic_groups) {
    if (arm !== 'treated') continue;
    const mine = found.get(tactic_id) ?? new Map<string, string | null>();
    found.set(tactic_id, mine);
    mine.set(group_id, since);
  }
  groupsOf.set(tactic_groups, found);
  return found;
}

/** The places of the sums before and at the end of a stretch of whole weeks. */
function stretchOf({ first, weeks }: PeopleUntil, from: string, to: string): readonly [number, number] {
  const place = (week: string) => Math.min(weeks, Math.max(0, Math.ceil(daysBetween(first, week) / 7)));
  return [place(from), place(addDays(to, 7))];
}

/**
 * The groups by type that had a tactic from its first week on, and those that never had it, with what landed in the weeks from one to another
 * (both included) and in the weeks before the tactic.
 */
export function strataOf(
  { groups, tactic_groups }: Published,
  tactic_id: string,
  first: string,
  people: PeopleUntil,
): (from: string, to: string) => Stratum[] {
  const had = groupsWith(tactic_groups).get(tactic_id) ?? new Map<string, string | null>();
  const [base, begin] = stretchOf(people, addDays(first, -7 * weeksBefore), addDays(first, -7));
  const types = new Map<string, Asked>();
  for (const { group_id, type } of groups) {
    const since = had.get(group_id);
    if (typeof since === 'string' && daysBetween(first, since) > 6) continue;
    const mine = types.get(type ?? '') ?? { treated: [], control: [] };
    types.set(type ?? '', mine);
    const until = people.until.get(group_id) ?? none;
    (since === undefined ? mine.control : mine.treated).push({
      until,
      base: (until[begin] ?? 0) - (until[base] ?? 0),
    });
  }
  return (from, to) => {
    const [start, end] = stretchOf(people, from, to);
    const counts = ({ until, base: before }: GroupSums): WindowAndBase => ({
      window: (until[end] ?? 0) - (until[start] ?? 0),
      base: before,
    });
    return [...types.values()].map(({ treated, control }) => ({
      treated: treated.map(counts),
      control: control.map(counts),
    }));
  };
}

const none = new Float64Array(0);

/** The sums of one group, and what it landed in the weeks before the tactic. */
interface GroupSums {
  readonly until: Float64Array;
  readonly base: number;
}

/** The groups of one type that had a tactic from its first week on, and those that never had it. */
interface Asked {
  readonly treated: GroupSums[];
  readonly control: GroupSums[];
}
