import { count, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Input rows that were rejected. */
export const rejects = published({
  name: 'rejects',
  summary:
    'One rejected row of an input. Only the first 1,000 per input table are listed, but all are counted.',
  columns: {
    table_name: text('The canonical table.'),
    file: text('The file.'),
    line: orEmpty(
      count(
        'lines',
        'Line in the file, from 1; in JSON and Parquet, the row. In compressed CSV files and in those above 64 MB, the row plus 1.',
      ),
    ),
    column: orEmpty(text('The source column; empty if the line as a whole cannot be read.')),
    found: orEmpty(text('What was found.')),
    expected: orEmpty(text('What was expected.')),
    reason: text('The kind of problem.'),
  },
  rows: async ({ rejects }) =>
    rejects.map(({ table_name, file, line, column, found, expected, reason }) => ({
      table_name,
      file,
      line,
      column,
      found,
      expected,
      reason,
    })),
});
