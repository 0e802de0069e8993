import type { TableName } from '../../../contract/tables.js';

/** Names of source columns by canonical column, most likely first; how they are compared says `plainName`. */
export type ColumnWords = Readonly<Record<string, readonly string[]>>;

/** The words of one language in exports. */
export interface Words {
  /** names that mean the same in every table */
  readonly columns: ColumnWords;
  /** names that mean a column only in one table; they take precedence */
  readonly of: Readonly<Partial<Record<TableName, ColumnWords>>>;
  /** names of columns with addresses and numbers of people: ids where a file has nothing better */
  readonly email: readonly string[];
  readonly phone: readonly string[];
  /** canonical kind of activity -> its spellings */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** canonical kind -> names of times that say that this happened */
  readonly happened: Readonly<Record<string, readonly string[]>>;
}
