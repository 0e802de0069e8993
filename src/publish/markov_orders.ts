import { count, goalName, measure } from './columns.js';
import { learned } from './learned.js';
import type { Publisher } from './table.js';

/** Per goal and order: how well a chain of that order foresees people it was not fitted to. */
export const markovOrders = {
  name: 'markov_orders',
  summary:
    'One goal and order, where attribution.markov.order is auto: how well the chain foresees the journeys of people it was not fitted to.',
  columns: {
    goal: goalName,
    order: count('touches', 'How many touches back a state remembers.'),
    log_likelihood: measure(
      'natural logarithm',
      'Likelihood of the journeys of each of 100 person buckets under the chain of all others, added up.',
    ),
    shortfall: measure('natural logarithm', 'How much less than that of the best order.'),
    shortfall_se: measure('natural logarithm', 'Its standard error over person buckets.'),
    is_chosen: count('', '1 for the smallest order whose shortfall is within one standard error, else 0.'),
  },
  rows: async (made) => {
    const rows = await learned(made, 'SELECT * FROM markov_orders ORDER BY goal_no, markov_order');
    return rows.map((row) => ({
      goal: made.config.goals[Number(row.goal_no) - 1]?.name ?? null,
      order: row.markov_order ?? null,
      log_likelihood: row.log_likelihood ?? null,
      shortfall: row.shortfall ?? null,
      shortfall_se: row.shortfall_se ?? null,
      is_chosen: row.is_chosen ?? null,
    }));
  },
} as const satisfies Publisher;
