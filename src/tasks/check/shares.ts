import type { Row } from '../../engines/engine.js';

/** From this share on, of rows or of money, what is left out turns a note into a warning; the light of the report changes there too. */
export const largeShare = 0.2;

export function isLarge(share: number): boolean {
  return share > largeShare;
}

/** Columns that hold a part and the whole, counted and in money. */
interface ShareColumns {
  readonly part: string;
  readonly whole: string;
  readonly part_minor: string;
  readonly whole_minor: string;
}

/** The larger of two shares over rows by currency: of what is counted, and of the money of any one currency. */
export function shareOf(rows: readonly Row[], columns: ShareColumns): number {
  const sum = (column: string) => rows.reduce((all, row) => all + Number(row[column] ?? 0), 0);
  const ofMoney = rows.map((row) =>
    ratio(Number(row[columns.part_minor] ?? 0), Number(row[columns.whole_minor] ?? 0)),
  );
  return Math.max(ratio(sum(columns.part), sum(columns.whole)), ...ofMoney);
}

function ratio(part: number, whole: number): number {
  return part === 0 ? 0 : whole === 0 ? 1 : part / whole;
}
