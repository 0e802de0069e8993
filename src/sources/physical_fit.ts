import type { ColumnKind } from '../contract/tables.js';

/** Decimals with more digits are not read reliably. */
export const mostDecimalDigits = 38;

const nested = /STRUCT|MAP|\[|BLOB/;
const whole = 'U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER';
const amount = `${whole}|DECIMAL.*|DOUBLE`;
const moment = [
  new RegExp(`^(?:VARCHAR|TIMESTAMP.*|DATE|${whole}|DECIMAL.*)$`),
  'a timestamp, a date, text or an integer epoch',
] as const;
const number = [new RegExp(`^(?:VARCHAR|FLOAT|${amount})$`), 'a number'] as const;

/** The physical types from which a kind of column can be read without loss, and how messages name them. */
const fitting: Readonly<Record<ColumnKind, readonly [types: RegExp, expected: string]>> = {
  id: [/^(?!BOOLEAN|DOUBLE|FLOAT)/, 'text or an integer'],
  text: [/^/, 'a plain value'],
  time: moment,
  end: moment,
  date: [/^(?:VARCHAR|TIMESTAMP.*|DATE)$/, 'a date, a timestamp or text'],
  integer: number,
  number,
  money: [new RegExp(`^(?:VARCHAR|${amount})$`), 'a decimal, an integer, a double or text'],
  flag: [new RegExp(`^(?:VARCHAR|BOOLEAN|FLOAT|${amount})$`), 'true or false'],
};

/** Why a column of this physical type cannot be read as that kind, and what to do; null if it can. */
export function unfitType(kind: ColumnKind, type: string): { expected: string; hint: string } | null {
  const [types, expected] = fitting[kind];
  const hint = 'Write the column with that type when making the file.';
  if (nested.test(type)) return { expected: kind === 'text' ? expected : `a plain value: ${expected}`, hint };
  if (isWideDecimal(type))
    return {
      expected: `${expected} (decimals have at most ${mostDecimalDigits} digits)`,
      hint: `Write the column with fewer digits, such as DECIMAL(${mostDecimalDigits},2), when making the file.`,
    };
  if (types.test(type)) return null;
  const isFloat = type === 'DOUBLE' || type === 'FLOAT';
  if (kind === 'id' && isFloat)
    return {
      expected: `${expected} (a float loses digits of long ids)`,
      hint: 'Write the column as text (or BIGINT) when making the file; a later cast cannot restore the digits.',
    };
  if (kind === 'money' && isFloat) return { expected: `${expected} (a 32-bit float loses cents)`, hint };
  return { expected, hint };
}

/** Whether a physical type is a decimal with more digits than can be read. */
export function isWideDecimal(type: string): boolean {
  return Number(/^DECIMAL\((\d+),/.exec(type)?.[1] ?? 0) > mostDecimalDigits;
}
