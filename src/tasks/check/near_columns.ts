import type { TableName } from '../../contract/tables.js';
import type { Header } from '../../loading/source.js';
import { nearColumns } from '../../sources/headers.js';
import { visible } from '../../text/printable.js';
import { guessFor } from '../init/guess.js';
import type { Finding } from './findings.js';

/** Unread columns whose names look like typos of columns that would be read, or which init would have mapped. */
export function nearColumnFindings(table: TableName, header: Header): Finding[] {
  const { unread, columns } = header;
  const typos = nearColumns(table, unread, columns);
  const named = namedColumns(table, header).filter(
    ({ column }) => !typos.some((typo) => typo.column === column),
  );
  return [...typos, ...named].map(({ column, canonical }) => ({
    level: 'warning',
    text: `inputs.${table}: the column "${visible(column)}" is not read; did you mean ${canonical}?`,
    hint: `Map it: inputs.${table}.columns: { ${canonical}: "${visible(column)}" }; if it is something else, ignore this.`,
  }));
}

/** Unread columns with a usual name of a canonical column that is missing; states of conversions have a rule of their own. */
function namedColumns(
  table: TableName,
  { unread, columns }: Header,
): { column: string; canonical: string }[] {
  return Object.entries(guessFor(table, unread).columns)
    .map(([canonical, column]) => ({ column, canonical }))
    .filter(({ canonical }) => !columns.includes(canonical) && canonical !== 'status');
}
