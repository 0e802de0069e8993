import { percent } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Published } from '../../report/published.js';
import type { TargetLine } from '../../report/report.js';
import { noLanding, verdictMark } from '../goals.js';
import type { PaceNode } from '../pacing.js';
import { goalEstimate, goalFigure } from '../wording/goal_figure.js';
import { capital, spanLabel } from '../wording/labels.js';
import { isFew } from '../wording/names.js';
import { nodeLabel, nodeName } from './node_names.js';

/** The nodes of the two periods that the first screen has room for: the reported one and the next longer one; shorter ones only where there is nothing else. */
export function periodsFirst(nodes: readonly PaceNode[], published: Published): readonly PaceNode[] {
  const { period_from } = published.facts;
  const covers = ({ span }: PaceNode) => period_from === null || span.from <= period_from;
  const long = nodes.filter(covers);
  const shown = long.length > 0 ? long : nodes;
  const periods = [...new Set(shown.map(({ target }) => target.period))].slice(0, 2);
  return shown.filter(({ target }) => periods.includes(target.period));
}

/** Whether a target is missed, or likely to be. */
export function isMissed({ verdict }: PaceNode): boolean {
  return verdict === 'missed' || verdict === 'will_miss' || verdict === 'unlikely';
}

/** Whether a node is on its way: its target reached, or likely to be. */
function isAhead({ verdict, landed, pace }: PaceNode): boolean {
  if (verdict === null) return landed >= pace;
  return verdict === 'reached' || verdict === 'on_track' || verdict === 'likely';
}

/** Nodes that can be judged: no days are missing. */
function judged(nodes: readonly PaceNode[]): readonly PaceNode[] {
  return nodes.filter(({ verdict }) => verdict !== 'not_in');
}

/** The answer about the targets, one sentence per period; null without targets that can be judged. */
export function targetTitle(all: readonly PaceNode[], published: Published, words: Language): string | null {
  const nodes = judged(all);
  if (nodes.length === 0) return null;
  const o = words.opening;
  const periods = [...new Set(nodes.map(({ target }) => target.period))];
  const sentences = periods.flatMap((period) => {
    const mine = nodes.filter(({ target }) => target.period === period);
    const [first] = mine;
    if (first === undefined) return [];
    const name = spanLabel(first.span, period, words);
    if (first.over) {
      const reached = mine.filter(({ verdict }) => verdict === 'reached').length;
      if (reached === mine.length) return [o.allReached(name)];
      return [reached === 0 ? o.noneReached(name) : o.someReached(reached, mine.length, name)];
    }
    const named = (some: readonly PaceNode[]) => words.and(goalNames(some, published, words));
    const missed = mine.filter(({ verdict }) => verdict === 'will_miss');
    const doubtful = mine.filter(({ verdict }) => verdict === 'unlikely');
    if (missed.length + doubtful.length > 0)
      return [
        ...(missed.length > 0 ? [o.willMiss(name, named(missed))] : []),
        ...(doubtful.length > 0 ? [o.mayMiss(name, named(doubtful))] : []),
      ];
    if (mine.every(({ verdict }) => verdict === null)) return [o.isEarly(name)];
    const open = mine.filter((node) => !isAhead(node));
    if (open.length === 0) return [o.onTrack(name)];
    return [o.isOpen(name, open.length === mine.length ? null : named(open))];
  });
  return o.titles(sentences.map(capital));
}

/** What the nodes are about, each goal once: its value is named only where no node counts its results. */
function goalNames(nodes: readonly PaceNode[], published: Published, words: Language): readonly string[] {
  return [
    ...new Set(
      nodes.map((node) => {
        const counting = nodes.find((one) => one.goal === node.goal && !one.is_value);
        return nodeName(counting ?? node, published, words);
      }),
    ),
  ];
}

/** Below the title: how many nodes of each period are reached or on track. */
export function standings(all: readonly PaceNode[], words: Language): string {
  const nodes = judged(all);
  if (nodes.length === 0) return words.goals.noneIn;
  const periods = [...new Set(nodes.map(({ target }) => target.period))];
  const sentences = periods.flatMap((period) => {
    const mine = nodes.filter(({ target }) => target.period === period);
    const [first] = mine;
    if (first === undefined) return [];
    const name = capital(spanLabel(first.span, period, words));
    const ahead = mine.filter(isAhead).length;
    return [words.opening.standing[first.over ? 'over' : 'running'](name, ahead, mine.length)];
  });
  return words.opening.titles(sentences);
}

/** The goal; with the node's own name where several nodes are about one goal. */
function distinctLabel(
  node: PaceNode,
  mine: readonly PaceNode[],
  published: Published,
  words: Language,
): string {
  const label = nodeLabel(node, published, words);
  const alike = mine.filter((other) => nodeLabel(other, published, words) === label);
  return alike.length > 1 ? words.list([label, node.target.node]) : label;
}

/** One table per period: what landed compared with its target, or where it will end up. */
export function targetTables(nodes: readonly PaceNode[], published: Published, words: Language) {
  const { heads } = words.opening;
  const periods = [...new Set(nodes.map(({ target }) => target.period))];
  return periods.map((period) => {
    const mine = nodes.filter(({ target }) => target.period === period).slice(0, 5);
    const [first] = mine;
    const name = first === undefined ? period : spanLabel(first.span, period, words);
    const over = first?.over ?? true;
    const title = capital(over ? name : words.opening.atDay(name, first?.days_gone ?? 0));
    return {
      head: [title, over ? heads.landed : heads.lands, over ? heads.of : heads.target] as const,
      lines: mine.map((node) => {
        const name = distinctLabel(node, mine, published, words);
        return { ...targetLine(node, published, words), name, dated: `${title} \u00b7 ${name}` };
      }),
    };
  });
}

function targetLine(
  node: PaceNode,
  published: Published,
  words: Language,
): Omit<TargetLine, 'name' | 'dated'> {
  const few = isFew(node.results, published.facts);
  const figure = goalFigure(node.goal, node.is_value);
  if (few) return { landed: words.few(published.facts.min_cell), range: '', of: '', said: '', mark: null };
  if (node.over) {
    const of = percent(node.landed / node.target.target, words);
    return {
      landed: figure(node.landed),
      range: '',
      of,
      said: node.verdict === 'not_in' ? '' : words.opening.ofTarget(of),
      mark:
        node.verdict === 'not_in'
          ? verdictMark(node, words)
          : { tone: node.verdict === 'reached' ? 'up' : 'down', text: '' },
    };
  }
  const { landing } = node;
  const estimate = goalEstimate(node.goal, node.is_value, landing?.high ?? 0);
  const lands = landing === null ? noLanding(node, words) : estimate(landing.mean);
  const range = landing === null ? '' : words.opening.range(estimate(landing.low), estimate(landing.high));
  const of = figure(node.target.target);
  return { landed: lands, range, of, said: words.opening.target(of), mark: verdictMark(node, words) };
}
