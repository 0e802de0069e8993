import { money, number, percent } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import {
  type Goal,
  type IdJoin,
  type Published,
  placeboWarning,
  type Restatement,
  type RestatementCause,
} from '../../report/published.js';
import type { Check, Level } from '../../report/report.js';
import { mainGoal, orderedGoals, sum } from '../totals.js';
import { goalLabel, labelOf } from '../wording/labels.js';
import { isFew } from '../wording/names.js';
import { labelFor, wordsOf } from '../wording/words.js';
import { coverageCheck, rhythmCheck } from './freshness.js';
import { leftOutChecks, leftOutLimits } from './left_out.js';

/** The limits at which a check turns from good to care, and from care to bad. They are printed in the part about the method. */
export const limits = {
  rejected: { good: 0.001 },
  matched: { members: 0.6, messages: 0.8 },
  unjoined: { good: 0.3 },
  /** share of the ids of a column that are missing from the table they refer to: good up to, bad from (null: never) */
  lost: {
    'reversals.conversion_id': { good: 0.05, bad: 0.5 },
    'memberships.member_id': { good: 0.5, bad: 1 },
    'memberships.group_id': { good: 0.5, bad: 1 },
    'conversions.code': { good: 0.5, bad: null },
    'tactic_groups.group_id': { good: 0.5, bad: 1 },
    'tactic_groups.tactic_id': { good: 0.05, bad: 1 },
  },
  /** share of the ids of any column that are not found only because of case, zeros and the like */
  near: { good: 0.01 },
  leftOut: leftOutLimits,
  placebo: placeboWarning,
} as const;

/** Every check of the inputs and the books, most serious question first. */
export function checksOf(published: Published): readonly Check[] {
  const words = wordsOf(published.facts);
  return [
    booksCheck(published, words),
    rowsCheck(published, words),
    matchCheck(published, words),
    ...joinCheck(published, words),
    ...idsCheck(published, words),
    ...coverageCheck(published, words),
    ...rhythmCheck(published, words),
    ...provisionalCheck(published, words),
    ...restatedCheck(published, words),
    ...leftOutCheck(published, words),
    ...leftOutChecks(published, words),
  ];
}

/** The worst level among the checks; open ones do not count. */
export function worstLevel(checks: readonly Check[]): Level {
  if (checks.some((check) => check.level === 'bad')) return 'bad';
  return checks.some((check) => check.level === 'care') ? 'care' : 'good';
}

/** Whether credited + unattributed is the ledger's total, for every goal and model, in conversions and in money. */
function booksCheck(published: Published, words: Language): Check {
  const label = words.trust.books;
  const { reconciliation, facts } = published;
  if (facts.conversions === 0) return { level: 'bad', label, text: words.trust.noConversions };
  if (reconciliation.length === 0) return { level: 'bad', label, text: words.trust.noBooks };
  const off = reconciliation.find((row) => isOff(row.difference) || isOff(row.value_difference ?? 0));
  if (off === undefined) {
    const models = new Set(reconciliation.map((row) => row.model)).size;
    return { level: 'good', label, text: words.trust.booksBalance(words.models(models)) };
  }
  const gap = isOff(off.difference) ? number(off.difference, 6) : money(off.value_difference ?? 0, null, 2);
  return {
    level: 'bad',
    label,
    text: words.trust.booksOff(goalLabel(published, off.goal), labelFor(words.modelLabels, off.model), gap),
  };
}

/** Whether a difference is more than the noise of a floating point sum. */
function isOff(difference: number): boolean {
  return !(Math.abs(difference) < 1e-6);
}

/** How many rows of the input could not be read. */
function rowsCheck({ sources }: Published, words: Language): Check {
  const label = words.trust.rows;
  const rejected = sum(sources.map((source) => source.rejected));
  const rows = rejected + sum(sources.map((source) => source.rows));
  if (rejected === 0) return { level: 'good', label, text: words.trust.noRejects(number(rows)) };
  const share = rejected / rows;
  const text = words.trust.rejects(number(rejected), number(rows), percent(share, words, 3));
  return { level: share <= limits.rejected.good ? 'good' : 'care', label, text };
}

/** How many members are known in the product, and how much of the chat they wrote. */
function matchCheck({ facts }: Published, words: Language): Check {
  const label = words.trust.match;
  const { members, members_matched: matched, matched_message_share: messages } = facts;
  if (members === null || matched === null || members === 0) {
    return { level: 'open', label, text: words.trust.matchUnknown };
  }
  if (isFew(members, facts)) return { level: 'open', label, text: words.trust.matchFew(facts.min_cell) };
  const share = matched / members;
  const enough = share >= limits.matched.members || (messages ?? 0) >= limits.matched.messages;
  const text = words.trust.matched(number(matched), number(members), percent(share, words));
  const wrote = messages === null ? words.stop : words.trust.wrote(percent(messages, words));
  return { level: enough ? 'good' : 'care', label, text: text + wrote };
}

/** How many conversions of the main goal have no known person, so that no touch can ever be found. */
function joinCheck(published: Published, words: Language): Check[] {
  const goal = mainGoal(published);
  const unjoined = goal === null ? null : unjoinedShare(published, goal.goal);
  if (goal === null || unjoined === null) return [];
  const level = unjoined <= limits.unjoined.good ? 'good' : 'care';
  return [
    {
      level,
      label: words.trust.join,
      text: words.trust.unjoined(labelOf(goal, published), percent(unjoined, words)),
    },
  ];
}

/** Whether the ids of one table are found in the other; the column that loses most decides. */
function idsCheck({ id_joins }: Published, words: Language): Check[] {
  const judged = id_joins.filter(({ named }) => named > 0).map(judgedJoin);
  const rank = (level: Level) => ['good', 'care', 'bad'].indexOf(level);
  const worst = judged.sort((a, b) => rank(b.level) - rank(a.level) || b.share - a.share)[0];
  if (worst === undefined) return [];
  const label = words.trust.ids;
  if (worst.level === 'good') return [{ level: 'good', label, text: words.trust.idsMeet }];
  const { reference, named, lost, near, apart } = worst.join;
  const text = words.trust.idsLost(words.references[reference], percent(lost / named, words));
  const only =
    near === 0 || apart === null
      ? ''
      : words.trust.idsNear(percent(near / named, words), words.trust.apart[apart]);
  return [{ level: worst.level, label, text: text + only + words.stop }];
}

const lostLimits: Readonly<Record<string, { good: number; bad: number | null }>> = limits.lost;

function judgedJoin(join: IdJoin): { level: Level; share: number; join: IdJoin } {
  const share = join.lost / join.named;
  const limit = lostLimits[join.reference];
  if (limit != null && limit.bad !== null && share >= limit.bad) return { level: 'bad', share, join };
  const isCare = (limit !== undefined && share > limit.good) || join.near / join.named > limits.near.good;
  return { level: isCare ? 'care' : 'good', share, join };
}

/** The share of a goal's conversions without an identity, or with one too large to be one person; null: no conversions. */
export function unjoinedShare(published: Published, goal: string): number | null {
  const total = published.reconciliation.find((row) => row.goal === goal)?.source_total ?? 0;
  if (total === 0) return null;
  const rows = published.unattributed.filter(
    (row) => row.goal === goal && (row.reason === 'no_identity' || row.reason === 'quarantined_identity'),
  );
  return sum(rows.map((row) => row.conversions)) / total;
}

/** Goals whose latest figures can still change, because window and settling time have not passed. */
function provisionalCheck(published: Published, words: Language): Check[] {
  const open = orderedGoals(published).filter((goal) => isProvisional(goal, published));
  const first = open.map((goal) => goal.provisional_from ?? '').sort()[0];
  if (first === undefined)
    return [{ level: 'good', label: words.trust.provisional, text: words.trust.settled }];
  return [{ level: 'open', label: words.trust.provisional, text: words.trust.provisionalFrom(first) }];
}

/** What an earlier run of the same period reported differently. */
function restatedCheck(published: Published, words: Language): Check[] {
  const { previous } = published.facts;
  if (previous === null) return [];
  const label = words.trust.restated;
  const asOf = previous.as_of.slice(0, 16).replace('T', ' ');
  if (previous.changes.length === 0) return [{ level: 'good', label, text: words.trust.notRestated(asOf) }];
  const changes = previous.changes.map((change) =>
    words.trust.withCauses(changeText(change, published, words), causesText(change, published, words)),
  );
  return [{ level: 'open', label, text: words.trust.restatedFrom(asOf, changes) }];
}

function changeText(
  { goal, figure, before, after }: Restatement,
  published: Published,
  words: Language,
): string {
  const digits = published.goals.find((candidate) => candidate.goal === goal)?.currency_digits ?? 2;
  const text = (value: number | null) => {
    if (value === null) return words.none;
    if (figure === 'value_net') return number(value, digits);
    return isFew(value, published.facts) ? words.few(published.facts.min_cell) : number(value);
  };
  const few = words.few(published.facts.min_cell);
  const apart = isFew(Math.abs((after ?? 0) - (before ?? 0)), published.facts) && figure !== 'value_net';
  const [then, now] = apart ? [text(before), words.trust.changedBy(few)] : [text(before), text(after)];
  return words.trust.change(goalLabel(published, goal), words.trust.figures[figure], then, now);
}

/** What each cause adds to a changed total; nothing if it would reveal rows about too few people. */
function causesText({ goal, figure }: Restatement, { facts, goals }: Published, words: Language): string[] {
  const mine = (facts.previous?.rows?.causes ?? []).filter(
    (one) => one.goal === goal && one.figure === figure,
  );
  const small = ({ rows, delta }: RestatementCause) =>
    isFew(rows, facts) || (figure !== 'value_net' && isFew(Math.abs(delta), facts));
  if (mine.some(small)) return [];
  const digits =
    figure === 'value_net' ? (goals.find((candidate) => candidate.goal === goal)?.currency_digits ?? 2) : 0;
  return mine.map(({ cause, delta }) =>
    words.trust.cause(`${delta > 0 ? '+' : ''}${number(delta, digits)}`, words.trust.causes[cause]),
  );
}

/** Whether part of the period can still change for this goal. */
export function isProvisional(goal: Goal, { facts }: Published): boolean {
  const end = facts.period_to ?? facts.last_day;
  return goal.provisional_from !== null && goal.provisional_from <= end;
}

/** Rows later than as_of, which were not read. */
function leftOutCheck({ facts }: Published, words: Language): Check[] {
  if (facts.left_out_after_as_of === 0) return [];
  const text = words.trust.leftOut(number(facts.left_out_after_as_of));
  return [{ level: 'open', label: words.trust.leftOutLabel, text }];
}
