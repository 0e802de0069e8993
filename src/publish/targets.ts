import { measure, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** The goal tree, as given in the input. */
export const targets = published({
  name: 'targets',
  summary: 'One node of the goal tree, and its target for a period and a metric, as given in the input.',
  columns: {
    node: text('Name of the node.'),
    period: text('A week (2026-W46), month (2026-11), quarter (2026-Q4) or year.'),
    target: measure('conversions, or major unit of the currency', 'What should land in it.'),
    parent: orEmpty(text('The parent node; empty if it has none.')),
    metric: orEmpty(text("A goal's name followed by :conversions or :value.")),
  },
  select: `SELECT node, period, target, parent, metric FROM (
        SELECT node, period, target, parent, metric, row_number() OVER (PARTITION BY node, period, metric ORDER BY file_no DESC, target DESC, parent DESC NULLS LAST) AS choice
        FROM in_targets WHERE problem IS NULL) WHERE choice = 1 ORDER BY period, node, metric NULLS LAST`,
});
