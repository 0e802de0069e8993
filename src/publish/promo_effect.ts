import { goalOf } from '../config/goals.js';
import { readTable } from '../engines/typed_rows.js';
import { majorOf } from './amounts.js';
import { count, goalName, major, measure, orEmpty } from './columns.js';
import { published } from './table.js';

/** Per goal: what landed, with and without the people suspected of promo abuse. */
export const promoEffect = published({
  name: 'promo_effect',
  summary: 'One goal: what landed in the reported period, with and without the people of promo_suspects.',
  columns: {
    goal: goalName,
    suspects: count('people', 'Suspects with a conversion in the period.'),
    conversions: count('conversions', 'Gross.'),
    conversions_without: count('conversions', 'Gross, excluding suspects.'),
    conversions_net: count('conversions', 'Excluding fully reversed ones.'),
    conversions_net_without: count('conversions', 'The same, excluding suspects.'),
    value_net: orEmpty(measure(major, 'Value less reversals; empty for a goal without value.')),
    value_net_without: orEmpty(measure(major, 'The same, excluding suspects.')),
  },
  rows: async ({ engine, config }) => {
    const sums = await readTable(
      engine,
      'promo_effect',
      {
        goal_no: 'number',
        suspects: 'number',
        conversions: 'number',
        conversions_without: 'number',
        conversions_net: 'number',
        conversions_net_without: 'number',
        net_minor: 'whole?',
        net_minor_without: 'whole?',
      },
      'ORDER BY goal_no',
    );
    return sums.map(({ goal_no, net_minor, net_minor_without, ...row }) => {
      const goal = goalOf(config, goal_no);
      return {
        goal: goal.name,
        ...row,
        value_net: majorOf(net_minor, goal, config, 0),
        value_net_without: majorOf(net_minor_without, goal, config, 0),
      };
    });
  },
});
