import { declareCommand } from './declaration.js';
import { printNotes } from './printing.js';
import { withProgress } from './with_progress.js';

/** `grouplift demo`: writes the example project and runs it. */
export const demo = declareCommand({
  name: 'demo',
  summary: 'write a realistic example project and run it: the report in one step',
  arguments: [],
  options: {
    out: { value: '<folder>', summary: 'where to write the example', default: 'grouplift-demo' },
    language: { value: '<language>', summary: 'en or zh', default: 'en', choices: ['en', 'zh'] },
    seed: { value: '<number>', summary: 'seed of the invented data', default: '1' },
  },
  run: async (_, options) => {
    const { writeDemo } = await import('../invented/examples/demo.js');
    const { runBatch } = await import('../tasks/run/index.js');
    const { noteLines, runLines } = await import('../tasks/run/lines.js');
    const result = await withProgress(async (progress) =>
      runBatch(await writeDemo(options, progress), progress),
    );
    process.stdout.write(`${runLines(result).join('\n')}\n\nThe report: ${result.folder}/report.html\n`);
    printNotes(noteLines(result));
  },
});
