import { checkedOptions, namesIn } from '../project/options.js';
import type { ExplainOptions } from '../tasks/explain/index.js';
import { declareCommand, only } from './declaration.js';
import { asOfOption, configOption, engineOptions, modelsOption } from './shared_options.js';
import { printLines } from './with_progress.js';

/** `grouplift explain <conversion_id>`: one conversion's path, and the credit under each model. */
export const explain = declareCommand({
  name: 'explain',
  summary:
    "show one conversion's path: every touch, accepted or rejected and why, and the credit under each model",
  arguments: [{ value: '<conversion_id>', summary: 'the conversion' }],
  options: {
    ...configOption,
    goal: { value: '<name>', summary: 'one goal only' },
    ...asOfOption,
    ...modelsOption,
    ...engineOptions,
  },
  run: async ([id], options) => {
    const { explainConversion } = await import('../tasks/explain/index.js');
    const { models, ...rest } = checkedOptions(options);
    const asked = models === undefined ? {} : { models: namesIn(models) };
    await printLines((progress) =>
      explainConversion(id, only<ExplainOptions>()({ ...rest, ...asked }), progress),
    );
  },
});
