import { currencyDigits, minorDigits } from '../money.js';
import type { LoadPlan } from '../sources/plan.js';
import { literal, rawName } from './duckdb_text.js';

/** The column that carries the currency of the conversion that a reversal reverses. */
export const conversionCurrency = 'currency_of_the_conversion';

/** The rows of a source; those of reversals with the currency of their conversion, which has been read before: its newest snapshot says it. */
export function withCurrency(plan: LoadPlan, source: string, reversedId: string): string {
  if (plan.table !== 'reversals') return source;
  const seen = '(coalesce(ingested_at_us, ts_us), file_no, currency)';
  const newest = `SELECT of_conversion, max_by(currency, seen) AS ${conversionCurrency} FROM (
      SELECT conversion_id AS of_conversion, currency, ${seen} AS seen FROM in_conversions WHERE problem IS NULL
      UNION ALL SELECT base_id, currency, ${seen} FROM in_conversions WHERE problem IS NULL AND base_id <> conversion_id)
    GROUP BY of_conversion`;
  const named = `SELECT *, ${reversedId} AS id_of_reversed FROM ${source}`;
  return `(SELECT reversed.*, known.${conversionCurrency} FROM (${named}) reversed LEFT JOIN (${newest}) known ON known.of_conversion = reversed.id_of_reversed)`;
}

/** The currency that the row itself names, in capitals; null where the source has no such column. */
function ownCurrency(plan: LoadPlan): string | null {
  return plan.columns.currency === undefined
    ? null
    : `nullif(upper(trim(CAST(${rawName('currency')} AS VARCHAR))), '')`;
}

/** A reversal in another currency than its conversion cannot be taken off its value. */
export function currencyProblem(plan: LoadPlan): string[] {
  const own = ownCurrency(plan);
  return plan.table === 'reversals' && own !== null
    ? [`WHEN ${own} <> ${conversionCurrency} THEN 'currency:other'`]
    : [];
}

/** ISO 4217 codes in capitals; conversions without one have the currency of the configuration. */
export function currencyExpression(plan: LoadPlan, text: string): string {
  const code = `upper(trim(${text}))`;
  return plan.table === 'conversions' && plan.currency !== null
    ? `coalesce(${code}, ${literal(plan.currency)})`
    : code;
}

/** Minor units in one major unit: by the row's currency, that of the conversion it reverses, or that of the configuration. */
function minorFactor(plan: LoadPlan): string {
  const ofConversion = plan.table === 'reversals' ? [conversionCurrency] : [];
  const codes = [ownCurrency(plan) ?? [], ofConversion].flat();
  const fallback = String(10 ** currencyDigits(plan.currency));
  if (codes.length === 0) return fallback;
  const code = `coalesce(${codes.join(', ')}, '')`;
  const cases = [...new Set(Object.values(minorDigits))].map(
    (digits) => `WHEN ${code} IN (${codesOf(digits)}) THEN ${10 ** digits}`,
  );
  return `CASE ${cases.join(' ')} WHEN ${code} = '' THEN ${fallback} ELSE 100 END`;
}

/** The currencies with so many digits, as text literals: one test of a list costs less than one of every currency. */
function codesOf(digits: number): string {
  const codes = Object.keys(minorDigits).filter((code) => minorDigits[code] === digits);
  return codes.map(literal).join(', ');
}

/** The largest amount in minor units whose credit in millionths still is a BIGINT. */
export const largestMinor = 9_000_000_000_000;

/** Money in minor units; NULL where the text is no plain decimal number, is negative or too large, or has more decimals than the currency. */
export function moneyExpression(raw: string, type: string, plan: LoadPlan): string {
  const factor = minorFactor(plan);
  if (type === 'DOUBLE' || type === 'FLOAT') {
    const scaled = `(CAST(${raw} AS DOUBLE) * ${factor})`;
    return `CASE WHEN ${raw} >= 0 AND ${scaled} <= ${largestMinor} AND abs(${scaled} - round(${scaled})) < 1e-6 * greatest(1, ${scaled} / 1e6) THEN CAST(round(${scaled}) AS BIGINT) END`;
  }
  const decimal =
    type === 'VARCHAR'
      ? `CASE WHEN regexp_full_match(trim(${raw}), '\\d+(\\.\\d{1,12}0*)?') THEN TRY_CAST(trim(${raw}) AS DECIMAL(28, 12)) END`
      : isShortDecimal(type)
        ? raw
        : `TRY_CAST(${raw} AS DECIMAL(28, 12))`;
  const exact = `(${decimal} * CAST(${factor} AS DECIMAL(6, 0)))`;
  return `CASE WHEN ${raw} IS NOT NULL AND ${exact} BETWEEN 0 AND ${largestMinor} AND ${exact} = floor(${exact}) THEN TRY_CAST(${exact} AS BIGINT) END`;
}

/** Whether a decimal of this type can be multiplied as it is: in 64 bits, mostly, instead of 128. */
function isShortDecimal(type: string): boolean {
  const [, digits] = /^DECIMAL\((\d+),/.exec(type) ?? [];
  return digits !== undefined && Number(digits) <= 22;
}
