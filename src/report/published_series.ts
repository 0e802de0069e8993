/** The rows of published tables that the parts about targets, signals, people and groups read. */

import type { FunnelWeek } from './published_funnel.js';

/** What landed of one goal on one day; days without a result have no row. */
export interface LandedDay {
  readonly goal: string;
  readonly day: string;
  readonly people: number;
  readonly conversions: number;
  readonly conversions_net: number;
  readonly value_net: number | null;
  readonly value_squares: number | null;
}

/** What landed of one goal in one week, net as it was known so many days after the week as the reported period is old now. */
export interface GoalWeek {
  readonly goal: string;
  readonly week_start: string;
  readonly people: number;
  readonly conversions: number;
  readonly conversions_same_age: number;
  readonly value_same_age: number | null;
}

/** People of one group who landed in one week; a person counts for the last home in all weeks. */
export interface GroupGoalWeek {
  readonly group_id: string;
  readonly goal: string;
  readonly week_start: string;
  readonly people: number;
  readonly conversions: number;
  readonly conversions_net: number;
}

export const memberUses = ['lands', 'both', 'talks', 'neither'] as const;

/** People present in the last 28 days who wrote, landed, did both or neither; `(any)`: all groups, each person once. */
export interface MemberUse {
  readonly group_id: string;
  readonly class: (typeof memberUses)[number];
  readonly people: number;
  readonly conversions: number;
  readonly conversions_net: number;
}

export interface MembershipTotals {
  readonly people: number;
  readonly places: number;
  readonly in_several: number;
}

export interface MembershipWeek {
  readonly week_start: string;
  readonly joined: number;
  readonly left: number;
}

export interface GroupOverlap {
  readonly first_group: string;
  readonly second_group: string;
  readonly people: number;
  readonly first_people: number;
  readonly second_people: number;
}

export interface Lineage {
  readonly from_group: string;
  readonly to_group: string;
  readonly at_day: string;
  readonly people: number;
  readonly followed: number;
}

export interface KolCard {
  readonly kol_id: string;
  readonly goal: string;
  readonly own: number;
  readonly own_net: number;
  readonly own_value_net: number | null;
  readonly linked: number;
  readonly no_link: number;
  readonly nobody: number;
}

export const pyramidTiers = ['top_1_percent', 'next_9_percent', 'next_40_percent', 'rest'] as const;

export interface PyramidTier {
  readonly goal: string;
  readonly tier: (typeof pyramidTiers)[number];
  readonly people: number;
  readonly conversions: number;
  readonly messages: number;
}

export interface Cohort {
  readonly goal: string;
  readonly first_week: string;
  readonly age_weeks: number;
  readonly people: number;
}

/** A node of the goal tree; metric is a goal's name and `:conversions` or `:value`. */
export interface Target {
  readonly node: string;
  readonly period: string;
  readonly target: number;
  readonly parent: string | null;
  readonly metric: string | null;
}

export interface CalendarDay {
  readonly date: string;
  readonly name: string;
  readonly kind: string | null;
  readonly comparable_to: string | null;
}

export interface PublishedSeries {
  readonly funnel: readonly FunnelWeek[];
  readonly landed_days: readonly LandedDay[];
  readonly goal_week: readonly GoalWeek[];
  readonly group_goal_week: readonly GroupGoalWeek[];
  readonly member_use: readonly MemberUse[];
  readonly membership_totals: readonly MembershipTotals[];
  readonly membership_week: readonly MembershipWeek[];
  readonly group_overlap: readonly GroupOverlap[];
  readonly lineage: readonly Lineage[];
  readonly kol_cards: readonly KolCard[];
  readonly pyramid: readonly PyramidTier[];
  readonly cohorts: readonly Cohort[];
  readonly targets: readonly Target[];
  readonly calendar: readonly CalendarDay[];
}
