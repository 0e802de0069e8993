import { count, exact, goalName, minor, moment, orEmpty, text } from './columns.js';
import type { TableContract } from './table.js';

/** What landed, row by row. Its rows never leave the engine: `resultRows` in src/pipeline/results.ts selects them. */
export const results = {
  name: 'results',
  summary:
    'One reported conversion of one goal: what `grouplift diff` and `run --previous` compare row by row with another run of the same period.',
  columns: {
    goal: goalName,
    conversion_id: text('The conversion.'),
    conversion_ts_us: exact(moment, 'When it landed.'),
    user_id: orEmpty(text('The product user.')),
    group_id: orEmpty(text("The person's home group at that time; empty if there is none.")),
    reason: orEmpty(text('Why it is unattributed; empty if it is credited.')),
    is_reversed: count('', '1 if it was fully reversed, else 0.'),
    value_minor: orEmpty(exact(minor, 'Its value; empty for a goal without value.')),
    net_minor: orEmpty(exact(minor, 'Its value less reversals.')),
    seen_us: exact(moment, 'When it was first known: `ingested_at`, or else when it landed.'),
    reversal_us: orEmpty(
      exact(
        moment,
        'When the last of its reversals was known: `ingested_at`, or else when it was reversed; empty if nothing was.',
      ),
    ),
  },
} as const satisfies TableContract;
