import { checkedOptions, type EngineOptions } from '../options.js';
import { stderrProgress } from '../progress.js';
import { type LiftDesignOptions, liftDesign } from '../studies/design.js';

type Options = Omit<LiftDesignOptions, keyof EngineOptions> & EngineOptions;

/** `grouplift lift design`: plans a trial of groups and draws it. */
export async function design(options: Options): Promise<void> {
  const progress = stderrProgress();
  try {
    const lines = await liftDesign(checkedOptions(options), progress);
    progress.end();
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    progress.end();
  }
}
