import type { Config, InputConfig } from '../../config/config.js';
import { MachineError, UnclearDigits, UserError } from '../../contract/errors.js';
import { columnsOf, type TableName } from '../../contract/tables.js';
import type { Engine } from '../../engines/engine.js';
import { loadSource, type Source, sizeOf } from '../../loading/load.js';
import type { Known } from '../../loading/load_tables.js';
import { openFiles } from '../../loading/open_files.js';
import { describeFile, findFiles, folderOf } from '../../sources/files.js';
import { detectFormat } from '../../sources/format.js';
import { foldedHeader } from '../../sources/headers.js';
import { sourceColumn } from '../../sources/plan.js';
import { nearest } from '../../sources/spelling.js';
import { visible } from '../../text/printable.js';
import { yamlScalar } from '../../text/yaml_scalar.js';
import { type Finding, problemOf } from './findings.js';

/** The result of reading one input: the rows, or why there are none. */
export interface FileCheck {
  readonly findings: readonly Finding[];
  readonly source: Source | null;
}

/** Reads one input as far as possible: every missing file and every missing column is a separate finding. */
export async function checkFiles(
  table: TableName,
  input: InputConfig,
  config: Config,
  engine: Engine,
  folder: string,
  known: Known,
): Promise<FileCheck> {
  const missing: Finding[] = [];
  const paths: string[] = [];
  const entries: string[] = [];
  for (const entry of input.files) {
    const found = await foundFiles(entry, table, config, engine, missing);
    paths.push(...found);
    if (found.length > 0) entries.push(entry);
  }
  if (paths.length === 0 && input.from_database === null) return { findings: missing, source: null };
  try {
    const source = await loadSource(table, { ...input, files: entries }, config, engine, folder, known);
    return { findings: missing, source };
  } catch (error) {
    if (!(error instanceof UserError) || (error instanceof UnclearDigits && !known.isLastTry)) throw error;
    if (error instanceof MachineError) throw error;
    const columns = await missingColumns(table, input, paths, engine, folder);
    return { findings: [...missing, ...(columns.length > 0 ? columns : [problemOf(error)])], source: null };
  }
}

/** The files of one entry; a problem with it becomes a finding. */
async function foundFiles(
  entry: string,
  table: TableName,
  config: Config,
  engine: Engine,
  findings: Finding[],
): Promise<string[]> {
  const key = `inputs.${table}.files`;
  try {
    const found = await findFiles([entry], folderOf(config.path), key, engine, sizeOf(table));
    return found.map(({ path }) => path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    findings.push(problemOf(error));
    return [];
  }
}

/** Every column that an input needs but a file lacks; nothing if a file cannot be opened at all. */
async function missingColumns(
  table: TableName,
  input: InputConfig,
  paths: readonly string[],
  engine: Engine,
  scratch: string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  // if rows are derived from the file first, its own header is not the one to check
  const isMade = input.rows.skip_lines > 0 || input.roster !== null || input.files_query !== null;
  if (isMade || input.from_database !== null) return [];
  for (const path of paths) {
    const header = await headerOf(path, input, engine, scratch);
    if (header !== null) findings.push(...columnFindings(table, input, withMade(header, input)));
  }
  return findings;
}

/** The header, plus the columns that the configuration adds: constants, and those derived from an existing column. */
function withMade({ file, columns }: Header, { constants, rows }: InputConfig): Header {
  const made = rows.derived.filter(({ column }) => headerOfFile(column, columns)).map(({ name }) => name);
  return { file, columns: [...columns, ...Object.keys(constants), ...made] };
}

function headerOfFile(column: string, columns: readonly string[]): boolean {
  return columns.some((one) => foldedHeader(one) === foldedHeader(column));
}

interface Header {
  readonly file: string;
  readonly columns: readonly string[];
}

async function headerOf(
  path: string,
  input: InputConfig,
  engine: Engine,
  scratch: string,
): Promise<Header | null> {
  try {
    const file = await describeFile(path);
    const context = { declared: input.encoding, zone: input.timezone, key: null };
    const format = await detectFormat(file, context);
    if (format.format === 'xlsx') return null; // reading reports what its sheets lack
    if (format.format === 'csv') return { file: file.name, columns: format.header };
    const [opened] = await openFiles([file], { ...context, table: 'columns' }, engine, scratch);
    return { file: file.name, columns: Object.keys(opened?.types ?? {}) };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function columnFindings(table: TableName, input: InputConfig, { file, columns }: Header): Finding[] {
  return Object.entries(columnsOf(table)).flatMap(([canonical, column]): Finding[] => {
    const source = input.columns[canonical] ?? canonical;
    const isWanted = input.columns[canonical] !== undefined || 'required' in column;
    if (!isWanted || isThere(table, input, canonical, columns)) return [];
    const near = nearest(source, columns);
    const list = columns.slice(0, 12).map(visible).join(', ') + (columns.length > 12 ? ', ...' : '');
    return [
      {
        level: 'error',
        text: `inputs.${table}: ${visible(file)} has no column "${visible(source)}" for ${table}.${canonical}; found ${list}.`,
        hint:
          near === undefined
            ? `Map it under inputs.${table}.columns.`
            : `Did you mean "${visible(near)}"? Map it: inputs.${table}.columns: { ${canonical}: ${yamlScalar(visible(near))} }.`,
      },
    ];
  });
}

/** Whether a column exists; several candidates are a different problem, which reading reports. */
function isThere(
  table: TableName,
  input: InputConfig,
  canonical: string,
  columns: readonly string[],
): boolean {
  try {
    return sourceColumn(table, input, canonical, columns) !== undefined;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}
