import { checkedOptions, type EngineSettings } from '../project/options.js';
import type { PathRequest } from '../tasks/path_files/index.js';
import { declareCommand, only } from './declaration.js';
import { printData, printNotes } from './printing.js';
import { decimalMarkOption, machineOptions } from './shared_options.js';
import { withProgress } from './with_progress.js';

/** `grouplift paths FILE`: the attribution models on a ready table of paths. */
export const paths = declareCommand({
  name: 'paths',
  summary:
    'run the attribution models on a ready table of paths: one row per path or journey, CSV or Parquet',
  arguments: [
    { value: '<file>', summary: 'columns path, total_conversions, total_conversion_value, total_null' },
  ],
  options: {
    models: {
      value: '<names>',
      summary: 'models, separated by commas',
      default: 'first_touch,last_touch,linear,position_based,markov,shapley',
    },
    order: {
      value: '<number>',
      summary: 'how many touches back the Markov chain remembers, 1 to 4',
      default: '1',
    },
    separator: {
      value: '<text>',
      summary: 'separator between two channels of a path',
      default: ' > ',
    },
    columns: {
      value: '<pairs...>',
      summary: 'columns with other names, such as path=journey total_null=lost',
    },
    ...decimalMarkOption,
    format: {
      value: '<format>',
      summary: 'csv, json or md',
      default: 'csv',
      choices: ['csv', 'json', 'md'],
    },
    out: { value: '<file>', summary: 'write there instead of to stdout' },
    ...machineOptions,
  },
  run: async ([file], options) => {
    const { out } = options;
    const { creditPaths } = await import('../tasks/path_files/index.js');
    const { writeText } = await import('../project/output.js');
    const { text, notes } = await withProgress((progress) =>
      creditPaths(file, only<PathRequest & EngineSettings>()(checkedOptions(options)), progress),
    );
    printNotes(notes.map((note) => `note: ${note}`));
    if (out === undefined) printData(text);
    else writeText(out, text);
  },
});
