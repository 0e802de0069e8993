import type { CalendarDay, Goal, LandedDay, Published, Target } from '../report/published.js';
import {
  countLanding,
  dispersionOf,
  type Landing,
  type PaceVerdict,
  paceVerdict,
  valueLanding,
  weekdayWeights,
} from '../statistics/pacing.js';
import { ranBetween } from './tactics/tactic_days.js';
import { orderedGoals } from './totals.js';
import { isIn } from './trust/freshness.js';
import { daysOf, reportDay, type Span, spanOf, weekdayOf } from './weeks/spans.js';
import { addDays, daysBetween } from './weeks/weeks.js';

/** A node of the goal tree and where it stands at the end of the report. */
export interface PaceNode {
  readonly target: Target;
  readonly span: Span;
  readonly goal: Goal;
  readonly is_value: boolean;
  readonly depth: number;
  readonly days_gone: number;
  readonly days: number;
  readonly landed: number;
  /** net results so far, whatever the node counts: if they are too few, its money is hidden too */
  readonly results: number;
  /** the weight of the days gone as a share of all days, and the target at that share */
  readonly weight: number;
  readonly pace: number;
  readonly over: boolean;
  /** null: too early to say (under a fifth of the period, or fewer than 5 results) */
  readonly landing: Landing | null;
  readonly chance: number | null;
  /** not_in: results of some days are missing; null: too early */
  readonly verdict: PaceVerdict | 'reached' | 'missed' | 'not_in' | null;
  /** calendar days to come whose weight nothing earlier tells */
  readonly unknown_events: readonly string[];
}

const ordinaryWeeks = 8;
const least = { weight: 0.2, landed: 5 };

/** The nodes in whose period the report ends, in tree order; nodes with a metric that is not counted are left out. */
export function paceNodes(published: Published): readonly PaceNode[] {
  const end = reportDay(published);
  const nodes = published.targets.flatMap((target) => {
    const span = spanOf(target.period, published.facts);
    if (span === null || span.from > end || span.to < end) return [];
    const node = paceNode(published, target, span, end);
    return node === null ? [] : [node];
  });
  return inTreeOrder(nodes, orderedGoals(published));
}

/** Parents before children, shorter periods first; side by side, headline goals first and money before numbers, whatever the names are. */
function inTreeOrder(nodes: readonly PaceNode[], goals: readonly Goal[]): PaceNode[] {
  const byPeriod = new Map<string, PaceNode[]>();
  const placeOf = ({ goal, is_value }: PaceNode) =>
    2 * goals.findIndex((one) => one.goal === goal.goal) + (is_value ? 0 : 1);
  const periodOf = ({ target }: PaceNode) => target.period;
  const sorted = nodes.toSorted(
    (a, b) =>
      a.days - b.days ||
      (periodOf(a) === periodOf(b) ? placeOf(a) - placeOf(b) : periodOf(a) < periodOf(b) ? -1 : 1),
  );
  for (const node of sorted)
    byPeriod.set(node.target.period, [...(byPeriod.get(node.target.period) ?? []), node]);
  return [...byPeriod.values()].flatMap((mine) => {
    const names = new Set(mine.map(({ target }) => target.node));
    const taken = new Set<PaceNode>();
    const under = (parent: string | null, depth: number): PaceNode[] =>
      mine
        .filter(
          ({ target }) =>
            (target.parent !== null && names.has(target.parent) ? target.parent : null) === parent,
        )
        .flatMap((node) => {
          if (taken.has(node)) return [];
          taken.add(node);
          return [{ ...node, depth }, ...under(node.target.node, depth + 1)];
        });
    const tree = under(null, 0);
    return [...tree, ...mine.filter((node) => !taken.has(node))];
  });
}

/** The goal and the figure of a metric such as order:conversions. */
function metricOf(published: Published, metric: string | null): { goal: Goal; is_value: boolean } | null {
  const [name, figure] = (metric ?? '').split(/:(?=[^:]*$)/);
  const goal = published.goals.find((one) => one.goal === name) ?? null;
  if (goal === null || (figure !== 'conversions' && figure !== 'value')) return null;
  return figure === 'value' && !goal.has_value ? null : { goal, is_value: figure === 'value' };
}

function paceNode(published: Published, target: Target, span: Span, end: string): PaceNode | null {
  const metric = metricOf(published, target.metric);
  if (metric === null || !(target.target > 0)) return null;
  const { goal, is_value } = metric;
  const rows = new Map(
    published.landed_days.filter((row) => row.goal === goal.goal).map((row) => [row.day, row]),
  );
  const weights = dayWeights(published, rows, span, end);
  const [gone, rest] = [daysOf(span.from, end), daysOf(addDays(end, 1), span.to)];
  const worth = (days: readonly string[]) => days.reduce((sum, day) => sum + (weights.of.get(day) ?? 1), 0);
  const weight = worth(gone) / (worth(gone) + worth(rest));
  const orders = sumOf(rows, gone, (row) => row.conversions_net);
  const landed = is_value ? sumOf(rows, gone, (row) => row.value_net ?? 0) : orders;
  const base = gone.filter((day) => !weights.as_they_were.has(day));
  const so = {
    landed: orders,
    base: sumOf(rows, base, (row) => row.conversions_net),
    base_weight: worth(base),
    rest_weight: worth(rest),
    dispersion: weights.dispersion,
  };
  const over = rest.length === 0;
  const missing = landed < target.target && !isIn(published, goal.goal, span.from, end);
  const tooEarly = !over && (weight < least.weight || orders < least.landed || so.base <= 0);
  const landing =
    tooEarly || missing ? null : is_value ? valueLanding(so, valuesOf(rows, gone)) : countLanding(so);
  const chance = landing === null ? null : landing.chance(target.target);
  return {
    ...{ target, span, goal, is_value, depth: 0, days_gone: gone.length, days: gone.length + rest.length },
    ...{ landed, results: orders, weight, pace: weight * target.target, over, landing, chance },
    verdict: missing ? 'not_in' : over ? (landed >= target.target ? 'reached' : 'missed') : verdictOf(chance),
    unknown_events: weights.unknown,
  };
}

/** The verdict of a period that is not over; null: too early. */
function verdictOf(chance: number | null): PaceVerdict | null {
  return chance === null ? null : paceVerdict(chance);
}

function sumOf(
  rows: ReadonlyMap<string, LandedDay>,
  days: readonly string[],
  figure: (row: LandedDay) => number,
): number {
  return days.reduce((sum, day) => {
    const row = rows.get(day);
    return row === undefined ? sum : sum + figure(row);
  }, 0);
}

/** Mean and spread of the value of one result. */
function valuesOf(rows: ReadonlyMap<string, LandedDay>, days: readonly string[]) {
  const count = sumOf(rows, days, (row) => row.conversions_net);
  const landed = sumOf(rows, days, (row) => row.value_net ?? 0);
  const squares = sumOf(rows, days, (row) => row.value_squares ?? 0);
  const mean = count > 0 ? landed / count : 0;
  return {
    mean,
    count,
    landed,
    deviation: Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean)),
  };
}

interface Weights {
  readonly of: ReadonlyMap<string, number>;
  /** calendar days gone whose weight nothing earlier tells: counted as they were, but no basis for the rest */
  readonly as_they_were: ReadonlySet<string>;
  readonly unknown: readonly string[];
  readonly dispersion: number;
}

/** The weight of each day: its weekday in the eight ordinary weeks before, times the factor of its event if an earlier one is known. */
function dayWeights(
  published: Published,
  rows: ReadonlyMap<string, LandedDay>,
  span: Span,
  end: string,
): Weights {
  const events = new Map(published.calendar.map((event) => [event.date, event]));
  const first = published.landed_days.map(({ day }) => day).sort()[0] ?? end;
  const landedOn = (day: string) => rows.get(day)?.conversions_net ?? 0;
  const ordinary: string[] = [];
  for (let day = end; day >= first && ordinary.length < 7 * ordinaryWeeks; day = addDays(day, -1))
    if (!events.has(day)) ordinary.push(day);
  const weekdays = weekdayWeights(
    ordinary.map((day) => ({ weekday: weekdayOf(day), landed: landedOn(day) })),
  );
  const plain = (day: string) => weekdays[weekdayOf(day)] ?? 1;
  const mean = ordinary.reduce((sum, day) => sum + landedOn(day), 0) / Math.max(1, ordinary.length);
  const factor = (event: CalendarDay): number | null => {
    const before = event.comparable_to ?? earlierOf(published.calendar, event)?.date ?? null;
    if (before === null || before < first || before > end || mean <= 0) return null;
    return Math.max(0.1, landedOn(before) / (mean * plain(before)));
  };
  const days = daysOf(span.from, span.to);
  const factors = new Map(
    days.flatMap((day) => {
      const event = events.get(day);
      return event === undefined ? [] : [[day, factor(event)] as const];
    }),
  );
  const weeks = weeksOf(ordinary, landedOn, plain);
  return {
    of: new Map(days.map((day) => [day, plain(day) * (factors.get(day) ?? 1)])),
    as_they_were: new Set(days.filter((day) => day <= end && factors.get(day) === null)),
    unknown: days
      .filter((day) => day > end && factors.get(day) === null)
      .map((day) => events.get(day)?.name ?? day),
    dispersion: Math.max(
      1,
      dispersionOf(ordinary.map(landedOn), ordinary.map(plain)),
      dispersionOf(weeks.landed, weeks.weights),
    ),
  };
}

/** The last earlier day of the same name. */
function earlierOf(calendar: readonly CalendarDay[], event: CalendarDay): CalendarDay | null {
  return (
    calendar
      .filter(({ name, date }) => name === event.name && date < event.date)
      .toSorted((a, b) => daysBetween(a.date, b.date))
      .at(0) ?? null
  );
}

/** Ordinary days in blocks of seven, the newest first. */
function weeksOf(days: readonly string[], landedOn: (day: string) => number, worth: (day: string) => number) {
  const blocks = Array.from({ length: Math.floor(days.length / 7) }, (_, at) =>
    days.slice(7 * at, 7 * at + 7),
  );
  const sum = (block: readonly string[], of: (day: string) => number) =>
    block.reduce((total, day) => total + of(day), 0);
  return {
    landed: blocks.map((block) => sum(block, landedOn)),
    weights: blocks.map((block) => sum(block, worth)),
  };
}

/** Hours of tactics that serve no goal, among those that ran in a stretch. */
export function offMainLine(published: Published, from: string, to: string) {
  const { timezone } = published.facts;
  const ran = published.tactics.filter(
    (tactic) => tactic.starts_at_us !== null && ranBetween(tactic, from, to, timezone),
  );
  const off = ran.filter(({ goal }) => goal === null || !published.goals.some((one) => one.goal === goal));
  const hours = (list: typeof ran) => list.reduce((sum, tactic) => sum + (tactic.hours ?? 0), 0);
  return { ran, off, hours: hours(ran), off_hours: hours(off) };
}
