import { count, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Rows of the input that could not be taken. */
export const rejects = published({
  name: 'rejects',
  summary:
    'One rejected row of an input; at most the first 1,000 of each input table are listed, all are counted.',
  columns: {
    table_name: text('The canonical table.'),
    file: text('The file.'),
    line: orEmpty(
      count(
        'lines',
        'Line in the file, from 1; in JSON and Parquet the row. In compressed CSV files, and those above 64 MB, the row plus 1.',
      ),
    ),
    column: orEmpty(text('The source column; empty where the line as a whole cannot be read.')),
    found: orEmpty(text('What stands there.')),
    expected: orEmpty(text('What should stand there.')),
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
