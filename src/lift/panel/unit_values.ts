import { inputError } from '../../contract/errors.js';
import { at, type TextTable } from './text_columns.js';

/** A column that says one thing about every unit, and where its rows belong. */
export interface UnitColumn {
  readonly column: string;
  /** cell of each row: unit x periods + period */
  readonly place: Float64Array;
  readonly periods: number;
  /** how many units there are */
  readonly count: number;
  /** what a row holds, for messages */
  readonly shown: (row: number) => string;
}

/** A value per unit, on which all of its rows must agree. */
export function unitValues(
  table: TextTable,
  values: Int32Array | Float64Array,
  { column, place, periods, count, shown }: UnitColumn,
): Float64Array {
  const found = new Float64Array(count);
  const first = new Int32Array(count).fill(-1);
  place.forEach((cell, row) => {
    const unit = Math.floor(cell / periods);
    const earlier = first[unit]!;
    if (earlier >= 0 && found[unit] !== values[row])
      throw inputError(
        `${at(table, row)}, column "${column}": found "${shown(row)}", but "${shown(earlier)}" in line ${table.lines[earlier]} of the same unit.`,
        'It must be fixed before treatment: one value for every row of a unit.',
      );
    found[unit] = values[row]!;
    first[unit] = earlier >= 0 ? earlier : row;
  });
  return found;
}
