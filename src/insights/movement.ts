import type { Published } from '../report/published.js';
import { decompose, type Moved } from '../statistics/decomposition.js';
import { onceARun } from './once_a_run.js';
import { mainGoal, orderedGoals } from './totals.js';
import { compareWeeks } from './week_change.js';
import { addDays } from './weeks.js';

/** Why the results of the headline goals moved from one week to the next, by the groups whose people they are. */
export interface Movement {
  readonly week: string;
  readonly before: string;
  /** results of both weeks, in the groups or not */
  readonly landed: readonly [number, number];
  readonly total: number;
  readonly volume: number;
  readonly mix: number;
  readonly rate: number;
  /** what moved among people without a home group */
  readonly outside: number;
  readonly groups: readonly (Moved & {
    readonly group_id: string;
    readonly landed: readonly [number, number];
    readonly members: readonly [number | null, number | null];
  })[];
  readonly unlike: number;
}

/** The split of the change on the week before; null where members are not known or two weeks cannot be compared. Several parts ask. */
export const movementOf = onceARun(split);

function split(published: Published): Movement | null {
  const goal = mainGoal(published);
  const moved = goal === null ? 'nothing' : compareWeeks(published, goal.goal);
  if (typeof moved === 'string') return null;
  const before = addDays(moved.week, -7);
  const sides = [before, moved.week] as const;
  const ids = new Map<string, [number, number][]>();
  const rows = published.group_week.filter(
    ({ week_start }) => week_start === before || week_start === moved.week,
  );
  if (rows.length === 0 || rows.every(({ home_members }) => home_members === null)) return null;
  for (const row of rows) ids.set(row.group_id, []);
  const find = new Map(rows.map((row) => [`${row.week_start} ${row.group_id}`, row]));
  const groups = [...ids.keys()].map((group_id) => {
    const [first, last] = sides.map((week) => find.get(`${week} ${group_id}`));
    const present = (count: number | null | undefined) =>
      count === null || count === undefined || count === 0 ? null : count;
    return {
      group_id,
      members: [present(first?.home_members), present(last?.home_members)] as const,
      landed: [first?.landed ?? 0, last?.landed ?? 0] as const,
    };
  });
  const counted = groups.filter(({ members }) => members[0] !== null || members[1] !== null);
  if (counted.length === 0) return null;
  const parts = decompose(counted);
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

/** Gross results of the headline goals in one week: what group_week counts. */
function grossOf(published: Published, week: string): number {
  const headline = new Set(
    orderedGoals(published)
      .filter((goal) => goal.headline)
      .map((goal) => goal.goal),
  );
  return published.landed
    .filter((row) => row.week_start === week && headline.has(row.goal))
    .reduce((sum, row) => sum + row.conversions, 0);
}
