import { inputError, usageError } from '../../contract/errors.js';
import { at, numberAt, type TextTable, textColumn } from '../panel/text_columns.js';
import { isNoId, nearForm, unwrapped } from './trial_ids.js';
import type { TrialUnits } from './trial_units.js';

/** How the conversions of one type joined the units of a trial. */
export interface JoinCounts {
  readonly type: string;
  readonly conversions: number;
  /** belonging to units that are compared */
  readonly joined: number;
  /** belonging to units in several arms, which are left out */
  readonly of_crossed: number;
  readonly without_user: number;
  /** of no unit of the trial, but would match one if case, width, blanks, .0 or leading zeros did not count */
  readonly near: number;
  /** an example: as the conversions write it, and as the trial does */
  readonly near_example: readonly [string, string] | null;
  /** conversions whose type differs from this one only by case, width or blanks */
  readonly other_case: number;
}

/** The conversions of one type added up by unit. */
export interface Joined {
  readonly sums: Float64Array;
  readonly counts: JoinCounts;
}

/** The largest tolerated share, among conversions that could be joined, of ids that may just be written differently. */
const most_near = 0.05;

/**
 * Counts the conversions of a type by unit, or sums their values. Throws an input error if none belongs to a unit, if the share
 * that does is below `least_joined`, or if ids written differently would add more than a little.
 */
export function joinConversions(
  units: TrialUnits,
  conversions: TextTable,
  type: string,
  is_value: boolean,
  least_joined: number,
): Joined {
  const users = textColumn(conversions, 'user_id', 'CONVERSIONS').map(unwrapped);
  const types = typesOf(conversions);
  refuseRepeats(conversions, types, type);
  const values = is_value ? textColumn(conversions, 'value', 'CONVERSIONS') : null;
  const sums = new Float64Array(units.ids.length);
  const near = nearIds(units);
  const counts = { conversions: 0, joined: 0, of_crossed: 0, without_user: 0, near: 0, other_case: 0 };
  let near_example: readonly [string, string] | null = null;
  users.forEach((user, row) => {
    if (types[row] !== type) {
      if (nearForm(types[row] ?? '') === nearForm(type)) counts.other_case += 1;
      return;
    }
    counts.conversions += 1;
    const unit = units.joined.get(user);
    const alike = unit === undefined ? near.get(nearForm(user)) : undefined;
    if (isNoId(user) && unit === undefined) counts.without_user += 1;
    else if (unit === -1) counts.of_crossed += 1;
    else if (unit !== undefined) {
      counts.joined += 1;
      const value = values === null ? 1 : numberAt(conversions, row, 'value', values[row] as string);
      sums[unit] = sums[unit]! + value;
    } else if (alike !== undefined) {
      counts.near += 1;
      near_example ??= [user, alike];
    }
  });
  const found = { type, ...counts, near_example };
  refuseFewJoins(found, units, conversions, least_joined);
  return { sums, counts: found };
}

function typesOf(conversions: TextTable): string[] {
  return textColumn(conversions, 'type', 'CONVERSIONS').map(unwrapped);
}

/** One conversion is one row, if the file identifies them: exporting it twice would count its results twice. */
function refuseRepeats(conversions: TextTable, types: readonly string[], type: string): void {
  if (!conversions.header.includes('conversion_id')) return;
  const first = new Map<string, number>();
  for (const [row, id] of textColumn(conversions, 'conversion_id', 'CONVERSIONS').map(unwrapped).entries()) {
    if (types[row] !== type || isNoId(id)) continue;
    const earlier = first.get(id);
    if (earlier !== undefined)
      throw inputError(
        `${at(conversions, row)}: the conversion "${id}" of the type "${type}" has a second row (the first is line ${conversions.lines[earlier]}).`,
        'Keep one row per conversion, adding up the lines of an order; leave out the column conversion_id if every row is a conversion.',
      );
    first.set(id, row);
  }
}

/** The ids of the trial by their normalised form, if only one id has it. */
function nearIds({ joined }: TrialUnits): Map<string, string> {
  const near = new Map<string, string>();
  const twice = new Set<string>();
  for (const id of joined.keys()) {
    const form = nearForm(id);
    if (near.has(form)) twice.add(form);
    near.set(form, id);
  }
  for (const form of twice) near.delete(form);
  return near;
}

function refuseFewJoins(counts: JoinCounts, units: TrialUnits, conversions: TextTable, least: number): void {
  const { type, joined, near, near_example } = counts;
  const share = joined / Math.max(1, counts.conversions);
  const isNear = near > most_near * (joined + near);
  if (joined > 0 && share >= least && !isNear) return;
  const part = joined === 0 ? 'none' : `only ${joined}`;
  const alike =
    near_example === null
      ? ''
      : `; ${near}${joined > 0 ? ' more' : ''} would match if case, width, blanks, ".0" and leading zeros were ignored ("${near_example[0]}" for "${near_example[1]}")`;
  throw inputError(
    `${conversions.name}: ${part} of the ${counts.conversions} conversions of the type "${type}" ${joined === 1 ? 'belongs' : 'belong'} to a unit of the trial${alike}.`,
    near > 0
      ? 'Write the ids the same way in both files.'
      : `Use --unit (or --member) to name the column that holds the user_id of the conversions, such as "${units.ids[0]}"${joined > 0 ? '; or allow it with --least-joined 0' : ''}.`,
  );
}

/** The type of conversion that an outcome names; a usage error where there is none. */
export function typeOf(name: string, conversions: TextTable | null, table: TextTable): string {
  const types = conversions === null ? [] : typesOf(conversions);
  const [plain, valued] = [types.includes(name), name.replace(/\.value$/, '')];
  if (plain && valued !== name && types.includes(valued))
    throw usageError(
      `--outcomes: "${name}" may be the number of conversions of the type "${name}" or the sum of the values of the type "${valued}".`,
      `Rename one of the two types in ${conversions?.name}.`,
    );
  const type = plain ? name : valued;
  if (types.includes(type)) return type;
  throw usageError(
    `--outcomes: "${name}" is neither a column of ${table.name} nor a type of conversion.`,
    `Columns: ${table.header.join(', ')}. With a file of conversions: its types, or TYPE.value.`,
  );
}
