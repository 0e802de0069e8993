/**
 * The expression of a rule model as a function: what a model says once, as portable SQL, is parsed here for paths that lie in arrays.
 *
 * Numbers, columns, + - * /, pow(x, y), =, <, >, <=, >=, AND, OR and brackets. Conditions are 1 or 0. Nothing else is understood: for a model
 * that uses more, the run falls back to SQL.
 */
export type Columns = Readonly<Record<string, Float64Array>>;

/** The values for the first `rows` rows of the columns; they remain valid until the next call. */
export type Expression = (columns: Columns, rows: number) => Float64Array;

/** At most this many rows are evaluated at once. */
export const blockRows = 2048;

/** Parses an expression over these columns; null if it uses a column or a word that is unknown here. */
export function readExpression(sql: string, columns: readonly string[]): Expression | null {
  const tokens = sql.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-z_]\w*|<=|>=|[-+*/()=<>,]|\S/gi) ?? [];
  const reader: Reader = { tokens, place: 0, columns: new Set(columns) };
  const read = anyOf(reader);
  return reader.place === tokens.length ? read : null;
}

interface Reader {
  readonly tokens: readonly string[];
  place: number;
  readonly columns: ReadonlySet<string>;
}

type Read = Expression | null;
/** Writes the result for two columns into `out`. Each operation has its own loop, so that it runs as fast as a hand-written one. */
type Operation = (a: Float64Array, b: Float64Array, out: Float64Array, rows: number) => void;

const disjunction: Readonly<Record<string, Operation>> = {
  OR: (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row] !== 0 || b[row] !== 0 ? 1 : 0;
  },
};
const conjunction: Readonly<Record<string, Operation>> = {
  AND: (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row] !== 0 && b[row] !== 0 ? 1 : 0;
  },
};
const comparison: Readonly<Record<string, Operation>> = {
  '=': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row] === b[row] ? 1 : 0;
  },
  '<': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! < b[row]! ? 1 : 0;
  },
  '>': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! > b[row]! ? 1 : 0;
  },
  '<=': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! <= b[row]! ? 1 : 0;
  },
  '>=': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! >= b[row]! ? 1 : 0;
  },
};
const sum: Readonly<Record<string, Operation>> = {
  '+': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! + b[row]!;
  },
  '-': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! - b[row]!;
  },
};
const product: Readonly<Record<string, Operation>> = {
  '*': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! * b[row]!;
  },
  '/': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! / b[row]!;
  },
};
const raised: Operation = (a, b, out, rows) => {
  for (let row = 0; row < rows; row++) out[row] = a[row]! ** b[row]!;
};

const anyOf = (reader: Reader): Read => operations(reader, disjunction, allOf);
const allOf = (reader: Reader): Read => operations(reader, conjunction, compared);
const compared = (reader: Reader): Read => operations(reader, comparison, added);
const added = (reader: Reader): Read => operations(reader, sum, multiplied);
const multiplied = (reader: Reader): Read => operations(reader, product, signed);

/** Operands of one level, from the left, with the operations of that level between them. */
function operations(
  reader: Reader,
  known: Readonly<Record<string, Operation>>,
  operand: (reader: Reader) => Read,
): Read {
  let left = operand(reader);
  for (;;) {
    const operation = known[reader.tokens[reader.place] ?? ''];
    if (left === null || operation === undefined) return left;
    reader.place++;
    const right = operand(reader);
    if (right === null) return null;
    left = combined(operation, left, right);
  }
}

function combined(operation: Operation, left: Expression, right: Expression): Expression {
  const out = new Float64Array(blockRows);
  return (columns, rows) => {
    operation(left(columns, rows), right(columns, rows), out, rows);
    return out;
  };
}

function constant(value: number): Expression {
  const out = new Float64Array(blockRows).fill(value);
  return () => out;
}

function signed(reader: Reader): Read {
  if (!taken(reader, '-')) return single(reader);
  const read = signed(reader);
  return read && combined(product['*']!, constant(-1), read);
}

function single(reader: Reader): Read {
  if (taken(reader, '(')) return closed(reader, anyOf(reader));
  const token = reader.tokens[reader.place++] ?? '';
  if (/^\d/.test(token)) return constant(Number(token));
  if (token === 'pow') return power(reader);
  return reader.columns.has(token) ? (columns) => columns[token]! : null;
}

function power(reader: Reader): Read {
  const base = taken(reader, '(') ? anyOf(reader) : null;
  const exponent = base !== null && taken(reader, ',') ? closed(reader, anyOf(reader)) : null;
  return base === null || exponent === null ? null : combined(raised, base, exponent);
}

function closed(reader: Reader, read: Read): Read {
  return read !== null && taken(reader, ')') ? read : null;
}

function taken(reader: Reader, token: string): boolean {
  const isNext = reader.tokens[reader.place] === token;
  if (isNext) reader.place++;
  return isNext;
}
