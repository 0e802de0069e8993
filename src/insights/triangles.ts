import { plural } from '../report/en/nouns.js';
import { number } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Block, Cell, Table } from '../report/report.js';
import { rowsBehind } from './findings/rows_behind.js';
import { column, fewCell, noneCell, share, tenth, textCell, whole } from './wording/cells.js';
import { groupNames, isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

type ReplyGraph = Published['reply_graph'][number];

/** Whether a group has more closed triangles than any rewiring of it. */
function isDense({ clustering, by_chance_high }: ReplyGraph): boolean {
  return clustering !== null && by_chance_high !== null && clustering > by_chance_high;
}

const rewirings = 20;

/** Who talks to whom: in how many groups triangles close more often than by chance, and a table of every group. */
export function triangleBlocks(published: Published): Block[] {
  const words = wordsOf(published.facts);
  const triangles = trianglesWords[words.language];
  const { reply_graph: all, facts } = published;
  if (all.length === 0) return [];
  const told = all.filter(({ clustering }) => clustering !== null);
  const dense = told.filter(isDense).length;
  const text =
    told.length === 0
      ? triangles.tooFew(all.length)
      : triangles.sentence(dense, told.length, number(told.length / (rewirings + 1), 1));
  return [
    {
      kind: 'findings',
      findings: [
        {
          text,
          evidence: 'counted',
          about: {
            key: 'triangles',
            unit: 'groups',
            figure: told.length === 0 ? null : dense,
            expected: told.length === 0 ? null : told.length / (rewirings + 1),
            family: told.length,
            query: rowsBehind('reply_graph'),
          },
        },
      ],
    },
    triangleTable(
      all.filter(({ people }) => !isFew(people, facts)),
      published,
      words,
    ),
  ];
}

function triangleTable(rows: readonly ReplyGraph[], published: Published, words: Language): Table {
  const { facts } = published;
  const triangles = trianglesWords[words.language];
  const names = groupNames(published);
  const c = triangles.columns;
  const rate = (value: number | null): Cell =>
    value === null ? noneCell(triangles.none, words) : { is: 'number', value };
  return {
    kind: 'table',
    id: 'triangles',
    title: triangles.table,
    columns: [
      column(words.columns.group, { kind: 'text' }),
      column(c.people, whole, 'counted'),
      column(c.partners, tenth, 'counted'),
      column(c.mutual, share, 'counted'),
      column(c.circle, share, 'counted'),
      column(c.closed, share, 'counted'),
      column(c.chance, share, 'counted'),
      column(c.verdict, { kind: 'text' }),
    ],
    rows: rows
      .toSorted((a, b) => b.people - a.people || (a.group_id < b.group_id ? -1 : 1))
      .map((row) => [
        textCell(names.get(row.group_id) ?? row.group_id),
        { is: 'number', value: row.people },
        { is: 'number', value: row.people === 0 ? 0 : (2 * row.pairs) / row.people },
        // a share of few pairs is a figure about few people
        isFew(Math.round(row.mutual * row.pairs), facts) ? fewCell(facts, words) : rate(row.mutual),
        isFew(row.people - Math.round(row.largest * row.people), facts)
          ? fewCell(facts, words)
          : rate(row.largest),
        rate(row.clustering),
        rate(row.by_chance),
        textCell(
          row.clustering === null ? words.none : isDense(row) ? triangles.dense : triangles.asByChance,
        ),
      ]),
    shown: 5,
    note: triangles.note,
  };
}

/** Words of this table alone. */
export const trianglesWords = bilingual({
  en: {
    table: 'Triangles: who talks to whom, by group',
    columns: {
      people: 'People',
      partners: 'Partners each',
      mutual: 'Answered back',
      circle: 'In the largest circle',
      closed: 'Triangles closed',
      chance: 'By chance',
      verdict: 'Reading',
    },
    dense: 'circles of their own',
    asByChance: 'as by chance',
    none: 'Fewer than 20 people answered each other.',
    sentence: (dense: number, all: number, byChance: string) =>
      `Triangles: in ${dense} of ${all} groups with 20 people or more who answer each other, those who talk to the same person also talk to each other more than by chance; up to ${byChance} would by chance.`,
    tooFew: (groups: number) =>
      `Triangles: ${plural(groups, 'group has', 'groups have')} replies, none of them 20 people who answer each other: too few to tell circles from chance.`,
    note: 'Replies of the last 90 days. Closed: of two people who both talk with a third, the share who talk with each other; by chance: the mean of 20 rewirings in which everybody keeps the number of partners. It says how people talk, not what lands.',
  },
  zh: {
    table: '互动三角：各群里谁和谁互动',
    columns: {
      people: '人数',
      partners: '人均互动对象',
      mutual: '有来有回',
      circle: '在最大的圈子里',
      closed: '三角闭合率',
      chance: '偶然水平',
      verdict: '判断',
    },
    dense: '有小圈子',
    asByChance: '与偶然无异',
    none: '互相回复的不到 20 人。',
    sentence: (dense, all, byChance) =>
      `互动三角：互相回复的有 20 人以上的 ${all} 个群里，${dense} 个群的人抱团（都和同一个人互动的两个人，彼此也互动）超出偶然；只凭偶然也会有至多 ${byChance} 个。`,
    tooFew: (groups) => `互动三角：${groups} 个群有回复，但互相回复的都不到 20 人，分不清是抱团还是偶然。`,
    note: '按最近 90 天的回复。闭合率：都和第三个人互动的两个人里，彼此也互动的占比；偶然水平：每人的互动对象数不变、随机换对象 20 次的平均。只说明大家怎么聊，不说明落地。',
  },
});
