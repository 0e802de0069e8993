import { exact, goalName, minor, text } from './columns.js';
import { published } from './table.js';

/** Conversions whose reversals exceed their value. */
export const excessReversals = published({
  name: 'excess_reversals',
  summary: 'One conversion whose reversals exceed its value; the excess is ignored.',
  columns: {
    goal: goalName,
    conversion_id: text('The conversion.'),
    value_minor: exact(minor, 'Its value.'),
    reversed_minor: exact(minor, 'The sum of its reversals.'),
    excess_minor: exact(minor, 'Reversals less value.'),
  },
  stage: 'excess_reversals',
  order: 'goal, conversion_id',
});
