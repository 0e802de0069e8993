import { number } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Block, Cell, Table } from '../report/report.js';
import { column, fewCell, noneCell, share, tenth, textCell, whole } from './cells.js';
import { groupNames, isFew } from './names.js';
import { wordsOf } from './words.js';

type ReplyGraph = Published['reply_graph'][number];

/** Whether a group has more closed triangles than any rewiring of it. */
function isDense({ clustering, by_chance_high }: ReplyGraph): boolean {
  return clustering !== null && by_chance_high !== null && clustering > by_chance_high;
}

const rewirings = 20;

/** Who talks to whom: in how many groups triangles close more often than by chance, and a table of every group. */
export function triangleBlocks(published: Published): Block[] {
  const words = wordsOf(published.facts);
  const { triangles } = words.people;
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
            query: 'reply_graph',
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
  const { triangles } = words.people;
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
