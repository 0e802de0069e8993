import type { LiftReading } from '../claims/read.js';
import { unreadReasons } from '../contract/published_words.js';
import { type CheckName, type Doubt, doubts, isDoubt } from '../lift/checks/checks.js';
import { verdicts } from '../lift/checks/verdict.js';
import { type RecruitEffect, recruitVerdicts } from '../lift/estimators/recruits.js';
import { liftEstimators } from '../lift/readings/claim.js';
import { nextSteps } from '../lift/readings/next_step.js';
import type { Reading } from '../lift/readings/read_claims.js';
import { count, goalName, measure, orEmpty, perMember, text, word } from './columns.js';
import { dayText, published } from './table.js';

/** What each tactic caused: the estimate, its increment in the reported period next to its credit, and the verdict. */
export const lift = published({
  name: 'lift',
  summary:
    'One tactic and goal: what it caused, over all weeks up to as_of. Tactics of one kind that recur in the same groups share one row, named `kind:` and the kind. Estimates are per member at risk and period (`lift.period`); a tactic that cannot be identified has no number.',
  columns: {
    tactic_id: text('The tactic, or `kind:` and the kind of tactics read together.'),
    goal: goalName,
    estimator: orEmpty(word(liftEstimators, 'holdout, imputation, synthetic_did or recurring.')),
    estimate: orEmpty(
      measure(
        perMember,
        'Effect on the groups that had it (members: people whose home they were before it began).',
      ),
    ),
    se: orEmpty(measure(perMember, 'Standard error, clustered by group.')),
    low: orEmpty(
      measure(
        perMember,
        'Lower end of the interval, simultaneous over all claims (95 %) and widened by what the checks found.',
      ),
    ),
    high: orEmpty(measure(perMember, 'Upper end of that interval.')),
    raw_low: orEmpty(measure(perMember, 'Lower end of the interval that allows for noise alone.')),
    raw_high: orEmpty(measure(perMember, 'Upper end of that interval.')),
    bound: orEmpty(
      measure(
        perMember,
        'How far off the estimate may be: the largest bound in `lift_checks`. A trend before the tactic moves the two ends of the interval by different amounts; this is the larger of the two.',
      ),
    ),
    base_rate: orEmpty(measure(perMember, 'What would have been expected without the tactic.')),
    effect_ratio: orEmpty(measure('', '1 + estimate / base_rate: 1.5 means half as much again.')),
    effect_ratio_low: orEmpty(measure('', 'Lower end of its widened interval.')),
    effect_ratio_high: orEmpty(measure('', 'Upper end of that interval.')),
    kind_ratio: orEmpty(
      measure(
        '',
        'The effect ratio shrunk towards that of its kind (`lift_kinds`), the more so the less precisely it is known; empty if fewer than three tactics of its kind have a number.',
      ),
    ),
    kind_kept: orEmpty(
      measure('', 'The weight of its own effect in that: 1 its own effect alone, 0 that of the kind alone.'),
    ),
    p: orEmpty(measure('', 'p of the same test, times the number of claims, at most 1.')),
    incremental: orEmpty(
      measure(
        'net conversions',
        'What would not have landed in the reported period otherwise: the effect by time since the start in each group, times what was expected there; empty if the tactic ran in no complete period of the report, or if no group was still without it there.',
      ),
    ),
    incremental_low: orEmpty(measure('net conversions', 'Lower end of its widened interval.')),
    incremental_high: orEmpty(measure('net conversions', 'Upper end of that interval.')),
    credited: orEmpty(
      measure(
        'net conversions',
        'Credit under last_touch in the reported period; empty if that model was not requested.',
      ),
    ),
    ratio: orEmpty(measure('', 'Incremental / credited.')),
    recruits: orEmpty(
      count(
        'people',
        'Newcomers: people whose home became one of its groups after it began there, up to the end of the panel. The effect is about those who were there before.',
      ),
    ),
    recruits_landed: orEmpty(count('net conversions', 'What they landed.')),
    recruits_effect: orEmpty(
      measure(
        'net conversions',
        'What newcomers landed beyond expectation: what they landed in the periods from the start on (at most half as many periods as there are before it), minus what newcomers landed in as many periods before, minus the same change in groups without the tactic. Empty with fewer than two groups on either side.',
      ),
    ),
    recruits_low: orEmpty(
      measure(
        'net conversions',
        'Lower end of its interval, simultaneous over all claims (95 %) and widened by the trend of newcomers before.',
      ),
    ),
    recruits_high: orEmpty(measure('net conversions', 'Upper end of that interval.')),
    recruits_raw_low: orEmpty(
      measure('net conversions', 'Lower end of the interval that allows for noise alone.'),
    ),
    recruits_raw_high: orEmpty(
      measure('net conversions', 'Upper end of the interval that allows for noise alone.'),
    ),
    recruits_verdict: orEmpty(
      word(
        recruitVerdicts,
        'Likely if the interval excludes 0; a clear difference if only the interval for noise alone does.',
      ),
    ),
    mde: orEmpty(
      measure(perMember, 'Smallest effect that these data would detect in 80 of 100 repetitions.'),
    ),
    mde_widened: orEmpty(measure(perMember, 'The same, for detecting it with the widened interval.')),
    verdict: word([...verdicts, 'counted'], 'What may be said; see docs/lift.md.'),
    reason: orEmpty(
      word(
        [...doubts, ...unreadReasons],
        'The check that decided the verdict, or that gives the strongest reason for doubt; empty if none does.',
      ),
    ),
    treated_groups: orEmpty(count('groups', 'Groups with the tactic that were compared.')),
    control_groups: orEmpty(count('groups', 'Groups without it that they were compared with.')),
    dropped_groups: orEmpty(
      count(
        'groups',
        "Groups left out: those that had it before they could be observed without it, and those that were nobody's home.",
      ),
    ),
    exposure: measure(
      'members x periods',
      "Person-time: members at risk times the periods of the report in which the tactic ran or the goal's window after it was open; 0 if the tactic ran in no complete period of the report.",
    ),
    fix: orEmpty(
      word(
        nextSteps,
        'The cheapest step that would settle it; empty if the effect is established or ruled out. holdout: assign groups at random; people: assign people at random, because there are too few groups; more_results: too few results land there for any trial; draw_groups, draw_people: assign them at random before it begins; wait: no complete period has passed yet; earlier_results: load older results; name_groups: say in `tactic_groups` who had it.',
      ),
    ),
    fix_groups: orEmpty(count('groups', 'Groups that get it; as many do not.')),
    fix_people: orEmpty(count('people', 'People who get it; as many do not.')),
    fix_results: orEmpty(
      count('net conversions', 'How many must land in each arm for a doubling to be detected.'),
    ),
    fix_periods: orEmpty(count('periods', 'How long to run it.')),
    fix_effect: orEmpty(
      measure(
        perMember,
        'The smallest effect that this would detect in 80 of 100 repetitions; for people a best case, because it assumes that each of their results is independent of the others.',
      ),
    ),
    fix_from: orEmpty(
      text(
        'wait: the day after the first complete period; earlier_results: the day from which results are needed.',
      ),
    ),
    counted_from: orEmpty(
      text('If everybody had it at once (verdict `counted`): first day of the days counted.'),
    ),
    counted_days: orEmpty(count('days', 'Length of the days counted, in whole weeks.')),
    counted: orEmpty(
      measure(
        'net conversions',
        'All results of the goal in these days. Not an effect, because nobody was without the tactic: anything else that happened in those days would look the same.',
      ),
    ),
    usual: orEmpty(
      measure(
        'net conversions',
        'What a line through up to 26 stretches of the same length before it predicts; empty if there are fewer than 12.',
      ),
    ),
    usual_low: orEmpty(
      measure('net conversions', 'Lower end of the range that contains 95 % of such stretches.'),
    ),
    usual_high: orEmpty(measure('net conversions', 'Upper end of that range.')),
    before_tactic_id: orEmpty(text('The last earlier tactic of its kind that everybody had.')),
    before_counted: orEmpty(
      measure('net conversions', 'All results of the goal in the same number of days of that tactic.'),
    ),
  },
  rows: async (made) => made.lift.map(liftRow),
});

/** One claim as a row of the table. */
export function liftRow({
  reading,
  unread,
  exposure,
  credited,
  fix,
  treated_groups,
  control_groups,
  community,
  shrunk,
  recruits,
  ...of
}: LiftReading) {
  const tested = reading?.tested ?? null;
  const { below, above } = reading?.widening ?? { below: 0, above: 0 };
  const base = tested === null ? null : (reading?.base_rate ?? null);
  const ratioAt = (effect: number | undefined) =>
    effect === undefined || base === null || base <= 0 || !Number.isFinite(effect)
      ? null
      : Math.max(0, 1 + effect / base);
  const added = reading === null ? null : incrementOf(reading, exposure);
  return {
    tactic_id: of.tactic_id,
    goal: of.goal,
    estimator: reading?.estimator ?? null,
    estimate: tested?.estimate ?? null,
    se: tested?.se ?? null,
    low: tested === null ? null : finite(tested.low - below),
    high: tested === null ? null : finite(tested.high + above),
    raw_low: finite(tested?.low),
    raw_high: finite(tested?.high),
    bound: tested === null ? null : Math.max(below, above),
    base_rate: base,
    effect_ratio: ratioAt(tested?.estimate),
    effect_ratio_low: tested === null ? null : ratioAt(tested.low - below),
    effect_ratio_high: tested === null ? null : ratioAt(tested.high + above),
    kind_ratio: shrunk === null ? null : Math.max(0, 1 + shrunk.shrunk),
    kind_kept: shrunk?.kept ?? null,
    p: tested === null ? null : (reading?.p ?? null),
    incremental: added?.value ?? null,
    incremental_low: finite(added?.low),
    incremental_high: finite(added?.high),
    credited,
    ratio: added === null || credited === null || credited === 0 ? null : added.value / credited,
    recruits: recruits?.people ?? null,
    recruits_landed: recruits?.landed ?? null,
    ...recruitColumns(recruits?.effect ?? null),
    mde: finite(tested?.mde),
    mde_widened: tested === null ? null : finite(tested.mde + below),
    verdict: community === null ? (reading?.verdict ?? 'cannot_be_identified') : 'counted',
    reason: reading === null ? unread : doubtOf(reading.reason),
    treated_groups: unread === null ? treated_groups : null,
    control_groups: unread === null ? control_groups : null,
    dropped_groups: reading?.dropped_units ?? null,
    exposure,
    ...fixColumns(fix),
    ...countedColumns(community),
  };
}

function fixColumns(fix: LiftReading['fix']) {
  const from = fix?.from_day ?? null;
  return {
    fix: fix?.step ?? null,
    fix_groups: fix?.groups ?? null,
    fix_people: fix?.people ?? null,
    fix_results: fix?.results ?? null,
    fix_periods: fix?.periods ?? null,
    fix_effect: fix?.effect ?? null,
    fix_from: from === null ? null : dayText(from),
  };
}

function recruitColumns(effect: RecruitEffect | null) {
  return {
    recruits_effect: effect?.estimate ?? null,
    recruits_low: effect === null ? null : effect.low - effect.widening.below,
    recruits_high: effect === null ? null : effect.high + effect.widening.above,
    recruits_raw_low: effect?.low ?? null,
    recruits_raw_high: effect?.high ?? null,
    recruits_verdict: effect?.verdict ?? null,
  };
}

function countedColumns(community: LiftReading['community']) {
  return {
    counted_from: community === null ? null : dayText(community.from_day),
    counted_days: community?.days ?? null,
    counted: community?.counted ?? null,
    usual: community?.usual?.expected ?? null,
    usual_low: community?.usual?.low ?? null,
    usual_high: community?.usual?.high ?? null,
    before_tactic_id: community?.before?.tactic_id ?? null,
    before_counted: community?.before?.counted ?? null,
  };
}

/** A reason for doubt: never one of the checks that are for information only. */
function doubtOf(check: CheckName | null): Doubt | null {
  if (check === null || isDoubt(check)) return check;
  throw new Error(`${check} cannot be the reason for a verdict`);
}

/** Results added in the reported cells, with their widened interval; null if nothing is identified or known of them, or if the tactic ran in none of them. */
function incrementOf(
  { tested, increment, widening }: Reading,
  exposure: number,
): { readonly value: number; readonly low: number; readonly high: number } | null {
  if (tested === null || exposure === 0) return null;
  const { estimate, se, low, high } = tested;
  if (increment === null)
    return {
      value: estimate * exposure,
      low: (low - widening.below) * exposure,
      high: (high + widening.above) * exposure,
    };
  if (!increment.is_known) return null;
  // as many standard errors wide as the claim's interval
  const half = (end: number) =>
    se > 0 ? (Math.abs(end - estimate) / se) * increment.se : Number.POSITIVE_INFINITY;
  return {
    value: increment.estimate,
    low: increment.estimate - half(low) - widening.below * exposure,
    high: increment.estimate + half(high) + widening.above * exposure,
  };
}

/** The end of an interval is empty if it does not exist. */
function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
