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
  /** columns of the files that nothing reads */
  readonly unread: readonly string[];
}
