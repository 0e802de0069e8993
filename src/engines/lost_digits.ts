import { inputError } from '../contract/errors.js';
import { columnsOf } from '../contract/tables.js';
import type { LoadPlan } from '../sources/plan.js';
import { placeWord } from '../sources/xlsx/sheet_title.js';
import { lineOfValue } from './duckdb/csv_lines.js';
import { literal } from './duckdb/text.js';
import type { Engine, Row } from './engine.js';

// Spreadsheets keep 15 digits of a number and replace the rest by zeros.

/** Id columns in text files: those of Parquet files were never in a spreadsheet. */
function idColumns(plan: LoadPlan): string[] {
  if (plan.files.every((file) => file.format.format === 'parquet')) return [];
  return Object.keys(plan.columns).filter((name) => columnsOf(plan.table)[name]?.kind === 'id');
}

// Lengths are compared first, because every id is tested.
const long = (name: string) => `(length(${name}) >= 17 AND regexp_full_match(${name}, '\\d+'))`;
const lost = (name: string) => `(length(${name}) >= 17 AND regexp_full_match(${name}, '\\d{15}0{2,}'))`;
const sixteen = (name: string) => `(length(${name}) = 16 AND regexp_full_match(${name}, '\\d+'))`;
const sixteenLost = (name: string) =>
  `(length(${name}) = 16 AND suffix(${name}, '0') AND regexp_full_match(${name}, '\\d+'))`;

/**
 * For every id column: how many values are numbers of 17 digits or more, how many of them end in zeros after the 15th, and one of these;
 * how many are numbers of 16 digits, and how many of those end in 0.
 */
export function lostDigitCounts(plan: LoadPlan): string[] {
  return idColumns(plan).flatMap((name) => [
    `count_if(${long(name)}) AS long_${name}`,
    `count_if(${lost(name)}) AS lost_${name}`,
    `min(CASE WHEN ${lost(name)} THEN ${name} END) AS example_${name}`,
    `count_if(${sixteen(name)}) AS sixteen_${name}`,
    `count_if(${sixteenLost(name)}) AS sixteen_lost_${name}`,
  ]);
}

/** Refuses a column if most of its long ids end in zeros after the 15th digit; `facts` are those of `lostDigitCounts`. */
export async function refuseLostDigits(plan: LoadPlan, facts: Row, rows: Engine['rows']): Promise<void> {
  for (const name of idColumns(plan)) {
    const count = (fact: string) => Number(facts[`${fact}_${name}`]);
    const isLong = count('lost') > 0 && count('lost') * 2 >= count('long');
    const example = isLong ? String(facts[`example_${name}`]) : await lostOfSixteen(plan, name, count, rows);
    if (example === null) continue;
    throw inputError(
      `${await firstRowOf(plan, name, example, rows)}, column "${plan.columns[name]}": found ${example}, an id that has lost its last digits (spreadsheets keep only 15).`,
      'Export the column as text, directly from the source system, without opening it in a spreadsheet.',
    );
  }
}

/**
 * One id of 16 digits, if so many different ones end in 0 that it is not chance (of genuine ids a tenth does): all of three or more, half of
 * twenty or more. Ids that mostly end in 00 are round by construction, such as times in microseconds: a lost digit leaves only one zero.
 */
async function lostOfSixteen(
  plan: LoadPlan,
  name: string,
  count: (fact: string) => number,
  rows: Engine['rows'],
): Promise<string | null> {
  const [all, zeros] = [count('sixteen'), count('sixteen_lost')];
  if (zeros === 0 || zeros * 2 < all) return null;
  const [found] = await rows(
    `SELECT count(DISTINCT ${name}) AS ids, count(DISTINCT CASE WHEN ${sixteenLost(name)} THEN ${name} END) AS zeros,
      count(DISTINCT CASE WHEN suffix(${name}, '00') THEN ${name} END) AS rounds, min(CASE WHEN ${sixteenLost(name)} THEN ${name} END) AS example
    FROM in_${plan.table} WHERE ${sixteen(name)}`,
  );
  const [ids, ended, round] = [found?.ids, found?.zeros, found?.rounds].map(Number) as [
    number,
    number,
    number,
  ];
  const isNoChance = (ids >= 3 && ended === ids) || (ids >= 20 && ended * 2 >= ids);
  return isNoChance && round * 2 <= ended ? String(found?.example) : null;
}

async function firstRowOf(
  plan: LoadPlan,
  column: string,
  value: string,
  rows: Engine['rows'],
): Promise<string> {
  const [hit] = await rows(
    `SELECT min(file_no) AS file_no FROM in_${plan.table} WHERE ${column} = ${literal(value)}`,
  );
  const file = plan.files.find((candidate) => candidate.file_no === Number(hit?.file_no)) ?? plan.files[0];
  if (file === undefined || file.format.format !== 'csv') return file?.name ?? plan.table;
  const source = plan.columns[column] ?? column;
  const line = await lineOfValue(file, source, value);
  return line === null ? file.name : `${file.name}, ${placeWord(file.name)} ${line}`;
}
