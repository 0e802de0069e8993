import { checkNames, isAsked } from '../lift/checks/checks.js';
import { count, goalName, measure, orEmpty, text, word } from './columns.js';
import { published } from './table.js';

/** Every check of every claim, whatever its outcome. */
export const liftChecks = published({
  name: 'lift_checks',
  summary: 'One check of one claim in `lift`: something that could invalidate the estimate, and by how much.',
  columns: {
    tactic_id: text('The tactic, as in `lift`.'),
    goal: goalName,
    check: word(checkNames, 'The check; see docs/lift.md.'),
    size: orEmpty(
      measure(
        "the check's own unit",
        "What was measured; for a check with a bound, how far it moves the estimate, in the estimate's unit. Empty if the check could not be made.",
      ),
    ),
    error: orEmpty(measure("the check's own unit", 'Standard error of the size, if it has one.')),
    bound: orEmpty(
      measure(
        'net conversions per member and period',
        'How far off the estimate may be because of it; the largest bound widens the interval. Empty if the check gives none.',
      ),
    ),
    asked: count('', '1 if the check could be made, else 0: then it gives no reason for doubt.'),
    passed: orEmpty(
      count('', 'For a condition: 1 if it holds, 0 if not. Empty if the check is not a condition.'),
    ),
  },
  rows: async ({ lift }) =>
    lift.flatMap(({ tactic_id, goal, reading }) =>
      (reading?.checks ?? []).map((one) => ({
        tactic_id,
        goal,
        check: one.check,
        size: one.size,
        error: one.error,
        bound: one.bound,
        asked: Number(isAsked(one)),
        passed: one.passed === null ? null : Number(one.passed),
      })),
    ),
});
