import { exact, major, measure, moment, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Every tactic, by the label used in the other tables. */
export const tactics = published({
  name: 'tactics',
  summary: 'One tactic that any input table mentions.',
  columns: {
    tactic_id: text('The tactic.'),
    name: orEmpty(text('Its name.')),
    kind: orEmpty(text('Its kind.')),
    starts_at_us: orEmpty(exact(moment, 'When it starts.')),
    ends_at_us: orEmpty(exact(moment, 'When it ends; empty if it is still running or the end is not known.')),
    cost: orEmpty(measure(major, 'Money spent.')),
    currency: orEmpty(text('Currency of the cost.')),
    hours: orEmpty(measure('hours', 'Working hours spent.')),
    goal: orEmpty(text('The goal it serves; empty if none.')),
    owner: orEmpty(text('Who runs it.')),
  },
  select: `SELECT label AS tactic_id, name, kind, starts_at_us, ends_at_us, cost, currency, hours, goal, owner
      FROM tactic_list ORDER BY tactic_no`,
});
