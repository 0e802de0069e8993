export type Cell = string | number | null;

/** A CSV text: header, one line per row, `\n` at every end, quotes only where they are needed; null is an empty cell. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return csvLines([header, ...rows]);
}

/** The rows alone. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  let text = '';
  for (const row of rows) text += csvLine(row);
  return text;
}

/** One line of a CSV text. */
export function csvLine(row: readonly Cell[]): string {
  let line = '';
  for (let place = 0; place < row.length; place += 1)
    line += place === 0 ? csvCell(row[place] ?? null) : `,${csvCell(row[place] ?? null)}`;
  return `${line}\n`;
}

/** One cell, with quotes where it needs them. */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Minor units as an amount with two decimals: 1250 -> '12.50'. */
export function yuan(value_fen: number): string {
  return (value_fen / 100).toFixed(2);
}
