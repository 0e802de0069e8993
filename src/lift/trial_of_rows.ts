import { inputError, usageError } from '../errors.js';
import { numberColumn, type TextTable, textColumn } from './text_columns.js';

/** Randomised units with an outcome; several rows of one unit are its members. */
export interface Trial {
  /** arms in the order of their names, the control first */
  readonly arms: readonly string[];
  /** arm of each unit */
  readonly arm: Int32Array;
  /** rows of each unit */
  readonly weight: Float64Array;
  /** outcome name -> mean over the unit's rows */
  readonly outcomes: ReadonlyMap<string, Float64Array>;
}

export interface TrialColumns {
  readonly unit: string;
  readonly arm: string;
  readonly control: string;
  readonly outcomes: readonly string[];
}

/**
 * A trial from one table, and from conversions where an outcome is no column of it: `purchase` counts the conversions of
 * that type, `purchase.value` sums their values. Throws if a unit stands in two arms, or if arms are given as units.
 */
export function trialOfRows(table: TextTable, conversions: TextTable | null, columns: TrialColumns): Trial {
  const units = textColumn(table, columns.unit, '--unit');
  const names = textColumn(table, columns.arm, '--arm');
  const arms = armNames(names, columns);
  const ids = [...new Set(units)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const place = new Map(ids.map((id, unit) => [id, unit]));
  const of_row = Int32Array.from(units, (unit) => place.get(unit) as number);
  const arm = armOfUnits(table, { names, arms, of_row, ids }, columns);
  refuseArmsAsUnits(ids, arms, columns);
  const weight = summed(of_row, new Float64Array(of_row.length).fill(1), ids.length);
  const outcomes = columns.outcomes.map((name) => {
    const total = table.header.includes(name)
      ? summed(of_row, numberColumn(table, name, '--outcomes'), ids.length)
      : converted(name, conversions, place, table);
    return [name, total.map((sum, unit) => sum / (weight[unit] as number))] as const;
  });
  return { arms, arm, weight, outcomes: new Map(outcomes) };
}

function armNames(names: readonly string[], { arm, control }: TrialColumns): string[] {
  const found = [...new Set(names)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (!found.includes(control))
    throw usageError(
      `--control: no row of "${arm}" holds "${control}".`,
      `It holds: ${found.slice(0, 10).join(', ')}.`,
    );
  if (found.length < 2)
    throw inputError(`The column "${arm}" holds one arm only.`, 'A trial compares at least two.');
  return [control, ...found.filter((name) => name !== control)];
}

interface RowsOfUnits {
  readonly names: readonly string[];
  readonly arms: readonly string[];
  readonly of_row: Int32Array;
  readonly ids: readonly string[];
}

function armOfUnits(
  table: TextTable,
  { names, arms, of_row, ids }: RowsOfUnits,
  columns: TrialColumns,
): Int32Array {
  const arm = new Int32Array(ids.length).fill(-1);
  names.forEach((name, row) => {
    const unit = of_row[row] as number;
    const found = arms.indexOf(name);
    if (arm[unit] !== -1 && arm[unit] !== found)
      throw inputError(
        `${table.name}, line ${table.lines[row]}: the unit "${ids[unit]}" is in the arms "${arms[arm[unit] as number]}" and "${name}".`,
        `Name with --unit what was assigned at random: every ${columns.unit} has one arm.`,
      );
    arm[unit] = found;
  });
  return arm;
}

/** Arms are never clusters: with one unit an arm there is nothing to tell chance from. */
function refuseArmsAsUnits(
  ids: readonly string[],
  arms: readonly string[],
  { unit, arm }: TrialColumns,
): void {
  if (unit !== arm && ids.length >= 2 * arms.length) return;
  throw inputError(
    `The column "${unit}" holds ${ids.length} units in ${arms.length} arms: arms are what is compared, not units.`,
    'Name with --unit what was assigned at random, such as the person or the group.',
  );
}

function summed(of_row: Int32Array, values: Float64Array, units: number): Float64Array {
  const sums = new Float64Array(units);
  of_row.forEach((unit, row) => {
    sums[unit] = (sums[unit] as number) + (values[row] as number);
  });
  return sums;
}

function converted(
  name: string,
  conversions: TextTable | null,
  place: ReadonlyMap<string, number>,
  table: TextTable,
): Float64Array {
  const type = name.replace(/\.value$/, '');
  if (conversions === null || !textColumn(conversions, 'type', 'CONVERSIONS').includes(type))
    throw usageError(
      `--outcomes: "${name}" is neither a column of ${table.name} nor a type of conversion.`,
      `Columns: ${table.header.join(', ')}. With a file of conversions: its types, or TYPE.value.`,
    );
  const users = textColumn(conversions, 'user_id', 'CONVERSIONS');
  const types = textColumn(conversions, 'type', 'CONVERSIONS');
  const values = name.endsWith('.value') ? numberColumn(conversions, 'value', 'CONVERSIONS') : null;
  const sums = new Float64Array(place.size);
  users.forEach((user, row) => {
    const unit = place.get(user);
    if (unit === undefined || types[row] !== type) return;
    sums[unit] = (sums[unit] as number) + (values === null ? 1 : (values[row] as number));
  });
  return sums;
}
