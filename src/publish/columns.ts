/** How a column is stored in Parquet. In CSV every column is text, and DOUBLE has six decimals. */
export type OutputType = 'VARCHAR' | 'BIGINT' | 'DOUBLE';

/** What a column holds: documentation as data; a test holds it to a real run. */
export interface OutputColumn {
  readonly type: OutputType;
  /** what one unit is; empty for names and ids */
  readonly unit: string;
  readonly summary: string;
}

/** Stands for one column a model, named after the model, in the order in which the models were asked for. */
export const modelColumns = '<model>';

/** Units. */
export const micro = 'micro-credits (1,000,000 = one conversion)';
export const major = 'major unit of the currency';
export const minor = 'minor unit of the currency';
export const perMember = 'net conversions per member at risk and period';
export const moment = 'microseconds since 1970-01-01, UTC';
/** Columns of several tables. */
export const goalName = text('The goal.');
export const modelName = text('The attribution model.');

/** A column of names, ids or reserved words. */
export function text(summary: string): OutputColumn {
  return { type: 'VARCHAR', unit: '', summary };
}

/** A column of whole numbers. */
export function count(unit: string, summary: string): OutputColumn {
  return { type: 'BIGINT', unit, summary };
}

/** A column of numbers with decimals. */
export function measure(unit: string, summary: string): OutputColumn {
  return { type: 'DOUBLE', unit, summary };
}
