import { goalOf } from '../config/goals.js';
import { count, goalName, measure, orEmpty } from './columns.js';
import { learned } from './learned.js';
import { published } from './table.js';

/** Per goal and order: how well a chain of that order predicts people that it was not fitted on. */
export const markovOrders = published({
  name: 'markov_orders',
  summary:
    'One goal and order, if attribution.markov.order is auto: how well the chain predicts the journeys of people that it was not fitted on.',
  columns: {
    goal: goalName,
    order: count('touches', 'How many touches back a state remembers.'),
    log_likelihood: measure(
      'natural logarithm',
      "Log-likelihood of each of 100 person buckets' journeys under the chain fitted on all other buckets, summed.",
    ),
    shortfall: measure('natural logarithm', 'How much lower it is than that of the best order.'),
    shortfall_se: orEmpty(measure('natural logarithm', 'Its standard error over person buckets.')),
    is_chosen: count('', '1 for the smallest order whose shortfall is within one standard error, else 0.'),
  },
  rows: async (made) => {
    const rows = await learned(
      made,
      orderShape,
      `SELECT ${Object.keys(orderShape).join(', ')} FROM markov_orders ORDER BY goal_no, markov_order`,
    );
    return rows.map(({ goal_no, markov_order, ...row }) => ({
      goal: goalOf(made.config, goal_no).name,
      order: markov_order,
      ...row,
    }));
  },
});

const orderShape = {
  goal_no: 'number',
  markov_order: 'number',
  log_likelihood: 'number',
  shortfall: 'number',
  shortfall_se: 'number?',
  is_chosen: 'number',
} as const;
