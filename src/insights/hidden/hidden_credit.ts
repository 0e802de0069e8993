import type { GroupCredit, Published } from '../../report/published.js';
import { onceARun } from '../findings/once_a_run.js';
import { sumsOfGroups } from '../signals/group_sums.js';
import { noGroup, unattributed } from '../wording/names.js';
import { backOf, creditPeople } from './credit_people.js';
import { isKnownBefore } from './hidden_rows_of_credit.js';
import { type HiddenCounts, hiddenWithSums } from './hidden_with_sums.js';
import { hiddenTogether } from './suppression.js';

/** The figures of one goal and model that are not printed. */
export interface HiddenCredit {
  readonly groups: ReadonlySet<string>;
  readonly sums: HiddenCounts['sums'];
  /** the groups whose results before refunds are not printed: those after refunds are, and the difference is about few */
  readonly gross: ReadonlySet<string>;
}

const found = onceARun(findHidden);
const nothing: HiddenCredit = { groups: new Set(), sums: new Set(), gross: new Set() };

/**
 * The groups, and the types and owners, whose credit of one goal and model is not printed in any table. The results of the goal are
 * known, so that unattributed ones, which have a row of their own, hide the credit of a group if they are about few people.
 */
export function hiddenCredit(published: Published, goal: string, model: string): HiddenCredit {
  return found(published).get(bookOf({ goal, model })) ?? nothing;
}

/** The reasons of one goal whose number of unattributed results is not printed. */
export function hiddenReasons(published: Published, goal: string): ReadonlySet<string> {
  const { facts } = published;
  const mine = published.unattributed.filter((row) => row.goal === goal);
  const hidden = hiddenTogether(
    mine.map(({ conversions }) => conversions),
    facts,
  );
  return new Set(mine.flatMap(({ reason }, at) => (hidden[at] ? [reason] : [])));
}

function bookOf({ goal, model }: { readonly goal: string; readonly model: string }): string {
  return JSON.stringify([goal, model]);
}

function findHidden(published: Published): ReadonlyMap<string, HiddenCredit> {
  const { facts, group_credit } = published;
  if (facts.min_cell < 2) return new Map();
  const books = new Map<string, GroupCredit[]>();
  for (const row of group_credit) {
    const mine = books.get(bookOf(row));
    if (mine === undefined) books.set(bookOf(row), [row]);
    else mine.push(row);
  }
  const sumsOf = sumsOfGroups(published, 'owner', 'type');
  const isGroup = (id: string) => id !== unattributed && id !== noGroup;
  return new Map(
    [...books].map(([book, rows]) => {
      const groups = rows.map(({ group_id }) => group_id);
      const hidden = hiddenWithSums(
        rows.map((row) => creditPeople(row, facts)),
        groups.map((id) => (isGroup(id) ? sumsOf(id) : [])),
        facts,
        rows.map((row) => isKnownBefore(row.group_id, row, facts)),
      );
      const gross = hiddenTogether(rows.map(backOf), facts);
      const those = (list: readonly boolean[]) => new Set(groups.filter((_, at) => list[at]));
      return [book, { groups: those(hidden.counts), sums: hidden.sums, gross: those(gross) }];
    }),
  );
}
