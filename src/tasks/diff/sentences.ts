import { number } from '../../report/format.js';
import { printable } from '../../text/printable.js';
import type { Cause, Changed } from './causes.js';
import { causeSums, type Figure, type GroupCauseSum, groupCauseSums } from './changes.js';
import type { Comparison, FigurePair } from './compare.js';
import type { RunSaid } from './run_folder.js';

const figureNames: Readonly<Record<Figure, string>> = {
  conversions: 'landed, gross',
  conversions_net: 'landed, net',
  value_net: 'value, net',
  credited: 'credited',
};

export const causeNames: Readonly<Record<Cause, string>> = {
  late: 'came in later',
  withdrawn: 'no longer landed in the period',
  corrected: 'corrected in the source',
  refund: 'refunded or cancelled, or a refund withdrawn',
  identity: 'identities changed',
  exclusion: 'list of exclusions changed',
  touch: 'chat data, members or codes came in later',
  rule: 'counted by different rules (configuration)',
  version: 'counted by a different version of grouplift',
  several: 'files, rules or version changed together: the row does not tell which one matters',
  unexplained: 'nothing known has changed',
};

const rowsShown = 20;
const groupsShown = 10;

/** The difference between two runs of one period, as lines: every figure with its causes, then the first rows. */
export function differenceLines(
  comparison: Comparison,
  before: RunSaid,
  after: RunSaid,
  changed: Changed,
  names: ReadonlyMap<string, string>,
): string[] {
  const moved = comparison.figures.filter((pair) => pair.before !== pair.after);
  const sums = causeSums(comparison.changes);
  const text = (pair: FigurePair, value: number) => amount(value, pair, after);
  const lines = moved.flatMap((pair) => [
    `${printable(pair.goal)}, ${figureNames[pair.figure]}: ${text(pair, pair.before)} -> ${text(pair, pair.after)} (${signed(pair.after - pair.before, pair, after)})`,
    ...sums
      .filter(({ goal, figure }) => goal === pair.goal && figure === pair.figure)
      .map(
        ({ cause, rows, delta }) =>
          `  ${signed(delta, pair, after).padStart(12)}  ${causeNames[cause]} (${number(rows)} ${rows === 1 ? 'row' : 'rows'})`,
      ),
  ]);
  const swaps = unmoved(comparison, after);
  return [
    `${period(after)}: ${before.as_of} (run ${before.run_hash.slice(0, 12)}) -> ${after.as_of} (run ${after.run_hash.slice(0, 12)})`,
    changedLine(changed),
    '',
    ...(lines.length === 0 ? ['No figure changed.'] : lines),
    ...swaps,
    ...groupLines(comparison, after, names),
    ...rowLines(comparison, after),
  ];
}

/** Figures that did not change although rows did: the causes cancel out. */
function unmoved({ figures, changes }: Comparison, after: RunSaid): string[] {
  return figures.flatMap((pair) => {
    if (pair.before !== pair.after) return [];
    const mine = causeSums(changes).filter(
      ({ goal, figure }) => goal === pair.goal && figure === pair.figure,
    );
    if (mine.length === 0) return [];
    const parts = mine.map(({ cause, delta }) => `${signed(delta, pair, after)} ${causeNames[cause]}`);
    return [
      `${printable(pair.goal)}, ${figureNames[pair.figure]}: ${amount(pair.after, pair, after)}, the same: ${parts.join(', ')}`,
    ];
  });
}

/** Every figure by the home group of its people: the groups with the largest change, and the sum of the others. */
function groupLines(comparison: Comparison, after: RunSaid, names: ReadonlyMap<string, string>): string[] {
  const sums = groupCauseSums(comparison.changes);
  const nameOf = (id: string | null) => (id === null ? 'no known group' : printable(names.get(id) ?? id));
  const lines = comparison.figures.flatMap((pair) => {
    const mine = sums.filter(({ goal, figure }) => goal === pair.goal && figure === pair.figure);
    const groups = byGroup(mine);
    if (groups.length === 0) return [];
    const shown = groups.slice(0, groupsShown).map(([group_id, parts]) => {
      const texts = parts.map(({ cause, delta }) => `${signed(delta, pair, after)} ${causeNames[cause]}`);
      return `  ${signed(total(parts), pair, after).padStart(12)}  ${nameOf(group_id)}: ${texts.join(', ')}`;
    });
    const rest = groups.slice(groupsShown).flatMap(([, parts]) => parts);
    const more = `  ${signed(total(rest), pair, after).padStart(12)}  ${number(groups.length - groupsShown)} further groups together`;
    return [
      `${printable(pair.goal)}, ${figureNames[pair.figure]}: ${signed(total(mine), pair, after)}`,
      ...shown,
      ...(rest.length === 0 ? [] : [more]),
    ];
  });
  return lines.length === 0 ? [] : ['', 'By home group of the person:', ...lines];
}

function byGroup(sums: readonly GroupCauseSum[]): [string | null, GroupCauseSum[]][] {
  const groups = new Map<string | null, GroupCauseSum[]>();
  for (const sum of sums) groups.set(sum.group_id, [...(groups.get(sum.group_id) ?? []), sum]);
  return [...groups];
}

function total(parts: readonly GroupCauseSum[]): number {
  return parts.reduce((sum, { delta }) => sum + delta, 0);
}

function rowLines({ changes }: Comparison, after: RunSaid): string[] {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, rowsShown).map((change) => {
    const about = `${printable(change.conversion_id)}  ${printable(change.goal)}, ${figureNames[change.figure]}`;
    return `  ${about}  ${signed(change.delta, change, after)}  ${causeNames[change.cause]}`;
  });
  const rest = changes.length - shown.length;
  const more =
    rest > 0 ? [`  ... and ${number(rest)} more: --format csv prints every row of every figure.`] : [];
  return ['', 'Row by row:', ...shown, ...more];
}

function changedLine({ as_of, version, models, data, readings, rules }: Changed): string {
  const parts = [
    ...(as_of ? ['as_of'] : []),
    ...(version ? ['version of grouplift'] : []),
    ...(models ? ['models of attribution'] : []),
    ...(data.size > 0 ? [`files of ${[...data].join(', ')}`] : []),
    ...(readings.size > 0 ? [`how ${[...readings].join(', ')} are read`] : []),
    ...(rules.size > 0 ? [`configuration (${[...rules].join(', ')})`] : []),
  ];
  return parts.length === 0 ? 'Nothing changed between them.' : `Changed between them: ${parts.join('; ')}.`;
}

function period({ period: { from, to } }: RunSaid): string {
  return from === null && to === null ? 'All history' : `${from ?? '...'} to ${to ?? '...'}`;
}

function digitsOf({ goal, figure }: { goal: string; figure: Figure }, { goals }: RunSaid): number {
  return figure === 'value_net' ? (goals.find((one) => one.goal === goal)?.digits ?? 2) : 0;
}

/** A figure with money in the major unit, as in all published columns of that name. */
export function inMajor(value: number, about: { goal: string; figure: Figure }, said: RunSaid): number {
  return value / 10 ** digitsOf(about, said);
}

/** The same for display. */
export function amount(value: number, about: { goal: string; figure: Figure }, said: RunSaid): string {
  return number(inMajor(value, about, said), digitsOf(about, said));
}

function signed(value: number, about: { goal: string; figure: Figure }, said: RunSaid): string {
  return `${value > 0 ? '+' : ''}${amount(value, about, said)}`;
}
