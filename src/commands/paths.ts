import { checkedOptions, type EngineOptions } from '../options.js';
import { writeText } from '../output.js';
import { creditPaths } from '../path_files/index.js';
import { stderrProgress } from '../progress.js';

interface Options extends EngineOptions {
  readonly models: string;
  readonly order: string;
  readonly separator: string;
  readonly columns?: readonly string[];
  readonly format: string;
  readonly out?: string;
}

/** `grouplift paths FILE`: the attribution models on a ready table of paths. */
export async function paths(file: string, options: Options): Promise<void> {
  const progress = stderrProgress();
  try {
    const { text, notes } = await creditPaths(file, checkedOptions(options), progress);
    progress.end();
    for (const note of notes) process.stderr.write(`note: ${note}\n`);
    if (options.out === undefined) process.stdout.write(text);
    else writeText(options.out, text);
  } finally {
    progress.end();
  }
}
