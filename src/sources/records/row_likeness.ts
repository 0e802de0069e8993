import { parse } from 'csv-parse/sync';

/**
 * Whether a line looks like a row of a CSV file, judging by its first row: as many cells, and a number or a time where the first
 * row has one. In files with fewer than two columns, or without any row, no line does.
 */
export function rowLikeness(head: string, delimiter: string): (line: string) => boolean {
  const [header = [], first] = firstRecords(head, delimiter, 2) ?? [];
  if (first === undefined || header.length < 2 || first.length !== header.length) return () => false;
  const classes = first.map(classOf);
  if (header.length < 4 && !classes.includes('figures')) return () => false;
  return (line) => {
    const cells = cellsOf(line, delimiter) ?? [];
    return (
      cells.length === classes.length &&
      cells.some((cell) => classOf(cell) !== 'blank') &&
      cells.every((cell, place) => {
        const found = classOf(cell);
        return (
          found === 'blank' ||
          classes[place] === 'blank' ||
          (found === 'figures') === (classes[place] === 'figures')
        );
      })
    );
  };
}

type CellClass = 'blank' | 'figures' | 'text';

/** Digits with punctuation between them are figures: numbers, dates, times. */
function classOf(cell: string): CellClass {
  const text = cell.trim();
  if (text === '') return 'blank';
  return /^[\d.,:/+TZ -]*\d[\d.,:/+TZ -]*$/.test(text) ? 'figures' : 'text';
}

/** The cells of one line; null if it has an unclosed quote. */
export function cellsOf(line: string, delimiter: string): string[] | null {
  const found = firstRecords(line, delimiter, 1);
  return found === null ? null : (found[0] ?? []);
}

/** The first records of a text, parsed as leniently as possible; null if a quote is never closed. */
function firstRecords(text: string, delimiter: string, count: number): string[][] | null {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      to: count,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch {
    return null;
  }
}
