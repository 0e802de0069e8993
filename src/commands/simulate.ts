import { declareCommand } from './declaration.js';
import { printLines, withProgress } from './with_progress.js';

/** `grouplift simulate`: data with a planted truth; with --evaluate: how far the credit of a run over such data is from it. */
export const simulate = declareCommand({
  name: 'simulate',
  summary: 'write a community with a planted truth as input files, to try any method on, including this one',
  arguments: [],
  options: {
    scenario: {
      value: '<name>',
      summary: 'base, null, lively_trend, spillover, holdout, ...',
      default: 'base',
    },
    groups: { value: '<number>', summary: 'how many groups', default: '400' },
    weeks: { value: '<number>', summary: 'how many weeks', default: '30' },
    seed: { value: '<number>', summary: 'the same seed gives the same files', default: '1' },
    effect: {
      value: '<multiple>',
      summary: 'planted effect as a multiple of the default; 0 = none',
    },
    slope: { value: '<share>', summary: 'weekly growth per standard deviation of liveliness' },
    out: { value: '<folder>', summary: 'where to write', default: 'grouplift-simulation' },
    evaluate: {
      value: '<run>',
      summary: 'write nothing: compare the credit of a run over such data with what was planted',
    },
  },
  run: async (_, options) => {
    const { evaluate } = options;
    if (evaluate !== undefined) {
      const { evaluateModels } = await import('../invented/examples/evaluation.js');
      return printLines((progress) => evaluateModels(evaluate, progress));
    }
    const { writeSimulation } = await import('../invented/examples/simulation.js');
    const config = await withProgress((progress) => writeSimulation(options, progress));
    process.stdout.write(
      `${options.out}: ${options.scenario}, seed ${options.seed}; what was planted is in truth.json\n` +
        `Try it: grouplift run --config ${config}\n`,
    );
  },
});
