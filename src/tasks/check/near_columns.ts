import type { Source } from '../../loading/load.js';
import { nearColumns } from '../../sources/headers.js';
import { visible } from '../../text/printable.js';
import type { Finding } from './findings.js';

/** Unread columns whose names look like typos of columns that would be read. */
export function nearColumnFindings({
  table,
  unread,
  columns,
}: Pick<Source, 'table' | 'unread' | 'columns'>): Finding[] {
  return nearColumns(table, unread, columns).map(({ column, canonical }) => ({
    level: 'warning',
    text: `inputs.${table}: the column "${visible(column)}" is not read; did you mean ${canonical}?`,
    hint: `Map it: inputs.${table}.columns: { ${canonical}: "${visible(column)}" }; if it is something else, ignore this.`,
  }));
}
