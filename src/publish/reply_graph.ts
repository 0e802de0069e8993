import { readRows } from '../engines/typed_rows.js';
import { replyGraph, type Tie } from '../statistics/reply_graph.js';
import { count, measure, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Triangles are counted for at most this many groups, those with the most ties: each costs 20 rewirings. */
const mostGroups = 200;

/** Who talks to whom, group by group. */
export const replyGraphs = published({
  name: 'reply_graph',
  summary:
    'One group in which people answered each other in the last 90 days of the reported period; only the 200 groups with the most ties. A diagnostic, not a claim.',
  columns: {
    group_id: text('The group.'),
    people: count('people', 'People who answered somebody or were answered, excluding machines.'),
    pairs: count('pairs', 'Pairs of them in which one answered the other.'),
    mutual: measure('', 'Share of these pairs in which both answered.'),
    largest: measure('', 'Share of the people in the largest connected component.'),
    clustering: orEmpty(
      measure(
        '',
        'Clustering: of pairs of people who both talk with a third, the share who also talk with each other (3 x triangles / connected triples); empty for fewer than 20 people.',
      ),
    ),
    by_chance: orEmpty(
      measure(
        '',
        'The same if everybody keeps their number of partners but the partners are random: mean of 20 rewirings.',
      ),
    ),
    by_chance_high: orEmpty(measure('', 'The largest of these 20.')),
  },
  rows: async ({ engine }) => {
    const ties = await readRows(
      engine,
      { group_id: 'text', group_no: 'number', from_no: 'number', to_no: 'number' },
      `WITH most AS (
        SELECT group_no, row_number() OVER (ORDER BY count(*) DESC, group_no) AS place FROM reply_ties GROUP BY group_no
      )
      SELECT g.label AS group_id, r.group_no, r.from_no, r.to_no
      FROM reply_ties r JOIN most m ON m.group_no = r.group_no JOIN groups g ON g.group_no = r.group_no
      WHERE m.place <= ${mostGroups} ORDER BY r.group_no, r.from_no, r.to_no`,
    );
    const groups = new Map<string, Tie[]>();
    for (const { group_id, from_no, to_no } of ties) {
      const mine = groups.get(group_id) ?? [];
      mine.push({ from: from_no, to: to_no });
      groups.set(group_id, mine);
    }
    return [...groups].map(([group_id, mine]) => ({ group_id, ...replyGraph(mine) }));
  },
});
