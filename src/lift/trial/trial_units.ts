import { inputError, usageError } from '../../contract/errors.js';
import { columnName, type TextTable, textColumn } from '../panel/text_columns.js';
import { isNoArm, isNoId, nearForm, unwrapped } from './trial_ids.js';

/** Which columns say which units were assigned to which arm. */
export interface AssignmentColumns {
  readonly unit: string;
  /** the person within the unit; null: rows of a unit are repeats, and the unit counts once */
  readonly member: string | null;
  readonly arm: string;
  readonly control: string;
  /** largest share of units that may be in several arms; these are left out */
  readonly most_crossed: number;
}

/** The randomised units of a trial, each once. */
export interface TrialUnits {
  /** arms in the order of their names, the control first */
  readonly arms: readonly string[];
  readonly ids: readonly string[];
  /** arm of each unit */
  readonly arm: Int32Array;
  /** members of each unit: 1 without a column of members */
  readonly weight: Float64Array;
  /** the first row of every unit or member, with the unit */
  readonly rows: readonly { readonly row: number; readonly unit: number }[];
  /** row -> place in `rows`; -1: left out */
  readonly of_row: Int32Array;
  /** id that conversions name (the member, or the unit) -> unit; -1: left out because it is in several arms */
  readonly joined: ReadonlyMap<string, number>;
  readonly counts: AssignmentCounts;
}

/** What became of the rows of the file. */
export interface AssignmentCounts {
  readonly rows: number;
  /** rows of a unit (or member) already seen in the same arm */
  readonly repeats: number;
  readonly without_unit: number;
  readonly without_arm: number;
  /** units in several arms, left out, and the number of all units before that */
  readonly crossed: number;
  readonly units: number;
  /** one of them with its arms */
  readonly crossed_example: string | null;
}

/** Each unit once: rows without a unit or an arm are left out and counted, as are units in several arms. */
export function trialUnits(table: TextTable, asked: AssignmentColumns): TrialUnits {
  const columns = { ...asked, control: unwrapped(asked.control) };
  const units = textColumn(table, columns.unit, '--unit').map(unwrapped);
  const names = textColumn(table, columns.arm, '--arm').map(unwrapped);
  const members =
    columns.member === null ? null : textColumn(table, columns.member, '--member').map(unwrapped);
  if (columns.unit === columns.arm) throw armsAsUnits(new Set(names).size, new Set(names).size, columns);
  const hasArm = (row: number) => names[row] === columns.control || !isNoArm(names[row] as string);
  const hasUnit = (row: number) =>
    !isNoId(units[row] as string) && !(members !== null && isNoId(members[row] as string));
  const rows = [...units.keys()].filter((row) => hasUnit(row) && hasArm(row));
  const arms = armNames(table, [...new Set(rows.map((row) => names[row] as string))], columns);
  const found = armsOfUnits(rows, units, names);
  const crossed = [...found].filter(([, own]) => own.size > 1);
  refuseCrossed(table, crossed, found.size, columns);
  const ids = [...found].flatMap(([id, own]) => (own.size === 1 ? [id] : [])).sort(byText);
  if (ids.length < 2 * arms.length) throw armsAsUnits(ids.length, arms.length, columns);
  const arm = Int32Array.from(ids, (id) => arms.indexOf([...(found.get(id) as Set<string>)][0] as string));
  refuseEmptyArms(table, arms, arm);
  const once = eachOnce(table, { rows, units, members, ids }, columns);
  const without_unit = units.filter((_, row) => !hasUnit(row)).length;
  return {
    ...once,
    arms,
    ids,
    arm,
    counts: {
      rows: units.length,
      repeats: once.repeats,
      without_unit,
      without_arm: units.length - without_unit - rows.length,
      crossed: crossed.length,
      units: found.size,
      crossed_example: crossed[0] === undefined ? null : exampleOf(crossed[0]),
    },
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function armNames(
  table: TextTable,
  names: readonly string[],
  { unit, arm, control }: AssignmentColumns,
): string[] {
  const found = names.toSorted(byText);
  if (found.length === 0)
    throw inputError(
      `No row has both a unit ("${unit}") and an arm ("${arm}").`,
      'Expected one row per unit below the column names.',
    );
  if (!found.includes(control))
    throw usageError(
      `--control: no row of "${arm}" holds "${control}".`,
      `It contains: ${found.slice(0, 10).join(', ')}.`,
    );
  if (found.length < 2)
    throw inputError(`The column "${arm}" holds only one arm.`, 'A trial compares at least two.');
  const folded = new Map<string, string>();
  for (const name of found) {
    const key = nearForm(name);
    const other = folded.get(key);
    if (other !== undefined)
      throw inputError(
        `${columnName(table, arm)}: the arms "${other}" and "${name}" differ only by case, width, blanks, ".0" or leading zeros.`,
        'Write an arm the same way in every row.',
      );
    folded.set(key, name);
  }
  return [control, ...found.filter((name) => name !== control)];
}

function armsOfUnits(
  rows: readonly number[],
  units: readonly string[],
  names: readonly string[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const own = found.get(units[row] as string);
    if (own === undefined) found.set(units[row] as string, new Set([names[row] as string]));
    else own.add(names[row] as string);
  }
  return found;
}

type Crossed = readonly (readonly [string, ReadonlySet<string>])[];

function exampleOf([id, own]: Crossed[number]): string {
  return `"${id}": ${[...own].sort(byText).join(', ')}`;
}

function refuseCrossed(table: TextTable, crossed: Crossed, units: number, columns: AssignmentColumns): void {
  const [first] = crossed;
  const share = crossed.length / Math.max(1, units);
  if (first === undefined || share <= columns.most_crossed) return;
  const percent = (value: number) => `${Number((100 * value).toPrecision(3))} %`;
  throw inputError(
    `${table.name}: ${crossed.length} of ${units} units (${percent(share)}) are in several arms (${exampleOf(first)}); more than ${percent(columns.most_crossed)} is too many to leave out.`,
    `Use --unit to name what was assigned at random, so that every ${columns.unit} has one arm; or allow more with --most-crossed.`,
  );
}

/** Arms are never clusters: with one unit per arm nothing shows what is chance. */
function armsAsUnits(units: number, arms: number, { unit }: AssignmentColumns): Error {
  return inputError(
    `The column "${unit}" holds ${units} units in ${arms} arms: arms are what is compared, not units.`,
    'Use --unit to name what was assigned at random, such as the person or the group.',
  );
}

function refuseEmptyArms(table: TextTable, arms: readonly string[], arm: Int32Array): void {
  const empty = arms.find((_, place) => !arm.includes(place));
  if (empty === undefined) return;
  throw inputError(
    `${table.name}: no unit is left in the arm "${empty}": all of its units are in other arms too.`,
    'Use --unit to name what was assigned at random: it has one arm.',
  );
}

interface KeptRows {
  readonly rows: readonly number[];
  readonly units: readonly string[];
  readonly members: readonly string[] | null;
  readonly ids: readonly string[];
}

type Once = Pick<TrialUnits, 'rows' | 'of_row' | 'joined' | 'weight'> & { readonly repeats: number };

function eachOnce(table: TextTable, kept: KeptRows, columns: AssignmentColumns): Once {
  const { units, members, ids } = kept;
  const place = new Map(ids.map((id, unit) => [id, unit]));
  const of_row = new Int32Array(units.length).fill(-1);
  const weight = new Float64Array(ids.length);
  const rows: { row: number; unit: number }[] = [];
  const first = new Map<string, number>();
  const joined = new Map<string, number>();
  for (const row of kept.rows) {
    const unit = place.get(units[row] as string) ?? -1;
    const id = (members ?? units)[row] as string;
    if (unit >= 0 && !first.has(`${unit} ${id}`)) {
      refuseTwoUnits(table, joined.get(id), { id, unit, ids }, columns);
      first.set(`${unit} ${id}`, rows.length);
      rows.push({ row, unit });
      weight[unit] = weight[unit]! + 1;
    }
    if (unit >= 0) of_row[row] = first.get(`${unit} ${id}`)!;
    joined.set(id, Math.max(unit, joined.get(id) ?? -1));
  }
  const repeats = of_row.filter((at) => at >= 0).length - rows.length;
  return { rows, of_row, joined, weight, repeats };
}

/** For a member of two units it is unclear which unit its results belong to. */
function refuseTwoUnits(
  table: TextTable,
  known: number | undefined,
  { id, unit, ids }: { readonly id: string; readonly unit: number; readonly ids: readonly string[] },
  columns: AssignmentColumns,
): void {
  if (known === undefined || known < 0 || known === unit) return;
  throw inputError(
    `${columnName(table, columns.member ?? columns.unit)}: "${id}" is in the units "${ids[known]}" and "${ids[unit]}".`,
    'A member belongs to one unit: leave out such members, or name the person with --unit.',
  );
}
