import { majorOf } from './amounts.js';
import { type Publisher, tableOf } from './table.js';

/** Per goal: what landed, with and without the people suspected of promo abuse. */
export const promoEffect: Publisher = async ({ engine, config }) => {
  const sums = await engine.rows('SELECT * FROM promo_effect ORDER BY goal_no');
  const rows = sums.flatMap((row) => {
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
  return tableOf('promo_effect', rows);
};
