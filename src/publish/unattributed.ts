import { majorOf } from './amounts.js';
import { count, goalName, major, measure, text } from './columns.js';
import type { Publisher } from './table.js';

/** Per goal and reason: conversions without credit, in the major unit. */
export const unattributed = {
  name: 'unattributed',
  summary: 'One goal and reason: conversions without credit. The same under every model.',
  columns: {
    goal: goalName,
    reason: text('The first reason that applies.'),
    conversions: count('conversions', 'Gross.'),
    value: measure(major, 'Gross; empty for a goal without value.'),
  },
  rows: async ({ engine, config }) => {
    const sums = await engine.rows('SELECT * FROM unattributed_moments ORDER BY goal_no, reason');
    return sums.flatMap((row) => {
      const goal = config.goals[Number(row.goal_no) - 1];
      if (goal === undefined) return [];
      return [
        {
          goal: goal.name,
          reason: row.reason ?? null,
          conversions: row.conversions ?? 0,
          value: majorOf(row.value_minor, goal, config, 0),
        },
      ];
    });
  },
} as const satisfies Publisher;
