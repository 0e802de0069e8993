/** If at least this share of rows or money is left out, a note becomes a warning; the light of the report changes there too. */
export const largeShare = 0.2;

export function isLarge(share: number): boolean {
  return share > largeShare;
}

/** A part and the whole, as counts and in money. */
export interface Share {
  readonly part: number;
  readonly whole: number;
  readonly part_minor: bigint | null;
  readonly whole_minor: bigint | null;
}

/** The larger of two shares over rows by currency: the share of the counts, and that of the money in any one currency. */
export function shareOf(rows: readonly Share[]): number {
  const ofMoney = rows.map(({ part_minor, whole_minor }) =>
    ratio(Number(part_minor ?? 0n), Number(whole_minor ?? 0n)),
  );
  return Math.max(ratio(totalOf(rows, 'part'), totalOf(rows, 'whole')), ...ofMoney);
}

/** The sum of a column of numbers. */
export function totalOf<const Name extends string>(
  rows: readonly { readonly [Column in Name]: number }[],
  column: Name,
): number {
  return rows.reduce((sum, row) => sum + row[column], 0);
}

function ratio(part: number, whole: number): number {
  return part === 0 ? 0 : whole === 0 ? 1 : part / whole;
}
