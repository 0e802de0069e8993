import { checkedOptions } from '../project/options.js';
import { declareCommand } from './declaration.js';
import { printData, printText } from './printing.js';
import { machineOptions } from './shared_options.js';
import { withProgress } from './with_progress.js';

/** `grouplift diff RUN_A RUN_B`: why the figures of a period changed, or what moved between two weeks. */
export const diff = declareCommand({
  name: 'diff',
  summary:
    'say why two runs differ: for one period row by row with the cause of every row, for two weeks group by group',
  arguments: [
    { value: '<before>', summary: 'output folder of the first run' },
    { value: '<after>', summary: 'output folder of the second run' },
  ],
  options: {
    format: {
      value: '<name>',
      summary: 'text, csv (every row) or json',
      default: 'text',
      choices: ['text', 'csv', 'json'],
    },
    ...machineOptions,
  },
  run: async ([before, after], options) => {
    const { diffRuns } = await import('../tasks/diff/index.js');
    const { format, ...rest } = checkedOptions(options);
    const text = await withProgress((progress) => diffRuns(before, after, { ...rest, format }, progress));
    if (format === 'text') printText(text.trimEnd().split('\n'));
    else printData(text);
  },
});
