import { count, major, measure, moment, text } from './columns.js';
import type { Publisher } from './table.js';

/** Every tactic, by the label it has in the other tables. */
export const tactics = {
  name: 'tactics',
  summary: 'One tactic that any input table speaks of.',
  columns: {
    tactic_id: text('The tactic.'),
    name: text('Its name.'),
    kind: text('Its kind.'),
    starts_at_us: count(moment, 'When it starts.'),
    ends_at_us: count(moment, 'When it ends; empty: still running, or not known.'),
    cost: measure(major, 'Money spent.'),
    currency: text('Currency of the cost.'),
    hours: measure('hours', 'Working hours spent.'),
    goal: text('The goal it serves; empty: none.'),
    owner: text('Who runs it.'),
  },
  rows: async ({ engine }) =>
    engine.rows(
      'SELECT label AS tactic_id, name, kind, starts_at_us, ends_at_us, cost, currency, hours, goal, owner FROM tactic_list ORDER BY tactic_no',
    ),
} as const satisfies Publisher;
