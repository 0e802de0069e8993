import type { TableName } from '../contract/tables.js';
import type { Loaded } from '../engines/engine.js';
import type { FoundFile } from '../sources/files.js';
import type { SourceFile } from '../sources/plan.js';

/** What was read for one canonical table, and from which files. */
export interface Source extends Loaded {
  readonly table: TableName;
  readonly files: readonly SourceFile[];
  /** files with the same content as an earlier one, which is read only once */
  readonly repeats: readonly FoundFile[];
  readonly columns: readonly string[];
  /** one for each source of the table, in their order */
  readonly headers: readonly Header[];
}

/** What is read of the columns of one source. */
export interface Header {
  /** the numbers of its files, as the rows carry them */
  readonly file_nos: readonly number[];
  /** the canonical columns that it has */
  readonly columns: readonly string[];
  /** the column of its files that is read as `status`, or null */
  readonly state: string | null;
  /** columns of its files that nothing reads */
  readonly unread: readonly string[];
}
