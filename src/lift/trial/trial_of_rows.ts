import { inputError } from '../../contract/errors.js';
import { at, numberColumn, type TextTable } from '../panel/text_columns.js';
import { type JoinCounts, joinConversions, typeOf } from './trial_joins.js';
import { type AssignmentColumns, type AssignmentCounts, type TrialUnits, trialUnits } from './trial_units.js';

/** Randomised units with an outcome. */
export interface Trial {
  /** arms in the order of their names, the control first */
  readonly arms: readonly string[];
  /** arm of each unit */
  readonly arm: Int32Array;
  /** members of each unit */
  readonly weight: Float64Array;
  /** outcome name -> mean over the unit's members */
  readonly outcomes: ReadonlyMap<string, Float64Array>;
  readonly assigned: AssignmentCounts;
  /** one per requested type of conversion */
  readonly joins: readonly JoinCounts[];
}

export interface TrialColumns extends AssignmentColumns {
  readonly outcomes: readonly string[];
  /** smallest share of the conversions of a type that must belong to a unit */
  readonly least_joined: number;
}

/**
 * A trial from one table, and from conversions for outcomes that are not columns of it: `purchase` counts the conversions of
 * that type, `purchase.value` sums their values. Every unit counts once, or by its members if their column is named.
 */
export function trialOfRows(table: TextTable, conversions: TextTable | null, columns: TrialColumns): Trial {
  const units = trialUnits(table, columns);
  const joins = new Map<string, JoinCounts>();
  const outcomes = columns.outcomes.map((name) => {
    const sums = table.header.includes(name)
      ? columnSums(table, units, name, columns)
      : convertedSums(name, table, conversions, units, columns.least_joined, joins);
    return [name, sums.map((sum, unit) => sum / units.weight[unit]!)] as const;
  });
  return {
    arms: units.arms,
    arm: units.arm,
    weight: units.weight,
    outcomes: new Map(outcomes),
    assigned: units.counts,
    joins: [...joins.values()],
  };
}

function convertedSums(
  name: string,
  table: TextTable,
  conversions: TextTable | null,
  units: TrialUnits,
  least_joined: number,
  joins: Map<string, JoinCounts>,
): Float64Array {
  const type = typeOf(name, conversions, table);
  const joined = joinConversions(units, conversions as TextTable, type, type !== name, least_joined);
  joins.set(type, joined.counts);
  return joined.sums;
}

/** A column by unit; repeats of a unit (or member) must hold the same value, which counts once. */
function columnSums(table: TextTable, units: TrialUnits, name: string, columns: TrialColumns): Float64Array {
  const values = numberColumn(table, name, '--outcomes');
  units.of_row.forEach((place, row) => {
    const first = place < 0 ? row : (units.rows[place]?.row ?? row);
    if (values[row] === values[first]) return;
    const what = columns.member === null ? 'unit' : 'member';
    throw inputError(
      `${at(table, row)}, column "${name}": found ${values[row]}, but ${values[first]} in line ${table.lines[first]} of the same ${what}; several rows of a ${what} are repeats and count once.`,
      columns.member === null
        ? 'If the rows are members of the unit, name their column with --member; otherwise write one row per unit.'
        : 'Write one row per member.',
    );
  });
  const sums = new Float64Array(units.ids.length);
  for (const { row, unit } of units.rows) sums[unit] = sums[unit]! + values[row]!;
  return sums;
}
