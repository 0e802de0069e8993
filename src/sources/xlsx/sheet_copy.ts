import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { RowReading } from '../../config/config.js';
import { inputError, usageError } from '../../contract/errors.js';
import { csvLine } from '../../text/csv.js';
import { inChunks } from '../copies/in_chunks.js';
import { foldedHeader } from '../headers.js';
import { type LineShift, ShiftCollector } from '../records/line_shifts.js';
import { RowChanges, type RowsBelow } from '../records/row_reading.js';
import { columnLetters } from './cell_text.js';
import {
  distinctNames,
  findHeader,
  type HeaderRow,
  rowsLookedAt,
  type WantedNames,
  wantedNames,
} from './header_row.js';
import { type TallCell, TallCells, tallCells } from './merged_cells.js';
import { type SheetRow, sheetRows } from './sheet_rows.js';
import { sheetTitle } from './sheet_title.js';
import { openWorkbook, type Sheet, type Workbook } from './workbook.js';

/** What is needed from a workbook. */
export interface SheetRole {
  /** number from 1, or name; null: the only one that has the wanted columns */
  readonly sheet: number | string | null;
  /** key of the input in the configuration, for messages */
  readonly key: string;
  /** names of columns that are read if present */
  readonly wanted: readonly string[];
  /** of these, the ones without which the table cannot be read */
  readonly needed: readonly string[];
  /** of these, the ones that hold ids */
  readonly ids: readonly string[];
  /** of these, the ones that hold money or numbers */
  readonly amounts: readonly string[];
  /** of these, the ones that hold money */
  readonly money: readonly string[];
  /** how its rows are prepared */
  readonly rows: RowReading;
}

/** A sheet as a CSV file: its columns, and which rows its lines came from. */
export interface SheetCopy {
  readonly sheet: string;
  readonly header: readonly string[];
  readonly shifts: readonly LineShift[];
  readonly below: RowsBelow | null;
}

/** Writes a sheet of a workbook as CSV, in UTF-8. Memory does not grow with the number of rows. */
export async function writeSheetCopy(
  path: string,
  name: string,
  role: SheetRole,
  target: string,
): Promise<SheetCopy> {
  const workbook = await openWorkbook(path, name);
  try {
    const { sheet, header } = await chooseSheet(workbook, role);
    refuseTwice(header, role, sheetTitle(name, sheet.name));
    const names = distinctNames(header.names, columnLetters);
    const collector = new ShiftCollector();
    const changes = new RowChanges(names, role.rows);
    const lines = sheetLines(workbook, sheet, { ...header, names }, role, { collector, changes });
    await pipeline(inChunks(lines), createWriteStream(target));
    return { sheet: sheet.name, header: changes.header, shifts: collector.shifts, below: changes.below };
  } finally {
    workbook.zip.close();
  }
}

/** A needed name above two columns does not say which one is meant. */
function refuseTwice({ names, row }: HeaderRow, { wanted, key }: SheetRole, title: string): void {
  for (const one of wanted) {
    const places = names.flatMap((name, place) => (name.toLowerCase() === one.toLowerCase() ? [place] : []));
    const [first, second] = places.map(columnLetters);
    if (first === undefined || second === undefined) continue;
    throw inputError(
      `${title}, row ${row}: the column "${one}" appears twice, as ${first} and as ${second}.`,
      `Rename one of the two in the workbook; or, if the second is meant, name it like this under ${key}.columns: "${names[places[1] ?? 0]} (column ${second})".`,
    );
  }
}

interface Chosen {
  readonly sheet: Sheet;
  readonly header: HeaderRow;
}

/** The requested sheet; else the only visible one with every needed column, or the most likely one if none has them. */
export async function chooseSheet(workbook: Workbook, role: SheetRole): Promise<Chosen> {
  if (role.sheet !== null) {
    const sheet = namedSheet(workbook, role.sheet, role.key);
    const header = await headerOfSheet(workbook, sheet, wantedNames(role.wanted), role.rows.skip_lines);
    if (header !== null) return { sheet, header };
    throw inputError(
      `${sheetTitle(workbook.name, sheet.name)} has no rows.`,
      `Write under ${role.key} which sheet holds the table, by name or number. Its sheets are ${listed(workbook.sheets)}.`,
    );
  }
  const found: Chosen[] = [];
  for (const sheet of workbook.sheets) {
    if (sheet.isHidden) continue;
    const header = await headerOfSheet(workbook, sheet, wantedNames(role.wanted), role.rows.skip_lines);
    if (header !== null) found.push({ sheet, header });
  }
  const needed = new Set(role.needed.map(foldedHeader));
  const fitting = found.filter(({ header }) => !header.absent.some((absent) => needed.has(absent)));
  if (fitting.length > 1)
    throw usageError(
      `${workbook.name} has ${fitting.length} sheets with these columns: ${listed(fitting.map(({ sheet }) => sheet))}.`,
      `Say which one: add \`sheet:\` with its name or number under ${role.key}.`,
    );
  const best = fitting[0] ?? found.reduce<Chosen | undefined>(likelier, undefined);
  if (best !== undefined) return best;
  throw inputError(`${workbook.name}: no visible sheet has any rows.`, 'Export it again.');
}

function likelier(a: Chosen | undefined, b: Chosen): Chosen {
  return a === undefined || b.header.score > a.header.score ? b : a;
}

function namedSheet(workbook: Workbook, wanted: number | string, key: string): Sheet {
  const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  const found =
    workbook.sheets.find(({ name }) => name === wanted) ??
    workbook.sheets.find(({ name, number }) =>
      typeof wanted === 'number' ? number === wanted : plain(name) === plain(wanted),
    );
  if (found !== undefined) return found;
  throw usageError(
    `${workbook.name} has no sheet ${typeof wanted === 'number' ? wanted : `"${wanted}"`}; its sheets are ${listed(workbook.sheets)}.`,
    `Write its name or number as ${key}.sheet.`,
  );
}

function listed(sheets: readonly Sheet[]): string {
  const names = sheets.slice(0, 12).map(({ name, number }) => `"${name}" (${number})`);
  return names.join(', ') + (sheets.length > 12 ? ', ...' : '');
}

/** The row of a sheet that names its columns; null if the sheet is empty. */
export async function headerOfSheet(
  workbook: Workbook,
  sheet: Sheet,
  wanted: WantedNames,
  skipped = 0,
): Promise<HeaderRow | null> {
  const rows: SheetRow[] = [];
  for await (const row of sheetRows(workbook, sheet)) {
    if (row.row <= skipped || row.cells.every((cell) => (cell ?? '').trim() === '')) continue;
    rows.push(row);
    if (rows.length === rowsLookedAt) break;
  }
  return findHeader(rows, wanted);
}

/** The lines of the copy: the names, and every row below them; rows missing from the workbook have no line. */
async function* sheetLines(
  workbook: Workbook,
  sheet: Sheet,
  header: HeaderRow,
  role: SheetRole,
  { collector, changes }: { collector: ShiftCollector; changes: RowChanges },
): AsyncGenerator<string> {
  const refuse = faultRefusal(sheetTitle(workbook.name, sheet.name), header.names, role);
  const tall = new TallCells(await tallCellsBelow(workbook, sheet, header, role));
  const money = new Set(role.money.map(foldedHeader));
  const isMoney = header.names.map((name) => money.has(foldedHeader(name)));
  collector.add(header.row, 1);
  yield csvLine(changes.header);
  for await (const row of sheetRows(workbook, sheet)) {
    if (row.row <= header.row) continue;
    const filled = tall.filled(row);
    const raw = header.names.map((_, place) => plainBreaks(filled[place] ?? ''));
    for (const [column, currency] of row.currencies ?? [])
      if (isMoney[column] === true) raw[column] = `${currency} ${raw[column]}`;
    if (changes.isBelow(raw, row.row)) continue;
    if (row.faults.length > 0) refuse(row);
    const cells = changes.changed(raw);
    collector.add(row.row, 1 + breaksIn(cells));
    yield csvLine(cells);
  }
}

/** Cells that span several rows of data. An amount in such a cell belongs to all these rows together: it stays in the first. */
async function tallCellsBelow(
  workbook: Workbook,
  sheet: Sheet,
  header: HeaderRow,
  role: SheetRole,
): Promise<TallCell[]> {
  const amounts = new Set(role.amounts.map(foldedHeader));
  const cells = await tallCells(workbook, sheet);
  return cells.filter(
    ({ column, first }) => first > header.row && !amounts.has(foldedHeader(header.names[column] ?? '')),
  );
}

/** Turns line ends inside a cell into line feeds. */
function plainBreaks(cell: string): string {
  return cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell;
}

function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells)
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}

/** The error for a faulty cell: in columns that are read, it stops everything. */
function faultRefusal(title: string, names: readonly string[], role: SheetRole): (row: SheetRow) => void {
  const read = new Set(role.wanted.map(foldedHeader));
  const ids = new Set(role.ids.map(foldedHeader));
  return ({ row, cells, faults }) => {
    for (const { column, fault } of faults) {
      const name = foldedHeader(names[column] ?? '');
      const place = `${title}, row ${row}, column "${names[column]}"`;
      if (fault === 'lost digits' && ids.has(name))
        throw inputError(
          `${place}: found ${cells[column]}, a number of more than 15 digits; spreadsheets keep only 15, so the last digits of this id are gone.`,
          'Export the ids as text, straight from the source system; a workbook that holds them as numbers cannot restore them.',
        );
      if (fault === 'no stored value' && read.has(name))
        throw inputError(
          `${place}: found a formula without a stored value.`,
          'Open the workbook in a spreadsheet program and save it, so that the values are stored with the formulas.',
        );
    }
  };
}
