import { inputError } from '../contract/errors.js';
import { columnsOf, type TableName } from '../contract/tables.js';
import { editsBetween } from '../text/edits.js';

/** A header as used for comparison: ignoring case, width, blanks, underscores and hyphens. */
export function foldedHeader(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-\u200b-\u200f\u2060\ufeff]/g, '');
}

/** The name of a column whose header another one has, too. */
export function repeatedName(header: string, index: number): string {
  return `${header} (column ${index + 1})`;
}

/** The header of a column as the file writes it. */
export function writtenHeader(column: string): string {
  return column.replace(/ \(column \d+\)$/, '');
}

/** What the names of all columns begin with: Hive writes the table before every one (orders.ts). */
function sharedPrefix(columns: readonly string[]): string {
  const [prefix = ''] = /^\w+\./.exec(columns[0] ?? '') ?? [];
  return columns.length > 1 && columns.every((column) => column.startsWith(prefix)) ? prefix : '';
}

/**
 * The column of a file that a name refers to: the one with exactly that name, else the only one that differs from it in case, width, blanks,
 * underscores or hyphens, or by the name of the table that all columns begin with. Several of these are an error that names two of them; columns in `taken` are used under another name.
 */
export function headerOf(
  name: string,
  available: readonly string[],
  place: string,
  taken: readonly string[] = [],
): string | undefined {
  if (available.includes(name)) return name;
  const wanted = foldedHeader(name);
  const prefix = sharedPrefix(available);
  const [first, second] = available.filter(
    (column) =>
      foldedHeader(writtenHeader(column.slice(prefix.length))) === wanted && !taken.includes(column),
  );
  if (first !== undefined && second !== undefined)
    throw inputError(
      `${place}: the columns "${first}" and "${second}" both read as "${name}".`,
      'Say which one is meant (under `columns` of that input; for paths, with --columns), or rename one.',
    );
  return first;
}

/** An unread column, and the canonical column that it may be a typo of. */
export interface NearColumn {
  readonly column: string;
  readonly canonical: string;
}

/** Unread columns with nearly the name of a canonical column that is missing. */
export function nearColumns(
  table: TableName,
  unread: readonly string[],
  mapped: readonly string[],
): NearColumn[] {
  const free = Object.keys(columnsOf(table)).filter((canonical) => !mapped.includes(canonical));
  return unread.flatMap((column) => {
    const written = foldedHeader(column);
    const ranked = free
      .map((canonical) => ({ canonical, edits: editsBetween(written, foldedHeader(canonical)) }))
      .filter(({ canonical, edits }) => edits > 0 && edits <= mostEdits(foldedHeader(canonical)))
      .sort((a, b) => a.edits - b.edits);
    return ranked[0] === undefined ? [] : [{ column, canonical: ranked[0].canonical }];
  });
}

/** Short names are close to each other by chance. */
function mostEdits(name: string): number {
  return name.length < 4 ? 0 : name.length < 6 ? 1 : 2;
}
