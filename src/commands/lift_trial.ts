import type { LiftTrialOptions } from '../tasks/studies/trial.js';
import { declareCommand, only } from './declaration.js';
import { printStudy } from './print_study.js';
import { decimalMarkOption } from './shared_options.js';

/** `grouplift lift trial <file> [conversions]`: the effect of the arms of a randomised trial. */
export const liftTrial = declareCommand({
  name: 'lift trial',
  summary: 'estimate the effect of the arms of a randomised trial, one row per unit',
  arguments: [
    { value: '<file>', summary: 'CSV, plain or gzip' },
    {
      value: '[conversions]',
      summary: 'table of conversions (user_id, type, value) of the units or their members',
    },
  ],
  options: {
    unit: {
      value: '<column>',
      summary: 'what was assigned at random, such as the person or the group',
      required: true,
    },
    member: {
      value: '<column>',
      summary: 'the person within the unit, if rows are members (default: rows of a unit are repeats)',
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
    mostCrossed: {
      value: '<share>',
      summary: 'largest share of units that may be in several arms; they are left out',
      default: '0.1',
    },
    leastJoined: {
      value: '<share>',
      summary: 'smallest share of the conversions of a type that must belong to a unit',
      default: '0.1',
    },
    seed: { value: '<number>', summary: 'seed of the permutations', default: '1' },
    ...decimalMarkOption,
    format: { value: '<name>', summary: 'csv or json', default: 'csv', choices: ['csv', 'json'] },
  },
  run: async ([file, conversions], options) => {
    const study = await import('../tasks/studies/trial.js');
    printStudy(await study.liftTrial(file, conversions, only<LiftTrialOptions>()(options)));
  },
});
