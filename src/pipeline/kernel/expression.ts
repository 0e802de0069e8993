/**
 * The expression of a rule model as a function: what a model says once, as portable SQL, is read here for paths that lie in arrays.
 *
 * Numbers, columns, + - * /, pow(x, y), =, <, >, <=, >=, AND, OR and brackets. Conditions are 1 or 0. Anything else is not read, and the
 * run leaves the model to SQL.
 */
export type Columns = Readonly<Record<string, number>>;

export type Expression = (columns: Columns) => number;

/** Reads an expression over these columns; null where it uses a column or a word that is not known here. */
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
type Operation = (left: number, right: number) => number;

const disjunction: Readonly<Record<string, Operation>> = { OR: (a, b) => (a !== 0 || b !== 0 ? 1 : 0) };
const conjunction: Readonly<Record<string, Operation>> = { AND: (a, b) => (a !== 0 && b !== 0 ? 1 : 0) };
const comparison: Readonly<Record<string, Operation>> = {
  '=': (a, b) => (a === b ? 1 : 0),
  '<': (a, b) => (a < b ? 1 : 0),
  '>': (a, b) => (a > b ? 1 : 0),
  '<=': (a, b) => (a <= b ? 1 : 0),
  '>=': (a, b) => (a >= b ? 1 : 0),
};
const sum: Readonly<Record<string, Operation>> = { '+': (a, b) => a + b, '-': (a, b) => a - b };
const product: Readonly<Record<string, Operation>> = { '*': (a, b) => a * b, '/': (a, b) => a / b };

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
    const before = left;
    left = (columns) => operation(before(columns), right(columns));
  }
}

function signed(reader: Reader): Read {
  if (!taken(reader, '-')) return single(reader);
  const read = signed(reader);
  return read === null ? null : (columns) => -read(columns);
}

function single(reader: Reader): Read {
  if (taken(reader, '(')) return closed(reader, anyOf(reader));
  const token = reader.tokens[reader.place++] ?? '';
  if (/^\d/.test(token)) return () => Number(token);
  if (token === 'pow') return power(reader);
  return reader.columns.has(token) ? (columns) => columns[token] ?? Number.NaN : null;
}

function power(reader: Reader): Read {
  const base = taken(reader, '(') ? anyOf(reader) : null;
  const exponent = base !== null && taken(reader, ',') ? closed(reader, anyOf(reader)) : null;
  return base === null || exponent === null ? null : (columns) => base(columns) ** exponent(columns);
}

function closed(reader: Reader, read: Read): Read {
  return read !== null && taken(reader, ')') ? read : null;
}

function taken(reader: Reader, token: string): boolean {
  const isNext = reader.tokens[reader.place] === token;
  if (isNext) reader.place++;
  return isNext;
}
