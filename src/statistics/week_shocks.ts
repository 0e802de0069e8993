/** The number of groups and weeks needed to separate what hits a whole group in a week from chance among people. */
const fewestGroups = 3;
const fewestWeeks = 4;

/**
 * The squared coefficient of variation of what hits a whole group in a week, beyond chance among people: counts of groups (rows) by week
 * against group total x week total / total. By moments: the excess of the squared deviations over `per_event` times the expected counts, divided
 * by the squares of the expected counts. 0 if nothing exceeds chance; null: too few groups or weeks to tell.
 */
export function weekShock(counts: readonly (readonly number[])[], per_event: number): number | null {
  const groups = counts.filter((row) => row.some((count) => count > 0));
  const weeks = groups[0]?.length ?? 0;
  if (groups.length < fewestGroups || weeks < fewestWeeks) return null;
  const sizes = groups.map((row) => row.reduce((sum, count) => sum + count, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shares = Array.from(
    { length: weeks },
    (_, week) => groups.reduce((sum, row) => sum + (row[week] ?? 0), 0) / total,
  );
  const free = (groups.length * weeks) / ((groups.length - 1) * (weeks - 1));
  let [deviations, squares] = [0, 0];
  for (const [place, row] of groups.entries())
    for (const [week, share] of shares.entries()) {
      const expected = (sizes[place] ?? 0) * share;
      deviations += free * ((row[week] ?? 0) - expected) ** 2;
      squares += expected ** 2;
    }
  return Math.max(0, (deviations - per_event * total) / squares);
}
