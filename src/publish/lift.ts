import type { Row } from '../engines/engine.js';
import type { LiftReading } from '../work/studies/read.js';
import { count, goalName, measure, perMember, text } from './columns.js';
import type { Publisher } from './table.js';

/** What each tactic caused: estimate, increment of the reported period beside its credit, and the verdict. */
export const lift = {
  name: 'lift',
  summary:
    'One tactic and goal: what it caused, over all weeks up to as_of. A tactic of one kind that comes again and again in the same groups is one row, `kind:` and the kind. Estimates are per member at risk and period (`lift.period`); a tactic that cannot be identified has no number.',
  columns: {
    tactic_id: text('The tactic, or `kind:` and the kind of tactics read together.'),
    goal: goalName,
    estimator: text('holdout, imputation, synthetic_did or recurring.'),
    estimate: measure(
      perMember,
      'Effect on the groups that had it (members: people at home there before it began).',
    ),
    se: measure(perMember, 'Standard error, clustered by group.'),
    low: measure(perMember, 'Low end of the interval, simultaneous over all claims (95 %).'),
    high: measure(perMember, 'High end of that interval.'),
    p: measure('', 'p of the same test, times the claims, at most 1.'),
    incremental: measure(
      'net conversions',
      'Estimate x exposure: what would not have landed in the reported period otherwise; empty if it ran in no complete period of it.',
    ),
    credited: measure(
      'net conversions',
      'Credit under last_touch in the reported period; empty if that model was not asked for.',
    ),
    ratio: measure('', 'Incremental / credited.'),
    mde: measure(perMember, 'Smallest effect that this data would have found in 80 of 100 repetitions.'),
    verdict: text('What may be said; see docs/lift.md.'),
    reason: text('The gate that decided, or is the strongest reason to doubt; empty where none failed.'),
    treated_groups: count('groups', 'Groups with the tactic that were compared.'),
    control_groups: count('groups', 'Groups without it that they were compared with.'),
    dropped_groups: count('groups', 'Groups that had it before they could be observed without it.'),
    exposure: measure(
      'members x periods',
      "Members at risk times the periods of the report in which the tactic ran or the goal's window after it was open; 0 if the tactic ran in no complete period of the report.",
    ),
    fix_groups: count(
      'groups',
      'What would tell: hold out so many groups, drawn by lot, against as many with the tactic. Empty where the effect is identified.',
    ),
    fix_periods: count('periods', 'For so long.'),
    fix_effect: measure(perMember, 'The smallest effect that this finds in 80 of 100 repetitions.'),
  },
  rows: async (made) => made.lift.map(liftRow),
} as const satisfies Publisher;

/** One claim as a row of the table. */
export function liftRow({
  reading,
  unread,
  exposure,
  credited,
  fix,
  treated_groups,
  control_groups,
  ...of
}: LiftReading): Row {
  const tested = reading?.tested ?? null;
  const incremental = tested === null || exposure === 0 ? null : tested.estimate * exposure;
  return {
    tactic_id: of.tactic_id,
    goal: of.goal,
    estimator: reading?.estimator ?? null,
    estimate: tested?.estimate ?? null,
    se: tested?.se ?? null,
    low: finite(tested?.low),
    high: finite(tested?.high),
    p: tested === null ? null : (reading?.p ?? null),
    incremental,
    credited,
    ratio: incremental === null || credited === null || credited === 0 ? null : incremental / credited,
    mde: finite(tested?.mde),
    verdict: reading?.verdict ?? 'cannot_be_identified',
    reason: reading === null ? unread : reading.reason,
    treated_groups: unread === null ? treated_groups : null,
    control_groups: unread === null ? control_groups : null,
    dropped_groups: reading?.dropped_units ?? null,
    exposure,
    fix_groups: fix?.groups ?? null,
    fix_periods: fix?.periods ?? null,
    fix_effect: fix?.effect ?? null,
  };
}

/** An end of an interval that does not exist is empty. */
function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
