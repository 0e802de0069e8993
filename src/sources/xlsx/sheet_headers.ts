import { columnLetters } from './cell_text.js';
import { distinctNames, type WantedNames } from './header_row.js';
import { headerOfSheet } from './sheet_copy.js';
import { openWorkbook } from './workbook.js';

/** A visible sheet that names columns. */
export interface SheetHeader {
  readonly sheet: string;
  readonly columns: readonly string[];
}

/** The visible sheets of a workbook with their columns; `words` are names that columns may have. */
export async function sheetHeaders(path: string, name: string, words: WantedNames): Promise<SheetHeader[]> {
  const workbook = await openWorkbook(path, name);
  const found: SheetHeader[] = [];
  try {
    for (const sheet of workbook.sheets) {
      const header = sheet.isHidden ? null : await headerOfSheet(workbook, sheet, words);
      if (header !== null)
        found.push({ sheet: sheet.name, columns: distinctNames(header.names, columnLetters) });
    }
  } finally {
    workbook.zip.close();
  }
  return found;
}
