import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Block, Mark, PaceRow, Part } from '../report/report.js';
import { rowsBehind } from './findings/rows_behind.js';
import { nodeName } from './opening/node_names.js';
import { offMainLine, type PaceNode, paceNodes } from './pacing.js';
import { reportDay } from './weeks/spans.js';
import { addDays } from './weeks/weeks.js';
import { goalEstimate, goalFigure } from './wording/goal_figure.js';
import { capital, spanLabel } from './wording/labels.js';
import { displayName, isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

const weeksOfEffort = 13;
const tones = {
  reached: 'up',
  on_track: 'up',
  likely: 'up',
  open: 'flat',
  unlikely: 'down',
  will_miss: 'down',
  missed: 'down',
  not_in: 'flat',
} as const;

/** Part 2: the goal tree, how far it is, where it will end up, and the effort that serves no goal. */
export function goals(published: Published): Part {
  const words = wordsOf(published.facts);
  const nodes = paceNodes(published);
  const periods = [...new Set(nodes.map(({ target }) => target.period))];
  const blocks = periods.map((period) =>
    paceBlock(
      nodes.filter(({ target }) => target.period === period),
      published,
      words,
    ),
  );
  const unknown = [...new Set(nodes.flatMap(({ unknown_events }) => unknown_events))].slice(0, 3);
  const notes = [
    words.goals.legend,
    ...(unknown.length === 0 ? [] : [words.goals.unknownEvents(words.list(unknown))]),
    ...gaps(nodes, words),
  ];
  return {
    id: 'goals',
    question: words.goals.question,
    title: goalsTitle(nodes, published, words),
    lead: words.goals.lead,
    blocks: [...blocks, ...effort(published, words), { kind: 'notes', notes }],
  };
}

/** How many nodes of the current period are on pace, and which one is furthest behind. */
function goalsTitle(nodes: readonly PaceNode[], published: Published, words: Language): string {
  const running = nodes.filter(({ over }) => !over);
  const mine = (running.length > 0 ? running : nodes).filter(({ verdict }) => verdict !== 'not_in');
  if (mine.length === 0) return words.goals.noneIn;
  const periods = new Set(mine.map(({ target }) => target.period));
  const ahead = mine.filter(({ landed, pace }) => landed >= pace);
  const [worst] = mine
    .filter(({ landed, pace }) => landed < pace)
    .toSorted((a, b) => a.landed / a.pace - b.landed / b.pace);
  const behind =
    worst === undefined || isFew(worst.results, published.facts)
      ? null
      : words.goals.behind(
          nodeName(worst, published, words),
          shortfall(worst, worst.pace - worst.landed),
          periods.size > 1 ? spanLabel(worst.span, worst.target.period, words) : null,
        );
  const rest = [behind, running.length > 0 ? missedText(nodes, published, words) : null].filter(
    (text) => text !== null,
  );
  return capital(
    words.goals.title(ahead.length, mine.length, rest.length > 0 ? words.titleList(rest) : null),
  );
}

/** How much is missing; less than one with a decimal, because nobody is 0 behind. */
export function shortfall({ goal, is_value, target }: PaceNode, missing: number): string {
  return is_value
    ? goalEstimate(goal, true, target.target)(missing)
    : number(missing, missing < 0.95 ? 1 : 0);
}

/** The target missed by most in a period that is over; null if none was missed. */
function missedText(nodes: readonly PaceNode[], published: Published, words: Language): string | null {
  const [worst] = nodes
    .filter(({ verdict }) => verdict === 'missed')
    .toSorted((a, b) => a.landed / a.target.target - b.landed / b.target.target);
  if (worst === undefined || isFew(worst.results, published.facts)) return null;
  return words.goals.missedIn(
    nodeName(worst, published, words),
    shortfall(worst, worst.target.target - worst.landed),
    spanLabel(worst.span, worst.target.period, words),
  );
}

function paceBlock(nodes: readonly PaceNode[], published: Published, words: Language): Block {
  const [first] = nodes;
  const name = first === undefined ? '' : spanLabel(first.span, first.target.period, words);
  return {
    kind: 'pace',
    title: capital(words.goals.table(name, first?.days_gone ?? 0, first?.days ?? 0)),
    evidence: 'counted',
    note: null,
    rows: nodes.map((node) => paceRow(node, published, words)),
  };
}

function paceRow(node: PaceNode, published: Published, words: Language): PaceRow {
  const { target, landing, landed, pace, chance } = node;
  const few = isFew(node.results, published.facts);
  const share = pace > 0 ? landed / pace - 1 : 0;
  const figure = goalFigure(node.goal, node.is_value);
  const estimate = goalEstimate(node.goal, node.is_value, landing?.high ?? 0);
  const of = (value: number) => value / target.target;
  const state =
    Math.abs(share) < 0.005
      ? words.goals.atPace
      : words.goals.state(percent(Math.abs(share), words), share > 0);
  return {
    name: displayName(target.node, target.node),
    depth: node.depth,
    state: few || node.over || node.verdict === 'not_in' ? '' : state,
    so_far: few ? words.few(published.facts.min_cell) : figure(landed),
    of: words.goals.of(figure(target.target)),
    shares: {
      done: few ? 0 : of(landed),
      pace: of(pace),
      low: landing === null || node.over ? null : of(landing.low),
      high: landing === null || node.over ? null : of(landing.high),
    },
    lands: few || node.over ? '' : landing === null ? noLanding(node, words) : estimate(landing.mean),
    range:
      few || node.over || landing === null
        ? ''
        : words.opening.range(estimate(landing.low), estimate(landing.high)),
    verdict: few ? null : verdictMark(node, words),
    chance: few || node.over || chance === null ? '' : words.goals.chance(chanceText(chance, words)),
    about: {
      goal: node.goal.goal,
      unit: node.is_value ? (node.goal.currency ?? 'value') : 'conversions',
      figure: few ? null : (landing?.mean ?? landed),
      low: few ? null : (landing?.low ?? null),
      high: few ? null : (landing?.high ?? null),
      expected: target.target,
      p: few ? null : chance,
      query: rowsBehind('landed_days', { goal: node.goal.goal, day: node.span }),
    },
  };
}

/** Why there is no forecast. */
export function noLanding({ verdict }: PaceNode, words: Language): string {
  return verdict === 'not_in' ? words.none : words.goals.early;
}

/** A chance is never 0 or 100 %. */
function chanceText(chance: number, words: Language): string {
  if (chance > 0.99) return `>${percent(0.99, words)}`;
  return chance < 0.01 ? `<${percent(0.01, words)}` : percent(chance, words);
}

/** The verdict of a node with its colour and shape; null: too early. */
export function verdictMark(node: PaceNode, words: Language): Mark | null {
  const { verdict, target, landing, landed } = node;
  if (verdict === null) return null;
  const tone = tones[verdict];
  const figure = goalFigure(node.goal, node.is_value);
  const missing = target.target - landed;
  const byAbout = goalEstimate(node.goal, node.is_value, target.target);
  if (verdict === 'missed')
    return { tone, text: words.goals.missedBy(figure(node.is_value ? missing : Math.ceil(missing))) };
  if (verdict === 'will_miss' && landing !== null)
    return { tone, text: words.goals.missBy(byAbout(target.target - landing.mean)) };
  return { tone, text: words.goals.verdicts[verdict] };
}

/** Children with the same metric whose targets do not add up to their parent's. */
function gaps(nodes: readonly PaceNode[], words: Language): string[] {
  return nodes.flatMap((parent) => {
    const children = nodes.filter(
      ({ target }) =>
        target.parent === parent.target.node &&
        target.period === parent.target.period &&
        target.metric === parent.target.metric,
    );
    const sum = children.reduce((total, { target }) => total + target.target, 0);
    if (children.length === 0 || Math.abs(sum - parent.target.target) < 1e-9) return [];
    const name = displayName(parent.target.node, parent.target.node);
    const figure = goalFigure(parent.goal, parent.is_value);
    return [words.goals.gap(name, figure(sum), figure(parent.target.target))];
  });
}

/** The hours spent in the last quarter on tactics without a goal. */
function effort(published: Published, words: Language): Block[] {
  const end = reportDay(published);
  const from = addDays(end, 1 - 7 * weeksOfEffort);
  const { hours, off_hours, off } = offMainLine(published, from, end);
  if (hours === 0) return [];
  const names = off
    .toSorted((a, b) => (b.hours ?? 0) - (a.hours ?? 0))
    .slice(0, 3)
    .map((tactic) => displayName(tactic.name, tactic.tactic_id));
  const text =
    off_hours === 0
      ? words.goals.allOn(number(hours), from)
      : words.goals.off(
          number(off_hours),
          number(hours),
          percent(off_hours / hours, words),
          words.list(names),
          from,
        );
  return [
    {
      kind: 'findings',
      findings: [
        {
          text,
          evidence: 'counted',
          about: { unit: 'hours', figure: off_hours, query: rowsBehind('tactics') },
        },
      ],
    },
  ];
}
