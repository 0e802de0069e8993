import { count, goalName, micro, minor, modelColumns, moment, orEmpty, text } from './columns.js';
import type { TableContract } from './table.js';

/** The ledger. Its rows never leave the engine: `ledger` in src/credit_sums.ts selects them. */
export const credit = {
  name: 'credit',
  summary:
    'The ledger: one touch (or bundle of touches, or code) of one reported conversion, oldest first, plus one row per unattributed conversion. The micro-credits of a conversion add up to 1,000,000 under every model, or to 0 if it is unattributed.',
  columns: {
    goal: goalName,
    conversion_id: text('The conversion.'),
    conversion_ts_us: count(moment, 'When it landed.'),
    user_id: orEmpty(text('The product user.')),
    activity_id: orEmpty(
      text('The activity; for a bundle, its last one; for a code, `code:` followed by the code.'),
    ),
    group_id: orEmpty(text('The group of the touch.')),
    tactic_id: orEmpty(text('The tactic of the touch.')),
    kol_id: orEmpty(text('The KOL of the touch.')),
    kind: orEmpty(text('The kind of the touch; `code` for a code.')),
    reach: orEmpty(text('actor (the person did it), audience (the person was present) or code.')),
    touches: count(
      'touches',
      'Touches in this row: 1, or more for a bundle; 0 for an unattributed conversion.',
    ),
    touch_ts_us: orEmpty(count(moment, 'When the touch happened; for a bundle, its last touch.')),
    reason: orEmpty(text('Why the conversion is unattributed; empty otherwise.')),
    value_minor: orEmpty(
      count(minor, 'Value of the conversion, repeated on each of its rows; empty for a goal without value.'),
    ),
    [modelColumns]: count(micro, 'Credit of this row under that model.'),
  },
} as const satisfies TableContract;
