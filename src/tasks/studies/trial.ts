import { basename } from 'node:path';
import { usageError } from '../../contract/errors.js';
import { type Trial, trialOfRows } from '../../lift/trial/trial_of_rows.js';
import { trialTable } from '../../lift/trial/trial_table.js';
import { leftOutNotes, readTextRows } from '../../sources/copies/text_rows.js';
import { declaredMark } from '../../sources/numerals.js';
import { csvLines } from './csv_lines.js';
import { meantColumns } from './meant_columns.js';
import type { Printed } from './panel.js';
import { plainNumbers } from './plain_numbers.js';
import { trialNotes } from './trial_notes.js';

export interface LiftTrialOptions {
  readonly unit: string;
  readonly member?: string;
  readonly arm: string;
  readonly control: string;
  readonly outcomes: string;
  readonly shares?: string;
  readonly mostCrossed?: string;
  readonly leastJoined?: string;
  readonly seed: string;
  readonly decimalMark?: string;
  readonly format: string;
}

/** The columns that a file of conversions may have. */
const conversionColumns = ['user_id', 'type', 'value', 'conversion_id'];

const defaultMostCrossed = '0.1';
const defaultLeastJoined = '0.1';

/** The text of `grouplift lift trial`: every arm of a randomised trial against its control, and the sample ratio. */
export async function liftTrial(
  path: string,
  conversions: string | undefined,
  options: LiftTrialOptions,
): Promise<Printed> {
  if (options.format !== 'csv' && options.format !== 'json')
    throw usageError(`--format: found "${options.format}".`, 'Expected one of: csv, json.');
  const columns = columnsOf(options);
  const mark = declaredMark(options.decimalMark);
  const names = [columns.unit, columns.arm, columns.member ?? [], columns.outcomes].flat();
  const given = meantColumns(await readTextRows(path), names);
  const { rows: table, notes } = plainNumbers(given, columns.outcomes, mark);
  const results =
    conversions === undefined
      ? null
      : plainNumbers(meantColumns(await readTextRows(conversions), conversionColumns), ['value'], mark);
  const landed = results?.rows ?? null;
  const trial = trialOfRows(table, landed, columns);
  const found = trialTable(trial, sharesOf(options.shares, trial.arms), seedOf(options.seed));
  const { assigned, joins } = trial;
  const lines =
    options.format === 'csv'
      ? csvLines(found.rows)
      : [JSON.stringify({ ...found, assigned, joins }, null, 2)];
  return {
    lines,
    notes: [
      ...leftOutNotes(table),
      ...(landed === null ? [] : leftOutNotes(landed)),
      ...notes,
      ...(results?.notes ?? []),
      ...trialNotes(trial, basename(conversions ?? '')),
      sampleRatioNote(found.sample_ratio),
    ],
  };
}

function columnsOf(options: LiftTrialOptions) {
  const { unit, arm, control, member } = options;
  const names = options.outcomes.split(',').map((name) => name.trim());
  return {
    unit,
    arm,
    control,
    member: member ?? null,
    outcomes: [...new Set(names)],
    most_crossed: shareOf('--most-crossed', options.mostCrossed ?? defaultMostCrossed),
    least_joined: shareOf('--least-joined', options.leastJoined ?? defaultLeastJoined),
  };
}

function sampleRatioNote({ statistic, df, p }: ReturnType<typeof trialTable>['sample_ratio']): string {
  const doubt = p > 0.001 ? '' : ': the arms are not of the planned size, do not trust this trial';
  return `sample ratio: chi2 ${statistic.toFixed(5)} on ${df} df, p ${p.toFixed(5)}${doubt}`;
}

/** Planned relative sizes, in the order of the arms; equal if none are given. */
function sharesOf(text: string | undefined, arms: Trial['arms']): number[] {
  if (text === undefined) return arms.map(() => 1);
  const shares = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (shares.length === arms.length && shares.every((share) => share > 0 && Number.isFinite(share))) {
    const largest = Math.max(...shares);
    const scaled = shares.map((share) => share / largest);
    if (scaled.every((share) => share >= smallestShare)) return scaled;
  }
  throw usageError(
    `--shares: found "${text}", expected ${arms.length} numbers above 0, none of them a million times as large as another.`,
    `In the order: ${arms.join(', ')}.`,
  );
}

const smallestShare = 1e-6;

function shareOf(option: string, text: string): number {
  const share = text.trim() === '' ? Number.NaN : Number(text);
  if (share >= 0 && share <= 1) return share;
  throw usageError(`${option}: found "${text}", expected a share from 0 to 1.`, `Write ${option} 0.1.`);
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw usageError(`--seed: found "${text}", expected a whole number from 0.`, 'Leave it out for 1.');
}
