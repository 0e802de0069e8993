import type { Config, GoalConfig } from '../config/config.js';
import type { Row } from '../engines/engine.js';
import { decimalOf, digitsOf, toInteger } from './amounts.js';
import { dayText, type Publisher, tableOf } from './table.js';

/** The panel of groups and weeks; talk is left empty where no kind of the input is talk. */
export const groupWeek: Publisher = async ({ engine, config }) => {
  const headlines = config.goals.filter((goal) => goal.headline);
  const counted = headlines.length > 0 ? headlines : config.goals.slice(0, 1);
  const digits = sharedDigits(counted, config);
  const major = (minor: Row[string] | undefined) =>
    digits === null ? null : decimalOf(toInteger(minor), digits);
  const [talk] = await engine.rows('SELECT count(*) AS kinds FROM talk_kinds');
  const observable = Number(talk?.kinds ?? 0) > 0;
  const weeks = await engine.rows('SELECT * FROM group_weeks ORDER BY group_no, week_day');
  const rows = weeks.map((row) => ({
    group_id: row.group_id ?? null,
    week_start: dayText(row.week_day),
    members: row.members ?? 0,
    landed: row.landed ?? 0,
    value: major(row.value_minor),
    messages: observable ? (row.messages ?? 0) : null,
    chatters: observable ? (row.chatters ?? 0) : null,
    value_reversed: major(row.reversed_minor),
  }));
  return tableOf('group_week', rows);
};

/** Decimal digits of the one currency of these goals; null where none has value, and where amounts of several currencies would be added up. */
function sharedDigits(goals: readonly GoalConfig[], config: Config): number | null {
  const [first, ...others] = goals.filter((goal) => goal.value);
  if (first === undefined) return null;
  const currency = (goal: GoalConfig) => goal.currency ?? config.currency;
  return others.some((goal) => currency(goal) !== currency(first)) ? null : digitsOf(first, config);
}
