import type { Config, GoalConfig } from '../config/config.js';
import type { Row } from '../engines/engine.js';
import { decimalOf, digitsOf, toInteger } from './amounts.js';
import { count, major, measure, text } from './columns.js';
import { dayText, type Publisher } from './table.js';

/** The panel of groups and weeks; talk is left empty where no kind of the input is talk. */
export const groupWeek = {
  name: 'group_week',
  summary:
    'One group and one week, from the first to the last week with messages or landed results, zeros included. Counted, not credit; all history up to as_of, not only the reported period. A result counts for one group: the home of its person then, which is the group joined first, and after that group was split, merged or migrated the one that the person went on in.',
  columns: {
    group_id: text('The group.'),
    week_start: text('First day of the week, in the business zone.'),
    members: count(
      'people',
      'People who are in it at the end of the week, whatever other groups they are in; without a memberships table those seen in it so far. Empty where no membership of the group is known.',
    ),
    home_members: count('people', 'Those of them whose home it is then.'),
    landed: count(
      'conversions',
      'Gross conversions of the headline goals (the first goal if none is marked) by the people whose home it was then.',
    ),
    value: measure(
      major,
      'Their gross value; empty if no such goal has value, or if those goals are in several currencies.',
    ),
    messages: count(
      'messages',
      'Messages of the group, machines left out; empty if the input holds no kind that is talk.',
    ),
    chatters: count('members', 'Members who wrote at least one of them.'),
    value_reversed: measure(major, 'Reversed of their conversions that week, by the day of the reversal.'),
  },
  rows: async ({ engine, config }) => {
    const headlines = config.goals.filter((goal) => goal.headline);
    const counted = headlines.length > 0 ? headlines : config.goals.slice(0, 1);
    const digits = sharedDigits(counted, config);
    const major = (minor: Row[string] | undefined) =>
      digits === null ? null : decimalOf(toInteger(minor), digits);
    const [talk] = await engine.rows('SELECT count(*) AS kinds FROM talk_kinds');
    const observable = Number(talk?.kinds ?? 0) > 0;
    const weeks = await engine.rows('SELECT * FROM group_weeks ORDER BY group_no, week_day');
    return weeks.map((row) => ({
      group_id: row.group_id ?? null,
      week_start: dayText(row.week_day),
      members: row.members ?? null,
      home_members: row.home_members ?? null,
      landed: row.landed ?? 0,
      value: major(row.value_minor),
      messages: observable ? (row.messages ?? 0) : null,
      chatters: observable ? (row.chatters ?? 0) : null,
      value_reversed: major(row.reversed_minor),
    }));
  },
} as const satisfies Publisher;

/** Decimal digits of the one currency of these goals; null where none has value, and where amounts of several currencies would be added up. */
function sharedDigits(goals: readonly GoalConfig[], config: Config): number | null {
  const [first, ...others] = goals.filter((goal) => goal.value);
  if (first === undefined) return null;
  const currency = (goal: GoalConfig) => goal.currency ?? config.currency;
  return others.some((goal) => currency(goal) !== currency(first)) ? null : digitsOf(first, config);
}
