/**
 * A table written as text, one row per line, cells separated by bars -> one object per row, all values as text.
 * The first line names the columns.
 */
export function rows<Name extends string>(text: string): Readonly<Record<Name, string>>[] {
  const [head = '', ...lines] = text.trim().split('\n');
  const names = cells(head) as Name[];
  return lines.map((line) => {
    const values = cells(line);
    if (values.length !== names.length)
      throw new Error(`${values.length} cells, expected ${names.length}: ${line}`);
    return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<Name, string>;
  });
}

function cells(line: string): string[] {
  return line.split('|').map((cell) => cell.trim());
}
