import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';

/** One tactic in one unit. */
export interface TacticUnit {
  readonly tactic_no: number;
  readonly kind: string | null;
  readonly unit_no: number;
  readonly is_holdout: number;
  readonly ends: boolean;
}

/** Tactics of one kind that recur in the same groups are read as one if there are at least this many. */
const least_repeats = 3;

/** A series of more tactics than this is not read tactic by tactic if it cannot be read as one. */
const most_singles = 20;

/** Puts the table `lift_parts`: every claim and the tactics in it. */
export async function putLiftParts(engine: Engine): Promise<void> {
  const rows = await readRows(
    engine,
    { tactic_no: 'number', kind: 'text?', unit_no: 'number', is_holdout: 'number', ends: 'flag' },
    `SELECT u.tactic_no, t.kind, u.unit_no, u.is_holdout, t.ends_at_us IS NOT NULL AS ends
    FROM tactic_units u JOIN tactic_list t ON t.tactic_no = u.tactic_no ORDER BY u.tactic_no, u.unit_no`,
  );
  await engine.put('lift_parts', { tactic_no: 'BIGINT', claim_no: 'BIGINT' }, liftParts(claimNumbers(rows)));
}

/**
 * Every tactic as a claim with its own number, and every series as one with the negative number of its first tactic; the tactics of a long
 * series have no claims of their own.
 */
export function liftParts(
  claims: ReadonlyMap<number, number>,
): { readonly tactic_no: number; readonly claim_no: number }[] {
  const sizes = new Map<number, number>();
  for (const claim of claims.values()) sizes.set(claim, (sizes.get(claim) ?? 0) + 1);
  return [...claims].flatMap(([tactic_no, claim]) => {
    const size = sizes.get(claim) ?? 1;
    return [
      ...(size <= most_singles ? [{ tactic_no, claim_no: tactic_no }] : []),
      ...(size > 1 ? [{ tactic_no, claim_no: -claim }] : []),
    ];
  });
}

/**
 * The claim of every tactic: itself or, for recurring tactics of one kind, the first of them. They recur if at least three of them end,
 * none is assigned at random, and at least half of their units had two or more.
 */
export function claimNumbers(rows: readonly TacticUnit[]): Map<number, number> {
  const claims = new Map(rows.map(({ tactic_no }) => [tactic_no, tactic_no]));
  const drawn = new Set(rows.filter((row) => row.is_holdout === 1).map(({ tactic_no }) => tactic_no));
  const open = rows.filter((row) => row.kind !== null && row.ends && !drawn.has(row.tactic_no));
  for (const kind of new Set(open.map((row) => row.kind))) {
    const mine = open.filter((row) => row.kind === kind);
    const tactics = [...new Set(mine.map(({ tactic_no }) => tactic_no))];
    const times = new Map<number, number>();
    for (const { unit_no } of mine) times.set(unit_no, (times.get(unit_no) ?? 0) + 1);
    const again = [...times.values()].filter((count) => count >= 2).length;
    if (tactics.length < least_repeats || 2 * again < times.size) continue;
    for (const tactic_no of tactics) claims.set(tactic_no, Math.min(...tactics));
  }
  return claims;
}
