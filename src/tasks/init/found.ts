import type { TableName } from '../../contract/tables.js';

/** A data file and its column names. */
export interface DataFile {
  /** relative to the configuration */
  readonly name: string;
  readonly bytes: number;
  readonly columns: readonly string[];
  /** name of the sheet, if the file is a workbook */
  readonly sheet?: string;
  /** number of lines above the column names */
  readonly skip_lines?: number;
}

/** The canonical table that a header seems to belong to, and the source column that feeds each canonical column. */
export interface Guess {
  readonly table: TableName;
  /** canonical column -> source column */
  readonly columns: Readonly<Record<string, string>>;
  /** required columns without a source column */
  readonly missing: readonly string[];
}

/** The files of one table, all with the same columns. */
export interface Found extends Guess {
  readonly files: readonly DataFile[];
  /** canonical column -> its value in every row */
  readonly constants?: Readonly<Record<string, string>>;
  /** canonical column -> transforms of its cells */
  readonly transforms?: Readonly<Record<string, string>>;
  /** further keys of the input, as YAML */
  readonly keys?: readonly string[];
  /** questions to the user, and what the files are */
  readonly comments?: readonly string[];
}
