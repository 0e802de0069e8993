import { money, number, percent } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Lift, Published, Tactic } from '../../report/published.js';
import type { Decision } from '../../report/report.js';
import { answersTo, groupKey } from '../findings/answers.js';
import { shortfall } from '../goals.js';
import { isPrintable } from '../hidden/printable.js';
import { type PaceNode, paceNodes } from '../pacing.js';
import { signalsOf } from '../signals/signals.js';
import { costPerResult } from '../tactics/cost_per_result.js';
import { causedOrHarmed, decisionSentence, liftEvidence, withoutFew } from '../tactics/lift_sentence.js';
import { tacticDays } from '../tactics/tactic_days.js';
import { mainGoal } from '../totals.js';
import { checksOf } from '../trust/checks.js';
import { reportDay } from '../weeks/spans.js';
import { addDays } from '../weeks/weeks.js';
import { goalEstimate, goalFigure } from '../wording/goal_figure.js';
import { ownerName, spanLabel } from '../wording/labels.js';
import { displayName, groupNames, isFew } from '../wording/names.js';
import { nodeLabel } from './node_names.js';
import { periodsFirst } from './opening_targets.js';

const mostDecisions = 3;
const daysToDecide = 3;
const recentDays = 28;

/** At most three things to decide: only the data, where it cannot be trusted; targets that will be missed, proven tactics, lowlights, other missed targets, the costliest open question. */
export function decisionsOf(published: Published, words: Language): readonly Decision[] {
  const bad = checksOf(published).find((check) => check.level === 'bad');
  if (bad !== undefined)
    return [{ title: words.opening.fix(bad.label), text: bad.text, evidence: null, owner: null, by: null }];
  if (published.facts.conversions === 0) return [];
  return [
    ...missedTargets(published, words),
    ...provenTactics(published, words),
    ...lowlights(published, words),
    ...otherTargets(published, words),
    ...openQuestion(published, words),
  ].slice(0, mostDecisions);
}

function deadline(published: Published, days: number): string {
  return addDays(reportDay(published), days);
}

/** Targets that will be missed, those of the first screen first; one per goal. */
function willBeMissed(published: Published): readonly PaceNode[] {
  const nodes = paceNodes(published);
  const shown = new Set(periodsFirst(nodes, published));
  const missed = nodes
    .filter(({ verdict, landing }) => verdict === 'will_miss' && landing !== null)
    .toSorted((a, b) => Number(shown.has(b)) - Number(shown.has(a)));
  return onePerGoal(missed);
}

function onePerGoal(nodes: readonly PaceNode[]): readonly PaceNode[] {
  return nodes.filter((node, at) => nodes.findIndex(({ goal }) => goal === node.goal) === at);
}

function missedTargets(published: Published, words: Language): Decision[] {
  return willBeMissed(published).map((node) => aboutTarget(node, published, words));
}

/** Goals of which no target will surely be missed, but one probably will, or was missed in a period that is over. */
function otherTargets(published: Published, words: Language): Decision[] {
  const named = new Set(willBeMissed(published).map(({ goal }) => goal));
  const nodes = paceNodes(published).filter(
    ({ goal, results }) => !named.has(goal) && !isFew(results, published.facts),
  );
  const doubtful = nodes.filter(({ verdict, landing }) => verdict === 'unlikely' && landing !== null);
  const missed = nodes.filter(({ verdict }) => verdict === 'missed');
  return onePerGoal([...doubtful, ...missed]).map((node) => aboutTarget(node, published, words));
}

function aboutTarget(node: PaceNode, published: Published, words: Language): Decision {
  const o = words.opening;
  const name = nodeLabel(node, published, words);
  const target = goalFigure(node.goal, node.is_value)(node.target.target);
  const title =
    node.verdict === 'missed'
      ? o.missed(
          name,
          spanLabel(node.span, node.target.period, words),
          shortfall(node, node.target.target - node.landed),
        )
      : o.miss(name, earlier(deadline(published, daysToDecide + 2), node.span.to), target);
  const owner = ownerOf(node, published);
  return {
    title,
    text: isFew(node.results, published.facts) ? '' : textAbout(node, target, words),
    evidence: 'counted',
    owner: owner === null ? null : displayName(owner, owner),
    by: node.over ? deadline(published, 2) : earlier(deadline(published, 2), node.span.to),
  };
}

/** A tactic begun after the end of a period does nothing for it. */
function earlier(day: string, other: string): string {
  return day < other ? day : other;
}

/** Where the period ends without a change; of one that is over, what landed. */
function textAbout(node: PaceNode, target: string, words: Language): string {
  const { landing, chance, verdict, goal, is_value, span } = node;
  const o = words.opening;
  if (node.over || landing === null) return o.missedText(goalFigure(goal, is_value)(node.landed), target);
  const estimate = goalEstimate(goal, is_value, landing.high);
  const [low, high] = [estimate(landing.low), estimate(landing.high)];
  const period = spanLabel(span, node.target.period, words);
  return verdict === 'unlikely' && chance !== null
    ? o.unlikelyText(low, high, period, percent(chance, words))
    : o.missText(low, high, period);
}

/** Who ran the latest tactic for the goal of a target. */
function ownerOf({ goal: { goal: name } }: PaceNode, { tactics }: Published): string | null {
  const runs = tactics.filter(({ goal, owner }) => goal === name && owner !== null);
  return runs.toSorted((a, b) => Number(b.starts_at_us ?? 0) - Number(a.starts_at_us ?? 0))[0]?.owner ?? null;
}

/** Proven tactics: extend what works but is not everywhere yet, stop what harms. */
function provenTactics(published: Published, words: Language): Decision[] {
  return published.lift.flatMap((claim) => {
    const what = causedOrHarmed(claim);
    const tactic = published.tactics.find(({ tactic_id }) => tactic_id === claim.tactic_id);
    if (what === null || tactic === undefined) return [];
    if (what === 'caused' && (claim.control_groups ?? 0) === 0) return [];
    const row = withoutFew(claim, published);
    const name = displayName(tactic.name, tactic.tactic_id);
    return [
      {
        title: what === 'caused' ? words.opening.extend(name) : words.opening.stop(name),
        text: decisionSentence(
          row,
          priceText(row, tactic, published, words),
          published.facts.lift_period,
          words,
        ),
        evidence: liftEvidence(row),
        owner: tactic.owner === null ? null : displayName(tactic.owner, tactic.owner),
        by: deadline(published, daysToDecide),
      },
    ];
  });
}

/** What each result that a proven tactic added has cost; nothing if that is not known, or could be anything: the table of tactics has it then. */
function priceText(row: Lift, tactic: Tactic, published: Published, words: Language): string[] {
  const price = costPerResult(row, [tactic], tactic.currency, published.facts);
  if (price === null || price.high === null) return [];
  const { each, interval } = words.tactics;
  return [each(money(price.value, tactic.currency, 0), interval(number(price.low), number(price.high)))];
}

/** Groups that fell short of their share, without an explanation so far. */
function lowlights(published: Published, words: Language): Decision[] {
  const names = groupNames(published);
  return signalsOf(published).downs.flatMap((one) => {
    if (!isPrintable(one, published)) return [];
    if (answersTo(published, 'highlights', groupKey(one.goal, one.group_id)).length > 0) return [];
    const { owner_id } = published.groups.find(({ group_id }) => group_id === one.group_id) ?? {};
    return [
      {
        title: words.opening.why(names.get(one.group_id) ?? one.group_id),
        text: words.opening.whyText(number(one.window.landed), number(one.window.expected)),
        evidence: 'counted' as const,
        owner: owner_id === null || owner_id === undefined ? null : ownerName(published, owner_id, words),
        by: deadline(published, daysToDecide),
      },
    ];
  });
}

/** The costliest recent tactic whose effect is unknown, with the cheapest test for it. */
function openQuestion(published: Published, words: Language): Decision[] {
  const since = addDays(reportDay(published), -recentDays);
  const claims = published.lift.flatMap((claim) => {
    const tactic = published.tactics.find(({ tactic_id }) => tactic_id === claim.tactic_id);
    const { timezone } = published.facts;
    const end = tactic === undefined ? null : (tacticDays(tactic, timezone).end ?? reportDay(published));
    const test = causedOrHarmed(claim) === null ? testOf(claim, published, words) : null;
    if (tactic === undefined || test === null || end === null || end < since) return [];
    return [{ tactic, decision: test(tactic, end < reportDay(published)) }];
  });
  const currency = mainGoal(published)?.currency ?? null;
  const [costliest] = claims.toSorted((a, b) => effort(b.tactic, currency) - effort(a.tactic, currency));
  if (costliest === undefined || effort(costliest.tactic, currency) === 0) return [];
  return [costliest.decision];
}

/** Hours and money on one scale, only for ordering tactics; money in another currency than that of the results cannot be placed on it. */
function effort({ hours, cost, ...tactic }: Tactic, currency: string | null): number {
  const isComparable = tactic.currency === null || tactic.currency === currency;
  return (hours ?? 0) * 100 + (isComparable ? (cost ?? 0) : 0);
}

/** A trial with groups or people as a decision; null if the next step is a different one. */
function testOf(claim: Lift, published: Published, words: Language) {
  const { fix, fix_periods } = claim;
  if ((fix !== 'holdout' && fix !== 'people') || fix_periods === null) return null;
  const count = fix === 'people' ? claim.fix_people : claim.fix_groups;
  const leftOut = words.opening.leftOut[fix](number(count ?? 0));
  const length = words.tactics.length(fix_periods, published.facts.lift_period);
  return (tactic: Tactic, isOver: boolean): Decision => {
    const cost = tactic.cost === null || tactic.cost === 0 ? '' : money(tactic.cost, tactic.currency, 0);
    return {
      title: words.opening.test(displayName(tactic.name, tactic.tactic_id), isOver, leftOut, length),
      text: words.opening.testText(number(tactic.hours ?? 0), cost),
      evidence: 'C',
      owner: tactic.owner === null ? null : displayName(tactic.owner, tactic.owner),
      by: deadline(published, 2 * daysToDecide + 1),
    };
  };
}
