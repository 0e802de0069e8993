import { number, percent } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Block, Part, Table } from '../report/report.js';
import { rowsBehind, rowsOfSeveral } from './findings/rows_behind.js';
import { isHiddenLanded } from './hidden/hidden_landed.js';
import { hiddenMembers } from './hidden/hidden_members.js';
import { type Movement, movementOf, nameOfMoved } from './movement.js';
import { fewestForShares } from './totals.js';
import { column, fewCell, numberCell, textCell, whole } from './wording/cells.js';
import { signed, signedParts } from './wording/labels.js';
import { groupNames, isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

const named = 5;
const unlikeLimit = 0.8;

/** Part 4: the change from the week before, split exactly into rate, members and mix. */
export function moved(published: Published): Part {
  const words = wordsOf(published.facts);
  const split = movementOf(published);
  const blocks = split === null ? [] : blocksOf(split, published, words);
  return {
    id: 'moved',
    question: movedWords[words.language].question,
    title: split === null ? words.missing.members : titleOf(split, nameOfMoved(published, words), words),
    lead: split === null ? '' : movedWords[words.language].lead(split.week, split.before),
    blocks,
    ...(split === null
      ? {}
      : {
          about: {
            unit: 'conversions',
            figure: split.total,
            query: rowsOfSeveral(rowsBehind('group_week'), rowsBehind('landed')),
          },
        }),
  };
}

/** The split in one line; with too few results for shares, only the two figures. */
function titleOf(
  { total, rate, volume, mix, outside, landed }: Movement,
  what: string,
  words: Language,
): string {
  if (Math.max(...landed) < fewestForShares)
    return movedWords[words.language].fewResults(number(landed[0]), number(landed[1]));
  const [byRate = '', byMembers = '', byMix = '', byOthers = ''] = signedParts([rate, volume, mix, outside]);
  return movedWords[words.language].title(
    what,
    signed(total),
    byRate,
    byMembers,
    byMix,
    byOthers === '0' ? null : byOthers,
  );
}

function blocksOf(split: Movement, published: Published, words: Language): Block[] {
  const { rate, volume, mix } = split;
  const outside = signedParts([rate, volume, mix, split.outside])[3] ?? '0';
  const notes = [
    ...(outside === '0' ? [] : [movedWords[words.language].outside(outside)]),
    ...(split.unlike >= unlikeLimit ? [movedWords[words.language].unlike(percent(split.unlike, words))] : []),
    movedWords[words.language].sum,
  ];
  return [...groupTable(split, published, words), { kind: 'notes', notes }];
}

/** The groups that added most and those that took away most. */
function groupTable(split: Movement, published: Published, words: Language): Table[] {
  const { facts } = published;
  const names = groupNames(published);
  const c = movedWords[words.language].columns;
  const moves = split.groups
    .filter(({ landed }) => landed[0] + landed[1] > 0)
    .toSorted((a, b) => b.rate + b.mix - (a.rate + a.mix));
  if (moves.length === 0) return [];
  const shown = [...moves.slice(0, named), ...moves.slice(Math.max(named, moves.length - named))];
  const without = hiddenMembers(published);
  const isHidden = ({ family, members }: Movement['groups'][number]) =>
    family.some(
      (group) =>
        [split.before, split.week].some((week) => isHiddenLanded(published, group, week)) ||
        without.has(group),
    ) || members.some((count) => isFew(count, facts));
  const nameOf = ({ group_id, family }: Movement['groups'][number]) => {
    const name = names.get(group_id) ?? group_id;
    return family.length > 1 ? movedWords[words.language].family(name, family.length) : name;
  };
  const table: Table = {
    kind: 'table',
    id: 'moved',
    title: movedWords[words.language].table,
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
        textCell(nameOf(row)),
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

/** Words of the part moved alone. */
export const movedWords = bilingual({
  en: {
    question: 'Why did it move?',
    title: (what: string, total: string, rate: string, volume: string, mix: string, outside: string | null) =>
      `${what} ${total}: ${rate} from results per member, ${volume} from members, ${mix} from the mix of groups${outside === null ? '' : `, ${outside} from outside the groups`}`,
    fewResults: (before: string, now: string) => `${now} after ${before}: too few to say why it moved`,
    lead: (week: string, before: string) =>
      `Gross results of the headline goals in the week of ${week} against that of ${before}. An exact split, no cause: a campaign, a season or a tactic may stand behind any of them.`,
    unlike: (share: string) => `Take care: groups with ${share} of the members moved against the total rate.`,
    outside: (count: string) => `${count} of it came from people outside the groups, or not known.`,
    family: (name: string, groups: number) =>
      `${groups} groups that were split or merged, the largest now ${name}`,
    sum: 'Parts add up to the total.',
    table: 'The groups that moved it most',
    columns: {
      group: 'Group',
      before: 'The week before',
      now: 'This week',
      members: 'Home members',
      rate: 'By rate',
      mix: 'By mix',
    },
  },
  zh: {
    question: '为什么变了？',
    title: (what, total, rate, volume, mix, outside) =>
      `${what} ${total}：人均转化 ${rate}，人数 ${volume}，群结构 ${mix}${outside === null ? '' : `，群外 ${outside}`}`,
    fewResults: (before, now) => `${before} 变为 ${now}：太少，说不清为什么`,
    lead: (week, before) =>
      `主线目标的结果（含退款），${week} 当周对比 ${before} 当周。这是精确拆解，不是原因：背后可能是大促、季节或玩法。`,
    unlike: (share) => `注意：占成员 ${share} 的群，方向和总体转化相反。`,
    outside: (count) => `其中 ${count} 来自群外或对不上的人。`,
    family: (name, groups) => `拆并过的 ${groups} 个群，目前最大的是${name}`,
    sum: '各项相加等于总变化。',
    table: '影响最大的群',
    columns: {
      group: '群',
      before: '上周',
      now: '本周',
      members: '归属成员',
      rate: '转化带来',
      mix: '结构带来',
    },
  },
});
