import { checkNames, isAsked } from '../lift/checks.js';
import { count, goalName, measure, orEmpty, text, word } from './columns.js';
import { published } from './table.js';

/** Every check of every claim, whatever it found. */
export const liftChecks = published({
  name: 'lift_checks',
  summary: 'One check of one claim of `lift`: what could undo the estimate, and by how much.',
  columns: {
    tactic_id: text('The tactic, as in `lift`.'),
    goal: goalName,
    check: word(checkNames, 'The check; see docs/lift.md.'),
    size: orEmpty(
      measure(
        "the check's own unit",
        "What was measured: of a check with a bound how far it moves the estimate, in the estimate's unit. Empty where it could not be asked.",
      ),
    ),
    error: orEmpty(measure("the check's own unit", 'Standard error of the size, where it has one.')),
    bound: orEmpty(
      measure(
        'net conversions per member and period',
        'How far off the estimate may be for it; the largest one widens the interval. Empty where the check gives none.',
      ),
    ),
    asked: count('', '1 if it could be asked, else 0: no reason to doubt.'),
    passed: orEmpty(count('', 'Of a condition: 1 holds, 0 does not. Empty: no condition.')),
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
