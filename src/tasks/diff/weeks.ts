import { usageError } from '../../contract/errors.js';
import type { Engine } from '../../engines/engine.js';
import { readTable } from '../../engines/typed_rows.js';
import type { RowOf } from '../../publish/columns.js';
import { goalWeek } from '../../publish/goal_week.js';
import { groupGoalWeek } from '../../publish/group_goal_week.js';
import { number } from '../../report/format.js';
import { changeInterval, tableDispersion } from '../../statistics/change_interval.js';
import { csv } from '../../text/csv.js';
import { printable } from '../../text/printable.js';
import { textTable } from '../../text/text_table.js';
import { groupNames } from './group_names.js';
import { openPublished } from './published_table.js';
import type { RunFolder, RunSaid } from './run_folder.js';

const weekMs = 7 * 86_400_000;
/** weeks before the later one that are used to tell how much counts vary */
const weeksOfDispersion = 8;
const groupsShown = 20;

/** The people of one group who landed in each of two weeks, with the 95 % interval of the change. */
export interface GroupChange {
  readonly goal: string;
  readonly group_id: string;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly low: number;
  readonly high: number;
}

/** The change from one week to another by group, from the tables of the later run; two longer periods cannot be compared this way. */
export async function weekLines(
  engine: Engine,
  before: RunFolder,
  after: RunFolder,
  format: string,
): Promise<string> {
  const [from, to] = [weekOf(before), weekOf(after)];
  const later = to > from ? after : before;
  const { goal, group_id, week_start, people } = groupGoalWeek.columns;
  await openPublished(engine, 'week_people', later.folder, {
    name: groupGoalWeek.name,
    columns: { goal, group_id, week_start, people },
  });
  const rows = await readTable(
    engine,
    'week_people',
    { goal: 'text', group_id: 'text', week_start: 'text', people: 'number' },
    'ORDER BY goal, group_id, week_start',
  );
  const whole = await totalsOf(engine, later.folder);
  refuseOtherWeeks([before, after], whole, later);
  const changes = groupChanges(rows, from, to);
  const totals = changesOfTotals(whole, rows, from, to);
  if (format === 'csv') {
    const names = ['goal', 'group_id', 'before', 'after', 'change', 'low', 'high'] as const;
    return csv(
      names,
      changes.map((one) => names.map((name) => one[name])),
    );
  }
  if (format === 'json') return `${JSON.stringify({ from, to, totals, changes }, null, 2)}\n`;
  const names = await groupNames(engine, later.folder);
  return `${textOf(changes, totals, names, from, to).join('\n')}\n`;
}

/** All people who landed in each of two weeks, in a known group or not; the interval is that of the total. */
export interface TotalChange {
  readonly goal: string;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly low: number;
  readonly high: number;
  /** the part of the change that comes from people without a known group */
  readonly outside: number;
}

type GoalPeople = Omit<GroupGoalPeople, 'group_id'>;

async function totalsOf(engine: Engine, folder: string): Promise<GoalPeople[]> {
  const { goal, week_start, people } = goalWeek.columns;
  await openPublished(engine, 'week_totals', folder, {
    name: goalWeek.name,
    columns: { goal, week_start, people },
  });
  return readTable(
    engine,
    'week_totals',
    { goal: 'text', week_start: 'text', people: 'number' },
    'ORDER BY goal, week_start',
  );
}

/** Seven days that are not a week of the tables would count as a week in which nobody landed. */
function refuseOtherWeeks(runs: readonly RunFolder[], weeks: readonly GoalPeople[], later: RunFolder): void {
  const [known] = weeks;
  if (known === undefined) return;
  const apart = (run: RunFolder) => (Date.parse(weekOf(run)) - Date.parse(known.week_start)) % weekMs;
  const other = runs.find((run) => apart(run) !== 0);
  if (other === undefined) return;
  throw usageError(
    `The run in "${other.folder}" covers ${saidPeriod(other.said)}, which is not a week of the run in "${later.folder}": there a week begins on ${known.week_start}.`,
    'Compare runs made with --week and the same week_starts.',
  );
}

/** The total change of every goal, and the part outside groups: the groups and that part add up to it. */
export function changesOfTotals(
  totals: readonly GoalPeople[],
  groups: readonly GroupGoalPeople[],
  from: string,
  to: string,
): TotalChange[] {
  const goals = [...new Set(totals.map(({ goal }) => goal))];
  return goals.map((goal) => {
    const mine = totals.filter((row) => row.goal === goal);
    const at = (rows: readonly GoalPeople[], week: string) =>
      rows.reduce((sum, row) => sum + (row.goal === goal && row.week_start === week ? row.people : 0), 0);
    const [before, after] = [at(mine, from), at(mine, to)];
    const known = weeksBefore(from > to ? from : to).map((week) => at(mine, week));
    const mean = known.reduce((sum, value) => sum + value, 0) / weeksOfDispersion;
    const square = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (weeksOfDispersion - 1);
    const change = after - before;
    return {
      ...{ goal, before, after, change },
      ...changeInterval(before, after, mean > 0 ? square / mean : 1),
      outside: change - (at(groups, to) - at(groups, from)),
    };
  });
}

function weeksBefore(last: string): string[] {
  return Array.from({ length: weeksOfDispersion }, (_, back) =>
    new Date(Date.parse(`${last}T00:00:00Z`) - (back + 1) * weekMs).toISOString().slice(0, 10),
  );
}

type GroupGoalPeople = Pick<RowOf<typeof groupGoalWeek>, 'goal' | 'group_id' | 'week_start' | 'people'>;

/** The changes of all groups, largest first. */
export function groupChanges(rows: readonly GroupGoalPeople[], from: string, to: string): GroupChange[] {
  const goals = [...new Set(rows.map((row) => row.goal))];
  return goals.flatMap((goal) => {
    const mine = rows.filter((row) => row.goal === goal);
    const weeks = weeksBefore(from > to ? from : to);
    const groups = new Map<string, Map<string, number>>();
    for (const row of mine) {
      const weeksOf = groups.get(row.group_id) ?? new Map<string, number>();
      weeksOf.set(row.week_start, row.people);
      groups.set(row.group_id, weeksOf);
    }
    const known = weeks.filter((week) => mine.some((row) => row.week_start === week));
    const dispersion = tableDispersion(
      [...groups.values()].map((people) => known.map((week) => people.get(week) ?? 0)),
    );
    return [...groups]
      .map(([group_id, people]) => {
        const [then, now] = [people.get(from) ?? 0, people.get(to) ?? 0];
        return {
          ...{ goal, group_id, before: then, after: now, change: now - then },
          ...changeInterval(then, now, dispersion),
        };
      })
      .filter((one) => one.before + one.after > 0)
      .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.group_id < b.group_id ? -1 : 1));
  });
}

function weekOf({ folder, said }: RunFolder): string {
  const { from, to } = said.period;
  const days = from === null || to === null ? 0 : (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (from === null || days !== 7)
    throw usageError(
      `The runs cover different periods, and the one in "${folder}" is not a single week: found ${saidPeriod(said)}.`,
      'Compare two runs of the same period, or two runs of one week each.',
    );
  return from;
}

function saidPeriod({ period: { from, to } }: RunSaid): string {
  return `${from ?? 'the beginning'} to ${to ?? 'the end'}`;
}

function textOf(
  changes: readonly GroupChange[],
  totals: readonly TotalChange[],
  names: ReadonlyMap<string, string>,
  from: string,
  to: string,
): string[] {
  const goals = [...new Set(changes.map(({ goal }) => goal))];
  const parts = goals.flatMap((goal) => {
    const mine = changes.filter((one) => one.goal === goal);
    const [then, now] = [total(mine, 'before'), total(mine, 'after')];
    const beyond = mine.filter(({ low, high }) => low > 0 || high < 0).length;
    const table = textTable(
      [
        { title: 'group', align: 'left' },
        { title: 'before', align: 'right' },
        { title: 'after', align: 'right' },
        { title: 'change', align: 'right' },
        { title: '95 %', align: 'right' },
      ],
      mine
        .slice(0, groupsShown)
        .map(({ group_id, before, after, change, low, high }) => [
          printable(names.get(group_id) ?? group_id),
          number(before),
          number(after),
          `${change > 0 ? '+' : ''}${number(change)}`,
          `${number(low, 1)} to ${number(high, 1)}`,
        ]),
    );
    const rest = mine.length - groupsShown;
    return [
      '',
      ...totals.filter((one) => one.goal === goal).map(totalLine),
      `  in groups ${number(then)} -> ${number(now)}: ${number(beyond)} of ${number(mine.length)} groups moved by more than their interval, about ${number(mine.length * 0.05, 1)} would by chance.`,
      ...table,
      ...(rest > 0 ? [`... and ${number(rest)} more groups: --format csv prints all.`] : []),
    ];
  });
  return [
    `Week of ${from} -> week of ${to}: distinct people who landed, by home group. Every interval holds for its group alone; the change includes campaigns and season.`,
    ...(parts.length === 0 ? ['', 'Nobody in a known group landed in either week.'] : parts),
  ];
}

function totalLine({ goal, before, after, change, low, high, outside }: TotalChange): string {
  const sign = (value: number, digits = 0) => `${value > 0 ? '+' : ''}${number(value, digits)}`;
  const rest = outside === 0 ? '' : `; ${sign(outside)} of it from people without a known group`;
  return `${printable(goal)}: ${number(before)} -> ${number(after)} people (${sign(change)}, 95 % ${number(low, 1)} to ${number(high, 1)})${rest}.`;
}

function total(changes: readonly GroupChange[], side: 'before' | 'after'): number {
  return changes.reduce((sum, one) => sum + one[side], 0);
}
