import type { Readable } from 'node:stream';

/** What a query gives: the names of its columns, and its rows as text, NULL as an empty one. */
export interface DatabaseRows {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly string[]>;
}

/** Where a database is, read from its URL; the URL itself is never shown. */
export interface DatabasePlace {
  readonly url: URL;
  readonly query: string;
}

/** Opens a query, reads it with `take`, and closes everything. */
export type ReadDatabase = (
  place: DatabasePlace,
  take: (rows: DatabaseRows) => Promise<void>,
) => Promise<void>;

/** A row of a stream, as any driver gives it. */
export type RowStream = Readable & AsyncIterable<readonly (string | null)[]>;

/** Seconds until a server that does not answer is given up, and until a query is. */
export const limits = { connect_s: 15, query_s: 1800 } as const;
