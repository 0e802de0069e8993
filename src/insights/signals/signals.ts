import type { CalendarDay, Goal, Published } from '../../report/published.js';
import { groupSignals, type WindowSignal } from '../../statistics/signal_groups.js';
import { signalLevels } from '../../statistics/signal_levels.js';
import { type Forecast, fewestWeeks, forecastWeek } from '../../statistics/signal_totals.js';
import { baseWeeks } from '../../statistics/signal_window.js';
import { holm, stepUp } from '../../statistics/step_up.js';
import { mainGoal, orderedGoals } from '../totals.js';
import { reportDay } from '../weeks/spans.js';
import { compareWeeks } from '../weeks/week_change.js';
import { addDays, allWeeks } from '../weeks/weeks.js';
import { displayName } from '../wording/names.js';
import { groupPanel } from './group_panel.js';

/** One group and goal that stands out in the week or the last weeks. */
export interface GroupHighlight {
  readonly group_id: string;
  readonly goal: string;
  readonly kind: 'jump' | 'built_up' | 'drop';
  readonly window: WindowSignal;
  /** the first week of a longer window that stood out by itself; null: none did, or the window is one week */
  readonly since: string | null;
  readonly p: number;
  readonly weeks: readonly string[];
  readonly landed: readonly number[];
  /** its usual share of each week */
  readonly usual: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** One headline goal in the week, compared with its own ordinary weeks. */
export interface TotalSignal {
  readonly goal: string;
  readonly people: number;
  readonly weeks: readonly string[];
  readonly landed: readonly number[];
  /** null: fewer than twelve ordinary weeks */
  readonly forecast: Forecast | null;
  readonly ordinary: number;
  /** calendar days in the week: with one, it is never a highlight of the total */
  readonly events: readonly CalendarDay[];
  /** the earlier week to compare a week with calendar days with */
  readonly comparable: { readonly week: string; readonly people: number; readonly reach: number } | null;
  readonly stands_out: boolean;
}

export interface Signals {
  /** the reported week; null: none is complete */
  readonly week: string | null;
  /** groups and totals that were judged */
  readonly series: number;
  readonly ups: readonly GroupHighlight[];
  readonly downs: readonly GroupHighlight[];
  readonly watch: readonly GroupHighlight[];
  readonly watch_by_chance: number;
  readonly totals: readonly TotalSignal[];
}

const levels = signalLevels;
const drawn = 26;

/** What was already found in the same rows: the same for both languages of a report. */
interface Known {
  readonly of: Published;
  readonly key: string;
  readonly found: Signals;
}
const known = new WeakMap<Published['group_goal_week'], Known[]>();

/** Everything that stands out in the reported week; computed once per run. */
export function signalsOf(published: Published): Signals {
  const before = known.get(published.group_goal_week) ?? [];
  const key = keyOf(published);
  const same = before.find((one) => one.key === key && sameRows(one.of, published));
  if (same !== undefined) return same.found;
  const found = findSignals(published);
  known.set(published.group_goal_week, [...before, { of: published, key, found }]);
  return found;
}

/** Everything besides the rows that signals depend on. */
function keyOf({ facts, goals }: Published): string {
  const { period_from, period_to, as_of, week_starts } = facts;
  const named = goals.map(({ goal, headline }) => [goal, headline]);
  return JSON.stringify([period_from, period_to, as_of, week_starts, named]);
}

function sameRows(one: Published, other: Published): boolean {
  const names = ['goal_week', 'calendar', 'landed', 'group_week'] as const;
  return names.every((name) => one[name] === other[name]);
}

/** Weeks with calendar days, each under the name of its last one, because an eve comes before its day: the last four. */
export function namedWeeks(published: Published, weeks: readonly string[]): { week: string; name: string }[] {
  return weeks
    .flatMap((week) => {
      const [event] = eventsIn(published, week).toSorted((a, b) => (a.date < b.date ? 1 : -1));
      return event === undefined ? [] : [{ week, name: displayName(event.name, event.name) }];
    })
    .slice(-4);
}

/** The days of a week that the calendar names. */
export function eventsIn(published: Published, week: string): readonly CalendarDay[] {
  return published.calendar.filter(({ date }) => date >= week && date <= addDays(week, 6));
}

/** Complete weeks up to the reported one, oldest first. */
export function weeksBefore(published: Published): readonly string[] {
  const goal = mainGoal(published);
  const compared = goal === null ? 'nothing' : compareWeeks(published, goal.goal);
  const week = typeof compared === 'string' ? null : compared.week;
  const first = published.goal_week.reduce<string | null>(
    (least, { week_start }) => (least === null || week_start < least ? week_start : least),
    null,
  );
  if (week === null || first === null) return [];
  return allWeeks(published).filter(
    (one) => one >= first && one <= week && addDays(one, 6) <= reportDay(published),
  );
}

function findSignals(published: Published): Signals {
  const weeks = weeksBefore(published);
  const week = weeks.at(-1) ?? null;
  if (week === null)
    return { week, series: 0, ups: [], downs: [], watch: [], watch_by_chance: 0, totals: [] };
  const goals = orderedGoals(published);
  const totals = goals.filter(({ headline }) => headline).map((goal) => totalSignal(published, goal, weeks));
  const plain = totals.filter(({ events, forecast }) => events.length === 0 && forecast !== null);
  const out = holm(
    plain.map(({ forecast }) => forecast?.p ?? 1),
    levels.totals,
  );
  const judged = totals.map((total) => ({ ...total, stands_out: out[plain.indexOf(total)] ?? false }));
  const groups = goals.flatMap((goal) => groupsJudged(published, goal.goal, weeks));
  const found = stepUp(
    groups.map(({ p }) => p),
    levels.groups,
  );
  const announced = groups
    .filter((_, at) => found[at])
    .toSorted((a, b) => a.p - b.p)
    .map((one) => highlightOf(one, weeks));
  const near = groups.filter((one, at) => !found[at] && one.single <= levels.watch);
  return {
    week,
    series: groups.length + plain.length,
    ups: announced.filter(({ kind }) => kind !== 'drop'),
    downs: announced.filter(({ kind }) => kind === 'drop'),
    watch: near.toSorted((a, b) => a.single - b.single).map((one) => highlightOf(one, weeks)),
    watch_by_chance: groups.length * levels.watch,
    totals: judged,
  };
}

function totalSignal(published: Published, { goal }: Goal, weeks: readonly string[]): TotalSignal {
  const people = new Map(
    published.goal_week.filter((row) => row.goal === goal).map((row) => [row.week_start, row.people]),
  );
  const landed = weeks.map((week) => people.get(week) ?? 0);
  const at = weeks.length - 1;
  const base = weeks.flatMap((week, place) =>
    place < at && eventsIn(published, week).length === 0 ? [{ place, y: landed[place] ?? 0 }] : [],
  );
  const events = eventsIn(published, weeks[at] ?? '');
  const forecast = forecastWeek(
    landed[at] ?? 0,
    at,
    base.map(({ y }) => y),
    base.map(({ place }) => place),
  );
  return {
    goal,
    people: landed[at] ?? 0,
    weeks: weeks.slice(-drawn),
    landed: landed.slice(-drawn),
    forecast,
    ordinary: base.length,
    events,
    comparable: events.length === 0 ? null : comparable(published, events, weeks, landed, base, forecast),
    stands_out: false,
  };
}

/** The week to compare a week with calendar days with: the one named in the calendar, else the last of that kind; and how far chance alone can move them apart. */
function comparable(
  published: Published,
  events: readonly CalendarDay[],
  weeks: readonly string[],
  landed: readonly number[],
  base: readonly { readonly y: number }[],
  forecast: Forecast | null,
): TotalSignal['comparable'] {
  const current = weeks.at(-1) ?? '';
  const weekOf = (day: string | null) =>
    weeks.findLast((week) => day !== null && week <= day && addDays(week, 6) >= day);
  const named = events.map((event) => weekOf(event.comparable_to)).find((week) => week !== undefined);
  const kinds = events.flatMap(({ kind }) => kind ?? []);
  const alike = weeks.findLast(
    (week) =>
      week < current && eventsIn(published, week).some(({ kind }) => kind !== null && kinds.includes(kind)),
  );
  const week = named ?? alike;
  if (week === undefined) return null;
  const people = landed[weeks.indexOf(week)] ?? 0;
  const phi = forecast?.dispersion ?? dispersionOf(base.map(({ y }) => y));
  return { week, people, reach: 1.96 * Math.sqrt(phi * ((landed.at(-1) ?? 0) + people)) };
}

/** Variance over mean of a few ordinary weeks, at least 1. */
function dispersionOf(values: readonly number[]): number {
  const mean = values.reduce((sum, y) => sum + y, 0) / Math.max(1, values.length);
  if (values.length < 3 || mean <= 0) return 1;
  return Math.max(1, values.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (values.length - 1) / mean);
}

/** People per week of every group with a result of one goal in these weeks. */
export function groupRows(
  published: Published,
  goal: string,
  weeks: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const { columns } = published.group_goal_week;
  return groupPanel(columns, columns.people, weeks, 0, { column: columns.goal, text: goal });
}

/** A group and goal that was judged. */
interface Judged {
  readonly group_id: string;
  readonly goal: string;
  readonly p: number;
  /** of the reported week alone */
  readonly single: number;
  readonly windows: readonly WindowSignal[];
  /** number of the last weeks since it began */
  readonly since: number;
  readonly landed: readonly number[];
  /** what all groups landed, one number per week */
  readonly totals: readonly number[];
}

/** Every group with a result of one goal in these weeks. */
function groupsJudged(published: Published, goal: string, weeks: readonly string[]): Judged[] {
  const rows = groupRows(published, goal, weeks);
  const [ids, counts] = [[...rows.keys()], [...rows.values()]];
  const totals = weeks.map((_, at) => counts.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  return groupSignals(counts).map(({ p, windows, weeks: since }, at) => ({
    ...{ group_id: ids[at] ?? '', goal, p, single: windows[0]?.p ?? 1, windows, since },
    ...{ landed: counts[at] ?? [], totals },
  }));
}

/** A group that stands out, with its usual share of each week. */
function highlightOf(
  { windows, landed, totals, since: known, ...one }: Judged,
  weeks: readonly string[],
): GroupHighlight {
  const first = windows[0];
  const best = windows.reduce((least, window) => (window.p < least.p ? window : least));
  const isLong = best.weeks > 1 && one.single > levels.single;
  const shown = isLong ? best : (first ?? best);
  const alone = shown.alone.findIndex(({ p, z }) => p <= levels.single && z > 0 === shown.z > 0);
  const since = alone < 0 ? null : (weeks.at(alone - shown.weeks) ?? null);
  const usual = usualShare(landed, totals, shown.weeks, known);
  const weekly = (shown.alone[0] ?? shown).dispersion;
  const reach = usual.map((mu) => [Math.sqrt(mu), 0.98 * Math.sqrt(weekly)] as const);
  return {
    ...{ group_id: one.group_id, goal: one.goal, p: one.p, window: shown, since },
    kind: shown.z < 0 ? 'drop' : isLong && since === null ? 'built_up' : 'jump',
    ...{ weeks: weeks.slice(-drawn), landed: landed.slice(-drawn), usual: usual.slice(-drawn) },
    low: reach.map(([root, d]) => Math.max(0, root - d) ** 2).slice(-drawn),
    high: reach.map(([root, d]) => (root + d) ** 2).slice(-drawn),
  };
}

/** The usual share of a group in each week: its size relative to all others in the weeks since it began and before the last ones that are judged. */
function usualShare(
  landed: readonly number[],
  totals: readonly number[],
  judged: number,
  since: number,
): number[] {
  const others = totals.map((total, at) => total - (landed[at] ?? 0));
  const enough = others.reduce((sum, other) => sum + other, 0) / Math.max(1, others.length) >= 30;
  const exposure = others.map((other) => (enough ? Math.max(other, 1e-9) : 1));
  const sum = (values: readonly number[]) =>
    values.slice(-Math.min(baseWeeks + judged, since), -judged).reduce((total, value) => total + value, 0);
  const scale = sum(landed) / Math.max(1e-9, sum(exposure));
  return exposure.map((one) => one * scale);
}

/** Whether there are enough ordinary weeks to call any week unusual. */
export function enoughWeeks({ totals }: Signals): boolean {
  return totals.some(({ ordinary }) => ordinary >= fewestWeeks);
}
