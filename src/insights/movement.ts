import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import { decompose, type Moved } from '../statistics/decomposition.js';
import { familiesBetween } from './families.js';
import { onceARun } from './findings/once_a_run.js';
import { groupPanel } from './signals/group_panel.js';
import { mainGoal } from './totals.js';
import { compareWeeks } from './weeks/week_change.js';
import { addDays } from './weeks/weeks.js';
import { labelOf } from './wording/labels.js';

/** Why the results of the headline goals changed from one week to the next, by the home groups of the people; groups split or merged in these weeks count as one. */
export interface Movement {
  readonly week: string;
  readonly before: string;
  /** results of both weeks, inside groups or not */
  readonly landed: readonly [number, number];
  readonly total: number;
  readonly volume: number;
  readonly mix: number;
  readonly rate: number;
  /** the change among people without a home group, or whose home has no members at the end of the week */
  readonly outside: number;
  readonly groups: readonly (Moved & Sides)[];
  readonly unlike: number;
}

/** A group on both sides, or several that continue each other, under the id of the one with the most members now. */
interface Sides {
  readonly group_id: string;
  /** all of them; usually the group alone */
  readonly family: readonly string[];
  readonly landed: readonly [number, number];
  /** members: null if they are not known */
  readonly members: readonly [number | null, number | null];
}

/** What moved: the one headline goal by its name, or all of them together. */
export function nameOfMoved(published: Published, words: Language): string {
  const goal = mainGoal(published);
  const several = published.goals.filter(({ headline }) => headline).length > 1;
  return goal === null || several ? words.opening.headlineResults : labelOf(goal, published);
}

/** The split of the change from the week before; null if members are not known or the two weeks cannot be compared. Several parts use it. */
export const movementOf = onceARun(split);

function split(published: Published): Movement | null {
  const goal = mainGoal(published);
  const moved = goal === null ? 'nothing' : compareWeeks(published, goal.goal);
  if (typeof moved === 'string') return null;
  const before = addDays(moved.week, -7);
  const sides = [before, moved.week] as const;
  const { columns } = published.group_week;
  const homes = groupPanel(columns, columns.home_members, sides, Number.NaN);
  const landed = groupPanel(columns, columns.landed, sides, 0);
  const groups = [...homes].map(([group_id, members]): Sides => {
    const [first, last] = landed.get(group_id) ?? [];
    return {
      group_id,
      family: [group_id],
      members: [known(members[0]), known(members[1])],
      landed: [first ?? 0, last ?? 0],
    };
  });
  const counted = united(groups, familiesBetween(published.lineage, before, addDays(moved.week, 6))).filter(
    ({ members }) => members.some((count) => count !== null && count > 0),
  );
  if (counted.length === 0) return null;
  const parts = decompose(counted.map(withMembers));
  const all = sides.map((week) => grossOf(published, week));
  const total = (all[1] ?? 0) - (all[0] ?? 0);
  const share = counted.reduce((sum, group, at) => {
    const part = parts.groups[at];
    const opposite = part !== undefined && part.rate * parts.rate < 0;
    return opposite ? sum + (group.members[1] ?? 0) : sum;
  }, 0);
  const people = counted.reduce((sum, group) => sum + (group.members[1] ?? 0), 0);
  return {
    week: moved.week,
    before,
    landed: [all[0] ?? 0, all[1] ?? 0],
    total,
    volume: parts.volume,
    mix: parts.mix,
    rate: parts.rate,
    outside: total - parts.total,
    groups: counted.map((group, at) => ({
      ...group,
      ...(parts.groups[at] ?? { volume: 0, mix: 0, rate: 0 }),
    })),
    unlike: people > 0 ? share / people : 0,
  };
}

/** Groups of one family as one row, in place of the first of them. */
function united(groups: readonly Sides[], families: readonly (readonly string[])[]): readonly Sides[] {
  const familyOf = new Map(families.flatMap((family) => family.map((id) => [id, family] as const)));
  const done = new Set<readonly string[]>();
  return groups.flatMap((group) => {
    const family = familyOf.get(group.group_id);
    if (family === undefined) return [group];
    if (done.has(family)) return [];
    done.add(family);
    const mine = groups.filter(({ group_id }) => family.includes(group_id));
    const [largest = group] = mine.toSorted((a, b) => (b.members[1] ?? 0) - (a.members[1] ?? 0));
    const sum = (side: 0 | 1) => mine.reduce((total, one) => total + one.landed[side], 0);
    const people = (side: 0 | 1) => {
      const counts = mine.flatMap(({ members }) => members[side] ?? []);
      return counts.length === 0 ? null : counts.reduce((total, count) => total + count, 0);
    };
    return [
      {
        group_id: largest.group_id,
        family: mine.map(({ group_id }) => group_id),
        members: [people(0), people(1)],
        landed: [sum(0), sum(1)],
      },
    ];
  });
}

/** What a group landed in a week that ended without members has no rate: it counts as outside. */
function withMembers({ members, landed }: Sides) {
  const inside = (side: 0 | 1) => ((members[side] ?? 0) > 0 ? landed[side] : 0);
  return { members, landed: [inside(0), inside(1)] as const };
}

/** The members present; null: not known. */
function known(count: number | undefined): number | null {
  return count === undefined || Number.isNaN(count) ? null : count;
}

/** Gross results of the headline goals in one week, each once: what group_week counts. */
function grossOf(published: Published, week: string): number {
  return published.landed
    .filter((row) => row.week_start === week)
    .reduce((sum, row) => sum + row.conversions_once, 0);
}
