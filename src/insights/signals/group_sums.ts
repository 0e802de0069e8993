import type { Published } from '../../report/published.js';

/** By what figures of groups are added up in some table: the names of the sums. */
export const ownerSum = (owner: string) => JSON.stringify({ owner });
export const matrixSum = (matrix: string | null) => JSON.stringify({ matrix });
export const typeSum = (type: string | null) => JSON.stringify({ type });

type Way = 'owner' | 'matrix' | 'type';

/** The sums that a group is part of, in the given ways; a group without an owner is in no sum of owners. */
export function sumsOfGroups({ groups }: Published, ...ways: readonly Way[]): (group_id: string) => string[] {
  const known = new Map(groups.map((group) => [group.group_id, group]));
  return (group_id) => {
    const { owner_id = null, matrix = null, type = null } = known.get(group_id) ?? {};
    return ways.flatMap((way) => {
      if (way === 'owner') return owner_id === null ? [] : [ownerSum(owner_id)];
      return [way === 'matrix' ? matrixSum(matrix) : typeSum(type)];
    });
  };
}
