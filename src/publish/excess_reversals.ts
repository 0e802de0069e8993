import { exact, goalName, minor, text } from './columns.js';
import { published } from './table.js';

/** Conversions reversed for more than their value. */
export const excessReversals = published({
  name: 'excess_reversals',
  summary: 'One conversion that was reversed for more than its value; the excess is not counted.',
  columns: {
    goal: goalName,
    conversion_id: text('The conversion.'),
    value_minor: exact(minor, 'Its value.'),
    reversed_minor: exact(minor, 'The sum of its reversals.'),
    excess_minor: exact(minor, 'Reversed less value.'),
  },
  stage: 'excess_reversals',
  order: 'goal, conversion_id',
});
