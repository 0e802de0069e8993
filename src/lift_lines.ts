/** Rows as CSV with a header; numbers in full, what is not there is empty. */
export function csvLines(rows: readonly object[]): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const names = Object.keys(first);
  return [
    names.join(','),
    ...rows.map((row) => names.map((name) => csvCell((row as Record<string, unknown>)[name])).join(',')),
  ];
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
