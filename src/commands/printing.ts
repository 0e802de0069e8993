import { visible } from '../text/printable.js';

/** Prints lines for people on stdout: no name in them can move the cursor or hide anything, in a terminal or in a log. */
export function printText(lines: readonly string[]): void {
  process.stdout.write(`${lines.map(visible).join('\n')}\n`);
}

/** Prints data for programs on stdout: unchanged byte by byte, except on a terminal, where it is text for people. */
export function printData(text: string): void {
  process.stdout.write(process.stdout.isTTY ? text.split('\n').map(visible).join('\n') : text);
}

/** Prints notes for people on stderr. */
export function printNotes(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`${visible(note)}\n`);
}
