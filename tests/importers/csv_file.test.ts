/** Tables are written as bytes, cell by cell, through a buffer that is full in the middle of any of them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvFile } from '../../src/tasks/import/csv_file.js';
import { type Cell, csv } from '../../src/text/csv.js';

function written(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-csv-'));
  try {
    const file = new CsvFile(join(folder, 'table.csv'), header);
    for (const row of rows) file.add(row);
    file.close();
    expect(file.rows).toBe(rows.length);
    return readFileSync(join(folder, 'table.csv'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('quotes stand only where they are needed, and nothing is an empty cell', () => {
  const rows = [
    ['a', 1.5, null],
    ['b,c', '"d"', '李\r\n四'],
    ['', -0.25, 'é'],
  ];
  expect(written(['x', 'y, z', 'w'], rows)).toBe('x,"y, z",w\na,1.5,\n"b,c","""d""","李\r\n四"\n,-0.25,é\n');
});

test('half of a character is written as the sign for what cannot be read', () => {
  expect(written(['x'], [['a\ud83e'], ['\udd13b'], ['🤓']])).toBe('x\na\ufffd\n\ufffdb\n🤓\n');
});

test('rows that have much in common are each written whole, over many a full buffer', () => {
  const cell = fc.oneof(
    fc.constantFrom<Cell>(
      null,
      '',
      'a',
      'a,b',
      '字',
      'a longer cell that stands in many rows',
      0,
      7,
      1000,
      0.5,
    ),
    fc.constantFrom('x', '"', '字').map((sign) => sign.repeat(100_000)),
  );
  const rows = fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(rows, fc.array(fc.nat(), { minLength: 1, maxLength: 400 }), (kinds, order) => {
      const table = order.flatMap((place) => {
        const row = kinds[place % kinds.length] ?? [];
        return Array.from({ length: row.some((one) => String(one).length > 1000) ? 1 : 40 }, () => [...row]);
      });
      expect(written(['a', 'b', 'c', 'd'], table) === csv(['a', 'b', 'c', 'd'], table)).toBe(true);
    }),
    { numRuns: 12 },
  );
});

test('every cell comes back, of any length and wherever the buffer ends', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(',', '"', '\n', '\r', 'plain', '全体成员'),
    fc
      .tuple(fc.constantFrom('x', 'é', '字', '"', ',', '🤓'), fc.integer({ min: 1, max: 300_000 }))
      .map(([sign, times]) => sign.repeat(times)),
  );
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(rows, (made) => {
      const table = made.map((row) => ['|', ...row]);
      expect(parse(written(['a', 'b', 'c', 'd'], table), { from: 2 })).toEqual(table);
    }),
    { numRuns: 8 },
  );
});
