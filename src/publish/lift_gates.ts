import { type Publisher, tableOf } from './table.js';

/** Every gate of every claim, passed or not. */
export const liftGates: Publisher = async ({ lift }) =>
  tableOf(
    'lift_gates',
    lift.flatMap(({ tactic_id, goal, reading }) =>
      (reading?.gates ?? []).map(({ gate, statistic, p, passed }) => ({
        tactic_id,
        goal,
        gate,
        statistic,
        p,
        passed: passed === null ? null : Number(passed),
      })),
    ),
  );
