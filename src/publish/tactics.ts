import { type Publisher, tableOf } from './table.js';

/** Every tactic, by the label it has in the other tables. */
export const tactics: Publisher = async ({ engine }) =>
  tableOf(
    'tactics',
    await engine.rows(
      'SELECT label AS tactic_id, name, kind, starts_at_us, ends_at_us, cost, currency, hours FROM tactic_list ORDER BY tactic_no',
    ),
  );
