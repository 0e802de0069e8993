import type { Facts } from '../../report/published.js';
import { isFew } from '../wording/names.js';

/** Which counts, and which of their sums, are not printed. */
export interface HiddenCounts {
  readonly counts: readonly boolean[];
  readonly sums: ReadonlySet<string>;
}

/** The sum over all counts, which is always known. */
const everything = '';
const tiny = 1e-9;
/** how many counts are tried before the smallest one is hidden together with its sums */
const mostTried = 12;

/**
 * Which of some counts, and which of the sums over some of them, are not printed, so that no count about too few people can be derived
 * from what is printed: by subtraction from one sum, or from several together. Hidden are the few ones, then further ones, smallest
 * first, until the linear equations that the printed sums are determine none of them, and leave no remainder about too few people.
 *
 * @param sumsOf for every count, the names of the sums it is part of; the sum over all counts is known besides
 * @param already counts that are hidden for another reason, and must not be derived either
 */
export function hiddenWithSums(
  counts: readonly number[],
  sumsOf: readonly (readonly string[])[],
  facts: Facts,
  already: readonly boolean[] = [],
): HiddenCounts {
  const guarded = counts.map((count, at) => already[at] === true || isFew(count, facts));
  const hidden = [...guarded];
  const printed = new Map([...rowsOfSums(sumsOf)].toSorted((a, b) => a[1].length - b[1].length));
  const state = { counts, guarded, hidden, sumsOf, printed };
  const sums = new Set<string>();
  const hideSum = (name: string) => {
    sums.add(name);
    printed.delete(name);
  };
  for (;;) {
    const [told] = toldCounts(state, facts);
    const [name, rows] = [...printed].find(([, mine]) => mine.some((at) => told?.has(at))) ?? [];
    if (told === undefined || name === undefined || rows === undefined) break;
    const next = smallest(rows, counts, hidden);
    const [first] = next;
    if (first === undefined && name === everything) break;
    if (first === undefined) hideSum(name);
    else {
      const helpful = next.find((at) => helps(at, told, state, facts));
      hidden[helpful ?? first] = true;
      if (helpful === undefined)
        for (const [other, mine] of [...printed])
          if (mine.includes(first) && !mine.some((at) => told.has(at))) hideSum(other);
    }
  }
  return { counts: hidden, sums };
}

/** Whether some counts are no longer given away once another one is hidden, too. */
function helps(next: number, told: ReadonlySet<number>, state: State, facts: Facts): boolean {
  const hidden = state.hidden.map((is, at) => is || at === next);
  return toldCounts({ ...state, hidden }, facts).every((more) => [...told].every((at) => !more.has(at)));
}

/** The places of the counts of every sum. */
function rowsOfSums(sumsOf: readonly (readonly string[])[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [at, names] of sumsOf.entries()) {
    for (const name of new Set([...names, everything])) {
      const mine = rows.get(name);
      if (mine === undefined) rows.set(name, [at]);
      else mine.push(at);
    }
  }
  return rows;
}

/** The counts of some rows that are printed and not 0, smallest first; no more than are tried. */
function smallest(
  rows: readonly number[],
  counts: readonly number[],
  hidden: readonly boolean[],
): readonly number[] {
  return rows
    .filter((at) => !hidden[at] && counts[at]! > 0)
    .toSorted((a, b) => counts[a]! - counts[b]! || a - b)
    .slice(0, mostTried);
}

interface State {
  readonly counts: readonly number[];
  readonly guarded: readonly boolean[];
  readonly hidden: readonly boolean[];
  readonly sumsOf: readonly (readonly string[])[];
  readonly printed: ReadonlyMap<string, readonly number[]>;
}

/** Hidden counts that are parts of the same printed sums: no equation can tell them from each other. */
interface Alike {
  readonly rows: number[];
  sum: number;
}

/** The counts of every remainder that the printed sums give away. */
function toldCounts(state: State, facts: Facts): ReadonlySet<number>[] {
  const { counts, guarded, hidden, sumsOf, printed } = state;
  const alike = new Map<string, Alike>();
  for (const [at, is] of hidden.entries()) {
    if (!is || counts[at]! <= 0) continue;
    const key = JSON.stringify((sumsOf[at] ?? []).filter((name) => printed.has(name)).toSorted());
    const mine = alike.get(key) ?? { rows: [], sum: 0 };
    alike.set(key, mine);
    mine.rows.push(at);
    mine.sum += counts[at]!;
  }
  if (alike.size === 0) return [];
  const classes = [...alike.entries()].map(([key, mine]) => ({
    names: new Set<string>(JSON.parse(key)),
    ...mine,
  }));
  const equations = [...printed.keys()]
    .map((name) => classes.map(({ names }) => (name === everything || names.has(name) ? 1 : 0)))
    .filter((row) => row.some((factor) => factor !== 0));
  return [...equations, ...reduced(equations)].flatMap((row) => {
    const parts = classes.flatMap((one, at) =>
      Math.abs(row[at]!) > tiny ? [{ ...one, factor: row[at]! }] : [],
    );
    if (parts.some(({ factor }) => factor < 0)) return [];
    const rows = parts.flatMap((one) => one.rows);
    const isAlone = rows.length === 1 && guarded[rows[0]!];
    const rest = parts.reduce((sum, { factor, sum: mine }) => sum + factor * mine, 0);
    return isAlone || isFew(rest, facts) ? [new Set(rows)] : [];
  });
}

/** The reduced row echelon form of some equations: whatever they determine on its own stands in a row on its own. */
function reduced(equations: readonly (readonly number[])[]): number[][] {
  const rows = equations.map((row) => [...row]);
  const width = rows[0]?.length ?? 0;
  let done = 0;
  for (let column = 0; column < width && done < rows.length; column++) {
    const at = rows.findIndex((row, place) => place >= done && Math.abs(row[column]!) > tiny);
    if (at < 0) continue;
    const pivot = rows[at]!;
    rows[at] = rows[done]!;
    rows[done] = pivot;
    const head = pivot[column]!;
    for (let place = 0; place < width; place++) pivot[place]! /= head;
    for (const row of rows) {
      const factor = row[column]!;
      if (row === pivot || Math.abs(factor) <= tiny) continue;
      for (let place = 0; place < width; place++) row[place]! -= factor * pivot[place]!;
    }
    done += 1;
  }
  return rows.slice(0, done);
}
