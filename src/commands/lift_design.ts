import { type LiftDesignOptions, liftDesign } from '../lift_design.js';
import { type EngineOptions, engineOptions } from '../options.js';
import { stderrProgress } from '../progress.js';

type Options = Omit<LiftDesignOptions, 'memory' | 'threads'> & EngineOptions;

/** `grouplift lift design`: plans a trial of groups and draws it. */
export async function design(options: Options): Promise<void> {
  const progress = stderrProgress();
  try {
    const { memory: _memory, threads: _threads, ...rest } = options;
    const lines = await liftDesign({ ...rest, ...engineOptions(options) }, progress);
    progress.end();
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    progress.end();
  }
}
