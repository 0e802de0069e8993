import { tailsBefore } from './signal_before.js';
import { factorsOf } from './signal_factors.js';
import { type Spread, spreadOf, sum } from './signal_spread.js';
import { startOf } from './signal_start.js';
import { inTail, type Tail } from './signal_tail.js';
import { sharedScatter } from './signal_week.js';
import {
  baseOf,
  baseWeeks,
  type Counted,
  countWindow,
  type InWindow,
  pOfFactors,
  variance,
} from './signal_window.js';

/** The windows through which a group is examined, in weeks, and the weight of each. */
export const windows = [
  { weeks: 1, weight: 0.7 },
  { weeks: 4, weight: 0.15 },
  { weeks: 8, weight: 0.15 },
] as const;
const longest = 8;
/** degrees of freedom of groups that do not differ in how much they scatter: all but Gaussian */
const mostPrior = 1000;
/** single weeks are looked at only where their sum is this rare */
const rare = 0.01;

/** One group through one window, and its single weeks. */
export interface WindowSignal extends InWindow {
  /** every week of a longer window that is rare by itself, judged alone against the weeks before it; empty for one week, and where nothing is rare */
  readonly alone: readonly WindowSignal[];
}

export interface GroupSignal {
  readonly p: number;
  readonly windows: readonly WindowSignal[];
  /** number of the last weeks that say anything of it: those since it began, at most 34 */
  readonly weeks: number;
}

/**
 * Every group against its share of the weeks since it began: season, campaign and trend, which all groups share, cancel out. Rows are
 * groups, columns weeks, the last one the week in question. How far groups scatter is taken from the weeks before each window, so that
 * what happens in a window does not hide itself. A group must be rare as a count; where weeks multiply or are autocorrelated, also as a
 * product of factors; where all groups scatter more in the window than before it, also as a product with those; and where earlier weeks
 * were further out than all of this says, also among those. Empty if there are too few weeks for any window.
 */
export function groupSignals(landed: readonly (readonly number[])[]): GroupSignal[] {
  const rows = landed.map((row) => row.slice(-(baseWeeks + longest)));
  const used = windowsFor(rows);
  if (used.length === 0) return [];
  const exposures = sharesOfOthers(rows);
  const groups = rows.map((row, at) => {
    const earlier = (landed[at] ?? []).slice(0, -row.length);
    return sinceStart(row, exposures[at] ?? [], earlier);
  });
  const single = ruleBefore(groups, 1);
  const judged = used.map(({ weeks }) =>
    judgeAll(groups, weeks === 1 ? single : ruleBefore(groups, weeks), single),
  );
  return groups.map(({ start, row }, group) => {
    const seen = judged.flatMap((all) => all[group] ?? []);
    const p = seen.map((one) => one.p);
    return { p: leastOf(p, used), windows: seen, weeks: row.length - start };
  });
}

/** The p of every group by its counts alone, with the spread of all weeks but the last: the rule as originally agreed. */
export function countSignals(landed: readonly (readonly number[])[]): number[] {
  const rows = landed.map((row) => row.slice(-(baseWeeks + longest)));
  const used = windowsFor(rows);
  const exposures = sharesOfOthers(rows);
  const spread = spreadOf(rows, exposures);
  return rows.map((row, at) =>
    leastOf(
      used.map(({ weeks }) => countWindow(row, exposures[at] ?? [], weeks, spread).p),
      used,
    ),
  );
}

type Windows = readonly (typeof windows)[number][];

function windowsFor(rows: readonly (readonly number[])[]): Windows {
  return windows.filter(({ weeks }) => baseOf(rows[0]?.length ?? 0, weeks) !== null);
}

/** The least p of several windows, each by its weight. */
function leastOf(p: readonly number[], used: Windows): number {
  const total = sum(used.map(({ weight }) => weight));
  return Math.min(1, ...p.map((one, at) => (one * total) / (used[at]?.weight ?? 1)));
}

/** A group in the weeks that are looked at; those before its start are empty. */
interface Since {
  readonly start: number;
  readonly row: readonly number[];
  readonly exposure: readonly number[];
}

/** A group that landed something in earlier weeks than those looked at had begun before them. */
function sinceStart(row: readonly number[], exposure: readonly number[], earlier: readonly number[]): Since {
  const start = earlier.some((y) => y > 0) ? 0 : startOf(row, exposure);
  const blank = (values: readonly number[]) => values.map((value, at) => (at < start ? 0 : value));
  return start === 0 ? { start, row, exposure } : { start, row: blank(row), exposure: blank(exposure) };
}

/** What the weeks before a window say of how groups scatter. */
interface Rule extends Spread {
  readonly weeks: number;
  readonly factors: readonly number[] | null;
  readonly above: Tail;
  readonly below: Tail;
}

function ruleBefore(groups: readonly Since[], weeks: number): Rule {
  const until = <T>(values: readonly T[]) => values.slice(0, values.length - weeks + 1);
  const rows = groups.map(({ row }) => until(row));
  const exposures = groups.map(({ exposure }) => until(exposure));
  const spread = spreadOf(rows, exposures, mostPrior);
  const rule = { ...spread, weeks, factors: factorsOf(rows, exposures, spread) };
  return { ...rule, ...tailsBefore(groups.map(weeksOf), rule) };
}

/** Only the weeks since the start. */
function weeksOf({ start, row, exposure }: Since): Since {
  return start === 0
    ? { start, row, exposure }
    : { start, row: row.slice(start), exposure: exposure.slice(start) };
}

/** All groups through one window. */
function judgeAll(groups: readonly Since[], rule: Rule, single: Rule): WindowSignal[] {
  const since = groups.map(weeksOf);
  const counted = since.map(({ row, exposure }) => countWindow(row, exposure, rule.weeks, rule));
  const more = sharedScatter(
    counted.flatMap(({ landed, scatter }) =>
      scatter === null
        ? []
        : [
            {
              landed,
              expected: scatter.expected,
              variance: variance(scatter, rule.factors ?? rule.covariances),
            },
          ],
    ),
  );
  return since.flatMap(({ row, exposure }, at) => {
    const one = counted[at];
    if (one === undefined) return [];
    const seen = judge(one, rule, more);
    return seen.p > rare ? seen : withWeeks(seen, weeksAlone(row, exposure, rule.weeks, single));
  });
}

/** A window with its weeks: it is at least as likely as that every one of them is so far out, which is the product of their tails. */
function withWeeks(window: WindowSignal, alone: readonly WindowSignal[]): WindowSignal {
  if (alone.length < window.weeks) return { ...window, alone };
  const all = alone.reduce((product, { p, z }) => product * (z > 0 === window.z > 0 ? p / 2 : 1 - p / 2), 1);
  return { ...window, p: Math.max(window.p, 2 * all), alone };
}

function judge({ scatter, df, ...one }: Counted, rule: Rule, more: number): WindowSignal {
  if (scatter === null) return { ...one, alone: [] };
  const isMultiplied = rule.factors !== null || more > 0;
  const factors = isMultiplied
    ? pOfFactors(one.landed, scatter, rule.factors ?? rule.covariances, more, df)
    : 0;
  const p = 2 * inTail(Math.max(one.p, factors) / 2, one.z > 0 ? rule.above : rule.below);
  return { ...one, p, alone: [] };
}

/** Each week of a window as if the report had been made after it. */
function weeksAlone(
  row: readonly number[],
  exposure: readonly number[],
  length: number,
  rule: Rule,
): WindowSignal[] {
  if (length === 1) return [];
  return Array.from({ length }, (_, week) => row.length - length + week + 1)
    .filter((end) => baseOf(end, 1) !== null)
    .map((end) => judge(countWindow(row.slice(0, end), exposure.slice(0, end), 1, rule), rule, 0));
}

/** What a group is compared with in each week: the sum of all other groups; 1 if these are too few to say anything. */
function sharesOfOthers(rows: readonly (readonly number[])[]): number[][] {
  const totals = (rows[0] ?? []).map((_, week) => sum(rows.map((row) => row[week] ?? 0)));
  return rows.map((row) => {
    const others = totals.map((total, week) => total - (row[week] ?? 0));
    const enough = sum(others) / others.length >= 30;
    return others.map((other) => Math.max(enough ? other : 1, 1e-9));
  });
}
