import { Buffer } from 'node:buffer';
import readExcelFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { findingRows } from '../../src/insights/findings/findings.js';
import { findingsSheet } from '../../src/insights/findings/findings_sheet.js';
import { buildReport } from '../../src/insights/index.js';
import { findings } from '../../src/publish/findings.js';
import { renderXlsx } from '../../src/report/xlsx.js';
import { sample, withFacts } from '../report/sample.js';

const english = buildReport(sample);
const rows = findingRows(english, buildReport(withFacts(sample, { language: 'zh' })));

it('has the columns of the published table in their order', () => {
  expect(findingsSheet([]).columns.map(({ label }) => label)).toEqual(Object.keys(findings.columns));
});

it('holds every sentence; figures are numbers and what a sentence does not have is empty', async () => {
  expect(rows.some(({ figure }) => figure !== null)).toBe(true);
  const book = renderXlsx({ ...english, tables: [findingsSheet(rows)] });
  const sheets = await readExcelFile(Buffer.from(book));
  const [head = [], ...read] = sheets.find(({ sheet }) => sheet === 'findings')?.data ?? [];
  const expected = rows.map((row) => Object.values({ ...row }));
  expect(read.map((cells) => head.map((_, at) => cells[at] ?? null))).toEqual(expected);
});
