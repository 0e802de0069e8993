import type { Published } from '../report/published.js';
import { isFew } from './names.js';
import { onceARun } from './once_a_run.js';
import { hiddenCrosswise } from './suppression.js';

interface Counted {
  readonly group_id: string;
  readonly owner: string;
  readonly members: number;
}

/**
 * The groups whose numbers of members are not printed, in any table: those of few members, and further ones, for the sum over all groups
 * and the places of each owner stand elsewhere.
 */
export const hiddenMembers = onceARun(findHidden);

function findHidden(published: Published): ReadonlySet<string> {
  const { facts } = published;
  const counts = new Map<string, number[]>();
  const add = (group_id: string, members: number) => {
    const known = counts.get(group_id);
    if (known === undefined) counts.set(group_id, [members]);
    else known.push(members);
  };
  for (const { group_id, members } of published.group_members) add(group_id, members);
  for (const { group_id, members } of published.match_rate) add(group_id, members);
  const owners = new Map(published.groups.map(({ group_id, owner_id }) => [group_id, owner_id]));
  const rows = [...counts].map(([group_id, numbers]): Counted => {
    return {
      group_id,
      owner: JSON.stringify([owners.get(group_id) ?? { alone: group_id }]),
      members: numbers.find((members) => isFew(members, facts)) ?? Math.max(...numbers),
    };
  });
  const hidden = hiddenCrosswise(rows, [() => '', ({ owner }) => owner], ({ members }) => members, facts);
  return new Set([...hidden].map(({ group_id }) => group_id));
}
