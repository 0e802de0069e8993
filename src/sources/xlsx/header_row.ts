import { foldedHeader } from '../headers.js';
import type { SheetRow } from './sheet_rows.js';

/** The row of a sheet that names its columns. */
export interface HeaderRow {
  readonly row: number;
  readonly names: readonly string[];
  /** how many of the wanted names it has */
  readonly score: number;
  /** wanted names that it lacks, folded */
  readonly absent: readonly string[];
}

/** How many non-blank rows are examined: titles, export dates and notes may be above the names. */
export const rowsLookedAt = 20;

/** Names as they are compared with headers; making them of a long list takes longer than looking for them. */
export type WantedNames = ReadonlySet<string>;

export function wantedNames(names: readonly string[]): WantedNames {
  return new Set(names.map(foldedHeader));
}

/**
 * The row that names the columns: the one with the most wanted names, the first of equals; if none has any, the first row with several
 * texts. Names in two rows under merged cells are joined. Null: no row names columns.
 */
export function findHeader(
  rows: readonly SheetRow[],
  wanted: WantedNames,
  limit = rowsLookedAt,
): HeaderRow | null {
  const found = rows.slice(0, limit).map((row, place) => {
    const names = joinedNames(rows[place - 1], row);
    const has = new Set(names.map(foldedHeader).filter((name) => wanted.has(name)));
    return { row: row.row, names, score: has.size, has };
  });
  const best = found.reduce<(typeof found)[number] | null>(
    (a, b) => (b.score > (a?.score ?? 0) ? b : a),
    null,
  );
  const header =
    best ?? found.find(({ names }) => names.filter((name) => name !== '').length > 1) ?? found[0];
  if (header === undefined) return null;
  const { has, ...one } = header;
  return { ...one, absent: [...wanted].filter((name) => !has.has(name)) };
}

/** The names in a row; where it has a gap or a repeated name, the row above it is added. */
function joinedNames(above: SheetRow | undefined, { row, cells }: SheetRow): string[] {
  const own = Array.from(cells, (cell) => cleanName(cell ?? ''));
  const upper = above?.row === row - 1 ? Array.from(above.cells, (cell) => cleanName(cell ?? '')) : [];
  const isGroups = upper.filter((name) => name !== '').length > 1;
  if (!isGroups) return withoutEnd(own);
  const width = Math.max(own.length, upper.length);
  let group = '';
  const names = Array.from({ length: width }, (_, place) => {
    const name = own[place] ?? '';
    if ((upper[place] ?? '') !== '') group = upper[place] ?? '';
    if (name === '') return upper[place] ?? '';
    const isTwice = own.filter((other) => foldedHeader(other) === foldedHeader(name)).length > 1;
    return isTwice && group !== name ? `${group} ${name}` : name;
  });
  return withoutEnd(names);
}

/** A name as used in messages and in the configuration: on one line, without surrounding blanks. */
function cleanName(cell: string): string {
  return cell.replace(/[\s\u200b\ufeff]+/g, ' ').trim();
}

function withoutEnd(names: readonly string[]): string[] {
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}

/** Distinct names: columns without a name, and repeats of a name, are identified by their letters. */
export function distinctNames(names: readonly string[], letters: (column: number) => string): string[] {
  const seen = new Set<string>();
  return names.map((name, place) => {
    const isFree = name !== '' && !seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    if (isFree) return name;
    return name === '' ? `(column ${letters(place)})` : `${name} (column ${letters(place)})`;
  });
}
