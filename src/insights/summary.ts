import { cellText, change, number, percent } from '../report/format.js';
import { type Language, languages } from '../report/language.js';
import type { Facts, Goal, Published } from '../report/published.js';
import type { Fact, Finding, Level, Opening, Part } from '../report/report.js';
import { moneyShape, peopleCell, tenth, whole } from './cells.js';
import { checksOf, limits, unjoinedShare, worstLevel } from './checks.js';
import { partlyText } from './freshness.js';
import { intervalCell } from './interval.js';
import { leagueTitle, rateShape, tiesText } from './league.js';
import { causedOrHarmed, liftEvidence, liftSentence, withoutFew } from './lift_sentence.js';
import { displayName, groupNames, isFew } from './names.js';
import { placeboIsHigh, placeboText } from './placebo.js';
import { type League, leaguesOf, type Ranked } from './ranking.js';
import { mainGoal, orderedGoals, totalsOf } from './totals.js';
import { trustTitle } from './trust.js';
import { compareWeeks, type NoComparison, type WeekChange } from './week_change.js';
import { isOneWeek } from './weeks.js';

const headlinesShown = 3;

/** Part 1, the 30-second summary: what changed, what to decide. */
export function summary(published: Published): Part {
  const words = languages[published.facts.language];
  const goals = headlineGoals(published);
  return {
    id: 'summary',
    number: 1,
    question: words.parts.summary,
    title: summaryTitle(published, words),
    lead: decision(published, words),
    blocks: [
      ...(goals.length === 0
        ? []
        : [{ kind: 'facts' as const, facts: goals.flatMap((goal) => goalFacts(published, goal, words)) }]),
      { kind: 'findings', findings: findingsOf(published, words) },
    ],
  };
}

/** The first screen: status, change, decision. */
export function opening(published: Published): Opening {
  const words = languages[published.facts.language];
  const checks = checksOf(published);
  const level: Level = worstLevel(checks);
  const serious = checks.find((check) => check.level === level) ?? checks[0];
  return {
    status: { level, title: trustTitle(checks, words), text: serious?.text ?? '' },
    change: { title: summaryTitle(published, words), text: highlight(published, words), evidence: 'counted' },
    decision: { title: words.summary.decisionTitle, text: decision(published, words) },
  };
}

/** The goals in the headline: those marked so, else the first. */
function headlineGoals(published: Published): readonly Goal[] {
  const marked = published.goals.filter((goal) => goal.headline);
  return (marked.length > 0 ? marked : orderedGoals(published)).slice(0, headlinesShown);
}

/** Net results of the main goal, and how they moved against the week before. */
function summaryTitle(published: Published, words: Language): string {
  const goal = mainGoal(published);
  if (goal === null || published.facts.conversions === 0) return words.summary.nothing;
  const { conversions_net: net } = totalsOf(published, goal.goal);
  const shown = isFew(net, published.facts) ? words.few(published.facts.min_cell) : number(net);
  const moved = visibleChange(published, goal.goal);
  const by = moved === null ? null : change(moved.previous, moved.current, words);
  const oneWeek = isOneWeek(published.facts);
  const title = words.summary.title(displayName(null, goal.goal), shown, oneWeek ? by : null);
  const partly = partlyText(published);
  return partly === null ? title : words.summary.partly(title, partly);
}

/** The change of a goal; null where two weeks are not compared. */
function visibleChange(published: Published, goal: string): WeekChange | null {
  const moved = visibleComparison(published, goal);
  return typeof moved === 'string' ? null : moved;
}

/** The change of a goal, or why there is none: a week can also be about too few people. */
function visibleComparison(published: Published, goal: string): WeekChange | NoComparison | 'few' {
  const moved = compareWeeks(published, goal);
  if (typeof moved === 'string') return moved;
  return isFew(moved.current, published.facts) || isFew(moved.previous, published.facts) ? 'few' : moved;
}

/** The highlight of the main goal: a record, a move beyond the usual swing, or none. */
function highlight(published: Published, words: Language): string {
  const goal = mainGoal(published);
  const moved = goal === null ? 'no_earlier' : visibleComparison(published, goal.goal);
  if (typeof moved === 'string') return words.summary.noComparison[moved];
  const swing = number(Math.round(moved.swing));
  const week = isOneWeek(published.facts) ? null : moved.week;
  const weeks = moved.history.length;
  const record = moved.record === null ? [] : [words.summary.record(moved.record, weeks + 1)];
  if (moved.beyondSwing)
    return words.join([
      words.summary.beyond(number(moved.current), number(moved.previous), swing, week),
      ...record,
    ]);
  return words.join([
    words.summary.noHighlight(number(moved.current), number(moved.previous), swing, week),
    ...record,
  ]);
}

/** What to decide, soberly: nothing while the data does not bear it. */
function decision(published: Published, words: Language): string {
  const goal = mainGoal(published);
  const bad = checksOf(published).find((check) => check.level === 'bad');
  if (goal === null || published.facts.conversions === 0) return words.decisions.noData;
  if (bad !== undefined) return words.decisions.bad(bad.label);
  const totals = totalsOf(published, goal.goal);
  const name = displayName(null, goal.goal);
  if (totals.credited === 0) return words.decisions.noCredit(name);
  const moved = visibleChange(published, goal.goal);
  if (moved?.beyondSwing)
    return moved.current > moved.previous ? words.decisions.rise(name) : words.decisions.fall(name);
  if ((unjoinedShare(published, goal.goal) ?? 0) > limits.unjoined.good) return words.decisions.join(name);
  if (placeboIsHigh(published, goal.goal)) return words.decisions.placebo;
  return words.decisions.none;
}

/** How a goal moved, beside the total of the period: where that is not the week itself, the week and its number are named. */
function weekNote({ week, current, previous }: WeekChange, facts: Facts, words: Language): string {
  const by = change(previous, current, words);
  return isOneWeek(facts) ? words.onWeekBefore(by) : words.summary.lastWeek(week, number(current), by);
}

/** Net results, net value and credited share of one headline goal. */
function goalFacts(published: Published, goal: Goal, words: Language): Fact[] {
  const { facts } = published;
  const totals = totalsOf(published, goal.goal);
  const name = displayName(null, goal.goal);
  const moved = visibleChange(published, goal.goal);
  const net = totals.conversions_net;
  const credited = net > 0 ? totals.credited_net / net : null;
  const by = moved === null ? null : weekNote(moved, facts, words);
  const people = (value: number | null, reason: string) => peopleCell(value, net, facts, reason, words);
  return [
    {
      label: words.summary.landedNet(name),
      shape: whole,
      cell: people(net, ''),
      evidence: 'counted',
      note: by,
    },
    ...(goal.has_value
      ? [
          {
            label: words.summary.valueNet(name),
            shape: moneyShape(goal),
            cell: people(totals.value_net, words.notInRun),
            evidence: 'counted' as const,
            note: null,
          },
        ]
      : []),
    {
      label: words.summary.creditedShare(name),
      shape: { kind: 'percent', digits: 0 },
      cell: people(credited, words.nothingToShare),
      evidence: 'D',
      note: words.summary.byModel(facts.default_model),
    },
  ];
}

/** Three to six sentences: change, concentration, places, what has no credit, what timing supports. */
export function findingsOf(published: Published, words: Language): readonly Finding[] {
  const goal = mainGoal(published);
  if (goal === null || published.facts.conversions === 0)
    return [{ text: words.summary.nothing, evidence: 'counted' }];
  return [
    { text: highlight(published, words), evidence: 'counted' },
    { text: words.sentence(leagueTitle(published, words)), evidence: 'D' },
    ...topFinding(published, goal, words),
    ...unattributedFinding(published, goal, words),
    ...placeboFinding(published, goal),
    ...incrementalFindings(published, words),
  ];
}

const incrementsNamed = 2;

/** What tactics caused, the surest first; that nothing is incremental where nothing is shown. */
function incrementalFindings({ lift, tactics, facts }: Published, words: Language): Finding[] {
  const shown = lift
    .filter((row) => causedOrHarmed(row) !== null)
    .toSorted((a, b) => Number(liftEvidence(a) !== 'A') - Number(liftEvidence(b) !== 'A'))
    .slice(0, incrementsNamed);
  if (shown.length === 0) return [{ text: words.summary.notIncremental, evidence: 'D' }];
  return shown.map((row) => {
    const name = tactics.find(({ tactic_id }) => tactic_id === row.tactic_id)?.name ?? null;
    const text = liftSentence(withoutFew(row, facts), facts.lift_period, words);
    return {
      text: words.tactics.finding(displayName(name, row.tactic_id), text),
      evidence: liftEvidence(row) ?? 'C',
    };
  });
}

const topNamed = 3;

/** The first groups of the largest league with their credit, and which of their places are tied. */
function topFinding(published: Published, goal: Goal, words: Language): Finding[] {
  const league = leaguesOf(published, goal)[0];
  const names = groupNames(published);
  const { facts } = published;
  const top = (league?.ranked ?? [])
    .filter((row) => row.credit.conversions > 0 && !isFew(row.credit.any_touch, facts))
    .filter((row) => !league?.byRate || !isFew(row.members, facts))
    .slice(0, topNamed);
  if (league === undefined || top.length === 0) return [];
  const named = top.map((row) =>
    words.summary.withCredit(names.get(row.group_id) ?? row.group_id, creditText(row, league, words)),
  );
  const per = league.byRate ? (league.observed ? 'seen' : 'members') : null;
  return [{ text: words.summary.top(words.list(named), per, tiesText(league, words)), evidence: 'D' }];
}

/** What a group is ranked by, with its interval, as it stands in a sentence. */
function creditText({ credit, members }: Ranked, league: League, words: Language): string {
  const shape = league.byRate ? rateShape(league) : tenth;
  const cell = intervalCell(credit, league.byRate ? (members ?? 1) / 100 : 1, words);
  if (cell.is === 'interval' && cell.missing !== null)
    return words.list([cellText({ is: 'number', value: cell.value }, shape, words), cell.missing]);
  return cellText(cell, shape, words);
}

/** How much has no credit, and the largest reason. */
function unattributedFinding(published: Published, goal: Goal, words: Language): Finding[] {
  const totals = totalsOf(published, goal.goal);
  if (totals.conversions === 0 || totals.unattributed < 1e-6) return [];
  const rows = published.unattributed.filter(
    (row) => row.goal === goal.goal && !isFew(row.conversions, published.facts),
  );
  const [largest] = [...rows].sort((a, b) => b.conversions - a.conversions);
  const reason = words.reasons[largest?.reason as keyof typeof words.reasons];
  const left = isFew(Math.round(totals.unattributed), published.facts)
    ? words.few(published.facts.min_cell)
    : number(totals.unattributed, totals.unattributed % 1 === 0 ? 0 : 1);
  const share = percent(totals.unattributed / totals.conversions, words);
  const because =
    largest === undefined || reason === undefined
      ? null
      : words.summary.because(number(largest.conversions), reason);
  return [{ text: words.summary.unattributed(left, share, because), evidence: 'D' }];
}

/** The placebo window of the main goal, when it says something. */
function placeboFinding(published: Published, goal: Goal): Finding[] {
  const row = published.placebo.find((placebo) => placebo.goal === goal.goal);
  const text = placeboText(published, goal.goal);
  if (text === null || row === undefined || row.real < limits.placebo.conversions) return [];
  return [{ text, evidence: 'D' }];
}
