import type { Readable } from 'node:stream';

/** The result of a query: its column names, and its rows as text, with NULL as empty text. */
export interface DatabaseRows {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly string[]>;
}

/** The address of a database, taken from its URL; the URL itself is never shown. */
export interface DatabasePlace {
  readonly url: URL;
  readonly query: string;
}

/** Runs a query, passes its result to `take`, and closes everything. */
export type ReadDatabase = (
  place: DatabasePlace,
  take: (rows: DatabaseRows) => Promise<void>,
) => Promise<void>;

/** The rows of any driver, as a stream. */
export type RowStream = Readable & AsyncIterable<readonly (string | null)[]>;

/** Seconds until an unresponsive server, or a query, is given up. */
export const limits = { connect_s: 15, query_s: 1800 } as const;
