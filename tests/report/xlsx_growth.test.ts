import { Buffer } from 'node:buffer';
import readExcelFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { buildReport } from '../../src/insights/index.js';
import { sheetRows, type Table } from '../../src/report/report.js';
import { renderXlsx } from '../../src/report/xlsx.js';
import { empty } from './sample.js';

/** A report whose only table has so many rows. */
function withRows(count: number): Uint8Array {
  const table: Table = {
    kind: 'table',
    id: 'long',
    title: 'long',
    note: null,
    shown: 10,
    columns: [
      { label: 'group_id', shape: { kind: 'id' }, evidence: null },
      { label: 'members', shape: { kind: 'number', digits: 0 }, evidence: 'counted' },
    ],
    rows: Array.from({ length: count }, (_, at) => [
      { is: 'text', text: `g${at}` },
      { is: 'number', value: at },
    ]),
  };
  return renderXlsx({ ...buildReport(empty), tables: [table] });
}

it('grows with the rows that it shows, and no further', async () => {
  const [full, longer] = [withRows(sheetRows), withRows(sheetRows * 5)];
  expect(Math.abs(longer.length - full.length)).toBeLessThan(400);
  const sheet = (await readExcelFile(Buffer.from(longer))).find((one) => one.sheet === 'long');
  expect(sheet?.data).toHaveLength(1 + sheetRows + 1);
});
