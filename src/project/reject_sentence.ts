import type { Source } from '../loading/load.js';
import { placeWord } from '../sources/xlsx/sheet_title.js';

/** One reject as a sentence: file, line, column, found, expected. */
export function rejectSentence(reject: Source['rejects'][number]): string {
  const line = reject.line === null ? '' : `, ${placeWord(reject.file)} ${reject.line}`;
  const column = reject.column === '' ? '' : `, column "${reject.column}"`;
  return `${reject.file}${line}${column}: found "${reject.found}", expected ${reject.expected}.`;
}
