/** How a column is stored in Parquet. In CSV every column is text, and DOUBLE has six decimals. */
export type OutputType = 'VARCHAR' | 'BIGINT' | 'DOUBLE';

/** What a column's value is in a row; `exact`: an integer of any size, kept as text where a number would round it. */
export type CellKind = 'text' | 'number' | 'exact';

/** What a column holds: its documentation, and the type of its values. A test compares it with a real run. */
export interface OutputColumn<
  Kind extends CellKind = CellKind,
  Empty extends boolean = boolean,
  Word extends string = string,
> {
  readonly type: OutputType;
  readonly kind: Kind;
  /** whether values can be empty */
  readonly empty: Empty;
  /** the only possible values; null: any text */
  readonly words: readonly Word[] | null;
  /** what one unit is; empty for names and ids */
  readonly unit: string;
  readonly summary: string;
}

export type OutputColumns = Readonly<Record<string, OutputColumn>>;

interface CellTypes<Word> {
  readonly text: Word;
  readonly number: number;
  readonly exact: number | string;
}

/** The type of the values of a column. */
export type CellOf<Column> =
  Column extends OutputColumn<infer Kind, infer Empty, infer Word>
    ? CellTypes<Word>[Kind] | (true extends Empty ? null : never)
    : never;

/** The type of a table's rows, derived from its columns alone. */
export type RowOf<Table extends { readonly columns: OutputColumns }> = {
  readonly [Name in keyof Table['columns']]: CellOf<Table['columns'][Name]>;
};

/** Placeholder for one column per model, named after the model, in the order in which the models were requested. */
export const modelColumns = '<model>';

/** Units. */
export const micro = 'micro-credits (1,000,000 = one conversion)';
export const major = 'major unit of the currency';
export const minor = 'minor unit of the currency';
export const perMember = 'net conversions per member at risk and period';
export const moment = 'microseconds since 1970-01-01, UTC';
/** Columns that several tables share. */
export const goalName = text('The goal.');
export const modelName = text('The attribution model.');

/** A column of names or ids. */
export function text(summary: string): OutputColumn<'text', false> {
  return { type: 'VARCHAR', kind: 'text', empty: false, words: null, unit: '', summary };
}

/** A column that holds one of a fixed set of words. */
export function word<const Word extends string>(
  words: readonly Word[],
  summary: string,
): OutputColumn<'text', false, Word> {
  return { type: 'VARCHAR', kind: 'text', empty: false, words, unit: '', summary };
}

/** A column of counts. */
export function count(unit: string, summary: string): OutputColumn<'number', false> {
  return { type: 'BIGINT', kind: 'number', empty: false, words: null, unit, summary };
}

/** A column of integers that a number may be too small for: amounts in minor units, points in time. */
export function exact(unit: string, summary: string): OutputColumn<'exact', false> {
  return { type: 'BIGINT', kind: 'exact', empty: false, words: null, unit, summary };
}

/** A column of decimal numbers. */
export function measure(unit: string, summary: string): OutputColumn<'number', false> {
  return { type: 'DOUBLE', kind: 'number', empty: false, words: null, unit, summary };
}

/** The same column, but values can be empty. */
export function orEmpty<Kind extends CellKind, Word extends string>(
  column: OutputColumn<Kind, false, Word>,
): OutputColumn<Kind, true, Word> {
  return { ...column, empty: true };
}
