import { anyLabel, memberUses } from '../contract/published_words.js';
import { count, text, word } from './columns.js';
import { published } from './table.js';

/** Why people are there: who talks, who lands, who does both, who does neither. */
export const memberUse = published({
  name: 'member_use',
  summary:
    'One group and one class of the people present in the last 28 days of the reported period: those who only wrote in it, who only landed a result of a headline goal, who did both, or who did neither. Counted; it says what people do, not why.',
  columns: {
    group_id: text('The group; (any) counts every person once, whatever groups they are in.'),
    class: word(memberUses, 'talks, lands, both or neither; the four add up.'),
    people: count('people', 'Present at any time in these 28 days.'),
    conversions: count('conversions', 'What they landed in these 28 days, gross.'),
    conversions_net: count('conversions', 'Excluding fully reversed ones.'),
  },
  select: `SELECT coalesce(g.label, '${anyLabel}') AS group_id, x.class, x.people, x.conversions, x.conversions_net
      FROM reasons_to_stay x LEFT JOIN groups g ON g.group_no = x.group_no ORDER BY x.group_no, x.class`,
});
