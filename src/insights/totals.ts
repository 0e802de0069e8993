import type { Credit, Goal, GroupCredit, Published } from '../report/published.js';
import { onceARun } from './findings/once_a_run.js';
import { unattributed } from './wording/names.js';

/** What one goal landed in the period, and how much of it is credited under the default model. */
export interface Totals {
  readonly conversions: number;
  readonly conversions_net: number;
  readonly value_net: number | null;
  readonly credited: number;
  readonly credited_net: number;
  readonly unattributed: number;
}

/** The number of results from which a title may mention shares and places. */
export const fewestForShares = 20;

/** The sum of a list of numbers. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The sum of a list where null is unknown: null when every entry is. */
export function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : sum(known);
}

/** The goals the report speaks about, headline goals first, in the order of the configuration. */
export function orderedGoals(published: Published): readonly Goal[] {
  const { goals } = published;
  return [...goals.filter((goal) => goal.headline), ...goals.filter((goal) => !goal.headline)];
}

const headlinesShown = 3;

/** The headline goals: those marked as such, or else the first. */
export function headlineGoals(published: Published): readonly Goal[] {
  const marked = published.goals.filter((goal) => goal.headline);
  return (marked.length > 0 ? marked : orderedGoals(published)).slice(0, headlinesShown);
}

/** The goal of the title: the first headline goal, else the first goal. */
export function mainGoal(published: Published): Goal | null {
  return orderedGoals(published)[0] ?? null;
}

/** The group credit of one goal under the default model, without the row of what is unattributed. */
export function creditOf(published: Published, goal: string): readonly GroupCredit[] {
  return creditRows(published).get(goal)?.credited ?? [];
}

/** The totals of one goal under the default model. */
export function totalsOf(published: Published, goal: string): Totals {
  return creditRows(published).get(goal)?.totals ?? landedTotals(published, goal);
}

/** What is credited under the default model, by goal; goals without credit are left out. */
const creditRows = onceARun(rowsByGoal);

function rowsByGoal({ group_credit, facts }: Published) {
  const goals = new Map<string, GroupCredit[]>();
  for (const row of group_credit) {
    if (row.model !== facts.default_model) continue;
    const mine = goals.get(row.goal);
    if (mine === undefined) goals.set(row.goal, [row]);
    else mine.push(row);
  }
  return new Map([...goals].map(([goal, rows]) => [goal, summed(rows)]));
}

function summed(rows: readonly GroupCredit[]): {
  readonly credited: readonly GroupCredit[];
  readonly totals: Totals;
} {
  const credited = rows.filter((row) => row.group_id !== unattributed);
  const left = rows.filter((row) => row.group_id === unattributed);
  const net = (list: readonly Credit[]) => sum(list.map((row) => row.conversions_net));
  const gross = (list: readonly Credit[]) => sum(list.map((row) => row.conversions));
  return {
    credited,
    totals: {
      conversions: wholeIfClose(gross(rows)),
      conversions_net: wholeIfClose(net(rows)),
      value_net: sumKnown(rows.map((row) => row.value_net)),
      credited: gross(credited),
      credited_net: net(credited),
      unattributed: gross(left),
    },
  };
}

/** The totals of a goal without credit rows: what landed in the period, all of it unattributed. */
function landedTotals({ landed }: Published, goal: string): Totals {
  const rows = landed.filter((row) => row.goal === goal && row.reported > 0);
  const conversions = sum(rows.map((row) => row.reported));
  return {
    conversions,
    conversions_net: sum(rows.map((row) => row.reported_net)),
    value_net: sumKnown(rows.map((row) => row.reported_value_net)),
    credited: 0,
    credited_net: 0,
    unattributed: conversions,
  };
}

/** Credit is divided once, at the end: a sum that misses a whole number only by floating-point noise is that number. */
export function wholeIfClose(value: number): number {
  return Math.abs(value - Math.round(value)) < 1e-6 ? Math.round(value) : value;
}
