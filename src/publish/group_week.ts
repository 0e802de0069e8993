import type { Config, GoalConfig } from '../config/config.js';
import { headlineGoals } from '../config/goals.js';
import { readRow, readTable } from '../engines/typed_rows.js';
import { decimalOf, digitsOf } from './amounts.js';
import { count, major, measure, orEmpty, text } from './columns.js';
import { groupPages } from './group_pages.js';
import { dayText, published } from './table.js';

/** The panel of groups and weeks; talk is left empty where no kind of the input is talk. */
export const groupWeek = published({
  name: 'group_week',
  summary:
    'One group and one week, from the first to the last week with messages or landed results, zeros included. Counted, not credit; all history up to as_of, not only the reported period. A result counts for one group: the home of its person then, which is the group joined first, and after that group was split, merged or migrated the one that the person went on in.',
  columns: {
    group_id: text('The group.'),
    week_start: text('First day of the week, in the business zone.'),
    members: orEmpty(
      count(
        'people',
        'People who are in it at the end of the week, whatever other groups they are in; without a memberships table those seen in it so far. Empty where no membership of the group is known.',
      ),
    ),
    home_members: orEmpty(count('people', 'Those of them whose home it is then.')),
    landed: count(
      'conversions',
      'Gross conversions of the headline goals (the first goal if none is marked) by the people whose home it was then.',
    ),
    value: orEmpty(
      measure(
        major,
        'Their gross value; empty if no such goal has value, or if those goals are in several currencies.',
      ),
    ),
    messages: orEmpty(
      count(
        'messages',
        'Messages of the group, machines left out; empty if the input holds no kind that is talk.',
      ),
    ),
    chatters: orEmpty(count('members', 'Members who wrote at least one of them.')),
    value_reversed: orEmpty(
      measure(major, 'Reversed of their conversions that week, by the day of the reversal.'),
    ),
  },
  pages: async function* ({ engine, config }) {
    const digits = sharedDigits(headlineGoals(config), config);
    const amount = (minor: bigint) => (digits === null ? null : decimalOf(minor, digits));
    const { kinds } = await readRow(engine, { kinds: 'number' }, 'SELECT count(*) AS kinds FROM talk_kinds');
    for (const some of await groupPages(engine)) {
      const rest = `WHERE ${some} ORDER BY group_no, week_day`;
      const weeks = await readTable(engine, 'group_weeks', weekShape, rest);
      yield weeks.map((row) => ({
        group_id: row.group_id,
        week_start: dayText(row.week_day),
        members: row.members,
        home_members: row.home_members,
        landed: row.landed,
        value: amount(row.value_minor),
        messages: kinds > 0 ? row.messages : null,
        chatters: kinds > 0 ? row.chatters : null,
        value_reversed: amount(row.reversed_minor),
      }));
    }
  },
});

const weekShape = {
  group_id: 'text',
  week_day: 'number',
  members: 'number?',
  home_members: 'number?',
  landed: 'number',
  value_minor: 'whole',
  reversed_minor: 'whole',
  messages: 'number',
  chatters: 'number',
} as const;

/** Decimal digits of the one currency of these goals; null where none has value, and where amounts of several currencies would be added up. */
function sharedDigits(goals: readonly GoalConfig[], config: Config): number | null {
  const [first, ...others] = goals.filter((goal) => goal.value);
  if (first === undefined) return null;
  const currency = (goal: GoalConfig) => goal.currency ?? config.currency;
  return others.some((goal) => currency(goal) !== currency(first)) ? null : digitsOf(first, config);
}
