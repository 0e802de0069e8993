import type { Facts } from '../../report/published.js';
import { isFew } from '../wording/names.js';

/**
 * Which of some counts are not printed if their total is: those about too few people, and further ones, smallest first, until neither
 * a single count nor the sum of the hidden ones (as long as others remain) can be derived by subtraction as a figure about too few people.
 */
export function hiddenTogether(
  counts: readonly (number | null)[],
  facts: Facts,
  already: readonly boolean[] = [],
): readonly boolean[] {
  const hidden = counts.map((count, at) => already[at] === true || isFew(count, facts));
  const sum = () => counts.reduce<number>((total, count, at) => total + (hidden[at] ? (count ?? 0) : 0), 0);
  const more = counts
    .map((count, at) => ({ count: count ?? 0, at }))
    .filter(({ count, at }) => count > 0 && !hidden[at])
    .toSorted((a, b) => a.count - b.count || a.at - b.at);
  for (const { at } of more) {
    const many = hidden.filter((is) => is).length;
    if (many === 0 || (many > 1 && sum() >= facts.min_cell)) break;
    hidden[at] = true;
  }
  return hidden;
}

/** Whether either of two figures, or their difference, is about too few people: then only the larger one may be printed. */
export function isFewApart(whole: number, part: number, facts: Facts): boolean {
  return isFew(part, facts) || isFew(whole - part, facts);
}

/** The set of rows that `hiddenTogether` hides within every group of rows whose counts add up; some may already be hidden. */
export function hiddenRows<Row>(
  rows: readonly Row[],
  groupOf: (row: Row) => string,
  countOf: (row: Row) => number | null,
  facts: Facts,
  already: ReadonlySet<Row> = new Set(),
): ReadonlySet<Row> {
  if (facts.min_cell < 2) return new Set();
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = groupOf(row);
    const mine = groups.get(key) ?? [];
    mine.push(row);
    groups.set(key, mine);
  }
  const hidden = new Set<Row>();
  for (const mine of groups.values())
    hiddenTogether(
      mine.map(countOf),
      facts,
      mine.map((row) => already.has(row)),
    ).forEach((is, at) => {
      const row = mine[at];
      if (is && row !== undefined) hidden.add(row);
    });
  return hidden;
}

/** The same for rows that add up in several ways, such as by group and by cause: what one way hides counts as hidden for the others. */
export function hiddenCrosswise<Row>(
  rows: readonly Row[],
  ways: readonly ((row: Row) => string)[],
  countOf: (row: Row) => number | null,
  facts: Facts,
): ReadonlySet<Row> {
  let hidden: ReadonlySet<Row> = new Set();
  for (let before = -1; before < hidden.size; ) {
    before = hidden.size;
    for (const way of ways) hidden = hiddenRows(rows, way, countOf, facts, hidden);
  }
  return hidden;
}
