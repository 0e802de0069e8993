import { currencyDigits } from '../contract/money.js';
import { columnsOf, possibleYears, stretches } from '../contract/tables.js';
import type { DayOrder } from '../sources/column_readings.js';
import { noCents } from '../sources/numerals.js';
import type { LoadPlan } from '../sources/plan.js';
import { largestMinor } from './duckdb/money.js';
import { numeralShape } from './duckdb/numeral.js';
import { mostNumber, numberBounds } from './duckdb/problem.js';
import { folded } from './folded_text.js';

/** What a value that cannot be accepted should have been, in words, given the reason and the text found. */
export function expectation(reason: string, found: string, column: string, plan: LoadPlan): string {
  if (reason === 'empty') return 'a value (it is required)';
  if (reason === 'formula') return 'an id (a spreadsheet formula failed here)';
  if (reason === 'nested')
    return 'a plain value (this is a list or an object: export the part of it that is meant)';
  if (reason === 'flag') return 'yes or no, such as true, 1, yes, 是 or false, 0, no, 否';
  if (reason === 'half') return 'a whole id (it was cut within a character, or damaged)';
  if (reason === 'scientific') return 'the whole id as text';
  if (reason === 'money') return moneyExpectation(found, column, plan);
  if (reason === 'currency') return currencyExpectation(plan);
  if (reason === 'order') return `a time not before ${stretches[plan.table]?.[0]}`;
  if (reason === 'other') return 'the currency of its conversion';
  if (reason === 'integer') return 'a whole number';
  if (reason === 'number' || (reason === 'range' && columnsOf(plan.table)[column]?.kind === 'number'))
    return numberExpectation(found, column, plan);
  if (reason === 'date') return 'a date, year first, such as 2026-11-16';
  if (reason === 'gap') return `a time that exists in ${plan.zone} (the clocks skip this one)`;
  if (reason === 'far') return farExpectation(column, plan);
  return reason === 'range'
    ? `a time from ${possibleYears.join(' to ')}`
    : timeExpectation(found, column, plan);
}

function farExpectation(column: string, plan: LoadPlan): string {
  const [first, last] = plan.readings[column]?.between_us ?? [0, 0];
  const day = (us: number) => new Date(us / 1000).toISOString().slice(0, 10);
  return `a time near all the others, which lie between ${day(first)} and ${day(last)}`;
}

function currencyExpectation(plan: LoadPlan): string {
  if (plan.columns.currency !== undefined || plan.table === 'reversals')
    return 'an amount in the currency of its row';
  return plan.currency === null
    ? 'an amount without a currency, because none is declared (currency: at the top of the configuration)'
    : `an amount in ${plan.currency}`;
}

function numberExpectation(found: string, column: string, plan: LoadPlan): string {
  return decimalComma(found, column, plan) ?? boundsText(numberBounds[column]);
}

function boundsText(bounds: readonly [number, number] | undefined): string {
  if (bounds === undefined) return 'a plain number such as 12.5';
  return bounds[1] === mostNumber
    ? `a number of at least ${bounds[0]}`
    : `a number from ${bounds.join(' to ')}`;
}

/** For a number with a decimal point in a column whose decimals follow a comma, or the other way round. */
function decimalComma(found: string, column: string, plan: LoadPlan): string | null {
  const mark = plan.readings[column]?.decimal_mark;
  const others = mark === ',' ? /^[^.]*\.\d+\D*$/ : /^[^,]*,\d+\D*$/;
  if (mark === undefined || !others.test(found)) return null;
  return mark === ','
    ? 'an amount with a decimal comma, such as 12,50, like the rest of the column'
    : 'an amount with a decimal point, such as 12.50, like the rest of the column';
}

const numeral = new RegExp(numeralShape);
const withoutCents = new RegExp(noCents);

function moneyExpectation(found: string, column: string, plan: LoadPlan): string {
  const text = folded(found);
  if (isNegative(text))
    return plan.table === 'reversals'
      ? 'an amount of 0 or more (the amount refunded, without a sign)'
      : 'an amount of 0 or more (record refunds as reversals)';
  const mixed = decimalComma(text, column, plan);
  if (mixed !== null) return mixed;
  if (/^\d([.,]\d+)?E\+?\d+$/.test(text))
    return 'an amount with all its digits (a spreadsheet has shortened this one: format the column as a number before exporting)';
  const inColumn = plan.columns.currency !== undefined || plan.table === 'reversals';
  const digits = inColumn ? 2 : currencyDigits(plan.currency);
  if (Number(text.replace(/[, ']/g, '')) * 10 ** digits > largestMinor)
    return `an amount of at most ${largestMinor / 10 ** digits}`;
  const example = digits === 0 ? '1250' : (12.5).toFixed(digits);
  const decimals = inColumn
    ? 'no more decimals than its currency has'
    : digits === 0
      ? 'no decimals'
      : `at most ${digits} decimals`;
  return `an amount such as ${example}, with ${decimals}${inColumn || plan.currency === null ? '' : ` (${plan.currency})`}`;
}

function isNegative(text: string): boolean {
  const [, open, , minus, digits, , close] = numeral.exec(text.replace(withoutCents, '$1$2')) ?? [];
  if (digits === undefined) return false;
  return minus === '-' || [open, close].some((sign) => sign === '-' || sign === '(' || sign === ')');
}

const yearFirst = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/;
const clock = /(\d{1,2})[:时時点點](\d{1,2})(?:[:分](\d{1,2}))?/;
const lastOffset = /\d ?(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/;

function timeExpectation(found: string, column: string, plan: LoadPlan): string {
  const text = folded(found);
  const example = 'a time, year first, such as 2026-11-16 09:30:00';
  if (/^\d{5}(\.\d+)?$/.test(text))
    return "a time such as 2026-11-16 09:30:00 (this is a spreadsheet's day number: format the column as date and time before exporting)";
  if (/^\d+(\.\d+)?E\+?\d+$/.test(text))
    return 'a time with all its digits (a spreadsheet has shortened this number: format the column as text before exporting)';
  if (/^\d+(\.0*)?$/.test(text)) return digitsExpectation(text, column, plan) ?? example;
  const [date, year = 0, month = 0, day = 0] = (yearFirst.exec(text) ?? []).map((part, place) =>
    place === 0 ? part : Number(part),
  ) as [string?, number?, number?, number?];
  if (date === undefined) return yearLastExpectation(text, plan.readings[column]?.day_order) ?? example;
  const rest = text.slice(date.length);
  const [, hour = 0, minute = 0, second = 0] = (clock.exec(rest) ?? []).map((part) => Number(part ?? 0));
  if (!isDay(year, month, day) || hour > 24 || minute > 59 || second > 59)
    return 'a calendar day and a time of day';
  if (clock.test(rest) && !isOffset(rest)) return 'a time with an offset between -12:00 and +14:00';
  const [, place] = /[[ ]([A-Z]+\/[A-Z_/+-]+)\]?$/.exec(rest) ?? [];
  if (place !== undefined)
    return `a time with an offset such as +08:00, or in the zone ${plan.zone ?? 'that is declared'}`;
  const [, word] = /\d ?([A-Z]{2,5})$/.exec(rest) ?? [];
  if (word !== undefined && word !== 'AM' && word !== 'PM')
    return `a time with an offset such as +08:00 (an abbreviation such as ${word} may stand for several zones)`;
  return `${example} (in 24-hour time, or with AM, PM, 上午 or 下午)`;
}

/** For a date with the year last; null if nothing says whether its day or its month comes first. */
function yearLastExpectation(text: string, order: DayOrder | undefined): string | null {
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)/.test(text)) return 'a time with a year of four digits';
  const [, first = 0, sign, second = 0, year = 0] = (yearLast.exec(text) ?? []).map((part, place) =>
    place === 2 ? part : Number(part),
  ) as [number?, number?, string?, number?, number?];
  if (sign === undefined) return null;
  const dayFirst = isDay(year, second, first);
  const monthFirst = isDay(year, first, second);
  if (order === 'month_first' && dayFirst) return 'a date with the month first, like the rest of the column';
  if (order === 'day_first' && monthFirst) return 'a date with the day first, like the rest of the column';
  return dayFirst || monthFirst ? null : 'a calendar day and a time of day';
}

const yearLast = /^(\d{1,2}) ?([./-]) ?(\d{1,2}) ?[./-] ?(\d{4})/;

/** Whether the offset that a time ends with, if any, is in use somewhere on earth. */
function isOffset(text: string): boolean {
  const [, sign, hours = '0', minutes = '0'] = lastOffset.exec(text) ?? [];
  const size = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && size <= (sign === '-' ? 12 : 14) * 60;
}

function digitsExpectation(text: string, column: string, plan: LoadPlan): string | null {
  const digits = plan.readings[column]?.digits;
  if (digits === 'compact' || (digits === 'mixed' && text.length !== 13))
    return 'a calendar time in digits, such as 20261116093000';
  return digits === undefined || digits === 'epoch' || digits === 'mixed'
    ? null
    : `a count since 1970 (${digits} is declared)`;
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
