import { type Cell, csv } from '../../text/csv.js';

/** Rows as the lines of a CSV file with a header; numbers in full precision, missing values empty. */
export function csvLines(rows: readonly object[]): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const names = Object.keys(first);
  const cells = rows.map((row) => names.map((name) => cellOf((row as Record<string, unknown>)[name])));
  return csv(names, cells).trimEnd().split('\n');
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return String(value);
}
