import { count, text } from './columns.js';
import type { Publisher } from './table.js';

/** Rows of the input that could not be taken. */
export const rejects = {
  name: 'rejects',
  summary:
    'One rejected row of an input; at most the first 1,000 of each input table are listed, all are counted.',
  columns: {
    table_name: text('The canonical table.'),
    file: text('The file.'),
    line: count(
      'lines',
      'Line in the file, from 1; in JSON and Parquet the row. In compressed CSV files, and those above 64 MB, the row plus 1.',
    ),
    column: text('The source column; empty where the line as a whole cannot be read.'),
    found: text('What stands there.'),
    expected: text('What should stand there.'),
    reason: text('The kind of problem.'),
  },
  rows: async ({ rejects }) => rejects.map((reject) => ({ ...reject })),
} as const satisfies Publisher;
