import type { SheetRow } from './xlsx_cells.js';
import type { StyleBook } from './xlsx_styles.js';
import { signsOf } from './xlsx_widths.js';
import { address, columnName } from './xlsx_xml.js';

/** A sheet of a workbook before it is written. */
export interface WorkSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** widths of the columns from A on, in characters */
  readonly widths: readonly number[];
  /** whether the first row stays visible when scrolling */
  readonly frozen: boolean;
  readonly gridLines: boolean;
}

/** What surrounds the cells of a sheet: page setup before everything, filters after the cells, bars and print settings at the end. */
export interface SheetFrame {
  readonly first: string;
  readonly afterCells: string;
  readonly last: string;
}

/** The numbers of the texts and styles of all sheets of a workbook. */
export interface WorkbookLists {
  readonly styles: StyleBook;
  readonly textNumber: (text: string) => number;
}

/** The highest row that Excel allows, in points. */
const mostHeight = 409;

const namespaces = [
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:mv="urn:schemas-microsoft-com:mac:vml"',
  'xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"',
  'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"',
  'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"',
].join(' ');

/** The part xl/worksheets/sheet<n>.xml. `isFirst`: whether it is shown when the file opens. */
export function sheetXml(
  sheet: WorkSheet,
  frame: SheetFrame,
  lists: WorkbookLists,
  isFirst: boolean,
): string {
  const columns = sheet.widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const cells = sheet.rows.map((row, at) => rowXml(row, at, lists, heightOf(row, sheet.widths)));
  return [
    `<?xml version="1.0" ?><worksheet ${namespaces}>${frame.first}`,
    `<sheetViews>${viewXml(sheet, isFirst)}</sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${columns.join('')}</cols>`,
    `<sheetData>${cells.join('')}</sheetData>`,
    frame.afterCells,
    mergesXml(sheet.rows),
    `${frame.last}</worksheet>`,
  ].join('');
}

function viewXml({ frozen, gridLines }: WorkSheet, isFirst: boolean): string {
  const view = `sheetView tabSelected="${isFirst ? 1 : 0}" workbookViewId="0"${gridLines ? '' : ' showGridLines="false"'}`;
  if (!frozen) return `<${view}/>`;
  return `<${view}><pane ySplit="1" xSplit="0" topLeftCell="A2" activePane="bottomRight" state="frozen"/></sheetView>`;
}

/** The height in points that wrapped texts need, which not every program finds out by itself; null: one line is enough. */
function heightOf(row: SheetRow, widths: readonly number[]): number | null {
  const heights = row.map((cell, column) => {
    if (cell === null || cell.style.wrap !== true) return 0;
    const { fontSize = 11 } = cell.style;
    const room = widths.slice(column, column + (cell.columnSpan ?? 1)).reduce((sum, width) => sum + width, 0);
    const signs = signsOf(cell.value);
    const lines = Math.ceil((1.1 * signs * fontSize) / 11 / Math.max(1, room));
    return lines > 1 ? Math.min(mostHeight, lines * fontSize * 1.36) : 0;
  });
  const most = Math.max(0, ...heights);
  return most === 0 ? null : Math.ceil(most);
}

/** One row; columns that a cell covers have its style. */
function rowXml(
  row: SheetRow,
  at: number,
  { styles, textNumber }: WorkbookLists,
  height: number | null,
): string {
  const end = `${at + 1}" s="`;
  let cells = '';
  for (const [column, cell] of row.entries()) {
    if (cell === null) continue;
    const { value, style, columnSpan = 1 } = cell;
    const look = styles.number(style);
    const head = `<c r="${columnName(column)}${end}${look}"`;
    if (typeof value === 'number') cells += `${head}><v>${value}</v></c>`;
    else cells += value === '' ? `${head}/>` : `${head} t="s"><v>${textNumber(value)}</v></c>`;
    for (let more = 1; more < columnSpan; more += 1)
      cells += `<c r="${columnName(column + more)}${end}${look}"/>`;
  }
  const tall = height === null ? '' : ` ht="${height}" customHeight="1"`;
  return cells === '' ? `<row r="${at + 1}"/>` : `<row r="${at + 1}"${tall}>${cells}</row>`;
}

function mergesXml(rows: readonly SheetRow[]): string {
  const merges = rows.flatMap((row, at) =>
    row.flatMap((cell, column) =>
      cell?.columnSpan === undefined
        ? []
        : [`<mergeCell ref="${address(column, at)}:${address(column + cell.columnSpan - 1, at)}"/>`],
    ),
  );
  return merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`;
}
