import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Block, Part, Table } from '../report/report.js';
import { column, fewCell, numberCell, textCell, whole } from './cells.js';
import { isHiddenLanded } from './hidden_landed.js';
import { hiddenMembers } from './hidden_members.js';
import { signed, signedParts } from './labels.js';
import { type Movement, movementOf } from './movement.js';
import { groupNames, isFew } from './names.js';
import { fewestForShares } from './totals.js';
import { wordsOf } from './words.js';

const named = 5;
const unlikeLimit = 0.8;

/** Part 4: the change from the week before, split exactly into rate, members and mix. */
export function moved(published: Published): Part {
  const words = wordsOf(published.facts);
  const split = movementOf(published);
  const blocks = split === null ? [] : blocksOf(split, published, words);
  return {
    id: 'moved',
    question: words.parts.moved,
    title: split === null ? words.missing.members : titleOf(split, words),
    lead: split === null ? '' : words.moved.lead(split.week, split.before),
    blocks,
    ...(split === null
      ? {}
      : { about: { unit: 'conversions', figure: split.total, query: 'group_week, landed' } }),
  };
}

/** The split in one line; with too few results for shares, only the two figures. */
function titleOf({ total, rate, volume, mix, outside, landed }: Movement, words: Language): string {
  if (Math.max(...landed) < fewestForShares)
    return words.moved.fewResults(number(landed[0]), number(landed[1]));
  const [byRate = '', byMembers = '', byMix = '', byOthers = ''] = signedParts([rate, volume, mix, outside]);
  return words.moved.title(signed(total), byRate, byMembers, byMix, byOthers === '0' ? null : byOthers);
}

function blocksOf(split: Movement, published: Published, words: Language): Block[] {
  const { rate, volume, mix } = split;
  const outside = signedParts([rate, volume, mix, split.outside])[3] ?? '0';
  const notes = [
    ...(outside === '0' ? [] : [words.moved.outside(outside)]),
    ...(split.unlike >= unlikeLimit ? [words.moved.unlike(percent(split.unlike, words))] : []),
    words.moved.sum,
  ];
  return [...groupTable(split, published, words), { kind: 'notes', notes }];
}

/** The groups that added most and those that took away most. */
function groupTable(split: Movement, published: Published, words: Language): Table[] {
  const { facts } = published;
  const names = groupNames(published);
  const c = words.moved.columns;
  const moves = split.groups
    .filter(({ landed }) => landed[0] + landed[1] > 0)
    .toSorted((a, b) => b.rate + b.mix - (a.rate + a.mix));
  if (moves.length === 0) return [];
  const shown = [...moves.slice(0, named), ...moves.slice(Math.max(named, moves.length - named))];
  const without = hiddenMembers(published);
  const isHidden = ({ group_id, members }: Movement['groups'][number]) =>
    [split.before, split.week].some((week) => isHiddenLanded(published, group_id, week)) ||
    without.has(group_id) ||
    members.some((count) => isFew(count, facts));
  const table: Table = {
    kind: 'table',
    id: 'moved',
    title: words.moved.table,
    columns: [
      column(c.group, { kind: 'text' }),
      column(c.before, whole, 'counted'),
      column(c.now, whole, 'counted'),
      column(c.members, whole, 'counted'),
      column(c.rate, { kind: 'number', digits: 1 }, 'counted'),
      column(c.mix, { kind: 'number', digits: 1 }, 'counted'),
    ],
    rows: shown.map((row) => {
      const few = isHidden(row);
      const figure = (value: number | null) =>
        few ? fewCell(facts, words) : numberCell(value, words.noMembersReason, words);
      return [
        textCell(names.get(row.group_id) ?? row.group_id),
        figure(row.landed[0]),
        figure(row.landed[1]),
        figure(row.members[1]),
        figure(row.rate),
        figure(row.mix),
      ];
    }),
    shown: 10,
    note: null,
  };
  return [table];
}
