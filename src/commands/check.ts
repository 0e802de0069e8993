import { inputError } from '../contract/errors.js';
import { checkedOptions } from '../project/options.js';
import type { CheckOptions } from '../tasks/check/index.js';
import { declareCommand, only } from './declaration.js';
import { printData, printText } from './printing.js';
import { asOfOption, configOption, engineOptions } from './shared_options.js';
import { withProgress } from './with_progress.js';

/** `grouplift check`: the data contract; an input that cannot be trusted is an input error. */
export const check = declareCommand({
  name: 'check',
  summary: 'check the input against the data contract: what is wrong, where, and how much it matters',
  arguments: [],
  options: {
    ...configOption,
    ...asOfOption,
    ...engineOptions,
    json: { summary: 'print one JSON object for programs: errors, warnings, findings' },
  },
  run: async (_, options) => {
    const { checkProject } = await import('../tasks/check/index.js');
    const { json, ...rest } = checkedOptions(options);
    const { lines, findings, errors, warnings } = await withProgress((progress) =>
      checkProject(only<CheckOptions>()(rest), progress),
    );
    if (json)
      printData(
        `${JSON.stringify({ errors, warnings, findings: findings.map(({ level, text, hint, details }) => ({ level, text, hint, details })) }, null, 2)}\n`,
      );
    else printText(lines);
    if (errors === 0) return;
    const which = errors === 1 ? 'the error' : `the ${errors} errors`;
    throw inputError('The input cannot be trusted.', `Fix ${which} listed above, then check again.`);
  },
});
