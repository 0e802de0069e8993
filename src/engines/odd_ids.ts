import type { Engine, NoId } from './engine.js';

/** What was done to the ids of a table. */
export interface OddIds {
  /** column -> how many ids had surrounding white space or marks removed, or were written in full width */
  readonly cleaned_ids: Readonly<Record<string, number>>;
  readonly no_ids: readonly NoId[];
}

export const noOddIds: OddIds = { cleaned_ids: {}, no_ids: [] };

export function hasOddIds({ cleaned_ids, no_ids }: OddIds): boolean {
  return Object.keys(cleaned_ids).length > 0 || no_ids.length > 0;
}

/** Counts the column `odd_ids` of the table `in_<table>`, over the rows that can be accepted. */
export async function countOddIds(table: string, rows: Engine['rows']): Promise<OddIds> {
  const found = await rows(
    `SELECT odd_ids, count(*) AS row_count FROM in_${table} WHERE odd_ids IS NOT NULL AND problem IS NULL GROUP BY odd_ids ORDER BY odd_ids`,
  );
  const cleaned = new Map<string, number>();
  const words = new Map<string, number>();
  for (const row of found)
    for (const entry of String(row.odd_ids).split('\u001f').slice(0, -1)) {
      const counts = entry.includes('=') ? words : cleaned;
      counts.set(entry, (counts.get(entry) ?? 0) + Number(row.row_count));
    }
  return {
    cleaned_ids: Object.fromEntries(cleaned),
    no_ids: [...words].map(([entry, count]) => {
      const end = entry.indexOf('=');
      return { column: entry.slice(0, end), word: entry.slice(end + 1), rows: count };
    }),
  };
}
