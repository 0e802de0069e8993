import stringWidth from 'string-width';
import { visible } from './printable.js';

/** A column of a table for a terminal. */
export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** The lines of a table with aligned columns, even where characters are two cells wide. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const lines = [columns.map((column) => column.title), ...rows.map((row) => row.map(visible))];
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => stringWidth(line[place] ?? ''))));
  return lines.map((line) =>
    columns
      .map((column, place) => padded(line[place] ?? '', widths[place] ?? 0, column.align))
      .join('  ')
      .trimEnd(),
  );
}

function padded(text: string, width: number, align: TextColumn['align']): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
}
