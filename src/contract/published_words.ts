/** The closed sets of words in published tables, each defined once: columns, findings and translations are typed by them. */

/** Labels that are not ids; an input id like that gets a leading backslash. */
export const anyLabel = '(any)';
export const noneLabel = '(none)';
export const unattributedLabel = '(unattributed)';

/** Why a conversion is unattributed: the first that applies. */
export const unattributedReasons = [
  'excluded_person',
  'quarantined_identity',
  'no_identity',
  'touch_before_window',
  'touch_only_after',
  'no_touch',
] as const;
export type UnattributedReason = (typeof unattributedReasons)[number];

export const memberClasses = ['new', 'existing', 'reactivated', 'unknown'] as const;
export type MemberClass = (typeof memberClasses)[number];

/** What people who are present do. */
export const memberUses = ['lands', 'both', 'talks', 'neither'] as const;

/** Tiers of people by the number of their results, highest first. */
export const pyramidTiers = ['top_1_percent', 'next_9_percent', 'next_40_percent', 'rest'] as const;

/** How it is known who is in a group. */
export const rosterBases = ['memberships', 'observed'] as const;

/** The placebo tests, in the order in which they are printed. */
export const placeboTests = ['after_window', 'shifted_window', 'random_date'] as const;
export type PlaceboTestName = (typeof placeboTests)[number];

/** What a placebo test says against the credit; none: the other window clearly has fewer. */
export const placeboWarnings = ['no_support', 'few'] as const;
export type PlaceboWarning = (typeof placeboWarnings)[number];

/** A placebo ratio whose interval reaches this is a warning, from this many earlier conversions on. */
export const placeboWarning = { ratio: 0.8, conversions: 30 } as const;

export const freshnessScopes = ['table', 'kind', 'source', 'file', 'goal'] as const;
export type FreshnessScope = (typeof freshnessScopes)[number];

export const freshnessStatuses = ['complete', 'silent', 'ended', 'not_read', 'empty'] as const;
export type FreshnessStatus = (typeof freshnessStatuses)[number];

/** What separates a lost id from a known one. */
export const idDifferences = ['case', 'decimal', 'zeros', 'blanks', 'prefix', 'country'] as const;

/** Columns whose ids another table should know; members.member_id: every observed member. */
export const idReferences = [
  'activities.group_id',
  'activities.tactic_id',
  'codes.group_id',
  'codes.kol_id',
  'codes.tactic_id',
  'conversions.code',
  'conversions.user_id',
  'exclusions.id',
  'groups.kol_id',
  'kols.member_id',
  'kols.user_id',
  'members.member_id',
  'memberships.group_id',
  'memberships.member_id',
  'reversals.conversion_id',
  'tactic_groups.group_id',
  'tactic_groups.tactic_id',
] as const;
export type IdReference = (typeof idReferences)[number];

/** Why nothing was read about a tactic: no group is known to have had it, nobody was a member before, it has barely or not begun, or it ended before the panel. */
export const unreadReasons = ['no_members', 'too_recent', 'over_before', 'no_groups', 'not_started'] as const;
export type UnreadReason = (typeof unreadReasons)[number];
