import { UnclearDigits, type UserError, usageError } from '../contract/errors.js';
import { columnsOf } from '../contract/tables.js';
import type { DayOrder, DecimalMark, Reading, Readings, Span } from '../sources/column_readings.js';
import { bothReadings, markBy, markByGroups } from '../sources/numerals.js';
import type { LoadPlan } from '../sources/plan.js';
import { placeWord } from '../sources/xlsx/sheet_title.js';
import { lineOfValue } from './duckdb/csv_lines.js';
import { alikeFiles, evidenceSelect } from './duckdb/load_again.js';
import type { Engine, Row } from './engine.js';
import { folded } from './folded_text.js';
import { isUnclear, type UnclearReading } from './unclear.js';

/**
 * How to read the columns whose values have more than one reading, based on all their values in all files, so that neither the order
 * of rows nor a single typo matters. If both readings remain possible, the user is asked.
 */
export async function decideReadings(plan: LoadPlan, rows: Engine['rows']): Promise<Readings> {
  const found = await rows(
    `SELECT DISTINCT problem FROM in_${plan.table} WHERE ${isUnclear} ORDER BY problem`,
  );
  const decided: Record<string, Reading> = {};
  for (const { problem } of found) {
    const [name = '', of = ''] = String(problem).split(':');
    decided[name] = { ...plan.readings[name], ...decided[name], ...(await readingOf(of, plan, name, rows)) };
  }
  return decided;
}

async function readingOf(of: string, plan: LoadPlan, name: string, rows: Engine['rows']): Promise<Reading> {
  if (of === 'digits') return { digits: await digitsOf(plan, name, rows) };
  if (of === 'days') return { day_order: await dayOrderOf(plan, name, rows) };
  return { decimal_mark: await markOf(plan, name, rows) };
}

/** One that the others of its column outnumber so far is a slip. */
const slips = 9;

/** Dates with the year last: the day comes first if some dates show it and (nearly) none the opposite. A few among other notations are left to be rejected. */
async function dayOrderOf(plan: LoadPlan, name: string, rows: Engine['rows']): Promise<DayOrder> {
  const asked: Asked = { plan, name, of: 'days', rows };
  const evidence = await evidenceOf(asked);
  const [day, month] = [sum(evidence, 'day_first'), sum(evidence, 'month_first')];
  if (day > 0 && day >= slips * month) return 'day_first';
  if (month > 0 && month >= slips * day) return 'month_first';
  if (day + month === 0 && sum(evidence, 'others') > sum(evidence, 'unclear')) return 'unclear';
  throw await unclearDays(asked, evidence);
}

async function unclearDays(asked: Asked, evidence: readonly Row[]): Promise<UserError> {
  const { found, where } = await exampleOf(asked, evidence, ['example']);
  const [first = '', second = '', year = ''] = folded(found).match(/\d+/g) ?? [];
  const day = (m: string, d: string) => `${year}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return usageError(
    `${where}: found "${found}", which is ${day(second, first)} if the day comes first, or ${day(first, second)} if the month does, expected dates with one reading.`,
    `Say which: inputs.${asked.plan.table}.time_format: day_first or inputs.${asked.plan.table}.time_format: month_first.`,
  );
}

/** Times further than this from all others belong to a different reading. */
const near_us = 400 * 86_400_000_000;

async function digitsOf(plan: LoadPlan, name: string, rows: Engine['rows']): Promise<'mixed' | 'epoch'> {
  const asked: Asked = { plan, name, of: 'digits', rows };
  const evidence = await evidenceOf(asked);
  const count = (figure: string) => sum(evidence, figure);
  if (count('tens') === 0) return 'mixed';
  if (count('valid_tens') * 2 <= count('tens')) {
    if (count('others') > 0) throw await unclearDigits(asked, evidence);
    return 'epoch';
  }
  const calendar = span(evidence, 'first_us', 'last_us');
  const epoch = span(evidence, 'first_epoch_us', 'last_epoch_us');
  const [isCalendar, isEpoch] = [calendar, epoch].map((times) => areNear(times, plan.around_us));
  if (isCalendar === isEpoch) throw await unclearDigits(asked, evidence);
  return isCalendar === true ? 'mixed' : 'epoch';
}

function areNear(times: Span | null, around: Span | null): boolean {
  if (times === null || around === null) return false;
  return times[0] <= around[1] + near_us && times[1] >= around[0] - near_us;
}

/** `1.250` beside `12.50` in a column of money is asked about: no program writes three decimals here and two there. */
async function markOf(plan: LoadPlan, name: string, rows: Engine['rows']): Promise<DecimalMark> {
  const asked: Asked = { plan, name, of: 'mark', rows };
  const evidence = await evidenceOf(asked);
  const count = (figure: string) => sum(evidence, figure);
  const isMoney = columnsOf(plan.table)[name]?.kind === 'money';
  const marks = {
    point: count('point'),
    comma: count('comma'),
    unclear_point: count('unclear_point'),
    unclear_comma: count('unclear_comma'),
  };
  const isGrouped = isMoney && count('small_whole') > 0 && count('large_whole') === 0;
  const mark = markBy(marks) ?? (isGrouped ? markByGroups(marks) : null);
  const isOdd = isMoney && mark === '.' && count('round_point') > 0 && count('fine_point') === 0;
  if (mark === null || isOdd) throw await unclearMark(asked, evidence);
  return mark;
}

/** A column of a plan whose values have two readings of some kind, and how to look at them. */
interface Asked {
  readonly plan: LoadPlan;
  readonly name: string;
  readonly of: UnclearReading;
  readonly rows: Engine['rows'];
}

async function evidenceOf({ plan, name, of, rows }: Asked): Promise<Row[]> {
  const evidence: Row[] = [];
  for (const files of alikeFiles(plan)) evidence.push(...(await rows(evidenceSelect(plan, files, name, of))));
  return evidence;
}

function sum(evidence: readonly Row[], figure: string): number {
  return evidence.reduce((total, row) => total + Number(row[figure] ?? 0), 0);
}

function span(evidence: readonly Row[], first: string, last: string): Span | null {
  const known = evidence.filter((row) => row[first] !== null && row[last] !== null);
  if (known.length === 0) return null;
  return [
    Math.min(...known.map((row) => Number(row[first]))),
    Math.max(...known.map((row) => Number(row[last]))),
  ];
}

async function unclearDigits(asked: Asked, evidence: readonly Row[]): Promise<UserError> {
  const { found, where } = await exampleOf(asked, evidence, ['example']);
  const at = (from: number) => found.slice(from, from + 2);
  const calendar = `${found.slice(0, 4)}-${at(4)}-${at(6)} ${at(8)}:00`;
  const epoch = new Date(Number(found) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return new UnclearDigits(
    `${where}: found ${found}, which is ${calendar} written in digits, or ${epoch} UTC in seconds since 1970, expected times with one reading.`,
    `Say which: inputs.${asked.plan.table}.time_format: { ${asked.name}: compact } or { ${asked.name}: epoch_s }.`,
  );
}

async function unclearMark(asked: Asked, evidence: readonly Row[]): Promise<UserError> {
  const { found, where } = await exampleOf(asked, evidence, ['example', 'comma_example']);
  return usageError(
    `${where}: found "${found}", ${bothReadings(found)}, expected amounts with one reading.`,
    `Say which: inputs.${asked.plan.table}.decimal_mark: "," or inputs.${asked.plan.table}.decimal_mark: ".".`,
  );
}

/** One of the values that have two readings, and where it is: in the first file that has one. */
async function exampleOf(
  { plan, name, of, rows }: Asked,
  evidence: readonly Row[],
  figures: readonly string[],
): Promise<{ found: string; where: string }> {
  const source = plan.columns[name] ?? name;
  for (const figure of figures) {
    if (evidence.every((row) => row[figure] == null)) continue;
    for (const file of plan.files) {
      const [row] = await rows(evidenceSelect(plan, [file], name, of));
      if (row?.[figure] == null) continue;
      const found = String(row[figure]);
      const line =
        file.format.format === 'csv' && file.compression === 'none'
          ? await lineOfValue(file, source, found)
          : null;
      const lineText = line === null ? '' : `, ${placeWord(file.name)} ${line}`;
      return { found: found.trim(), where: `${file.name}${lineText}, column "${source}"` };
    }
  }
  return { found: '', where: `inputs.${plan.table}, column "${source}"` };
}
