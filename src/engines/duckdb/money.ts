import { missingWords } from '../../contract/empty_words.js';
import { currencyDigits, minorDigits } from '../../contract/money.js';
import { type ColumnKind, columnsOf } from '../../contract/tables.js';
import type { LoadPlan } from '../../sources/plan.js';
import { withName } from '../folded_text.js';
import { currencySigns, type NumeralColumn, numeralEvidence, numeralReason, numeralText } from './numeral.js';
import { literal, rawName } from './text.js';

/** The column that carries the currency of the conversion that a reversal reverses. */
export const conversionCurrency = 'currency_of_the_conversion';

/** The rows of a source; reversals with the currency of their conversion, which has already been read: its newest snapshot gives it, otherwise the configuration. */
export function withCurrency(plan: LoadPlan, source: string, reversedId: string): string {
  if (plan.table !== 'reversals') return source;
  const seen = '(coalesce(ingested_at_us, ts_us), file_no, currency)';
  const declared = plan.currency === null ? 'currency' : `coalesce(currency, ${literal(plan.currency)})`;
  const newest = `SELECT of_conversion, max_by(${declared}, seen) AS ${conversionCurrency} FROM (
      SELECT conversion_id AS of_conversion, currency, ${seen} AS seen FROM in_conversions WHERE problem IS NULL
      UNION ALL SELECT base_id, currency, ${seen} FROM in_conversions WHERE problem IS NULL AND base_id <> conversion_id)
    GROUP BY of_conversion`;
  const named = `SELECT *, ${reversedId} AS id_of_reversed FROM ${source}`;
  return `(SELECT reversed.*, known.${conversionCurrency} FROM (${named}) reversed LEFT JOIN (${newest}) known ON known.of_conversion = reversed.id_of_reversed)`;
}

/** The columns of `withMinorUnits`: the currency that the row itself names, in capitals, and the minor units in one major unit. */
const [ownCurrency, minorUnits] = ['own_currency', 'minor_units'];

/** Raw rows with their currency and its minor units, each computed once: every reading of an amount needs them. */
export function withMinorUnits(plan: LoadPlan, rows: string): string {
  const codes = currenciesOfRow(plan);
  if (codes.length === 0) return rows;
  const own = currencyCode(plan, `CAST(${rawName('currency')} AS VARCHAR)`);
  const withOwn = namesCurrency(plan) ? `SELECT *, ${own} AS ${ownCurrency} FROM (${rows})` : rows;
  const code = `coalesce(${codes.join(', ')}, '')`;
  return `SELECT *, ${minorUnitsOf(code, plan)} AS ${minorUnits} FROM (${withOwn})`;
}

/** Whether the source has a column for the currency of each row. */
function namesCurrency(plan: LoadPlan): boolean {
  return plan.columns.currency !== undefined;
}

/** What names the currency of a row in the row itself or, for a reversal, in its conversion; the nearest first. */
function currenciesOfRow(plan: LoadPlan): string[] {
  const own = namesCurrency(plan) ? [ownCurrency] : [];
  return plan.table === 'reversals' ? [...own, conversionCurrency] : own;
}

/** The code of a currency that is written as one, by its sign or by its name; NULL for a word that means none. */
function currencyCode(plan: LoadPlan, text: string): string {
  const named = Object.entries(currencySigns).flatMap(([sign, codes]) => {
    const [code] = codes.length === 1 ? codes : codes.filter((one) => one === plan.currency);
    return code === undefined ? [] : [`WHEN ${literal(sign)} THEN ${literal(code)}`];
  });
  const words = missingWords.map((word) => `WHEN ${literal(word.toUpperCase())} THEN NULL`);
  return `CASE upper(trim(${text})) WHEN '' THEN NULL ${[...named, ...words].join(' ')} ELSE upper(trim(${text})) END`;
}

/** A reversal in a different currency from its conversion cannot be subtracted from its value. */
export function currencyProblem(plan: LoadPlan): string[] {
  return plan.table === 'reversals' && namesCurrency(plan)
    ? [`WHEN ${ownCurrency} <> ${conversionCurrency} THEN 'currency:other'`]
    : [];
}

/** ISO 4217 codes in capitals; conversions without one have the currency of the configuration. */
export function currencyExpression(plan: LoadPlan): string {
  return plan.table === 'conversions' && plan.currency !== null
    ? `coalesce(${ownCurrency}, ${literal(plan.currency)})`
    : ownCurrency;
}

/** Minor units in one major unit: by the row's currency, that of the conversion it reverses, or that of the configuration. */
function minorFactor(plan: LoadPlan): string {
  return currenciesOfRow(plan).length === 0 ? unitsByDefault(plan) : minorUnits;
}

function minorUnitsOf(code: string, plan: LoadPlan): string {
  const cases = [...new Set(Object.values(minorDigits))].map(
    (digits) => `WHEN ${code} IN (${codesOf(digits)}) THEN ${10 ** digits}`,
  );
  return `CASE ${cases.join(' ')} WHEN ${code} = '' THEN ${unitsByDefault(plan)} ELSE 100 END`;
}

function unitsByDefault({ currency }: LoadPlan): string {
  return String(10 ** currencyDigits(currency));
}

/** The currencies with this many digits, as text literals: one test against a list costs less than one per currency. */
function codesOf(digits: number): string {
  const codes = Object.keys(minorDigits).filter((code) => minorDigits[code] === digits);
  return codes.map(literal).join(', ');
}

/** The largest amount in minor units whose credit in millionths still fits into a BIGINT. */
export const largestMinor = 9_000_000_000_000;

/** Money in minor units; NULL if the text is not an unambiguous decimal number, is negative or too large, or has more decimals than the currency. */
export function moneyExpression(raw: string, type: string, plan: LoadPlan, name: string): string {
  const factor = minorFactor(plan);
  if (type === 'DOUBLE' || type === 'FLOAT') {
    const scaled = `(CAST(${raw} AS DOUBLE) * ${factor})`;
    return `CASE WHEN round(${scaled}) >= 0 AND ${scaled} <= ${largestMinor} AND abs(${scaled} - round(${scaled})) < 1e-6 * greatest(1, ${scaled} / 1e6) THEN CAST(round(${scaled}) AS BIGINT) END`;
  }
  const decimal =
    type === 'VARCHAR'
      ? decimalOfText(raw, numeralColumn(plan, name), plan.plainest === true)
      : isShortDecimal(type)
        ? raw
        : `TRY_CAST(${raw} AS DECIMAL(28, 12))`;
  const inMinor = withName(
    'exact',
    `${decimal} * CAST(${factor} AS DECIMAL(6, 0))`,
    `CASE WHEN exact BETWEEN 0 AND ${largestMinor} AND exact = floor(exact) THEN TRY_CAST(exact AS BIGINT) END`,
  );
  const plainest = type === 'VARCHAR' ? plainAmount(raw, numeralColumn(plan, name), factor) : '';
  return `CASE ${plainest} WHEN ${raw} IS NOT NULL THEN ${inMinor} END`;
}

/** What most amounts look like, recognised first and computed in 64 bits: at most nine digits, and two decimals if a point marks them. */
function plainAmount(raw: string, { mark }: NumeralColumn, factor: string): string {
  const decimals = mark === ',' ? '' : '(\\.\\d{1,2})?';
  const exact = `TRY_CAST(${raw} AS DECIMAL(11, 2)) * CAST(${factor} AS DECIMAL(6, 0))`;
  return `WHEN regexp_full_match(${raw}, '\\d{1,9}${decimals}') THEN ${withName('exact', exact, 'CASE WHEN exact = floor(exact) THEN CAST(exact AS BIGINT) END')}`;
}

/** Plain digits are cast as they are; any other notation is parsed. */
function decimalOfText(raw: string, column: NumeralColumn, isPlainest: boolean): string {
  const fast = `regexp_full_match(trim(${raw}), '\\d+${plainDecimals(column)}')`;
  const whole = `regexp_full_match(amount_text, '\\d*(\\.\\d{0,12}0*)?')`;
  if (isPlainest) return `CASE WHEN ${fast} THEN ${longDecimal(`trim(${raw})`)} END`;
  const slow = withName(
    'amount_text',
    numeralText(raw, column, 'refused'),
    `CASE WHEN ${whole} THEN ${longDecimal('amount_text')} WHEN ${isBinarySum} THEN CAST(round(TRY_CAST(amount_text AS DECIMAL(38, 20)), 6) AS DECIMAL(28, 12)) END`,
  );
  return `CASE WHEN ${fast} THEN ${longDecimal(`trim(${raw})`)} WHEN regexp_full_match(trim(${raw}), '${wholeExponent}') THEN TRY_CAST(trim(${raw}) AS DECIMAL(28, 12)) ELSE ${slow} END`;
}

/** The text of a decimal number as DECIMAL(28, 12): where it fits into 64 bits, it is read there, which costs a hundredth. */
function longDecimal(text: string): string {
  const short = `regexp_full_match(${text}, '\\d{1,10}(\\.\\d{0,8}0*)?')`;
  const read = `TRY_CAST(CASE WHEN contains(${text}, '.') THEN rtrim(${text}, '0') ELSE ${text} END AS DECIMAL(18, 8))`;
  return `CASE WHEN ${short} THEN CAST(${read} AS DECIMAL(28, 12)) ELSE TRY_CAST(${text} AS DECIMAL(28, 12)) END`;
}

/** An amount computed in binary, such as 0.30000000000000004 or 12.299999999999999: it shows all the digits that such a number has. */
const isBinarySum = `(contains(amount_text, '.') AND length(ltrim(replace(amount_text, '.', ''), '0')) BETWEEN 15 AND 18)`;

/** How Java, Hive and Spark write all the digits of an amount from ten million on; spreadsheets, which drop digits, write E+07. */
const wholeExponent = '[1-9]\\.\\d{1,15}E([7-9]|1[0-2])';

/** The decimals after a point that can mean nothing else; if there are exactly three, it depends on the column. */
function plainDecimals({ mark }: NumeralColumn): string {
  if (mark === ',') return '';
  return mark === '.' ? '(\\.\\d{1,12}0*)?' : '(\\.(\\d{1,2}|\\d{4,12}0*))?';
}

/** A number, or a whole number; NULL if the text is not an unambiguous one. */
export function numberExpression(raw: string, type: string, plan: LoadPlan, name: string): string {
  const kind = columnsOf(plan.table)[name]?.kind;
  const isWhole = kind === 'integer';
  const sql = isWhole ? 'BIGINT' : 'DOUBLE';
  if (type !== 'VARCHAR') {
    const isFloat = type === 'DOUBLE' || type === 'FLOAT' || type.startsWith('DECIMAL');
    return isWhole && isFloat
      ? `CASE WHEN ${raw} = floor(${raw}) THEN TRY_CAST(${raw} AS BIGINT) END`
      : `TRY_CAST(${raw} AS ${sql})`;
  }
  const column = numeralColumn(plan, name);
  if (!isWhole) return numberOfText(raw, column, plan.plainest === true);
  const fast = `regexp_full_match(${raw}, '-?\\d{1,18}')`;
  if (plan.plainest) return `CASE WHEN ${fast} THEN TRY_CAST(${raw} AS ${sql}) END`;
  const text = numeralText(raw, column, 'kept');
  const slow = `list_transform([TRY_CAST(${text} AS DECIMAL(28, 9))], lambda whole_text: CASE WHEN whole_text = floor(whole_text) THEN TRY_CAST(whole_text AS BIGINT) END)[1]`;
  return `CASE WHEN ${fast} THEN TRY_CAST(${raw} AS ${sql}) ELSE ${slow} END`;
}

/** A text as DOUBLE; NULL if it is not an unambiguous number. */
export function numberOfText(raw: string, column: NumeralColumn, isPlainest = false): string {
  const fast = `regexp_full_match(${raw}, '-?\\d{1,18}${plainDecimals(column)}')`;
  if (isPlainest) return `CASE WHEN ${fast} THEN TRY_CAST(${raw} AS DOUBLE) END`;
  const scientific = `regexp_full_match(trim(${raw}), '[-+]?\\d+(\\.\\d+)?[eE][-+]?\\d+')`;
  return `CASE WHEN ${fast} THEN TRY_CAST(${raw} AS DOUBLE) WHEN ${scientific} THEN TRY_CAST(trim(${raw}) AS DOUBLE) ELSE TRY_CAST(${numeralText(raw, column, 'kept')} AS DOUBLE) END`;
}

/** Why a text is not an acceptable amount or number. */
export function amountReason(raw: string, type: string, plan: LoadPlan, name: string): string {
  const kind = columnsOf(plan.table)[name]?.kind ?? 'number';
  return type === 'VARCHAR'
    ? numeralReason(raw, numeralColumn(plan, name), name, kind)
    : literal(`${name}:${kind}`);
}

/** The SELECT that counts what the texts of a column say about its decimals. */
export function amountEvidence(raw: string, plan: LoadPlan, name: string, source: string): string {
  return numeralEvidence(raw, numeralColumn(plan, name), source);
}

/** Whether a column holds amounts or numbers. */
export function isAmount(kind: ColumnKind | undefined): boolean {
  return kind === 'money' || kind === 'number' || kind === 'integer';
}

/** Numbers between 0 and 1, or that count things, are not money. */
function numeralColumn(plan: LoadPlan, name: string): NumeralColumn {
  const mark = plan.readings[name]?.decimal_mark;
  const kind = columnsOf(plan.table)[name]?.kind;
  if (kind === 'money')
    return {
      mark,
      hasThreeDecimals: `(${minorFactor(plan)} >= 1000)`,
      hasNoDecimals: `(${minorFactor(plan)} = 1)`,
      currency: `coalesce(${currencies(plan).join(', ')}, '')`,
    };
  const isMoney = ['amount', 'cost', 'fee', 'target'].includes(name);
  const currency = isMoney ? `coalesce(${currencies(plan).join(', ')}, '')` : null;
  const hasThreeDecimals = name === 'confidence' ? 'true' : 'false';
  return { mark, hasThreeDecimals, hasNoDecimals: 'false', currency };
}

/** What names the currency of a row, the nearest first, down to the configuration. */
function currencies(plan: LoadPlan): string[] {
  const declared = plan.currency === null ? [] : [literal(plan.currency)];
  return [...currenciesOfRow(plan), ...declared, 'NULL'];
}

/** Whether a decimal of this type can be multiplied as it is: usually in 64 bits instead of 128. */
function isShortDecimal(type: string): boolean {
  const [, digits] = /^DECIMAL\((\d+),/.exec(type) ?? [];
  return digits !== undefined && Number(digits) <= 22;
}
