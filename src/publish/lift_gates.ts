import { count, goalName, measure, text } from './columns.js';
import type { Publisher } from './table.js';

/** Every gate of every claim, passed or not. */
export const liftGates = {
  name: 'lift_gates',
  summary: 'One gate of one claim of `lift`: what was asked before a verdict was given.',
  columns: {
    tactic_id: text('The tactic, as in `lift`.'),
    goal: goalName,
    gate: text('The gate; see docs/lift.md.'),
    statistic: measure("the gate's own unit", 'What was measured; empty where it could not be.'),
    p: measure('', 'p of the gate, where it is a test.'),
    passed: count('', '1 passed, 0 failed; empty: no condition, or it could not be asked.'),
  },
  rows: async ({ lift }) =>
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
} as const satisfies Publisher;
