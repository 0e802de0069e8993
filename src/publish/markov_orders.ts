import { learned } from './learned.js';
import { type Publisher, tableOf } from './table.js';

/** Per goal and order: how well a chain of that order foresees people it was not fitted to. */
export const markovOrders: Publisher = async (made) => {
  const rows = await learned(made, 'SELECT * FROM markov_orders ORDER BY goal_no, markov_order');
  return tableOf(
    'markov_orders',
    rows.map((row) => ({
      goal: made.config.goals[Number(row.goal_no) - 1]?.name ?? null,
      order: row.markov_order ?? null,
      log_likelihood: row.log_likelihood ?? null,
      shortfall: row.shortfall ?? null,
      shortfall_se: row.shortfall_se ?? null,
      is_chosen: row.is_chosen ?? null,
    })),
  );
};
