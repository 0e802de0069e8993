import { findHeader, type HeaderRow, type WantedNames } from '../xlsx/header_row.js';
import { cellsOf } from './row_likeness.js';

/** How many lines are examined: wallet bills have up to 30 above their header. */
const linesLookedAt = 60;

/** The line of a text that names the columns, and their delimiter. */
export interface HeaderLine {
  /** number of lines above it */
  readonly skip_lines: number;
  readonly columns: readonly string[];
}

/** The header of a CSV text with titles above it; null if its first line is as likely as any other. `words` are names of columns. */
export function headerBelowTitles(text: string, words: WantedNames): HeaderLine | null {
  const lines = text.split(/\r\n|\r|\n/).slice(0, linesLookedAt);
  let best: HeaderRow | null = null;
  for (const delimiter of [',', '\t', ';', '|']) {
    const rows = lines.map((line, at) => ({
      row: at + 1,
      cells: cellsOf(line, delimiter) ?? [],
      faults: [],
    }));
    const found = findHeader(rows, words, linesLookedAt);
    if (found !== null && found.score > (best?.score ?? 0)) best = found;
    const first = findHeader(rows.slice(0, 1), words);
    if (first !== null && first.score > 0 && first.score + 1 >= (best?.score ?? 0)) return null;
  }
  if (best === null || best.row === 1 || best.score < 2) return null;
  return { skip_lines: best.row - 1, columns: best.names };
}
