import { type Progress, stderrProgress } from '../project/progress.js';
import { printText } from './printing.js';

/** Does a command's work under progress on stderr and prints its lines on stdout. */
export async function printLines(work: (progress: Progress) => Promise<readonly string[]>): Promise<void> {
  printText(await withProgress(work));
}

/** Does work with progress on stderr, or silently; the progress has always ended before anything else is printed. */
export async function withProgress<T>(work: (progress: Progress) => Promise<T>, quiet = false): Promise<T> {
  const progress = stderrProgress({ quiet });
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
