import { type Progress, stderrProgress } from '../project/progress.js';
import { printText } from './printing.js';

/** Does a command's work under progress on stderr and prints its lines on stdout. */
export async function printLines(work: (progress: Progress) => Promise<readonly string[]>): Promise<void> {
  printText(await withProgress(work));
}

/** Prints what is said beside the lines of a command on stderr. */
export function printNotes(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

/** Does work under progress on stderr; the progress has ended, whatever happens, before anything else is printed. */
export async function withProgress<T>(work: (progress: Progress) => Promise<T>): Promise<T> {
  const progress = stderrProgress();
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
