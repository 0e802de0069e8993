import { majorOf } from './amounts.js';
import { dayText, type Publisher, tableOf } from './table.js';

/** Per goal, week and class of member: everything that landed. */
export const landed: Publisher = async ({ engine, config }) => {
  const sums = await engine.rows('SELECT * FROM landed_weeks ORDER BY goal_no, week_day, member_class');
  const rows = sums.flatMap((row) => {
    const goal = config.goals[Number(row.goal_no) - 1];
    if (goal === undefined) return [];
    return [
      {
        goal: goal.name,
        week_start: dayText(row.week_day),
        member_class: row.member_class ?? null,
        conversions: row.conversions ?? 0,
        value: majorOf(row.value_minor, goal, config, 0),
        conversions_net: row.conversions_net ?? 0,
        value_net: majorOf(row.net_minor, goal, config, 0),
      },
    ];
  });
  return tableOf('landed', rows);
};
