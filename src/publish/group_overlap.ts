import { count, text } from './columns.js';
import { published } from './table.js';

/** Groups that share people. */
export const groupOverlap = published({
  name: 'group_overlap',
  summary:
    'Two groups that share people present at the end of the reported period, ordered by the share of the smaller group, largest first; at most 1,000 pairs. People in more than 50 groups are not counted in pairs.',
  columns: {
    first_group: text('The first group.'),
    second_group: text('The second group.'),
    people: count('people', 'Present in both.'),
    first_people: count('people', 'Present in the first.'),
    second_people: count('people', 'Present in the second.'),
  },
  select: `SELECT f.label AS first_group, s.label AS second_group, x.people, x.first_people, x.second_people
      FROM group_overlaps x JOIN groups f ON f.group_no = x.first_no JOIN groups s ON s.group_no = x.second_no ORDER BY x.place`,
});
