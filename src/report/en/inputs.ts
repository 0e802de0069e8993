import type { IdReference } from '../../contract/published_words.js';
import type { TableName } from '../../contract/tables.js';

/** What readers call the tables of the input, in English. */
export const inputs = {
  activities: 'Chat and clicks',
  conversions: 'Results',
  identities: 'Identities',
  memberships: 'Members of groups',
  groups: 'Groups',
  reversals: 'Refunds',
  codes: 'Codes',
  tactics: 'Tactics',
  tactic_groups: 'Groups of tactics',
  group_lineage: 'Splits and merges',
  kols: 'KOLs',
  targets: 'Targets',
  users: 'Users',
  exclusions: 'Exclusions',
  calendar: 'Calendar',
  reasons: 'Answers',
} satisfies Record<TableName, string>;

/** What readers call the ids that another table should know, in English. */
export const references = {
  'activities.group_id': 'groups of chat and clicks',
  'activities.tactic_id': 'tactics of chat and clicks',
  'codes.group_id': 'groups of codes',
  'codes.kol_id': 'KOLs of codes',
  'codes.tactic_id': 'tactics of codes',
  'conversions.code': 'codes of results',
  'conversions.user_id': 'users of results',
  'exclusions.id': 'ids that are excluded',
  'groups.kol_id': 'KOLs of groups',
  'kols.member_id': 'members of KOLs',
  'kols.user_id': 'users of KOLs',
  'members.member_id': 'members',
  'memberships.group_id': 'groups of the members list',
  'memberships.member_id': 'members of the members list',
  'reversals.conversion_id': 'results of refunds',
  'tactic_groups.group_id': 'groups of tactics',
  'tactic_groups.tactic_id': 'tactics that groups are named for',
} satisfies Record<IdReference, string>;
