import { declareCommand } from './declaration.js';
import { printStudy } from './print_study.js';

/** `grouplift lift trial <file> [conversions]`: the effect of the arms of a randomised trial. */
export const liftTrial = declareCommand({
  name: 'lift trial',
  summary: 'estimate the effect of the arms of a randomised trial, one row per unit',
  arguments: [
    { value: '<file>', summary: 'CSV, plain or gzip' },
    { value: '[conversions]', summary: 'table of conversions (user_id, type, value) of the units' },
  ],
  options: {
    unit: {
      value: '<column>',
      summary: 'what was assigned at random, such as the person or the group',
      required: true,
    },
    arm: { value: '<column>', summary: 'the arm of the unit', required: true },
    control: { value: '<arm>', summary: 'the arm the others are compared with', required: true },
    outcomes: {
      value: '<names>',
      summary: 'columns, or types of conversion (TYPE counts, TYPE.value sums), separated by commas',
      required: true,
    },
    shares: {
      value: '<numbers>',
      summary: 'planned sizes of the arms, control first (default: equal)',
    },
    seed: { value: '<number>', summary: 'seed of the permutations', default: '1' },
    format: { value: '<name>', summary: 'csv or json', default: 'csv', choices: ['csv', 'json'] },
  },
  run: async ([file, conversions], options) => {
    const study = await import('../studies/trial.js');
    printStudy(await study.liftTrial(file, conversions, options));
  },
});
