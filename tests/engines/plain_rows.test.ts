import { expect, it } from 'vitest';
import { ownEngine } from '../own_engine.js';

const engine = await ownEngine();

it('reads values of every type as plain ones: whole numbers as numbers where exact, else as text', async () => {
  const [row] = await engine.rows(`SELECT 7 AS small, CAST(9007199254740991 AS BIGINT) AS exact,
    CAST(9007199254740993 AS BIGINT) AS large, CAST(-9007199254740993 AS HUGEINT) AS huge, 1.5 AS decimal,
    CAST(2.25 AS DOUBLE) AS double, true AS flag, '\u7fa4' AS text, NULL AS nothing,
    CAST(NULL AS BIGINT) AS no_number, CAST(NULL AS VARCHAR) AS no_text, CAST(3 AS UBIGINT) AS unsigned`);
  expect(row).toEqual({
    small: 7,
    exact: 9007199254740991,
    large: '9007199254740993',
    huge: '-9007199254740993',
    decimal: 1.5,
    double: 2.25,
    flag: true,
    text: '\u7fa4',
    nothing: null,
    no_number: null,
    no_text: null,
    unsigned: 3,
  });
});

it('keeps rows together over the chunks of a large result', async () => {
  const rows = await engine.rows(
    "SELECT i AS no, 'g' || i AS label, CASE WHEN i % 3 = 0 THEN NULL ELSE i END AS third FROM range(5000) t(i) ORDER BY i",
  );
  expect(rows).toHaveLength(5000);
  for (const [at, row] of rows.entries())
    expect(row).toEqual({ no: at, label: `g${at}`, third: at % 3 === 0 ? null : at });
});
