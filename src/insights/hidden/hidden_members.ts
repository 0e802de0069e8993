import type { Published } from '../../report/published.js';
import { onceARun } from '../findings/once_a_run.js';
import { sumsOfGroups } from '../signals/group_sums.js';
import { isFew } from '../wording/names.js';
import { hiddenWithSums } from './hidden_with_sums.js';

interface HiddenMembers {
  readonly groups: ReadonlySet<string>;
  readonly sums: ReadonlySet<string>;
}

/**
 * The groups whose numbers of members are not printed, in any table: those of few members, and further ones, for the sums over all
 * groups, over those of an owner and over those of a matrix stand elsewhere; and which of these sums are not printed either.
 */
const found = onceARun(findHidden);

/** The groups whose numbers of members are not printed. */
export function hiddenMembers(published: Published): ReadonlySet<string> {
  return found(published).groups;
}

/** The sums of members, by owner or matrix, that are not printed. */
export function hiddenMemberSums(published: Published): ReadonlySet<string> {
  return found(published).sums;
}

function findHidden(published: Published): HiddenMembers {
  const { facts, group_members, match_rate } = published;
  const nothing = { groups: new Set<string>(), sums: new Set<string>() };
  if (facts.min_cell < 2) return nothing;
  const present = new Map(match_rate.map(({ group_id, members }) => [group_id, members]));
  for (const { group_id, members } of group_members) present.set(group_id, members);
  const matched = new Map(match_rate.map(({ group_id, members }) => [group_id, members]));
  const homes = new Map(group_members.map(({ group_id, home_members }) => [group_id, home_members]));
  const groups = [...present.keys()];
  const sumsOf = groups.map(sumsOfGroups(published, 'owner', 'matrix'));
  const figures = [present, matched, homes].map((figure) => groups.map((group) => figure.get(group) ?? 0));
  const sums = new Set<string>();
  let hidden = groups.map((_, at) => figures.some((counts) => isFew(counts[at] ?? 0, facts)));
  for (let before = -1; before < hidden.filter((is) => is).length; ) {
    before = hidden.filter((is) => is).length;
    for (const counts of figures) {
      const next = hiddenWithSums(counts, sumsOf, facts, hidden);
      hidden = [...next.counts];
      for (const name of next.sums) sums.add(name);
    }
  }
  return { groups: new Set(groups.filter((_, at) => hidden[at])), sums };
}
