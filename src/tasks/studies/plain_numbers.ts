import type { DecimalMark } from '../../config/formats.js';
import { countMarks, markInFile, plainNumeral, unclearNumerals } from '../../sources/numerals.js';
import type { TextRows } from '../../sources/text_rows.js';

/** A table whose columns of numbers have a point before their decimals, and what is to be said of others. */
export interface PlainNumbers {
  readonly rows: TextRows;
  readonly notes: readonly string[];
}

/**
 * Reads the numbers of some columns: which mark stands before decimals is declared, or decided for every column over all of its rows, as in
 * the inputs of a run. Throws a usage error for a column with two readings; what is no number stays as it is.
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
    if (mark === ',') notes.push(`${rows.name}, column "${name}": read with a comma before the decimals`);
  }
  return { rows: { ...rows, columns }, notes };
}

/** The mark that the rows of a column show; null where none of them has another reading than the plain one. */
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
