export type Cell = string | number | null;

/** A CSV text: header, one line a row, `\n` at every end, quotes only where they are needed; null is an empty cell. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return csvLines([header, ...rows]);
}

/** The rows alone. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map(csvLine).join('');
}

/** One line of a CSV text. */
export function csvLine(row: readonly Cell[]): string {
  return `${row.map(quoted).join(',')}\n`;
}

function quoted(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Minor units as an amount with two decimals: 1250 -> '12.50'. */
export function yuan(value_fen: number): string {
  return (value_fen / 100).toFixed(2);
}
