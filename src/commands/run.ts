import { checkedOptions, namesIn } from '../project/options.js';
import { declareCommand } from './declaration.js';
import { asOfOption, configOption, engineOptions, modelsOption, periodOptions } from './shared_options.js';
import { printNotes, withProgress } from './with_progress.js';

/** `grouplift run`: the whole batch for a period. */
export const run = declareCommand({
  name: 'run',
  summary: 'run the whole batch: every table and the report for a period, with a manifest',
  arguments: [],
  options: {
    ...configOption,
    out: {
      value: '<folder>',
      summary: 'output folder; appears at once or not at all (default: out/<period>)',
    },
    ...periodOptions,
    ...asOfOption,
    ...modelsOption,
    ...engineOptions,
    previous: {
      value: '<folder>',
      summary: 'an earlier run of the same period: the report says which totals changed',
    },
    resume: { summary: 'keep the stages of a run that fails, and continue after the last finished one' },
    csv: { summary: 'write every table as CSV too' },
    bom: {
      summary: 'with --csv: for spreadsheets (byte order mark, no text runs as a formula, ids stay text)',
    },
  },
  run: async (_, options) => {
    const { runBatch } = await import('../work/run/index.js');
    const { noteLines, runLines } = await import('../work/run/lines.js');
    const { models, ...rest } = checkedOptions(options);
    const asked = models === undefined ? {} : { models: namesIn(models) };
    const result = await withProgress((progress) => runBatch({ ...rest, ...asked }, progress));
    process.stdout.write(`${runLines(result).join('\n')}\n`);
    printNotes(noteLines(result));
  },
});
