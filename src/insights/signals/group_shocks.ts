import type { Published } from '../../report/published.js';
import { weekShock } from '../../statistics/week_shocks.js';
import { onceARun } from '../findings/once_a_run.js';
import { groupPanel } from './group_panel.js';

/** How many weeks, up to the end of the period, are used to tell how much a group varies from week to week. */
const weeksRead = 13;

const dayMs = 86_400_000;

/**
 * Variance of shocks to a whole group in the reported period, relative to the square of its credit: the variance of one week, from what the home
 * members of the groups landed, divided by the weeks of the period. Groups that began or ended in between are left out; null: too little data.
 */
export function shockOf(published: Published, per_event: number): number | null {
  const { lasting, all } = lastingGroups(published);
  const shock = weekShock(lasting, Math.max(1, per_event));
  return shock === null ? null : shock / weeksOf(published, all);
}

/** What home members landed in the last weeks, for groups that existed at both the beginning and the end, and the number of weeks. */
interface Lasting {
  readonly lasting: readonly (readonly number[])[];
  readonly all: number;
}

/** Shared by all goals. */
const lastingGroups = onceARun(findLasting);

function findLasting({ group_week, facts: { period_to: end } }: Published): Lasting {
  const { columns } = group_week;
  const all = columns.week_start.texts.filter((week) => end === null || week <= end).sort();
  const weeks = all.slice(-weeksRead);
  const counts = groupPanel(columns, columns.landed, weeks, 0);
  const third = Math.ceil(weeks.length / 3);
  const landed = (row: readonly number[]) => row.some((count) => count > 0);
  const lasting = [...counts.values()].filter(
    (row) => landed(row.slice(0, third)) && landed(row.slice(-third)),
  );
  return { lasting, all: all.length };
}

/** Weeks of the reported period, at least one. */
function weeksOf({ facts: { period_from, period_to } }: Published, all: number): number {
  if (period_from === null || period_to === null) return Math.max(1, all);
  return Math.max(1, ((Date.parse(period_to) - Date.parse(period_from)) / dayMs + 1) / 7);
}
