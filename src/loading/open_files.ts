import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RowReading } from '../config/config.js';
import { inputError, usageError } from '../contract/errors.js';
import type { Engine } from '../engines/engine.js';
import { writeRowCopy } from '../sources/copies/row_copy.js';
import { dictionary } from '../sources/dictionary.js';
import type { EncodingContext } from '../sources/encodings/encoding.js';
import { hasHalves, writeWholeCharacters } from '../sources/encodings/half_characters.js';
import { transcode } from '../sources/encodings/transcode.js';
import type { DescribedFile, FoundFile } from '../sources/files.js';
import { detectFormats, type FileFormat, plain } from '../sources/format.js';
import { writeBareObjects } from '../sources/json_values.js';
import type { SourceFile } from '../sources/plan.js';
import { asTheyStand, needsCopy } from '../sources/records/row_reading.js';
import { anySheet } from '../sources/sheet_role.js';
import { whileReading } from '../sources/while_reading.js';
import type { SheetRole } from '../sources/xlsx/sheet_copy.js';
import { sheetTitle } from '../sources/xlsx/sheet_title.js';

/** What is known about the files of a source before they are opened. */
export interface SourceRole extends EncodingContext {
  readonly table: string;
  /** which sheet of a workbook is wanted; absent: the one with the most content */
  readonly sheet?: SheetRole;
  /** columns that are in no file, with their value for every row */
  readonly constants?: Readonly<Record<string, string>>;
  /** number of files of the previous sources; numbering continues from there */
  readonly files_before?: number;
}

/** Finds out how to read the files of a source; text in another encoding is copied as UTF-8 into the scratch folder. */
export async function openFiles(
  files: readonly DescribedFile[],
  role: SourceRole,
  engine: Engine,
  scratch: string,
): Promise<SourceFile[]> {
  const formats = await detectFormats(files, { ...role, skip_lines: role.sheet?.rows.skip_lines ?? 0 });
  const opened: SourceFile[] = [];
  for (const [place, file] of files.entries()) {
    const format = formats[place];
    if (format === undefined) throw new Error(`${file.name} has no format`);
    const bare = await openFile(
      file,
      format,
      { ...role, file_no: (role.files_before ?? 0) + place + 1 },
      engine,
      scratch,
    );
    opened.push(withConstants(bare, role.constants ?? {}));
  }
  return opened;
}

async function openFile(
  { content: _content, ...file }: DescribedFile,
  format: FileFormat,
  role: SourceRole & { file_no: number },
  engine: Engine,
  scratch: string,
): Promise<SourceFile> {
  const { file_no, table } = role;
  if (file.remote !== undefined)
    return {
      ...file,
      file_no,
      format,
      readable: file.path,
      types: dictionary(Object.entries(file.remote.types ?? {})),
    };
  if (format.format === 'xlsx') return openSheet(file, role, scratch);
  const readable = format.encoding === 'utf-8' ? file.path : copyOf(file, `${table}-${file_no}`, scratch);
  if (readable !== file.path) await transcode(file, format.encoding, readable);
  const declared = role.sheet?.rows ?? asTheyStand;
  const rows = { ...declared, skip_lines: declared.skip_lines + (format.preamble_lines ?? 0) };
  if (needsCopy(rows))
    return openCopied({ ...file, file_no, format, readable, types: {} }, rows, role, scratch);
  const bare = await withBareObjects({ ...file, file_no, format, readable, types: {} }, role, scratch);
  const types =
    format.format === 'csv'
      ? Object.fromEntries(format.header.map((column) => [column, 'VARCHAR']))
      : await whileReading([file.name], () => engine.describe(bare.readable, format));
  if (format.format !== 'parquet') refuseAlike(file.name, Object.keys(types));
  return { ...bare, types: dictionary(Object.entries(types)) };
}

/** A JSON file without one object per line is read from a copy in which nothing surrounds the objects; one with half characters from a copy without them. */
async function withBareObjects(
  file: SourceFile,
  { table }: SourceRole,
  scratch: string,
): Promise<SourceFile> {
  if (file.format.format !== 'json') return file;
  const isBare = file.format.layout === 'lines';
  if (isBare && !(await hasHalves(file))) return file;
  const readable = copyOf(file, `${table}-${file.file_no}-objects`, scratch);
  await (isBare ? writeWholeCharacters : writeBareObjects)(file, readable);
  return { ...file, readable };
}

/** A file that is read from a copy, with the declared preparation of its rows applied. */
async function openCopied(
  file: SourceFile,
  rows: RowReading,
  { table, key }: SourceRole,
  scratch: string,
): Promise<SourceFile> {
  if (file.format.format !== 'csv')
    throw usageError(
      `${file.name}: skip_lines, until, clean and transform are for CSV files and workbooks, but this is ${file.format.format === 'json' ? 'JSON' : 'Parquet'}.`,
      `Remove them from ${key ?? table}.`,
    );
  const target = copyOf(file, `${table}-${file.file_no}-rows`, scratch);
  const copy = await writeRowCopy(file, rows, target);
  refuseAlike(file.name, copy.header);
  return {
    ...file,
    format: { ...file.format, delimiter: ',', header: copy.header },
    readable: target,
    types: dictionary(copy.header.map((column) => [column, 'VARCHAR'])),
    line_shifts: copy.shifts,
    below: copy.below,
    damage: copy.damage,
    reading: rows,
  };
}

function withConstants(file: SourceFile, constants: Readonly<Record<string, string>>): SourceFile {
  const names = Object.keys(constants);
  if (names.length === 0) return file;
  const types = dictionary([
    ...Object.entries(file.types),
    ...names.map((name): [string, string] => [name, 'VARCHAR']),
  ]);
  return { ...file, constants, types };
}

/** A sheet of a workbook, read from here on from a CSV copy. */
async function openSheet(
  file: FoundFile,
  { file_no, table, sheet, key }: SourceRole & { file_no: number },
  scratch: string,
): Promise<SourceFile> {
  const readable = `${copyOf(file, `${table}-${file_no}-sheet`, scratch)}.csv`;
  const role = sheet ?? { ...anySheet, key: key ?? table };
  const { writeSheetCopy } = await import('../sources/xlsx/sheet_copy.js');
  const copy = await writeSheetCopy(file.path, file.name, role, readable);
  refuseAlike(file.name, copy.header);
  return {
    ...file,
    name: sheetTitle(file.name, copy.sheet),
    file_no,
    format: { ...plain('csv'), header: copy.header },
    readable,
    types: dictionary(copy.header.map((column) => [column, 'VARCHAR'])),
    line_shifts: copy.shifts,
    below: copy.below,
    reading: role.rows,
  };
}

/** Engines compare names without case: two that differ only in case would be the same column. */
function refuseAlike(file: string, columns: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const column of columns) {
    const other = seen.get(column.toLowerCase());
    if (other !== undefined)
      throw inputError(
        `${file}: the columns "${other}" and "${column}" differ only in case.`,
        'Rename or remove one of them.',
      );
    seen.set(column.toLowerCase(), column);
  }
}

/** Where the copy of a file goes: under its own name, because messages about its content show that name. */
export function copyOf(file: FoundFile, folder: string, scratch: string): string {
  mkdirSync(join(scratch, folder), { recursive: true });
  return join(scratch, folder, basename(file.path).replace(/\.(gz|zst)$/i, ''));
}
