import type { Config, GoalConfig } from '../config/config.js';
import { headlineGoals } from '../config/goals.js';
import { readRow, readTable } from '../engines/typed_rows.js';
import { decimalOf, digitsOf } from './amounts.js';
import { count, major, measure, orEmpty, text } from './columns.js';
import { groupPages } from './group_pages.js';
import { dayText, published } from './table.js';

/** The panel of groups and weeks; message counts are empty if no kind in the input is talk. */
export const groupWeek = published({
  name: 'group_week',
  summary:
    "One group and one week, from the first to the last week with messages or with results of people who have a home, zeros included. Counted, not credit; all history up to as_of, not only the reported period. A result counts for one group: its person's home at that time, which is the group they joined first or, after a split, merge or migration, the group they continued in.",
  columns: {
    group_id: text('The group.'),
    week_start: text('First day of the week, in the business zone.'),
    members: orEmpty(
      count(
        'people',
        'People in it at the end of the week, whatever other groups they are in; without a memberships table, those seen in it so far. Empty if no membership of the group is known.',
      ),
    ),
    home_members: orEmpty(count('people', 'Of those, the people whose home it is at that time.')),
    landed: count(
      'conversions',
      'Gross conversions of the headline goals (the first goal if none is marked) by the people whose home it was at that time; one that matches several of these goals counts once.',
    ),
    value: orEmpty(
      measure(
        major,
        'Their gross value; empty if none of these goals has a value, or if they are in several currencies.',
      ),
    ),
    messages: orEmpty(
      count('messages', 'Messages in the group, excluding machines; empty if no kind in the input is talk.'),
    ),
    chatters: orEmpty(count('members', 'Members who wrote at least one of them.')),
    value_reversed: orEmpty(
      measure(major, 'Reversals of their conversions in that week, by the day of the reversal.'),
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

/** Decimal digits of the one currency of these goals; null if none has a value, or if amounts in several currencies would be summed. */
function sharedDigits(goals: readonly GoalConfig[], config: Config): number | null {
  const [first, ...others] = goals.filter((goal) => goal.value);
  if (first === undefined) return null;
  const currency = (goal: GoalConfig) => goal.currency ?? config.currency;
  return others.some((goal) => currency(goal) !== currency(first)) ? null : digitsOf(first, config);
}
