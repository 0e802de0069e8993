import type { DecimalMark } from '../../config/formats.js';
import type { TextRows } from '../../sources/copies/text_rows.js';
import { countMarks, markInFile, plainNumeral, unclearNumerals } from '../../sources/numerals.js';

/** A table whose numeric columns have a decimal point, and notes about those that did not. */
export interface PlainNumbers {
  readonly rows: TextRows;
  readonly notes: readonly string[];
}

/**
 * Reads the numbers of some columns: the decimal separator is declared, or decided for every column over all of its rows, as in
 * the inputs of a run. Throws a usage error for an ambiguous column; what is not a number is left unchanged.
 */
export function plainNumbers(
  rows: TextRows,
  names: readonly string[],
  declared: DecimalMark | undefined,
): PlainNumbers {
  const columns = [...rows.columns];
  const notes: string[] = [];
  for (const name of new Set(names)) {
    const place = rows.header.indexOf(name);
    const texts = columns[place];
    if (texts === undefined) continue;
    const mark = declared ?? foundMark(rows, name, texts);
    if (mark === null) continue;
    columns[place] = texts.map((text) => plainNumeral(text, mark));
    if (mark === ',') notes.push(`${rows.name}, column "${name}": read with a decimal comma`);
  }
  return { rows: { ...rows, columns }, notes };
}

/** The decimal separator that the rows of a column show; null if all of them can be read plainly. */
function foundMark(rows: TextRows, name: string, texts: readonly string[]): DecimalMark | null {
  const counts = countMarks(texts);
  if (counts.example < 0) return counts.point > 0 ? '.' : null;
  const mark = markInFile(counts, rows.delimiter);
  if (mark !== null) return mark;
  throw unclearNumerals(
    `${rows.name}, line ${rows.lines[counts.example]}`,
    name,
    texts[counts.example] ?? '',
  );
}
