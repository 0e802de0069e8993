import { type Publisher, tableOf } from './table.js';

/** Effects by periods since the start of a tactic. */
export const liftEventStudy: Publisher = async ({ lift }) =>
  tableOf(
    'lift_event_study',
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
  );
