/**
 * What a run publishes, as plain rows: the only thing the report reads. Field names are those of the published tables;
 * values are in the major unit, ids are text, weeks are the date of their first day, null is unknown.
 */

import type { PublishedSeries } from './published_series.js';

/** Credit of one channel under one model and goal, with the ends of its 95 % intervals where there are any. */
export interface Credit {
  readonly model: string;
  readonly goal: string;
  readonly conversions: number;
  readonly conversions_se: number | null;
  readonly conversions_low: number | null;
  readonly conversions_high: number | null;
  /** of the 100 person buckets, those that hold any of the credit */
  readonly person_buckets: number;
  readonly value: number | null;
  readonly value_se: number | null;
  readonly value_low: number | null;
  readonly value_high: number | null;
  readonly conversions_net: number;
  readonly value_net: number | null;
  readonly any_touch: number | null;
  readonly placebo: number | null;
}

export interface GroupCredit extends Credit {
  readonly group_id: string;
}

export interface TacticCredit extends Credit {
  readonly tactic_id: string;
}

export interface KolCredit extends Credit {
  readonly kol_id: string;
}

/** Distinct conversions with a touch in the window before (`real`) and in the window after (`placebo`). */
export interface Placebo {
  readonly goal: string;
  readonly window_days: number;
  readonly real: number;
  readonly placebo: number;
}

/** A placebo ratio whose interval reaches this is a warning, from so many conversions before on. */
export const placeboWarning = { ratio: 0.8, conversions: 30 } as const;

/** Conversions of one goal and group touched in the window before them, and in a window that cannot have caused them; `(any)`: all groups together. */
export interface PlaceboTest {
  readonly goal: string;
  readonly group_id: string;
  readonly test: 'after_window' | 'shifted_window' | 'random_date';
  readonly before: number;
  readonly after: number;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** null: the other window has clearly fewer */
  readonly warning: 'no_support' | 'few' | null;
  /** conversions that the test could look at */
  readonly pairs: number;
}

/** Credit of one group in one cell of the sensitivity grid. */
export interface Sensitivity {
  readonly goal: string;
  readonly model: string;
  readonly window_days: number;
  readonly rule: string;
  readonly group_id: string;
  readonly conversions: number;
  /** 1 is the most credit; null: credit without a group */
  readonly rank: number | null;
  /** the share of the conversions that were read; below 1 the credit is an estimate */
  readonly share_read: number;
}

export const unattributedReasons = [
  'excluded_person',
  'quarantined_identity',
  'no_identity',
  'touch_before_window',
  'touch_only_after',
  'no_touch',
] as const;

export type UnattributedReason = (typeof unattributedReasons)[number];

export interface Unattributed {
  readonly goal: string;
  readonly reason: string;
  readonly conversions: number;
  readonly value: number | null;
}

/** The people at risk in one group in the reported period: what rates per member divide by. */
export interface GroupMembers {
  readonly group_id: string;
  readonly members: number;
  readonly home_members: number;
  readonly basis: 'memberships' | 'observed';
}

/**
 * One group in one week. `landed` and `value` are the headline results of the people whose home group it is (counted, not credit).
 * Null is not observable, 0 is nothing happened.
 */
export interface GroupWeek {
  readonly group_id: string;
  readonly week_start: string;
  readonly members: number | null;
  readonly home_members: number | null;
  readonly landed: number | null;
  readonly value: number | null;
  readonly messages: number | null;
  readonly chatters: number | null;
  readonly value_reversed: number | null;
}

export interface MatchRate {
  readonly group_id: string;
  readonly members: number;
  readonly matched: number;
  readonly basis: 'memberships' | 'observed';
}

/** One column whose ids another table should know; `near`: lost ones that differ from a known id only by what `apart` says. */
export interface IdJoin {
  readonly reference: string;
  readonly named: number;
  readonly lost: number;
  readonly near: number;
  readonly apart: 'case' | 'decimal' | 'zeros' | 'blanks' | 'prefix' | null;
}

export interface Reconciliation {
  readonly goal: string;
  readonly model: string;
  readonly source_total: number;
  readonly credited: number;
  readonly unattributed: number;
  readonly difference: number;
  readonly value_source_total: number | null;
  readonly value_credited: number | null;
  readonly value_unattributed: number | null;
  readonly value_difference: number | null;
}

export interface Reject {
  readonly table_name: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly found: string | null;
  readonly expected: string | null;
  readonly reason: string;
}

export const memberClasses = ['new', 'existing', 'reactivated', 'unknown'] as const;

export type MemberClass = (typeof memberClasses)[number];

/** What landed of one goal in the period, with and without the people suspected of promo abuse; `suspects` are those of them with a conversion in it. */
export interface PromoEffect {
  readonly goal: string;
  readonly suspects: number;
  readonly conversions: number;
  readonly conversions_without: number;
  readonly conversions_net: number;
  readonly conversions_net_without: number;
  readonly value_net: number | null;
  readonly value_net_without: number | null;
}

/** Results landed in one week, also in weeks before the period: those are what a change is measured against. */
export interface Landed {
  readonly goal: string;
  readonly week_start: string;
  readonly member_class: MemberClass;
  readonly conversions: number;
  readonly value: number | null;
  readonly conversions_net: number;
  readonly value_net: number | null;
}

export interface Group {
  readonly group_id: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly platform: string | null;
  readonly matrix: string | null;
  readonly owner_id: string | null;
}

/** One tactic of the calendar; cost in the major unit of its currency, times in microseconds since 1970. */
export interface Tactic {
  readonly tactic_id: string;
  readonly name: string | null;
  readonly kind: string | null;
  readonly cost: number | null;
  readonly currency: string | null;
  readonly hours: number | null;
  readonly starts_at_us: number | null;
  readonly ends_at_us: number | null;
  /** the goal it serves; null: none */
  readonly goal: string | null;
  readonly owner: string | null;
}

/** What one tactic caused of one goal; per member at risk and period, but for the counts. `reason` is a check, or why nothing was read. */
export interface Lift {
  readonly tactic_id: string;
  readonly goal: string;
  readonly estimator: string | null;
  readonly estimate: number | null;
  /** the printed interval, widened by the largest bound of the checks */
  readonly low: number | null;
  readonly high: number | null;
  readonly raw_low: number | null;
  readonly raw_high: number | null;
  readonly p: number | null;
  /** of the reported period, with its own interval */
  readonly incremental: number | null;
  readonly incremental_low: number | null;
  readonly incremental_high: number | null;
  readonly credited: number | null;
  readonly ratio: number | null;
  readonly mde: number | null;
  readonly mde_widened: number | null;
  readonly verdict: string;
  readonly reason: string | null;
  readonly treated_groups: number | null;
  readonly control_groups: number | null;
  /** groups left out because they had it before they could be observed without it, or nobody was at home */
  readonly dropped_groups: number | null;
  /** members x periods with the tactic in the reported period */
  readonly exposure: number;
  readonly fix_groups: number | null;
  readonly fix_periods: number | null;
  readonly fix_effect: number | null;
  /** where everybody had it at once: all results of its weeks, whose first day this is; null elsewhere */
  readonly counted_from: string | null;
  readonly counted_days: number | null;
  readonly counted: number | null;
  readonly usual: number | null;
  readonly usual_low: number | null;
  readonly usual_high: number | null;
  readonly before_tactic_id: string | null;
  readonly before_counted: number | null;
}

/** One check of one claim; bound null: it gives none; passed null: no condition. */
export interface LiftCheck {
  readonly tactic_id: string;
  readonly goal: string;
  readonly check: string;
  readonly size: number | null;
  readonly error: number | null;
  readonly bound: number | null;
  readonly asked: number;
  readonly passed: number | null;
}

/** The effect of a tactic by periods since its start, with a band that holds for all of them at once. */
export interface LiftEventStudy {
  readonly tactic_id: string;
  readonly goal: string;
  readonly since_start: number;
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Goal {
  readonly goal: string;
  /** its name for readers; null: the name in the configuration */
  readonly label?: { readonly en: string | null; readonly zh: string | null } | null;
  readonly window_days: number;
  readonly has_value: boolean;
  readonly currency: string | null;
  readonly currency_digits: number | null;
  readonly headline: boolean;
  readonly settle_days: number;
  /** first day whose figures can still change; null: none */
  readonly provisional_from: string | null;
}

/** One canonical table as it was read; `rows` are the accepted ones, times are ISO text in the business zone. */
export interface Source {
  readonly table_name: string;
  readonly rows: number;
  readonly rejected: number;
  readonly first_ts: string | null;
  readonly last_ts: string | null;
}

/** One series of rows by day, and one of its silences that its own rhythm does not explain; one row for a series without one. */
export interface Freshness {
  readonly scope: 'table' | 'kind' | 'source' | 'file' | 'goal';
  readonly table_name: string;
  readonly name: string;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly days_with_rows: number;
  readonly usual_silence_days: number;
  readonly status: 'complete' | 'silent' | 'ended' | 'not_read' | 'empty';
  readonly silent_from: string | null;
  readonly silent_to: string | null;
  /** days of the reported period in the silence */
  readonly missing_days: number;
}

/** A total of the period that another run of it printed differently; values in the major unit. */
export interface Restatement {
  readonly goal: string;
  readonly figure: 'conversions' | 'conversions_net' | 'value_net' | 'credited';
  readonly before: number | null;
  readonly after: number | null;
}

/** An earlier run of the same period, and what it printed differently. */
export interface Previous {
  readonly as_of: string;
  readonly changes: readonly Restatement[];
}

/** Conversions or reversals outside of every figure; money as text, share of what is counted or of the money, whichever is larger. */
export interface LeftOut {
  readonly kind: 'no_goal' | 'late_conversions' | 'late_reversals';
  readonly part: number;
  readonly whole: number;
  readonly money: string;
  readonly share: number;
}

export interface Facts {
  /** first and last day of the period, both inclusive; null: all history */
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly week_label: string | null;
  /** ISO text in the business zone: nothing later was read */
  readonly as_of: string;
  readonly timezone: string;
  readonly week_starts: string;
  /** length of a period of `lift` */
  readonly lift_period: 'week' | 'day';
  readonly language: 'en' | 'zh';
  readonly models: readonly string[];
  readonly default_model: string;
  readonly run_hash: string;
  readonly version: string;
  readonly activities: number;
  readonly conversions: number;
  readonly members: number | null;
  readonly members_matched: number | null;
  readonly matched_message_share: number | null;
  readonly min_cell: number;
  readonly mask: 'none' | 'hash';
  readonly left_out_after_as_of: number;
  /** what lies outside of every figure although it was read */
  readonly left_out: readonly LeftOut[];
  readonly notes: readonly string[];
  /** null: no earlier run was named */
  readonly previous: Previous | null;
}

export interface Published extends PublishedSeries {
  readonly group_credit: readonly GroupCredit[];
  readonly tactic_credit: readonly TacticCredit[];
  readonly kol_credit: readonly KolCredit[];
  readonly placebo: readonly Placebo[];
  readonly placebo_test: readonly PlaceboTest[];
  readonly sensitivity: readonly Sensitivity[];
  readonly unattributed: readonly Unattributed[];
  readonly group_members: readonly GroupMembers[];
  readonly group_week: readonly GroupWeek[];
  readonly match_rate: readonly MatchRate[];
  readonly id_joins: readonly IdJoin[];
  readonly reconciliation: readonly Reconciliation[];
  readonly rejects: readonly Reject[];
  readonly promo_effect: readonly PromoEffect[];
  readonly landed: readonly Landed[];
  readonly groups: readonly Group[];
  readonly tactics: readonly Tactic[];
  readonly lift: readonly Lift[];
  readonly lift_checks: readonly LiftCheck[];
  readonly lift_event_study: readonly LiftEventStudy[];
  readonly goals: readonly Goal[];
  readonly sources: readonly Source[];
  readonly freshness: readonly Freshness[];
  readonly facts: Facts;
}
