import { checkedOptions, type EngineOptions } from '../options.js';
import { stderrProgress } from '../progress.js';
import { liftReport } from '../studies/report.js';

interface Options extends EngineOptions {
  readonly config: string;
  readonly week?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly format: string;
}

/** `grouplift lift read`: what each tactic caused, by the tables of a run. */
export async function read(options: Options): Promise<void> {
  const progress = stderrProgress();
  try {
    const lines = await liftReport(checkedOptions(options), progress);
    progress.end();
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    progress.end();
  }
}
