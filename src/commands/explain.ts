import { explainConversion } from '../explain/index.js';
import { checkedOptions, type EngineOptions, namesIn } from '../options.js';
import { stderrProgress } from '../progress.js';

interface Options extends EngineOptions {
  readonly config: string;
  readonly goal?: string;
  readonly asOf?: string;
  readonly models?: string;
}

/** `grouplift explain <conversion_id>`: one conversion's path, and the credit under each model. */
export async function explain(id: string, options: Options): Promise<void> {
  const progress = stderrProgress();
  try {
    const { models, ...rest } = checkedOptions(options);
    const asked = models === undefined ? {} : { models: namesIn(models) };
    const lines = await explainConversion(id, { ...rest, ...asked }, progress);
    progress.end();
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    progress.end();
  }
}
