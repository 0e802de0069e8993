import { type DemoOptions, writeDemo } from '../examples/demo.js';
import { stderrProgress } from '../progress.js';
import { runBatch } from '../run/index.js';
import { runLines } from '../run/lines.js';

/** `grouplift demo`: writes the example project and runs it. */
export async function demo(options: DemoOptions): Promise<void> {
  const progress = stderrProgress();
  try {
    const example = writeDemo(options);
    const result = await runBatch(example, progress);
    progress.end();
    process.stdout.write(`${runLines(result).join('\n')}\n\nThe report: ${example.out}/report.html\n`);
  } finally {
    progress.end();
  }
}
