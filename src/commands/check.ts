import { checkProject } from '../check/index.js';
import { inputError } from '../errors.js';
import { checkedOptions, type EngineOptions } from '../options.js';
import { stderrProgress } from '../progress.js';

interface Options extends EngineOptions {
  readonly config: string;
}

/** `grouplift check`: the data contract; an input that cannot be trusted is an input error. */
export async function check(options: Options): Promise<void> {
  const progress = stderrProgress();
  try {
    const { lines, errors } = await checkProject(checkedOptions(options), progress);
    progress.end();
    process.stdout.write(`${lines.join('\n')}\n`);
    if (errors > 0)
      throw inputError(
        'The input cannot be trusted.',
        `Mend ${errors === 1 ? 'the error' : `the ${errors} errors`} listed above, then check again.`,
      );
  } finally {
    progress.end();
  }
}
