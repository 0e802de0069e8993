import type { Person } from './people.js';

/** One row of the activity exports, before ids and texts; times in seconds, money in fen. */
export interface Activity {
  readonly ts_s: number;
  readonly group_id: string;
  readonly kind: string;
  readonly member_id: string | null;
  readonly role: string;
  readonly tactic_id: string | null;
  readonly code: string | null;
  readonly reply_to: Activity | null;
  readonly mention_all: boolean;
  readonly url_count: number | null;
  readonly text_length: number | null;
  readonly amount_fen: number | null;
  /** whether the source gave it no id */
  readonly without_id: boolean;
}

const blank = {
  tactic_id: null,
  code: null,
  reply_to: null,
  mention_all: false,
  url_count: null,
  text_length: null,
  amount_fen: null,
  without_id: false,
};

/** An activity by somebody, with its specifics. */
export function activity(
  ts_s: number,
  group_id: string,
  kind: string,
  who: Pick<Person, 'member_id' | 'role'>,
  special: Partial<Activity> = {},
): Activity {
  return { ts_s, group_id, kind, member_id: who.member_id, role: who.role, ...blank, ...special };
}

/** Sorted by time; activities in the same second keep the order of the story. */
export function byTime(list: readonly Activity[]): Activity[] {
  return [...list].sort((a, b) => a.ts_s - b.ts_s);
}
