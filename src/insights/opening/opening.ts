import type { RangeChart } from '../../report/chart_data.js';
import { number } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Goal, Published } from '../../report/published.js';
import type { Finding, Level, Opening, TargetLine } from '../../report/report.js';
import { rowsBehind } from '../findings/rows_behind.js';
import { movementOf, nameOfMoved } from '../movement.js';
import { paceNodes } from '../pacing.js';
import { namedWeeks, signalsOf, type TotalSignal } from '../signals/signals.js';
import { fewestForShares, mainGoal, orderedGoals, totalsOf } from '../totals.js';
import { checksOf, worstLevel } from '../trust/checks.js';
import { isRunning, partlyText } from '../trust/freshness.js';
import { trustTitle } from '../trust.js';
import { refundFindings } from '../weeks/refund_change.js';
import { isOneWeek } from '../weeks/spans.js';
import { compareWeeks } from '../weeks/week_change.js';
import { goalFigure } from '../wording/goal_figure.js';
import { goalLabel, labelOf, signed, signedParts } from '../wording/labels.js';
import { displayName, isFew } from '../wording/names.js';
import { wordsOf } from '../wording/words.js';
import { decisionsOf } from './decisions.js';
import { isMissed, periodsFirst, standings, targetTables, targetTitle } from './opening_targets.js';
import { stripOf } from './strip.js';
import { totalAbout } from './total_about.js';

/** The first screen: on target? what changed? what to decide? */
export function opening(published: Published): Opening {
  const words = wordsOf(published.facts);
  const checks = checksOf(published);
  const level: Level = worstLevel(checks);
  const serious = checks.find((check) => check.level === level) ?? checks[0];
  const nodes = paceNodes(published);
  const items = decisionsOf(published, words);
  const change = changeTitle(published, words);
  const first = periodsFirst(nodes, published);
  const target = targetTitle(first, published, words);
  const running = isRunning(published) ? partlyText(published) : null;
  const answer =
    target !== null && running !== null ? words.opening.titles([running, target]) : (target ?? change);
  return {
    title: level === 'bad' ? words.opening.untrusted(serious?.label ?? '') : answer,
    target: {
      title: nodes.length === 0 ? words.opening.noTargets : standings(first, words),
      tables: nodes.length === 0 ? [landedTable(published, words)] : targetTables(first, published, words),
    },
    change: { title: change, ...changeBody(published, words) },
    decision: {
      title: items.length === 0 ? words.opening.nothing : words.opening.decisionQuestion,
      items,
      none: items.length === 0 ? words.opening.nothingText(nodes.some(isMissed)) : '',
    },
    strip: stripOf(published, words),
    status: { level, title: trustTitle(checks, words), text: serious?.text ?? '' },
  };
}

/** Names of calendar days of a title, in signs. */
const longestInTitle = 30;
const goalsShown = 3;

/** Without targets: what landed, headline goals first. */
function landedTable(published: Published, words: Language) {
  const { heads, value } = words.opening;
  const lines = orderedGoals(published)
    .slice(0, goalsShown)
    .flatMap((goal): TargetLine[] => {
      const totals = totalsOf(published, goal.goal);
      const name = labelOf(goal, published);
      const few = isFew(totals.conversions_net, published.facts);
      const shown = (figure: number, isValue: boolean) =>
        few ? words.few(published.facts.min_cell) : goalFigure(goal, isValue)(figure);
      return [
        landedLine(name, shown(totals.conversions_net, false)),
        ...(goal.has_value && totals.value_net !== null
          ? [landedLine(value(name, goal.currency ?? ''), shown(totals.value_net, true))]
          : []),
      ];
    });
  return { head: ['', heads.landed, ''] as const, lines };
}

/** What landed in the reported period, which the title of the page names. */
function landedLine(name: string, landed: string): TargetLine {
  return { name, dated: name, landed, range: '', of: '', said: '', mark: null };
}

/** The main goal in one sentence: its results, its people, and whether that is unusual; for a longer period only the results. */
function changeTitle(published: Published, words: Language): string {
  const goal = mainGoal(published);
  if (goal === null || published.facts.conversions === 0) return words.summary.nothing;
  const signals = signalsOf(published);
  const total = signals.totals.find((one) => one.goal === goal.goal);
  const { conversions, conversions_net: net } = totalsOf(published, goal.goal);
  const name = labelOf(goal, published);
  const few = isFew(net, published.facts) || isFew(total?.people ?? null, published.facts);
  const partly = partlyText(published);
  const whole = (title: string) => (partly === null ? title : words.summary.partly(title, partly));
  if (few) return whole(words.summary.title(name, words.few(published.facts.min_cell), null));
  if (total === undefined || !isOneWeek(published.facts))
    return whole(words.summary.title(name, number(net), null));
  if (Math.max(net, total.forecast?.expected ?? 0) < fewestForShares && !total.stands_out)
    return words.opening.fewResults([
      whole(words.opening.landed(name, number(net))),
      ...otherTotals(goal, published, words),
    ]);
  const people = words.opening.people(name, number(net), number(total.people), conversions !== net);
  const landed = whole(people);
  const stand = words.opening.groups(signals.ups.length, signals.downs.length);
  return words.join([
    `${landed}${words.colon}${stateOf(total, words)}${words.stop}`,
    `${stand}${words.stop}`,
    ...refundFindings(published, words).map(({ text }) => text),
  ]);
}

/** What the other goals landed, if too little of the main goal landed to say more. */
function otherTotals(main: Goal, published: Published, words: Language): string[] {
  return orderedGoals(published)
    .filter(({ goal }) => goal !== main.goal)
    .slice(0, goalsShown - 1)
    .flatMap((goal) => {
      const net = totalsOf(published, goal.goal).conversions_net;
      if (isFew(net, published.facts)) return [];
      return [words.opening.landed(labelOf(goal, published), number(net))];
    });
}

/** Whether a week is usual, unusual, marked by the calendar, or cannot be judged. */
function stateOf(total: TotalSignal, words: Language): string {
  const o = words.opening;
  if (total.events.length > 0) return o.marked(titleNames(total, words));
  if (total.forecast === null) return o.tooFew;
  if (!total.stands_out) return o.usual;
  return total.forecast.z > 0 ? o.above : o.below;
}

/** The names of the events of a week, each once. */
export function eventNames({ events }: TotalSignal, words: Language): string {
  return words.and([...new Set(events.map(({ name }) => displayName(name, name)))].slice(0, 2));
}

/** The same for a title: long names are only counted there, the sentence below has them. */
function titleNames(total: TotalSignal, words: Language): string {
  const names = eventNames(total, words);
  const days = new Set(total.events.map(({ name }) => name)).size;
  return names.length <= longestInTitle ? names : words.opening.daysOfCalendar(days);
}

/** The chart of the main goal, what makes the week comparable, and the exact split of the change. */
function changeBody(
  published: Published,
  words: Language,
): { chart: RangeChart | null; sentences: readonly Finding[] } {
  const signals = signalsOf(published);
  const total = signals.totals[0];
  if (total === undefined || isFew(total.people, published.facts))
    return { chart: null, sentences: noComparison(published, words) };
  return {
    chart: total.weeks.length < 2 ? null : totalChart(published, total, words),
    sentences: [
      ...weekSentence(published, total, words),
      ...totalSentences(published, total, words),
      ...splitSentence(published, words),
    ],
  };
}

/** Why nothing is compared. */
function noComparison(published: Published, words: Language): Finding[] {
  const goal = mainGoal(published);
  const compared = goal === null ? 'no_earlier' : compareWeeks(published, goal.goal);
  const why = typeof compared === 'string' ? compared : 'few';
  return [{ text: words.summary.noComparison[why], evidence: 'counted' }];
}

/** In a report on more than a week, which week the chart and the sentences after it are about. */
function weekSentence(published: Published, total: TotalSignal, words: Language): Finding[] {
  if (isOneWeek(published.facts)) return [];
  const text = words.opening.lastWeek(total.weeks.at(-1) ?? '', number(total.people), stateOf(total, words));
  return [{ text, evidence: 'counted' }];
}

/** People per week, with the usual range and calendar events. */
export function totalChart(published: Published, total: TotalSignal, words: Language): RangeChart {
  const { forecast, weeks } = total;
  const level = (value: number | undefined) => (value === undefined ? null : weeks.map(() => value));
  return {
    kind: 'range',
    title: words.opening.chartTitle(goalLabel(published, total.goal)),
    description:
      forecast === null
        ? words.opening.fewWeeks(12, total.ordinary)
        : words.opening.rangeText(number(forecast.low), number(forecast.high)),
    evidence: 'counted',
    weeks,
    values: total.landed.map((value) => (isFew(value, published.facts) ? null : value)),
    usual: level(forecast?.expected),
    low: level(forecast?.low),
    high: level(forecast?.high),
    events: namedWeeks(published, weeks),
    tone: total.stands_out && (forecast?.z ?? 0) < 0 ? 'bad' : 'plain',
  };
}

/** What the week's total should be compared with. */
export function totalSentences(published: Published, total: TotalSignal, words: Language): Finding[] {
  const o = words.opening;
  const { forecast, comparable } = total;
  const about = totalAbout(total, published.facts);
  const sentence = (text: string): Finding => ({ text, evidence: 'counted', about });
  if (total.events.length === 0)
    return [
      sentence(
        forecast === null
          ? o.fewWeeks(12, total.ordinary)
          : o.rangeText(number(forecast.low), number(forecast.high)),
      ),
    ];
  if (comparable === null || isFew(comparable.people, published.facts))
    return [sentence(words.join([o.markedText(eventNames(total, words)), o.nothingComparable]))];
  const by = signed(total.people - comparable.people);
  const isBeyond = Math.abs(total.people - comparable.people) > comparable.reach;
  const compared = o.comparable(
    comparable.week,
    number(comparable.people),
    by,
    number(comparable.reach),
    isBeyond,
  );
  return [sentence(words.join([o.markedText(eventNames(total, words)), compared]))];
}

/** The exact split of the change from the week before, if members are known. */
function splitSentence(published: Published, words: Language): Finding[] {
  const moved = movementOf(published);
  if (moved === null || Math.max(...moved.landed) < fewestForShares) return [];
  const { total, rate, volume, mix, outside } = moved;
  const [byRate = '', byMembers = '', byMix = '', byOthers = ''] = signedParts([rate, volume, mix, outside]);
  const text = words.opening.split(
    nameOfMoved(published, words),
    signed(total),
    byRate,
    byMembers,
    byMix,
    byOthers,
  );
  return [
    {
      text,
      evidence: 'counted',
      about: { unit: 'conversions', figure: total, query: rowsBehind('group_week') },
    },
  ];
}
