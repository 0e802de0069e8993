import { digitsOf } from './amounts.js';
import { dayText, type Publisher, tableOf } from './table.js';

/** The panel of groups and weeks; talk is left empty where no kind of the input is talk. */
export const groupWeek: Publisher = async ({ engine, config }) => {
  const headlines = config.goals.filter((goal) => goal.headline);
  const counted = headlines.length > 0 ? headlines : config.goals.slice(0, 1);
  const valued = counted.find((goal) => goal.value);
  const scale = valued === undefined ? null : 10 ** digitsOf(valued, config);
  const [talk] = await engine.rows('SELECT count(*) AS kinds FROM talk_kinds');
  const observable = Number(talk?.kinds ?? 0) > 0;
  const weeks = await engine.rows('SELECT * FROM group_weeks ORDER BY group_no, week_day');
  const rows = weeks.map((row) => ({
    group_id: row.group_id ?? null,
    week_start: dayText(row.week_day),
    members: row.members ?? 0,
    landed: row.landed ?? 0,
    value: scale === null ? null : Number(row.value_minor) / scale,
    messages: observable ? (row.messages ?? 0) : null,
    chatters: observable ? (row.chatters ?? 0) : null,
    value_reversed: scale === null ? null : Number(row.reversed_minor) / scale,
  }));
  return tableOf('group_week', rows);
};
