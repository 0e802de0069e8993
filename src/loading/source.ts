import type { TableName } from '../contract/tables.js';
import type { Loaded } from '../engines/engine.js';
import type { FoundFile } from '../sources/files.js';
import type { SourceFile } from '../sources/plan.js';

/** What came in from one canonical table, and from which files. */
export interface Source extends Loaded {
  readonly table: TableName;
  readonly files: readonly SourceFile[];
  /** files whose content equals that of an earlier one; read once */
  readonly repeats: readonly FoundFile[];
  readonly columns: readonly string[];
  /** columns of the files that nothing reads */
  readonly unread: readonly string[];
}
