import type { Transform } from '../../../config/transforms.js';
import { foldedHeader } from '../../../sources/headers.js';

/** Where a canonical column comes from: the first of these names that is in the file, or one value for all rows. */
export type PlatformColumn = readonly string[] | { readonly value: string };

/** How to read a platform's file as one table. */
export interface PlatformTable {
  /** columns that a query makes from those of the file: name -> SQL */
  readonly made?: Readonly<Record<string, string>>;
  /** which rows of the file belong to the table, as SQL; only with `made` */
  readonly rows?: string;
  readonly columns: Readonly<Record<string, PlatformColumn>>;
  /** canonical column -> what is done with its cells */
  readonly transforms?: Readonly<Record<string, Transform>>;
  /** further keys of the input, each as YAML */
  readonly keys: readonly string[];
  /** questions only the user can answer, as comments */
  readonly asks: readonly string[];
}

/** The layout of an order export. */
export interface Platform {
  readonly name: string;
  /** where the layout is documented, or which public programs read it */
  readonly seen: string;
  /** names that must all be in the header; for a list within the list, one of them */
  readonly header: readonly (string | readonly string[])[];
  readonly conversions: PlatformTable;
  readonly reversals?: PlatformTable;
}

/** Whether a header belongs to a platform. */
export function isOf({ header }: Platform, columns: readonly string[]): boolean {
  return header.every((name) => present(typeof name === 'string' ? [name] : name, columns) !== undefined);
}

/** The column of a file with the first of these names that it has, as spelled there. */
export function present(names: readonly string[], columns: readonly string[]): string | undefined {
  for (const name of names) {
    const found = columns.find((column) => foldedHeader(column) === foldedHeader(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every order in the file is a result of one goal, because nothing in it says which. */
export const order: PlatformColumn = { value: 'order' };

export const beijingTime = 'timezone: Asia/Shanghai   # this platform writes Beijing time';
export const unwrapped = 'clean: [unwrap]   # cells have a backtick, a tab or blanks around them';
