import type { Facts, Published } from '../../report/published.js';
import { onceARun } from '../findings/once_a_run.js';
import { matrixSum, sumsOfGroups } from '../signals/group_sums.js';
import { isFew } from '../wording/names.js';
import { type HiddenCounts, hiddenWithSums } from './hidden_with_sums.js';

interface HiddenWeek {
  readonly groups: ReadonlySet<string>;
  readonly sums: HiddenCounts['sums'];
}

/** For every week, the groups whose results are not printed, in any table or chart, and the matrices whose sum of that week is not. */
const found = onceARun(findHidden);

/** Whether what the people of a group landed in a week is not printed. */
export function isHiddenLanded(published: Published, group_id: string, week: string): boolean {
  return found(published).get(week)?.groups.has(group_id) ?? false;
}

/** Whether what the groups of a matrix landed in a week is not printed. */
export function isHiddenMatrix(published: Published, matrix: string | null, week: string): boolean {
  return found(published).get(week)?.sums.has(matrixSum(matrix)) ?? false;
}

/** Whether a sum over weeks would give away figures that are not printed week by week: a single one, or few together. */
export function isTold(
  figures: readonly { readonly value: number; readonly hidden: boolean }[],
  facts: Facts,
): boolean {
  const hidden = figures.filter((one) => one.hidden && one.value > 0);
  return (
    hidden.length === 1 ||
    isFew(
      hidden.reduce((sum, { value }) => sum + value, 0),
      facts,
    )
  );
}

function findHidden(published: Published): ReadonlyMap<string, HiddenWeek> {
  const weeks = new Map<string, { groups: string[]; counts: number[] }>();
  const { facts, group_week } = published;
  if (facts.min_cell < 2) return new Map();
  const { group_id, week_start, landed } = group_week.columns;
  for (let at = 0; at < group_week.length; at++) {
    const week = week_start.texts[week_start.places[at]!] ?? '';
    const mine = weeks.get(week) ?? { groups: [], counts: [] };
    weeks.set(week, mine);
    mine.groups.push(group_id.texts[group_id.places[at]!] ?? '');
    mine.counts.push(Number.isNaN(landed[at]!) ? 0 : landed[at]!);
  }
  const sumsOf = sumsOfGroups(published, 'matrix');
  return new Map(
    [...weeks].map(([week, { groups, counts }]) => {
      const { counts: hidden, sums } = hiddenWithSums(counts, groups.map(sumsOf), facts);
      return [week, { groups: new Set(groups.filter((_, at) => hidden[at])), sums }];
    }),
  );
}
