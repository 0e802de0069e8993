import type { Source } from '../../loading/load.js';
import { visible } from '../../text/printable.js';
import { type Finding, shareText } from './findings.js';

const titles = {
  blank: ['row without any value', 'rows without any value'],
  'repeated header': ['repeated header', 'repeated headers'],
  'total row': ['total row', 'total rows'],
  footer: ['line below the data', 'lines below the data'],
  'below until': ['row below until', 'rows below until'],
} as const;

/** Rows that a rule leaves out, and values that seem to contain whole rows. */
export function skippedFindings(source: Source): Finding[] {
  const skipped = source.skipped.map(({ rule, file, count, first_line }): Finding => {
    const [one, more] = titles[rule];
    const place = first_line === null ? '' : ` (${count === 1 ? '' : 'the first: '}line ${first_line})`;
    return {
      level: 'warning',
      text: `inputs.${source.table}: ${visible(file)}: ${count} ${count === 1 ? one : more}${place} left out.`,
      note: { kind: 'skipped_rows', rule, count, file, line: first_line },
    };
  });
  const inside = source.rows_inside.map(
    ({ file, first_line, last_line, rows }): Finding => ({
      level: 'warning',
      text: `inputs.${source.table}: ${visible(file)}: ${shareText(rows, rows + source.rows, 'rows')} are inside a value with line breaks and are not read as rows; the first such value: lines ${first_line} to ${last_line}.`,
      hint: 'If they are rows, a quote before them is not closed within its cell: export the file again with every quote inside a value doubled ("").',
      note: { kind: 'rows_inside', count: rows, file, first_line, last_line },
    }),
  );
  return [...skipped, ...inside];
}
