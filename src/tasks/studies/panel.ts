import { usageError } from '../../contract/errors.js';
import { type AggregateType, aggregateTypes } from '../../lift/estimators/aggregate.js';
import { type ControlGroup, controlGroups } from '../../lift/estimators/callaway_santanna.js';
import { panelOfRows } from '../../lift/panel/panel_of_rows.js';
import {
  type PanelEstimator,
  type PanelTable,
  panelEstimators,
  panelTable,
} from '../../lift/panel/panel_table.js';
import { refuseIncomparable, usable } from '../../lift/panel/usable.js';
import { leftOutNotes, readTextRows } from '../../sources/copies/text_rows.js';
import { declaredMark } from '../../sources/numerals.js';
import { csvLines } from './csv_lines.js';
import { fewUnitsNotes } from './few_units_notes.js';
import { meantColumns } from './meant_columns.js';
import { panelNotes } from './panel_notes.js';
import { plainNumbers } from './plain_numbers.js';

export interface LiftPanelOptions {
  readonly unit: string;
  readonly time: string;
  readonly outcome: string;
  readonly firstTreated: string;
  readonly weights?: string;
  readonly covariates?: string;
  readonly estimator: string;
  readonly control: string;
  readonly aggregate?: string;
  readonly decimalMark?: string;
  readonly format: string;
}

/** The output of a command: lines for stdout, notes for stderr. */
export interface Printed {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

/** The text of `grouplift lift panel`: the estimates for one panel, without gates or a verdict. */
export async function liftPanel(path: string, options: LiftPanelOptions): Promise<Printed> {
  const estimator = chosen<PanelEstimator>('--estimator', options.estimator, panelEstimators);
  const request = {
    estimator,
    control: chosen<ControlGroup>('--control', options.control, controlGroups),
    aggregate:
      options.aggregate === undefined
        ? null
        : chosen<AggregateType>('--aggregate', options.aggregate, aggregateTypes),
  };
  const format = chosen('--format', options.format, ['csv', 'json'] as const);
  const mark = declaredMark(options.decimalMark);
  const columns = columnsOf(options, estimator);
  const numbers = [columns.outcome, columns.weights ?? [], columns.covariate ?? []].flat();
  const names = Object.values(columns).flatMap((name) => name ?? []);
  const { rows, notes } = plainNumbers(meantColumns(await readTextRows(path), names), numbers, mark);
  const read = panelOfRows(rows, columns);
  const used = usable(read.panel, 1);
  refuseIncomparable(used);
  const table = panelTable(used.panel, request);
  const lines = format === 'csv' ? csvLines(table.rows) : [JSON.stringify({ ...request, ...table }, null, 2)];
  return {
    lines,
    notes: [
      ...leftOutNotes(rows),
      ...notes,
      ...panelNotes(read, used),
      ...fewUnitsNotes(table.rows),
      ...preTrendNote(table),
      ...estimatorNote(estimator),
    ],
  };
}

function columnsOf(options: LiftPanelOptions, estimator: PanelEstimator) {
  const covariates = options.covariates?.split(',') ?? [];
  if (covariates.length > 0 && estimator !== 'imputation' && estimator !== 'poisson')
    throw usageError(
      `--covariates: the estimator "${estimator}" is unconditional.`,
      'Use --estimator imputation or poisson, or leave --covariates out.',
    );
  if (options.weights !== undefined && estimator === 'sdid')
    throw usageError(
      '--weights: the estimator "sdid" counts every unit the same.',
      'Use --estimator cs, imputation, poisson or twfe, or leave --weights out.',
    );
  if (covariates.length > 1)
    throw usageError(
      `--covariates: found ${covariates.length}, expected one.`,
      'Give the baseline activity of a unit; its interaction with time is fitted.',
    );
  return {
    unit: options.unit,
    time: options.time,
    outcome: options.outcome,
    first_treated: options.firstTreated,
    weights: options.weights ?? null,
    covariate: covariates[0] ?? null,
  };
}

/** A word from a list, or a usage error that names the choices. */
function chosen<T extends string>(option: string, word: string, words: readonly T[]): T {
  const found = words.find((one) => one === word);
  if (found !== undefined) return found;
  throw usageError(`${option}: found "${word}".`, `Expected one of: ${words.join(', ')}.`);
}

function preTrendNote({ pre_trend }: PanelTable): string[] {
  if (pre_trend === null) return [];
  const { statistic, df, p } = pre_trend;
  return [
    `pre-trend Wald ${statistic.toFixed(6)} on ${df} df, p ${p.toFixed(5)} (for information, not a gate)`,
  ];
}

function estimatorNote(estimator: PanelEstimator): string[] {
  if (estimator !== 'twfe') return [];
  return [
    'two-way fixed effects compare with units that are already treated: shown as a warning, not as an estimate to report',
  ];
}
