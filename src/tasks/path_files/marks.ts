import { lineOfValue } from '../../engines/duckdb/csv_lines.js';
import { type PathPlan, pathMarkSelect } from '../../engines/duckdb/paths.js';
import type { Engine } from '../../engines/engine.js';
import { readRow } from '../../engines/typed_rows.js';
import type { DecimalMark } from '../../sources/column_readings.js';
import { markInFile, unclearNumerals } from '../../sources/numerals.js';

const counts = {
  point: 'number',
  comma: 'number',
  fine_point: 'number',
  round_point: 'number',
  small_whole: 'number',
  large_whole: 'number',
  unclear_point: 'number',
  unclear_comma: 'number',
  example: 'text?',
  comma_example: 'text?',
} as const;

/**
 * The decimal separator of each numeric column in a text file, decided over all rows as for the inputs of a run. Throws a
 * usage error for an ambiguous column.
 */
export async function decideMarks(
  plan: PathPlan,
  engine: Engine,
): Promise<Readonly<Record<string, DecimalMark>>> {
  const marks: Record<string, DecimalMark> = {};
  for (const column of numberColumns(plan)) {
    const rejects = { scans: 'scans_marks', errors: 'errors_marks' };
    const { example, comma_example, ...found } = await readRow(
      engine,
      counts,
      pathMarkSelect(plan, column, rejects),
    );
    const text = example ?? comma_example;
    if (text === null) continue;
    const { format } = plan.file;
    const mark = markInFile(found, format.format === 'csv' ? format.delimiter : null);
    if (mark === null) throw await unclear(plan, column, text);
    marks[column] = mark;
  }
  return marks;
}

/** The numeric columns in a plan, except those of typed files. */
export function numberColumns(plan: PathPlan): string[] {
  const columns = [plan.total_conversions, plan.total_conversion_value, plan.total_null];
  return columns.flatMap((column) =>
    column !== null && plan.file.types[column] === 'VARCHAR' ? [column] : [],
  );
}

async function unclear({ file }: PathPlan, column: string, found: string): Promise<Error> {
  const isPlain = file.format.format === 'csv' && file.compression === 'none';
  const line = isPlain ? await lineOfValue(file, column, found) : null;
  return unclearNumerals(line === null ? file.name : `${file.name}, line ${line}`, column, found);
}
