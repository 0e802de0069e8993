import { emptyWords } from '../contract/empty_words.js';
import { columnsOf, type TableName } from '../contract/tables.js';

/**
 * The words that mean "no id", by column: all of them in columns that name people; in other columns that may be empty, only
 * those by which some program says "empty", because a group or a code may well be called 0 or guest.
 */
export function noIdWords(
  table: TableName,
  columns: Readonly<Record<string, string>>,
  placeholders: readonly string[],
): Record<string, string[]> {
  const words = placeholders.map((word) => word.toLowerCase());
  const empty = words.filter((word) => emptyWords.includes(word));
  const found = Object.keys(columns).flatMap((name): [string, string[]][] => {
    const column = columnsOf(table)[name];
    if (column?.kind !== 'id') return [];
    if (column.names_person) return [[name, words]];
    return column.required ? [] : [[name, empty]];
  });
  return Object.fromEntries(found.filter(([, list]) => list.length > 0));
}
