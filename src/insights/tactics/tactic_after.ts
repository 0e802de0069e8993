import { number, percent } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Published, Tactic } from '../../report/published.js';
import type { Block, Cell, Finding, Table } from '../../report/report.js';
import {
  type AfterEffect,
  afterEffect,
  type NextTest,
  nextTest,
  pAbove,
  type RatioToExpected,
  ratioInterval,
  smallestRatio,
} from '../../statistics/after_effect.js';
import { holmLevels } from '../../statistics/step_up.js';
import { onceARun } from '../findings/once_a_run.js';
import { rowsBehind, rowsOfSeveral } from '../findings/rows_behind.js';
import { headlineGoals } from '../totals.js';
import { resultsBegin } from '../trust/freshness.js';
import { addDays, allWeeks, daysBetween } from '../weeks/weeks.js';
import { column, noneCell, share, textCell } from '../wording/cells.js';
import { goalLabel } from '../wording/labels.js';
import { tacticDays } from './tactic_days.js';
import { peopleOf, sidesOf, strataOf, weeksBefore } from './tactic_strata.js';

/** weeks after the last one of the tactic: those from which results may have been pulled forward, and those that show what lasts */
const [soon, later] = [
  [1, 2],
  [4, 8],
] as const;
const alpha = 0.05;
/** what the cheapest next test should be able to show: half as much again */
const wanted = 1.5;
const windows = ['during', 'soon', 'later'] as const;
type Window = (typeof windows)[number];

/** What came after a tactic. */
export type After = 'lasting' | 'pulse' | 'pulled_forward' | 'cannot_tell';

/** One tactic and goal: its weeks, the two after it, and the fourth to eighth after it, each compared with groups of the same type without it. */
export interface AfterTactic {
  readonly tactic_id: string;
  readonly goal: string;
  readonly verdict: After;
  readonly during: RatioToExpected | null;
  readonly soon: RatioToExpected | null;
  readonly later: RatioToExpected | null;
  /** the smallest lasting ratio that could have been detected; null if too little landed */
  readonly seen: number | null;
  /** the fewest groups per side that would show half as much again, or as many as there are */
  readonly next: NextTest | null;
}

/** A tactic, with its first and its last week. */
interface Spell {
  readonly tactic: Tactic;
  readonly first: string;
  readonly last: string;
}

/**
 * Every tactic with eight known weeks before it and eight after it. Three questions are asked about each tactic and goal: did more land
 * while it ran, did less land right after it, and more later? Holm's procedure answers them all at once, and each interval has the level
 * at which its question was tested.
 */
export const afterTactics = onceARun(judged);

function judged(published: Published): readonly AfterTactic[] {
  const spells = spellsOf(published).filter((spell) => isKnown(spell, published));
  const sides = spells.map(({ tactic, first }) => sidesOf(published, tactic.tactic_id, first));
  const claims = headlineGoals(published).flatMap(({ goal }) => {
    const people = peopleOf(published, goal);
    return spells.map(({ tactic, first, last }, at) => {
      const strata = strataOf(sides[at] ?? [], first, people);
      const effect = (from: string, to: string) => afterEffect(strata(from, to));
      const after = ([from, to]: readonly [number, number]) =>
        effect(addDays(last, 7 * from), addDays(last, 7 * to));
      return {
        ...{ tactic_id: tactic.tactic_id, goal },
        effects: { during: effect(first, last), soon: after(soon), later: after(later) },
      };
    });
  });
  const asked = claims.flatMap(({ effects }) =>
    windows.map((window) => ({ window, effect: effects[window] })),
  );
  const known = asked.flatMap(({ window, effect }) => (effect === null ? [] : [{ window, effect }]));
  const levels = holmLevels(known.map(pOf), alpha);
  const levelOf = new Map(known.map(({ effect }, at) => [effect, levels[at] ?? alpha]));
  return claims.map(({ tactic_id, goal, effects }) => {
    const interval = (effect: AfterEffect | null) =>
      effect === null ? null : ratioInterval(effect, levelOf.get(effect) ?? alpha);
    const found = {
      during: interval(effects.during),
      soon: interval(effects.soon),
      later: interval(effects.later),
    };
    const { later: then } = effects;
    return {
      ...{ tactic_id, goal, verdict: verdictOf(found), ...found },
      seen: then === null ? null : smallestRatio(then, levelOf.get(then) ?? alpha),
      next: then === null ? null : nextTest(then, wanted, alpha / 2),
    };
  });
}

/** How likely the result is by chance, in the direction of interest: more, or less right after the tactic. */
function pOf({ window, effect }: { readonly window: Window; readonly effect: AfterEffect }): number {
  return window === 'soon' ? 1 - pAbove(effect) : pAbove(effect);
}

/** Lasting: still more than expected; pulse: more while it ran, and less than half of that later; pulled forward: less right after it. */
export function verdictOf(found: Pick<AfterTactic, 'during' | 'soon' | 'later'>): After {
  const { during, soon: next, later: then } = found;
  if (then !== null && then.low > 1) return 'lasting';
  if (next !== null && next.high < 1) return 'pulled_forward';
  const rose = during !== null && during.low > 1;
  if (rose && then !== null && then.high < 1 + (during.ratio - 1) / 2) return 'pulse';
  return 'cannot_tell';
}

function spellsOf({ tactics, tactic_groups, facts }: Published): Spell[] {
  return tactics.flatMap((tactic) => {
    const { start, end } = tacticDays(tactic, facts.timezone);
    const hasGroups = tactic_groups.some(
      ({ tactic_id, arm }) => tactic_id === tactic.tactic_id && arm === 'treated',
    );
    if (start === null || end === null || end > facts.last_day || !hasGroups) return [];
    const first = weekOf(start, facts.week_starts);
    return [{ tactic, first, last: weekOf(end, facts.week_starts) }];
  });
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The first day of the week of a day. */
function weekOf(day: string, week_starts: string): string {
  const since = daysBetween('1970-01-05', day) - Math.max(0, weekdays.indexOf(week_starts));
  return addDays(day, -(((since % 7) + 7) % 7));
}

function isKnown({ first, last }: Spell, published: Published): boolean {
  const begin = resultsBegin(published) ?? allWeeks(published)[0];
  const end = addDays(last, 7 * later[1] + 6);
  return begin !== undefined && addDays(first, -7 * weeksBefore) >= begin && end <= published.facts.last_day;
}

/** The day on which the first tactic will have been over for eight weeks; null: no tactic is on its way there. */
function firstKnown(published: Published): string | null {
  const days = spellsOf(published).map(({ last }) => addDays(last, 7 * later[1] + 7));
  return days.toSorted().find((day) => day > published.facts.last_day) ?? null;
}

/** Pulse or lasting gain: sentences about what can be said, and all tactics in a table. */
export function afterBlocks(
  published: Published,
  names: ReadonlyMap<string, string>,
  words: Language,
): Block[] {
  const rows = afterTactics(published);
  const { after } = words;
  if (rows.length === 0) {
    const day = firstKnown(published);
    return [{ kind: 'notes', notes: [day === null ? after.none : after.notYet(day)] }];
  }
  const nameOf = ({ tactic_id }: AfterTactic) => names.get(tactic_id) ?? tactic_id;
  const told = rows.filter(({ verdict }) => verdict !== 'cannot_tell');
  const findings = told.map((row) => finding(row, nameOf(row), published, words));
  const known = new Set(told.map(({ tactic_id }) => tactic_id));
  const rest = new Set(rows.map(({ tactic_id }) => tactic_id).filter((id) => !known.has(id))).size;
  const open = { text: restText(rows, rest, known, nameOf, words), evidence: 'C' as const };
  return [
    { kind: 'findings', findings: rest > 0 ? [...findings, open] : findings },
    afterTable(rows, nameOf, published, words),
  ];
}

/** How many tactics the data cannot decide; for the one closest to a decision, what could have been detected, and the cheapest test that would detect more. */
function restText(
  rows: readonly AfterTactic[],
  rest: number,
  told: ReadonlySet<string>,
  nameOf: (row: AfterTactic) => string,
  words: Language,
): string {
  const { after } = words;
  const [closest] = rows
    .filter(({ tactic_id, seen }) => !told.has(tactic_id) && seen !== null)
    .toSorted((a, b) => (a.seen ?? 0) - (b.seen ?? 0));
  const first = after.rest(rest, told.size);
  if (closest === undefined || closest.seen === null || closest.next === null)
    return words.join([first, after.noSize]);
  const { groups, ratio } = closest.next;
  return words.join([
    first,
    after.seen(nameOf(closest), gain(closest.seen, words)),
    after.next(number(groups), gain(ratio, words)),
  ]);
}

/** How much more than expected, in percent. */
function gain(ratio: number, words: Language): string {
  return percent(ratio - 1, words);
}

function finding(row: AfterTactic, name: string, published: Published, words: Language): Finding {
  const shown = row.verdict === 'pulled_forward' ? row.soon : row.later;
  return {
    text: words.after.sentence[row.verdict](
      name,
      goalLabel(published, row.goal),
      ratioText(row.during, words),
      ratioText(shown, words),
    ),
    evidence: 'C',
    about: {
      key: `after.${row.goal}.${row.tactic_id}`,
      goal: row.goal,
      unit: 'ratio',
      figure: shown?.ratio ?? null,
      low: shown?.low ?? null,
      high: shown?.high ?? null,
      expected: 1,
      query: rowsOfSeveral(
        rowsBehind('tactic_groups', { tactic_id: row.tactic_id }),
        rowsBehind('group_goal_week', { goal: row.goal }),
      ),
    },
  };
}

function ratioText(ratio: RatioToExpected | null, words: Language): string {
  if (ratio === null) return words.after.unknown;
  return words.after.times(number(ratio.ratio, 1), number(ratio.low, 1), number(ratio.high, 1));
}

function afterTable(
  rows: readonly AfterTactic[],
  nameOf: (row: AfterTactic) => string,
  published: Published,
  words: Language,
): Table {
  const { after } = words;
  const shape = { kind: 'number', digits: 2 } as const;
  const cell = (ratio: RatioToExpected | null): Cell =>
    ratio === null
      ? noneCell(after.tooFew, words)
      : { is: 'interval', value: ratio.ratio, low: ratio.low, high: ratio.high, missing: null };
  const order: readonly After[] = ['lasting', 'pulse', 'pulled_forward', 'cannot_tell'];
  return {
    kind: 'table',
    id: 'tactics_after',
    title: after.title,
    columns: [
      column(words.tactics.columns.tactic, { kind: 'text' }),
      column(words.columns.goal, { kind: 'text' }),
      column(words.tactics.columns.verdict, { kind: 'text' }),
      column(after.during, shape, 'C'),
      column(after.soon, shape, 'C'),
      column(after.later, shape, 'C'),
      column(after.smallest, share, 'C'),
      column(after.test, { kind: 'text' }),
    ],
    rows: rows
      .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
      .map((row) => [
        textCell(nameOf(row)),
        textCell(goalLabel(published, row.goal)),
        textCell(after.verdicts[row.verdict]),
        cell(row.during),
        cell(row.soon),
        cell(row.later),
        row.seen === null ? noneCell(after.tooFew, words) : { is: 'number', value: row.seen - 1 },
        row.next === null
          ? noneCell(after.tooFew, words)
          : textCell(after.sides(number(row.next.groups), gain(row.next.ratio, words))),
      ]),
    shown: 15,
    note: after.note,
  };
}
