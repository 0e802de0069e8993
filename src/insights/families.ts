import type { Published } from '../report/published.js';

/** The lineage of groups: who continued where, and when. */
type Moves = Published['lineage'];

/** The groups that were split, merged or migrated from one day to another, both included; those connected by such moves belong together. */
export function familiesBetween(lineage: Moves, from: string, to: string): readonly (readonly string[])[] {
  const families: Set<string>[] = [];
  for (const { from_group, to_group, at_day } of lineage) {
    if (at_day < from || at_day > to) continue;
    const met = families.filter((family) => family.has(from_group) || family.has(to_group));
    const united = new Set([...met.flatMap((family) => [...family]), from_group, to_group]);
    for (const family of met) families.splice(families.indexOf(family), 1);
    families.push(united);
  }
  return families.map((family) => [...family].sort());
}
