import type { Language } from './language.js';
import type { SheetFrame } from './xlsx_sheet.js';
import { address, columnName } from './xlsx_xml.js';

/** How a sheet prints, what can be filtered in it, and which of its columns have bars; rows and columns count from 0. */
export interface SheetPrint {
  readonly name: string;
  /** the first screen: the whole sheet on one portrait page; else landscape */
  readonly onePage: boolean;
  /** the rows of a part above what its page folds away, which are printed, of all its rows */
  readonly part: { readonly open: number; readonly rows: number; readonly columns: number } | null;
  /** a header in the first row above this many rows and columns of data; null: no such table */
  readonly table: { readonly rows: number; readonly columns: number } | null;
  readonly bars: readonly { readonly column: number; readonly from: number; readonly rows: number }[];
}

/** How many data rows of a table are printed, on one page; the footer counts the others. */
const rowsPrinted = 40;

/** How a sheet prints and what can be filtered in it, as XML around its cells. */
export function sheetFrame(sheet: SheetPrint, footer: string, words: Language): SheetFrame {
  const filter =
    sheet.table === null || sheet.table.rows === 0
      ? ''
      : `<autoFilter ref="A1:${address(sheet.table.columns - 1, sheet.table.rows)}"/>`;
  const setup = sheet.onePage
    ? 'orientation="portrait" fitToWidth="1" fitToHeight="1"'
    : `orientation="landscape" fitToWidth="1" fitToHeight="${sheet.table === null ? 0 : 1}"`;
  const [printed, all] = printedRows(sheet);
  const note = printed < all ? ` \u00b7 ${words.page.printed(printed, all)}` : '';
  return {
    first: '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    afterCells: filter,
    last: `${sheet.bars.map(bar).join('')}<pageMargins left="0.5" right="0.5" top="0.55" bottom="0.55" header="0.3" footer="0.3"/><pageSetup paperSize="9" ${setup}/><headerFooter><oddFooter>&amp;L${escaped(`${footer}${note}`)}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`,
  };
}

/** How many rows are printed, of how many. */
function printedRows({ table, part }: SheetPrint): readonly [number, number] {
  if (table !== null) return [Math.min(rowsPrinted, table.rows), table.rows];
  return [part?.open ?? 0, part?.rows ?? 0];
}

function bar({ column, from, rows }: SheetPrint['bars'][number], at: number): string {
  const range = `${address(column, from)}:${address(column, from + rows - 1)}`;
  return `<conditionalFormatting sqref="${range}"><cfRule type="dataBar" priority="${at + 1}"><dataBar><cfvo type="num" val="0"/><cfvo type="max"/><color rgb="FFA9D2CF"/></dataBar></cfRule></conditionalFormatting>`;
}

/** Repeated header rows, the printed area of long sheets, and the ranges of filters. */
export function definedNames(sheets: readonly SheetPrint[]): string {
  const names = sheets.flatMap(({ name, table, part }, at) => {
    const quoted = `'${named(name)}'`;
    const define = (what: string, range: string, hidden = '') =>
      `<definedName name="_xlnm.${what}" localSheetId="${at}"${hidden}>${quoted}!${range}</definedName>`;
    if (part !== null && part.open < part.rows)
      return [define('Print_Area', `$A$1:$${columnName(part.columns - 1)}$${part.open}`)];
    if (table === null || table.rows === 0) return [];
    const last = columnName(table.columns - 1);
    return [
      define('_FilterDatabase', `$A$1:$${last}$${table.rows + 1}`, ' hidden="1"'),
      ...(table.rows > rowsPrinted ? [define('Print_Area', `$A$1:$${last}$${rowsPrinted + 1}`)] : []),
      define('Print_Titles', '$1:$1'),
    ];
  });
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
}

/** The name of a sheet in quotes, as XML. */
function named(name: string): string {
  return name.replaceAll("'", "''").replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text inside XML that is also a footer: an ampersand would begin a footer code. */
function escaped(text: string): string {
  return text.replaceAll('&', '+').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
