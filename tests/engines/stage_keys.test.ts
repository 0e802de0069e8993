import { expect, it } from 'vitest';
import { stageKeys } from '../../src/engines/stage_keys.js';

const types = { a: 'VARCHAR', b: 'BIGINT' };
const key = (rows: Iterable<{ readonly a: string | null; readonly b: number }>, columns = types) =>
  stageKeys(['duckdb', '1']).put('t', columns, rows);

it('gives rows that come one at a time the key of the same rows in a list', () => {
  const rows = [
    { a: 'x', b: 1 },
    { a: null, b: 2 },
  ];
  function* one() {
    yield* rows;
  }
  expect(key(one())).toBe(key(rows));
});

it('gives other rows, another order, other types and other programs another key', () => {
  const rows = [
    { a: 'x', b: 1 },
    { a: 'y', b: 2 },
  ];
  const keys = [
    key(rows),
    key([]),
    key(rows.slice(0, 1)),
    key(rows.toReversed()),
    key([
      { a: 'x', b: 1 },
      { a: 'y', b: 3 },
    ]),
    key([{ a: 'x","b":1}{"a":"y', b: 2 }]),
    key(rows, { a: 'VARCHAR', b: 'DOUBLE' }),
    stageKeys(['duckdb', '2']).put('t', types, rows),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
