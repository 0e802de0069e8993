/** Rows of CSV files as csv-parse reads them, in chunks of any size. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from '../../src/importers/csv_records.js';
import { inChunks } from './in_chunks.js';

const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é', '\t'), maxLength: 6 });
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function rowsOf(text: string, size = 1 << 16): string[][] {
  return [...csvRows(inChunks('a.csv', text, size))].map(({ cells }) => [...cells]);
}

test('whatever cells hold comes back, in chunks of any size', () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 7 }), fc.constantFrom('\n', '\r\n'), (rows, size, end) => {
      const text = `${rows.map((row) => row.map(quoted).join(',')).join(end)}${end}`;
      expect(rowsOf(text, size)).toEqual(
        parse(text, { relax_column_count: true, skip_empty_lines: false, record_delimiter: end }),
      );
    }),
  );
});

test('a quote in the middle of a cell is a character like any other', () => {
  expect(rowsOf('a,b\nAnn,5" pipe\nBob,x\nEve,"5"" pipe"\nZoe,y')).toEqual([
    ['a', 'b'],
    ['Ann', '5" pipe'],
    ['Bob', 'x'],
    ['Eve', '5" pipe'],
    ['Zoe', 'y'],
  ]);
});

test('a quote that never closes is refused: what follows it would be one cell', () => {
  expect(() => rowsOf('a,b\nAnn,"cut\nBob,x\n')).toThrow(
    /begins on line 2, a cell opens a quote that is never closed/,
  );
  expect(() => rowsOf('a,b\nAnn,"cut')).toThrow(/never closed/);
});

test('a quote that opens in one row and closes inside a value of another is refused with its line', () => {
  const rows = 'a,b\nAnn,"hello\n"Bob","good morning"\n';
  expect(() => rowsOf(rows)).toThrow(/begins on line 2, a cell opens a quote that only a later row closes/);
  expect(() => rowsOf(rows.trimEnd())).toThrow(/begins on line 2/);
  expect(rowsOf('a,b\nAnn,"she said "x" to me"\n')).toHaveLength(2);
});
