import type { Transform } from '../../../config/transforms.js';
import { foldedHeader } from '../../../sources/headers.js';

/** Where a canonical column comes from: the first of these names that the file has, or one value for all rows. */
export type PlatformColumn = readonly string[] | { readonly value: string };

/** How a file of a platform is read as one table. */
export interface PlatformTable {
  readonly columns: Readonly<Record<string, PlatformColumn>>;
  /** canonical column -> what is done with its cells */
  readonly transforms?: Readonly<Record<string, Transform>>;
  /** further keys of the input, each as YAML */
  readonly keys: readonly string[];
  /** what only the user knows, as comments */
  readonly asks: readonly string[];
}

/** The layout of an order export. */
export interface Platform {
  readonly name: string;
  /** where the layout is documented, or which public programs read it */
  readonly seen: string;
  /** names that all stand in the header; a list in a list: one of them */
  readonly header: readonly (string | readonly string[])[];
  readonly conversions: PlatformTable;
  readonly reversals?: PlatformTable;
}

/** Whether a header is that of a platform. */
export function isOf({ header }: Platform, columns: readonly string[]): boolean {
  return header.every((name) => present(typeof name === 'string' ? [name] : name, columns) !== undefined);
}

/** The column of a file that is called by the first of these names that it has, as it is written there. */
export function present(names: readonly string[], columns: readonly string[]): string | undefined {
  for (const name of names) {
    const found = columns.find((column) => foldedHeader(column) === foldedHeader(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every order of the file is one result, because nothing in it says of which goal. */
export const order: PlatformColumn = { value: 'order' };

export const beijingTime = 'timezone: Asia/Shanghai   # this platform writes Beijing time';
export const unwrapped = 'clean: [unwrap]   # cells come with a backtick, a tab or blanks around them';
