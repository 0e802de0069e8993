import type { LiftReading } from '../claims/read.js';
import { unreadReasons } from '../contract/published_words.js';
import { type CheckName, type Doubt, doubts, isDoubt } from '../lift/checks.js';
import { liftEstimators } from '../lift/claim.js';
import { nextSteps } from '../lift/next_step.js';
import type { Reading } from '../lift/read_claims.js';
import { type RecruitEffect, recruitVerdicts } from '../lift/recruits.js';
import { verdicts } from '../lift/verdict.js';
import { count, goalName, measure, orEmpty, perMember, text, word } from './columns.js';
import { dayText, published } from './table.js';

/** What each tactic caused: estimate, increment of the reported period beside its credit, and the verdict. */
export const lift = published({
  name: 'lift',
  summary:
    'One tactic and goal: what it caused, over all weeks up to as_of. A tactic of one kind that comes again and again in the same groups is one row, `kind:` and the kind. Estimates are per member at risk and period (`lift.period`); a tactic that cannot be identified has no number.',
  columns: {
    tactic_id: text('The tactic, or `kind:` and the kind of tactics read together.'),
    goal: goalName,
    estimator: orEmpty(word(liftEstimators, 'holdout, imputation, synthetic_did or recurring.')),
    estimate: orEmpty(
      measure(perMember, 'Effect on the groups that had it (members: people at home there before it began).'),
    ),
    se: orEmpty(measure(perMember, 'Standard error, clustered by group.')),
    low: orEmpty(
      measure(
        perMember,
        'Low end of the interval, simultaneous over all claims (95 %) and widened by what the checks found.',
      ),
    ),
    high: orEmpty(measure(perMember, 'High end of that interval.')),
    raw_low: orEmpty(measure(perMember, 'Low end of the interval by noise alone.')),
    raw_high: orEmpty(measure(perMember, 'High end of that interval.')),
    bound: orEmpty(
      measure(
        perMember,
        'How far off the estimate may be: the largest bound in `lift_checks`. A trend before the tactic moves the two ends of the interval by different amounts; this is the larger.',
      ),
    ),
    base_rate: orEmpty(measure(perMember, 'What would have been expected without the tactic.')),
    effect_ratio: orEmpty(measure('', '1 + estimate / base_rate: 1.5 is half as much again.')),
    effect_ratio_low: orEmpty(measure('', 'Low end of its widened interval.')),
    effect_ratio_high: orEmpty(measure('', 'High end of it.')),
    kind_ratio: orEmpty(
      measure(
        '',
        'The effect ratio drawn towards that of its kind (`lift_kinds`), the less it is known the farther; empty where fewer than three tactics of its kind have a number.',
      ),
    ),
    kind_kept: orEmpty(
      measure('', 'How much of its own effect is left in that: 1 all of it, 0 that of the kind alone.'),
    ),
    p: orEmpty(measure('', 'p of the same test, times the claims, at most 1.')),
    incremental: orEmpty(
      measure(
        'net conversions',
        'What would not have landed in the reported period otherwise: the effect by time since the start in each group, times what was expected there; empty if it ran in no complete period of it.',
      ),
    ),
    incremental_low: orEmpty(measure('net conversions', 'Low end of its widened interval.')),
    incremental_high: orEmpty(measure('net conversions', 'High end of it.')),
    credited: orEmpty(
      measure(
        'net conversions',
        'Credit under last_touch in the reported period; empty if that model was not asked for.',
      ),
    ),
    ratio: orEmpty(measure('', 'Incremental / credited.')),
    recruits: orEmpty(
      count(
        'people',
        'People who came home to its groups after it began there, to the end of the panel; the effect is about those who were there before.',
      ),
    ),
    recruits_landed: orEmpty(count('net conversions', 'What they landed there.')),
    recruits_effect: orEmpty(
      measure(
        'net conversions',
        'What newcomers landed beyond what one expects: in the periods from the start on (at most half as many as there are before it), less the same of newcomers in as many before, less the same change in groups without the tactic. Empty with fewer than two groups on a side.',
      ),
    ),
    recruits_low: orEmpty(
      measure(
        'net conversions',
        'Low end of its interval, simultaneous over all claims (95 %) and widened by the path that newcomers were on before.',
      ),
    ),
    recruits_high: orEmpty(measure('net conversions', 'High end of that interval.')),
    recruits_raw_low: orEmpty(measure('net conversions', 'The low end by noise alone.')),
    recruits_raw_high: orEmpty(measure('net conversions', 'The high end by noise alone.')),
    recruits_verdict: orEmpty(
      word(
        recruitVerdicts,
        'Likely if the interval leaves 0 out, a clear difference if only the one by noise alone does.',
      ),
    ),
    mde: orEmpty(
      measure(perMember, 'Smallest effect that this data would have found in 80 of 100 repetitions.'),
    ),
    mde_widened: orEmpty(
      measure(perMember, 'The same for an effect that is seen outside the widened interval.'),
    ),
    verdict: word([...verdicts, 'counted'], 'What may be said; see docs/lift.md.'),
    reason: orEmpty(
      word(
        [...doubts, ...unreadReasons],
        'The check that decided, or is the strongest reason to doubt; empty where none gives one.',
      ),
    ),
    treated_groups: orEmpty(count('groups', 'Groups with the tactic that were compared.')),
    control_groups: orEmpty(count('groups', 'Groups without it that they were compared with.')),
    dropped_groups: orEmpty(
      count(
        'groups',
        'Groups that had it before they could be observed without it, and groups in which nobody was at home.',
      ),
    ),
    exposure: measure(
      'members x periods',
      "Person-time: members at risk times the periods of the report in which the tactic ran or the goal's window after it was open; 0 if the tactic ran in no complete period of the report.",
    ),
    fix: orEmpty(
      word(
        nextSteps,
        'The cheapest thing that would tell; empty where the cause is known or ruled out. holdout: draw groups at random; people: draw people, for the groups are too few; more_results: too little lands there for any trial; draw_groups, draw_people: draw them before it begins; wait: no complete period has passed; earlier_results: load older results; name_groups: say in `tactic_groups` who had it.',
      ),
    ),
    fix_groups: orEmpty(count('groups', 'Groups that get it, and as many that do not.')),
    fix_people: orEmpty(count('people', 'People who get it, and as many who do not.')),
    fix_results: orEmpty(
      count('net conversions', 'So many have to land in each arm for a doubling to be seen.'),
    ),
    fix_periods: orEmpty(count('periods', 'For so long.')),
    fix_effect: orEmpty(
      measure(
        perMember,
        'The smallest effect that this finds in 80 of 100 repetitions; of people at best, for it takes each of their results as independent of the others.',
      ),
    ),
    fix_from: orEmpty(
      text(
        'wait: the day after the first complete period; earlier_results: the day from which on results are needed.',
      ),
    ),
    counted_from: orEmpty(
      text('Where everybody had it at once (verdict `counted`): first day of what was counted.'),
    ),
    counted_days: orEmpty(count('days', 'Over so many days, whole weeks.')),
    counted: orEmpty(
      measure(
        'net conversions',
        'All results of the goal in these days: no effect, for nobody was without it. Anything else in those days would look the same.',
      ),
    ),
    usual: orEmpty(
      measure(
        'net conversions',
        'What a line through up to 26 such stretches before it says; empty where there are fewer than 12.',
      ),
    ),
    usual_low: orEmpty(measure('net conversions', 'Low end of the range that holds 95 % of such stretches.')),
    usual_high: orEmpty(measure('net conversions', 'High end of it.')),
    before_tactic_id: orEmpty(text('The last tactic of its kind before it that everybody had.')),
    before_counted: orEmpty(
      measure('net conversions', 'All results of the goal in as many days of that one.'),
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

/** A reason to doubt: never one of the checks that are only printed. */
function doubtOf(check: CheckName | null): Doubt | null {
  if (check === null || isDoubt(check)) return check;
  throw new Error(`${check} is no reason of a verdict`);
}

/** Results added in the reported cells with their widened interval; null where nothing is identified, or it ran in none of them. */
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
  // as many standard errors as the interval of the claim has
  const half = (end: number) =>
    se > 0 ? (Math.abs(end - estimate) / se) * increment.se : Number.POSITIVE_INFINITY;
  return {
    value: increment.estimate,
    low: increment.estimate - half(low) - widening.below * exposure,
    high: increment.estimate + half(high) + widening.above * exposure,
  };
}

/** An end of an interval that does not exist is empty. */
function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
