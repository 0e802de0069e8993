import { usageError } from '../errors.js';
import { trialOfRows } from '../lift/trial_of_rows.js';
import { trialTable } from '../lift/trial_table.js';
import { readTextRows } from '../sources/text_rows.js';
import { csvLines } from './csv_lines.js';
import type { Printed } from './panel.js';

export interface LiftTrialOptions {
  readonly unit: string;
  readonly arm: string;
  readonly control: string;
  readonly outcomes: string;
  readonly shares?: string;
  readonly seed: string;
  readonly format: string;
}

/** The text of `grouplift lift trial`: every arm of a randomised trial against its control, and the sample ratio. */
export async function liftTrial(
  path: string,
  conversions: string | undefined,
  options: LiftTrialOptions,
): Promise<Printed> {
  if (options.format !== 'csv' && options.format !== 'json')
    throw usageError(`--format: found "${options.format}".`, 'Expected one of: csv, json.');
  const table = await readTextRows(path);
  const trial = trialOfRows(table, conversions === undefined ? null : await readTextRows(conversions), {
    unit: options.unit,
    arm: options.arm,
    control: options.control,
    outcomes: options.outcomes.split(','),
  });
  const found = trialTable(trial, sharesOf(options.shares, trial.arms), seedOf(options.seed));
  const { statistic, df, p } = found.sample_ratio;
  const lines = options.format === 'csv' ? csvLines(found.rows) : [JSON.stringify(found, null, 2)];
  const sizes = trial.arms.map((name, arm) => `${name} ${trial.arm.filter((own) => own === arm).length}`);
  return {
    lines,
    notes: [
      `${table.rows.length} rows, ${trial.arm.length} units (${sizes.join(', ')})`,
      `sample ratio: chi2 ${statistic.toFixed(5)} on ${df} df, p ${p.toFixed(5)}${p > 0.001 ? '' : ': the arms are not as large as planned, do not trust this trial'}`,
    ],
  };
}

/** Planned sizes in relation to each other, in the order of the arms; equal where none are given. */
function sharesOf(text: string | undefined, arms: readonly string[]): number[] {
  if (text === undefined) return arms.map(() => 1);
  const shares = text.split(',').map(Number);
  if (shares.length === arms.length && shares.every((share) => share > 0 && Number.isFinite(share)))
    return shares;
  throw usageError(
    `--shares: found "${text}", expected ${arms.length} numbers above 0.`,
    `In the order: ${arms.join(', ')}.`,
  );
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw usageError(`--seed: found "${text}", expected a whole number from 0.`, 'Leave it out for 1.');
}
