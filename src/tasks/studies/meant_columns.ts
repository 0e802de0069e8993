import type { TextRows } from '../../sources/copies/text_rows.js';
import { headerOf } from '../../sources/headers.js';

/** A table whose columns have the names by which they are asked for, where these differ only in case, width, blanks, underscores or hyphens. */
export function meantColumns(rows: TextRows, names: readonly string[]): TextRows {
  const asked = new Map<string, string>();
  for (const name of names) {
    const column = headerOf(name, rows.header, rows.name);
    if (column !== undefined && !asked.has(column)) asked.set(column, name);
  }
  return { ...rows, header: rows.header.map((column) => asked.get(column) ?? column) };
}
