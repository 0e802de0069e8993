import { count, goalName, measure, orEmpty, perMember, text } from './columns.js';
import { published } from './table.js';

/** Effects by periods since the start of a tactic. */
export const liftEventStudy = published({
  name: 'lift_event_study',
  summary:
    "One claim in `lift` at a number of periods since the start (negative: before it): Callaway and Sant'Anna's dynamic effects, with groups that do not have the tactic yet as comparison.",
  columns: {
    tactic_id: text('The tactic, as in `lift`.'),
    goal: goalName,
    since_start: count('periods', 'Periods since the group got the tactic.'),
    estimate: measure(perMember, 'The effect.'),
    se: orEmpty(
      measure(perMember, 'Standard error, clustered by group; empty with only one group on either side.'),
    ),
    low: orEmpty(
      measure(
        perMember,
        'Lower end of a simultaneous band over all terms (95 %); empty with fewer than five groups on either side.',
      ),
    ),
    high: orEmpty(measure(perMember, 'Upper end of that band.')),
  },
  rows: async ({ lift }) =>
    lift.flatMap(({ tactic_id, goal, event_study }) =>
      event_study.map(({ term, estimate, se, low, high }) => ({
        tactic_id,
        goal,
        since_start: Number(term),
        estimate,
        se,
        low,
        high,
      })),
    ),
});
