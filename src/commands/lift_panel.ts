import type { LiftPanelOptions } from '../tasks/studies/panel.js';
import { declareCommand, only } from './declaration.js';
import { printStudy } from './print_study.js';
import { decimalMarkOption } from './shared_options.js';

/** `grouplift lift panel <file>`: the effect of a treatment in any panel, without checks. */
export const liftPanel = declareCommand({
  name: 'lift panel',
  summary: 'estimate the effect of a treatment in any panel file, one row per unit and period; no checks',
  arguments: [{ value: '<file>', summary: 'CSV, plain or gzip' }],
  options: {
    unit: { value: '<column>', summary: 'the unit, such as the group', required: true },
    time: {
      value: '<column>',
      summary: 'the period: numbers, dates, months, weeks or quarters, all written the same way',
      required: true,
    },
    outcome: { value: '<column>', summary: 'the outcome, such as results per member', required: true },
    firstTreated: {
      value: '<column>',
      summary:
        'the period of adoption (empty, 0, NA or Inf: never), or 0 / 1 that changes when the unit is treated',
      required: true,
    },
    weights: {
      value: '<column>',
      summary:
        'weight of the unit, such as members at risk; with poisson the outcome is counts per unit of it',
    },
    covariates: {
      value: '<column>',
      summary: 'baseline activity; for the estimators imputation and poisson',
    },
    estimator: {
      value: '<name>',
      summary: 'cs, imputation, poisson, sdid or twfe',
      default: 'cs',
      choices: ['cs', 'imputation', 'poisson', 'sdid', 'twfe'],
    },
    control: {
      value: '<name>',
      summary: 'compare with units treated never or notyet',
      default: 'never',
      choices: ['never', 'notyet'],
    },
    aggregate: {
      value: '<name>',
      summary: 'simple, dynamic, group or calendar (default: cells)',
      choices: ['simple', 'dynamic', 'group', 'calendar'],
    },
    ...decimalMarkOption,
    format: { value: '<name>', summary: 'csv or json', default: 'csv', choices: ['csv', 'json'] },
  },
  run: async ([file], options) => {
    const study = await import('../tasks/studies/panel.js');
    printStudy(await study.liftPanel(file, only<LiftPanelOptions>()(options)));
  },
});
