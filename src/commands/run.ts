import { checkedOptions, kernelOption, lightOption, namesIn } from '../project/options.js';
import type { RunOptions } from '../tasks/run/index.js';
import { declareCommand, only } from './declaration.js';
import { printData, printNotes, printText } from './printing.js';
import { asOfOption, configOption, engineOptions, modelsOption, periodOptions } from './shared_options.js';
import { withProgress } from './with_progress.js';

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
    kernel: {
      value: '<how>',
      summary: 'how credit is computed: in arrays where possible (the default), or by SQL alone',
      choices: ['arrays', 'sql'],
    },
    previous: {
      value: '<folder>',
      summary: 'an earlier run of the same period: the report says which totals have changed',
    },
    resume: { summary: 'keep the stages of a run that fails, and continue after the last finished one' },
    csv: { summary: 'also write every table as CSV' },
    bom: {
      summary: 'with --csv: for spreadsheets (byte order mark, no text runs as a formula, ids stay text)',
    },
    json: { summary: 'print one JSON object for programs: light, totals, notes, paths, seconds' },
    quiet: { summary: 'print nothing but errors (and what --json asks for)' },
    failOn: {
      value: '<light>',
      summary:
        'exit with 3 if the light of the report is red, or if it is yellow or worse; the result is kept',
      choices: ['red', 'yellow'],
    },
  },
  run: async (_, options) => {
    const { runBatch } = await import('../tasks/run/index.js');
    const { failOn } = await import('../tasks/run/light.js');
    const { noteLines, runLines } = await import('../tasks/run/lines.js');
    const { runSummary } = await import('../tasks/run/summary.js');
    const { models, json, quiet, failOn: limit, kernel, ...rest } = checkedOptions(options);
    const least = lightOption(limit);
    const asked = { ...(models === undefined ? {} : { models: namesIn(models) }), ...kernelOption(kernel) };
    const result = await withProgress(
      (progress) => runBatch(only<RunOptions>()({ ...rest, ...asked }), progress),
      quiet,
    );
    if (json) printData(`${JSON.stringify(runSummary(result), null, 2)}\n`);
    else if (!quiet) printText(runLines(result));
    if (!quiet) printNotes(noteLines(result));
    failOn(least, result.status, result.folder);
  },
});
