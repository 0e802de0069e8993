/** The shared data of a real community; tests that need it are skipped where it is not there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const zulipData = join(import.meta.dirname, '../../../shared/data/lean-zulip');
export const zulipIsThere = existsSync(zulipData);
if (!zulipIsThere) console.warn(`skipped: ${zulipData} is not there`);

/** The configuration for all of it or for half a year, whose files are text. */
export function zulip(folder: string, part: 'all' | 'slice'): string {
  const [activities, conversions] =
    part === 'all' ? ['activities.parquet', 'conversions.parquet'] : ['activities.csv.gz', 'conversions.csv'];
  return `timezone: UTC
inputs:
  activities: { files: ${join(folder, activities)} }
  conversions: { files: ${join(folder, conversions)}, columns: { goal: type } }
  identities: { files: ${join(folder, 'identities.csv')} }
  groups: { files: ${join(folder, 'groups.csv')}, columns: { name: group_name, created_at: first_seen } }
goals:
  - { name: first_mathlib_commit, match: { goal: first_commit, product: mathlib }, window_days: 30, headline: true }
  - { name: mathlib_commit, match: { goal: commit, product: mathlib }, window_days: 30 }
touches:
  - { kinds: [message, topic_start, quote_reply], reach: actor }
attribution:
  models: [first_touch, last_touch, linear, position_based, time_decay]
  time_decay: { half_life_days: 7 }
`;
}
