/**
 * What a run publishes, as plain rows: the only thing the report reads. The row types are derived from the columns of the published tables;
 * values are in the major unit, ids are text, weeks are the date of their first day, null is unknown.
 */

import type { RowColumns } from '../contract/row_columns.js';
import type { calendar } from '../publish/calendar.js';
import type { cohorts } from '../publish/cohorts.js';
import type { RowOf } from '../publish/columns.js';
import type { groupCredit, kolCredit, tacticCredit } from '../publish/dimension_credit.js';
import type { freshness } from '../publish/freshness.js';
import type { funnel } from '../publish/funnel.js';
import type { goalWeek } from '../publish/goal_week.js';
import type { groupGoalWeek } from '../publish/group_goal_week.js';
import type { groupMembers } from '../publish/group_members.js';
import type { groupOverlap } from '../publish/group_overlap.js';
import type { groupWeek } from '../publish/group_week.js';
import type { groups } from '../publish/groups.js';
import type { idJoins } from '../publish/id_joins.js';
import type { kolCards } from '../publish/kol_cards.js';
import type { landed } from '../publish/landed.js';
import type { landedDays } from '../publish/landed_days.js';
import type { lift } from '../publish/lift.js';
import type { liftChecks } from '../publish/lift_checks.js';
import type { liftEventStudy } from '../publish/lift_event_study.js';
import type { liftKinds } from '../publish/lift_kinds.js';
import type { lineage } from '../publish/lineage.js';
import type { matchRate } from '../publish/match_rate.js';
import type { memberUse } from '../publish/member_use.js';
import type { membershipTotals } from '../publish/membership_totals.js';
import type { membershipWeek } from '../publish/membership_week.js';
import type { placebo } from '../publish/placebo.js';
import type { placeboTest } from '../publish/placebo_test.js';
import type { promoEffect } from '../publish/promo_effect.js';
import type { pyramid } from '../publish/pyramid.js';
import type { reasons } from '../publish/reasons.js';
import type { reconciliation } from '../publish/reconciliation.js';
import type { rejects } from '../publish/rejects.js';
import type { replyGraphs } from '../publish/reply_graph.js';
import type { sensitivity } from '../publish/sensitivity.js';
import type { tacticGroups } from '../publish/tactic_groups.js';
import type { tactics } from '../publish/tactics.js';
import type { targets } from '../publish/targets.js';
import type { unattributed } from '../publish/unattributed.js';

export {
  type MemberClass,
  memberClasses,
  memberUses,
  placeboWarning,
  pyramidTiers,
  type UnattributedReason,
  unattributedReasons,
} from '../contract/published_words.js';

/** The published tables that the report reads. */
interface Tables {
  readonly group_credit: typeof groupCredit;
  readonly tactic_credit: typeof tacticCredit;
  readonly kol_credit: typeof kolCredit;
  readonly placebo: typeof placebo;
  readonly placebo_test: typeof placeboTest;
  readonly sensitivity: typeof sensitivity;
  readonly unattributed: typeof unattributed;
  readonly group_members: typeof groupMembers;
  readonly group_week: typeof groupWeek;
  readonly match_rate: typeof matchRate;
  readonly id_joins: typeof idJoins;
  readonly reconciliation: typeof reconciliation;
  readonly rejects: typeof rejects;
  readonly promo_effect: typeof promoEffect;
  readonly landed: typeof landed;
  readonly landed_days: typeof landedDays;
  readonly goal_week: typeof goalWeek;
  readonly funnel: typeof funnel;
  readonly group_goal_week: typeof groupGoalWeek;
  readonly member_use: typeof memberUse;
  readonly membership_totals: typeof membershipTotals;
  readonly membership_week: typeof membershipWeek;
  readonly group_overlap: typeof groupOverlap;
  readonly lineage: typeof lineage;
  readonly kol_cards: typeof kolCards;
  readonly pyramid: typeof pyramid;
  readonly reply_graph: typeof replyGraphs;
  readonly cohorts: typeof cohorts;
  readonly targets: typeof targets;
  readonly calendar: typeof calendar;
  readonly reasons: typeof reasons;
  readonly groups: typeof groups;
  readonly tactics: typeof tactics;
  readonly tactic_groups: typeof tacticGroups;
  readonly lift: typeof lift;
  readonly lift_checks: typeof liftChecks;
  readonly lift_event_study: typeof liftEventStudy;
  readonly lift_kinds: typeof liftKinds;
  readonly freshness: typeof freshness;
}

type Row<Name extends keyof Tables> = RowOf<Tables[Name]>;

export type GroupCredit = Row<'group_credit'>;
export type TacticCredit = Row<'tactic_credit'>;
export type KolCredit = Row<'kol_credit'>;
export type Placebo = Row<'placebo'>;
export type PlaceboTest = Row<'placebo_test'>;
export type Sensitivity = Row<'sensitivity'>;
export type Unattributed = Row<'unattributed'>;
export type GroupMembers = Row<'group_members'>;
export type GroupWeek = Row<'group_week'>;
export type MatchRate = Row<'match_rate'>;
export type IdJoin = Row<'id_joins'>;
export type Reconciliation = Row<'reconciliation'>;
export type Reject = Row<'rejects'>;
export type PromoEffect = Row<'promo_effect'>;
export type Landed = Row<'landed'>;
export type LandedDay = Row<'landed_days'>;
export type GoalWeek = Row<'goal_week'>;
export type FunnelWeek = Row<'funnel'>;
export type GroupGoalWeek = Row<'group_goal_week'>;
export type MemberUse = Row<'member_use'>;
export type MembershipTotals = Row<'membership_totals'>;
export type MembershipWeek = Row<'membership_week'>;
export type GroupOverlap = Row<'group_overlap'>;
export type Lineage = Row<'lineage'>;
export type KolCard = Row<'kol_cards'>;
export type PyramidTier = Row<'pyramid'>;
export type Cohort = Row<'cohorts'>;
export type Target = Row<'targets'>;
export type CalendarDay = Row<'calendar'>;
export type Reason = Row<'reasons'>;
export type Group = Row<'groups'>;
export type Tactic = Row<'tactics'>;
export type Lift = Row<'lift'>;
export type LiftCheck = Row<'lift_checks'>;
export type LiftEventStudy = Row<'lift_event_study'>;
export type LiftKind = Row<'lift_kinds'>;
export type Freshness = Row<'freshness'>;

/** Credit of one channel under one model and goal, whatever the dimension. */
export type Credit = Omit<GroupCredit, 'group_id'>;

export interface Goal {
  readonly goal: string;
  /** its name for readers; null: its name in the configuration */
  readonly label?: Label | null;
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

/** A total of the period that an earlier run of it reported differently; values in the major unit. */
export interface Restatement {
  readonly goal: string;
  readonly figure: 'conversions' | 'conversions_net' | 'value_net' | 'credited';
  readonly before: number | null;
  readonly after: number | null;
}

/** Why a total changed between two runs of one period. */
export const restatementCauses = [
  'late',
  'withdrawn',
  'corrected',
  'refund',
  'identity',
  'exclusion',
  'touch',
  'rule',
  'version',
  'several',
  'unexplained',
] as const;

/** What one cause adds to a total, and the number of rows affected; values in the major unit. */
export interface RestatementCause {
  readonly goal: string;
  readonly figure: Restatement['figure'];
  readonly cause: (typeof restatementCauses)[number];
  readonly rows: number;
  readonly delta: number;
}

/** An earlier run of the same period, and what it reported differently. */
export interface Previous {
  readonly as_of: string;
  readonly changes: readonly Restatement[];
  /** they add up to the changes; null: the earlier run kept no rows to compare */
  readonly rows: RestatedRows | null;
}

/** Why totals changed, by cause, and by home group and cause: each adds up to the changes. */
export interface RestatedRows {
  readonly causes: readonly RestatementCause[];
  /** groups with the largest change first; null: people without a home group */
  readonly by_group: readonly (RestatementCause & { readonly group_id: string | null })[];
}

/** Conversions or reversals that no figure includes; with their money as text and their share of the count or of the money, whichever is larger. */
export interface LeftOut {
  readonly kind: 'no_goal' | 'late_conversions' | 'late_reversals';
  readonly part: number;
  readonly whole: number;
  readonly money: string;
  readonly share: number;
  /** of conversions without a goal: what they say they are, the most frequent first */
  readonly names?: readonly LeftOutName[];
  /** whether there are further ones */
  readonly more?: boolean;
}

/** A value that no goal wants; null: there is none. */
export interface LeftOutName {
  readonly name: string | null;
  readonly count: number;
  readonly money: string;
}

/** The name of an id in the report, by language; null: its own name. */
export interface Label {
  readonly en: string | null;
  readonly zh: string | null;
}

export interface Facts {
  /** first and last day of the period, both inclusive; null: all history */
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly week_label: string | null;
  /** ISO text in the business zone; nothing later was read */
  readonly as_of: string;
  /** the last business day of which anything was read: the day before as_of if as_of is the first moment of a day */
  readonly last_day: string;
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
  /** configured names for types, matrices and owners of groups, kinds of tactics and models */
  readonly labels?: Readonly<
    Record<'types' | 'kinds' | 'models' | 'owners' | 'matrices', Readonly<Record<string, Label>>>
  >;
  readonly mask: 'none' | 'hash';
  readonly left_out_after_as_of: number;
  /** what no figure includes although it was read */
  readonly left_out: readonly LeftOut[];
  readonly notes: readonly string[];
  /** null: no earlier run was given */
  readonly previous: Previous | null;
}

/** Tables with one row per group and week, as columns. */
type Wide = 'group_week' | 'group_goal_week';

type PublishedRows = {
  readonly [Name in keyof Tables]: Name extends Wide ? RowColumns<Row<Name>> : readonly Row<Name>[];
};

export interface Published extends PublishedRows {
  readonly goals: readonly Goal[];
  readonly sources: readonly Source[];
  readonly facts: Facts;
}
