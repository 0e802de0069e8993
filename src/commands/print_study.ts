import { printData, printNotes } from './printing.js';

/** Prints what a study found: lines on stdout, notes on stderr. */
export function printStudy({
  lines,
  notes,
}: {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}): void {
  printNotes(notes);
  printData(`${lines.join('\n')}\n`);
}
