import { goalOf } from '../config/goals.js';
import { unattributedReasons } from '../contract/published_words.js';
import { readTable } from '../engines/typed_rows.js';
import { majorOf } from './amounts.js';
import { count, goalName, major, measure, orEmpty, word } from './columns.js';
import { published } from './table.js';

/** Per goal and reason: conversions without credit, in the major unit. */
export const unattributed = published({
  name: 'unattributed',
  summary: 'One goal and reason: conversions without credit. The same under every model.',
  columns: {
    goal: goalName,
    reason: word(unattributedReasons, 'The first reason that applies.'),
    conversions: count('conversions', 'Gross.'),
    value: orEmpty(measure(major, 'Gross; empty for a goal without value.')),
  },
  rows: async ({ engine, config }) => {
    const sums = await readTable(
      engine,
      'unattributed_moments',
      { goal_no: 'number', reason: unattributedReasons, conversions: 'number', value_minor: 'whole?' },
      'ORDER BY goal_no, reason',
    );
    return sums.map((row) => {
      const goal = goalOf(config, row.goal_no);
      return {
        goal: goal.name,
        reason: row.reason,
        conversions: row.conversions,
        value: majorOf(row.value_minor, goal, config, 0),
      };
    });
  },
});
