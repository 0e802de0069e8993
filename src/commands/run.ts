import { checkedOptions, type EngineOptions, namesIn } from '../options.js';
import { stderrProgress } from '../progress.js';
import { runBatch } from '../run/index.js';
import { runLines } from '../run/lines.js';

interface Options extends EngineOptions {
  readonly config: string;
  readonly out?: string;
  readonly week?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly models?: string;
  readonly previous?: string;
  readonly resume?: boolean;
  readonly csv?: boolean;
  readonly bom?: boolean;
}

/** `grouplift run`: the whole batch for a period. */
export async function run(options: Options): Promise<void> {
  const progress = stderrProgress();
  try {
    const { models, ...rest } = checkedOptions(options);
    const result = await runBatch(
      { ...rest, ...(models === undefined ? {} : { models: namesIn(models) }) },
      progress,
    );
    progress.end();
    process.stdout.write(`${runLines(result).join('\n')}\n`);
  } finally {
    progress.end();
  }
}
