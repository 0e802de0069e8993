import type { Published } from '../report/published.js';
import { correlation, wilson } from '../statistics/proportion.js';
import { familiesBetween } from './families.js';
import { onceARun } from './findings/once_a_run.js';
import { groupPanel } from './signals/group_panel.js';
import { groupRows, weeksBefore } from './signals/signals.js';
import { mainGoal } from './totals.js';
import { addDays } from './weeks/weeks.js';

const weeksLooked = 4;
const fewestChanges = 8;
/** the number of people who landed, or would at the mean rate of the type, from which a group may be called above or below it */
const fewestLanded = 5;

/** One group: how much its members talk, and how many people landed per 100 of them in four weeks, compared with its type. Who lands in two weeks counts in both. */
export interface TalkDot {
  readonly group_id: string;
  readonly type: string | null;
  /** per member and week */
  readonly messages: number;
  /** home members, the mean of the weeks */
  readonly members: number;
  readonly landed: number;
  /** at least this many different people landed: the most in any week */
  readonly people: number;
  readonly weekly: readonly { readonly week: string; readonly people: number }[];
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  /** mean rate and median messages of the type */
  readonly mean: number;
  readonly median: number;
  readonly sure: boolean;
}

/**
 * Every group with members and known messages in the last four complete weeks. Results go to the last home of a person, messages and members to
 * the group of the week, so groups that were split or merged in these weeks cannot be compared.
 */
export const talkDots = onceARun(findDots);

/** The groups that were split, merged or migrated in the last four complete weeks. */
export const regrouped = onceARun(findRegrouped);

function findRegrouped(published: Published): ReadonlySet<string> {
  const weeks = weeksBefore(published).slice(-weeksLooked);
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return new Set();
  return new Set(familiesBetween(published.lineage, first, addDays(last, 6)).flat());
}

function findDots(published: Published): readonly TalkDot[] {
  const weeks = weeksBefore(published).slice(-weeksLooked);
  const goal = mainGoal(published);
  if (weeks.length === 0 || goal === null) return [];
  const types = new Map(published.groups.map((group) => [group.group_id, group.type]));
  const landed = groupRows(published, goal.goal, weeks);
  const { columns } = published.group_week;
  const present = groupPanel(columns, columns.home_members, weeks, Number.NaN);
  const talk = groupPanel(columns, columns.messages, weeks, Number.NaN);
  const changed = regrouped(published);
  const sums = [...present].map(([group_id, homes]) => {
    const messages = (talk.get(group_id) ?? []).filter((_, at) => !Number.isNaN(homes[at]));
    return [
      group_id,
      {
        members: sumKnown(homes),
        messages: sumKnown(messages),
        known: messages.some((count) => !Number.isNaN(count)),
      },
    ] as const;
  });
  const rows = sums
    .filter(([group, { members, known }]) => known && members > 0 && !changed.has(group))
    .map(([group_id, { members, messages }]) => {
      const trials = members / weeks.length;
      const weekly = (landed.get(group_id) ?? []).filter((people) => !Number.isNaN(people));
      const [count, people] = [sumKnown(weekly), Math.max(0, ...weekly)];
      // members times weeks: a rate above 100 is no proportion of members, but each week is one
      const memberWeeks = Math.max(count, members);
      const { low, high } = wilson(count, memberWeeks);
      const per100 = (100 * memberWeeks) / trials;
      return {
        ...{
          group_id,
          type: types.get(group_id) ?? null,
          messages: messages / members,
          members: trials,
          landed: count,
          people,
          weekly: weeks.map((week, at) => ({ week, people: known(landed.get(group_id)?.[at]) })),
        },
        ...{ rate: (100 * count) / trials, low: per100 * low, high: per100 * high },
      };
    });
  const alike = new Map<string | null, typeof rows>();
  for (const row of rows) {
    const mine = alike.get(row.type);
    if (mine === undefined) alike.set(row.type, [row]);
    else mine.push(row);
  }
  const lines = new Map([...alike].map(([type, mine]) => [type, lineOf(mine)]));
  return rows.map((row) => {
    const { mean = 0, median = 0, groups = 0 } = lines.get(row.type) ?? {};
    const isEnough = Math.max(row.landed, (row.members * mean) / 100) >= fewestLanded;
    const sure = groups > 2 && isEnough && (row.low > mean || row.high < mean);
    return { ...row, mean, median, sure };
  });
}

function known(count: number | undefined): number {
  return count === undefined || Number.isNaN(count) ? 0 : count;
}

/** The sum of numbers, skipping NaN. */
function sumKnown(values: readonly number[]): number {
  return values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0);
}

/** The lines that divide the groups of one type: their mean rate, and their median messages. */
function lineOf(alike: readonly Pick<TalkDot, 'members' | 'landed' | 'messages'>[]) {
  const all = alike.reduce((sum, { members }) => sum + members, 0);
  const mean = (100 * alike.reduce((sum, one) => sum + one.landed, 0)) / all;
  return { mean, median: medianOf(alike.map(({ messages }) => messages)), groups: alike.length };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** The correlation between weekly changes in messages and in people who landed, one per group with at least eight changes since it was last split or merged. */
export const talkChanges = onceARun(findChanges);

function findChanges(published: Published): readonly number[] {
  const weeks = weeksBefore(published);
  const goal = mainGoal(published);
  if (goal === null) return [];
  const { columns } = published.group_week;
  const talk = groupPanel(columns, columns.messages, weeks, Number.NaN);
  const land = groupRows(published, goal.goal, weeks);
  const since = lastMoves(published);
  return [...talk].flatMap(([group, messages]) => {
    const landed = land.get(group) ?? weeks.map(() => 0);
    const moved = since.get(group) ?? '';
    const pairs = weeks.flatMap((_, at) => {
      const [before = Number.NaN, now = Number.NaN] = [messages[at - 1], messages[at]];
      return Number.isNaN(before) || Number.isNaN(now) || (weeks[at - 1] ?? '') <= moved
        ? []
        : [[now - before, (landed[at] ?? 0) - (landed[at - 1] ?? 0)] as const];
    });
    if (pairs.length < fewestChanges) return [];
    const r = correlation(
      pairs.map(([x]) => x),
      pairs.map(([, y]) => y),
    );
    return r === null ? [] : [r];
  });
}

/** The day on which a group was last split, merged or migrated. */
function lastMoves({ lineage }: Published): ReadonlyMap<string, string> {
  const days = lineage.flatMap(({ from_group, to_group, at_day }) => [
    [from_group, at_day] as const,
    [to_group, at_day] as const,
  ]);
  return new Map(days.toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
