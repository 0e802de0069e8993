import { majorOf } from './amounts.js';
import { count, goalName, major, measure } from './columns.js';
import type { Publisher } from './table.js';

/** Per goal: what landed, with and without the people suspected of promo abuse. */
export const promoEffect = {
  name: 'promo_effect',
  summary: 'One goal: what landed in the reported period, with and without the people of promo_suspects.',
  columns: {
    goal: goalName,
    suspects: count('people', 'Suspects with a conversion in the period.'),
    conversions: count('conversions', 'Gross.'),
    conversions_without: count('conversions', 'Gross, without suspects.'),
    conversions_net: count('conversions', 'Without fully reversed ones.'),
    conversions_net_without: count('conversions', 'The same, without suspects.'),
    value_net: measure(major, 'Less what was reversed; empty for a goal without value.'),
    value_net_without: measure(major, 'The same, without suspects.'),
  },
  rows: async ({ engine, config }) => {
    const sums = await engine.rows('SELECT * FROM promo_effect ORDER BY goal_no');
    return sums.flatMap((row) => {
      const goal = config.goals[Number(row.goal_no) - 1];
      if (goal === undefined) return [];
      return [
        {
          goal: goal.name,
          suspects: row.suspects ?? 0,
          conversions: row.conversions ?? 0,
          conversions_without: row.conversions_without ?? 0,
          conversions_net: row.conversions_net ?? 0,
          conversions_net_without: row.conversions_net_without ?? 0,
          value_net: majorOf(row.net_minor, goal, config, 0),
          value_net_without: majorOf(row.net_minor_without, goal, config, 0),
        },
      ];
    });
  },
} as const satisfies Publisher;
