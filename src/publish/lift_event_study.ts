import { count, goalName, measure, orEmpty, perMember, text } from './columns.js';
import { published } from './table.js';

/** Effects by periods since the start of a tactic. */
export const liftEventStudy = published({
  name: 'lift_event_study',
  summary:
    "One claim of `lift` and a number of periods since the start (negative: before): Callaway and Sant'Anna's dynamic effects, compared with groups that do not have the tactic yet.",
  columns: {
    tactic_id: text('The tactic, as in `lift`.'),
    goal: goalName,
    since_start: count('periods', 'Periods since the group got the tactic.'),
    estimate: measure(perMember, 'The effect.'),
    se: orEmpty(
      measure(perMember, 'Standard error, clustered by group; empty where a single group stands on a side.'),
    ),
    low: orEmpty(
      measure(
        perMember,
        'Low end of a band that holds for all terms at once (95 %); empty where fewer than five groups stand on a side.',
      ),
    ),
    high: orEmpty(measure(perMember, 'High end of that band.')),
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
