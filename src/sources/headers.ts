import { inputError } from '../contract/errors.js';
import { columnsOf, type TableName } from '../contract/tables.js';
import { editsBetween } from '../text/edits.js';

/** A header as it is compared: without case, width, blanks, underscores and hyphens. */
export function foldedHeader(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-\u200b-\u200f\u2060\ufeff]/g, '');
}

/**
 * The column of a file that a name means: the one of that very name, else the only one that differs from it by case, width, blanks,
 * underscores or hyphens. Several of these are an error that names two; columns in `taken` are asked for by another name.
 */
export function headerOf(
  name: string,
  available: readonly string[],
  place: string,
  taken: readonly string[] = [],
): string | undefined {
  if (available.includes(name)) return name;
  const wanted = foldedHeader(name);
  const [first, second] = available.filter(
    (column) => foldedHeader(column) === wanted && !taken.includes(column),
  );
  if (first !== undefined && second !== undefined)
    throw inputError(
      `${place}: the columns "${first}" and "${second}" both read as "${name}".`,
      'Say which of them is meant (under columns of that input; with --columns of paths), or rename one.',
    );
  return first;
}

/** A column that nobody reads, and the canonical column that it may be a slip of. */
export interface NearColumn {
  readonly column: string;
  readonly canonical: string;
}

/** Columns that are not read and are nearly called like a canonical column that is not there. */
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

/** Short names lie close to each other by chance. */
function mostEdits(name: string): number {
  return name.length < 4 ? 0 : name.length < 6 ? 1 : 2;
}
