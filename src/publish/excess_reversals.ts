import { count, goalName, minor, text } from './columns.js';
import type { Publisher } from './table.js';

/** Conversions reversed for more than their value. */
export const excessReversals = {
  name: 'excess_reversals',
  summary: 'One conversion that was reversed for more than its value; the excess is not counted.',
  columns: {
    goal: goalName,
    conversion_id: text('The conversion.'),
    value_minor: count(minor, 'Its value.'),
    reversed_minor: count(minor, 'The sum of its reversals.'),
    excess_minor: count(minor, 'Reversed less value.'),
  },
  stage: 'excess_reversals',
  order: 'goal, conversion_id',
} as const satisfies Publisher;
