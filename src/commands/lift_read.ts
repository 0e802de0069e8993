import { checkedOptions } from '../project/options.js';
import type { LiftReadOptions } from '../tasks/studies/report.js';
import { declareCommand, only } from './declaration.js';
import { printData, printText } from './printing.js';
import { asOfOption, configOption, engineOptions, periodOptions } from './shared_options.js';
import { withProgress } from './with_progress.js';

/** `grouplift lift read`: what each tactic caused, according to the tables of a run. */
export const liftRead = declareCommand({
  name: 'lift read',
  summary:
    'say what each tactic caused, next to what it was credited, with a verdict and the reason to doubt it',
  arguments: [],
  options: {
    ...configOption,
    ...periodOptions,
    ...asOfOption,
    format: {
      value: '<name>',
      summary: 'text, csv or json',
      default: 'text',
      choices: ['text', 'csv', 'json'],
    },
    ...engineOptions,
  },
  run: async (_, options) => {
    const { liftReport } = await import('../tasks/studies/report.js');
    const lines = await withProgress((progress) =>
      liftReport(only<LiftReadOptions>()(checkedOptions(options)), progress),
    );
    if (options.format === 'text') printText(lines);
    else printData(`${lines.join('\n')}\n`);
  },
});
