import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inputError } from '../../contract/errors.js';
import { inChunks } from '../../sources/copies/in_chunks.js';
import { columnLetters } from '../../sources/xlsx/cell_text.js';
import { type SheetRow, sheetRows } from '../../sources/xlsx/sheet_rows.js';
import { sheetTitle } from '../../sources/xlsx/sheet_title.js';
import { openWorkbook, type Sheet, type Workbook } from '../../sources/xlsx/workbook.js';
import { csvLine } from '../../text/csv.js';
import type { Candidate } from './text_input.js';

/** The visible non-empty sheets of a workbook, each as a table; the lines of a table are the rows of its sheet. */
export async function workbookSheets(path: string, given: string, scratch: string): Promise<Candidate[]> {
  mkdirSync(scratch, { recursive: true });
  const workbook = await openWorkbook(path, path);
  const found: Candidate[] = [];
  try {
    for (const sheet of workbook.sheets) {
      if (sheet.isHidden) continue;
      const disk = join(scratch, `sheet-${sheet.number}.csv`);
      const counted = { rows: 0 };
      await pipeline(inChunks(sheetLines(workbook, sheet, counted)), createWriteStream(disk));
      const inside = `${given}/${sheet.name.replaceAll('/', '_')}.csv`;
      if (counted.rows > 0) found.push({ disk, name: sheetTitle(path, sheet.name), path: inside, given });
    }
  } finally {
    workbook.zip.close();
  }
  if (found.length > 0) return found;
  throw inputError(`${path}: no visible sheet has any rows.`, 'Export it again.');
}

async function* sheetLines(
  workbook: Workbook,
  sheet: Sheet,
  counted: { rows: number },
): AsyncGenerator<string> {
  let next = 1;
  for await (const row of sheetRows(workbook, sheet)) {
    if (row.cells.every((cell) => (cell ?? '').trim() === '') && row.faults.length === 0) continue;
    // missing rows become empty lines, so that messages name the right row
    if (row.row > next) yield '\n'.repeat(row.row - next);
    next = row.row + 1;
    counted.rows += 1;
    yield csvLine(cellsOf(row, sheetTitle(workbook.name, sheet.name)));
  }
}

/** Cells with line breaks removed; a number whose last digits are lost is written so that it cannot be mistaken for an id. */
function cellsOf({ row, cells, faults }: SheetRow, title: string): string[] {
  const own = Array.from(cells, (cell) => (cell ?? '').replace(/\s*[\r\n]+\s*/g, ' '));
  for (const { column, fault } of faults) {
    if (fault === 'no stored value')
      throw inputError(
        `${title}, row ${row}, column ${columnLetters(column)}: found a formula without a stored value.`,
        'Open the workbook in a spreadsheet program and save it, so that the values are stored with the formulas.',
      );
    own[column] = Number(own[column]).toExponential();
  }
  return own;
}
