import type { Row } from '../../engines/engine.js';
import { type Cause, type Changed, causeOf, causes } from './causes.js';

export const figures = ['conversions', 'conversions_net', 'value_net', 'credited'] as const;

export type Figure = (typeof figures)[number];

/** One row that two runs count differently: what it adds to one figure, and why. Values in minor units. */
export interface Change {
  readonly goal: string;
  readonly conversion_id: string;
  readonly group_id: string | null;
  readonly figure: Figure;
  readonly cause: Cause;
  readonly delta: number;
}

/** What one cause adds to one figure of a goal. */
export interface CauseSum {
  readonly goal: string;
  readonly figure: Figure;
  readonly cause: Cause;
  readonly rows: number;
  readonly delta: number;
}

/** The differences of one row of `result_changes`, each with its one cause: their sum is the difference. */
export function changesOf(row: Row, changed: Changed): Change[] {
  const about = {
    goal: String(row.goal),
    conversion_id: String(row.conversion_id),
    group_id: row.group_id === null || row.group_id === undefined ? null : String(row.group_id),
  };
  const side = String(row.side);
  const one = (figure: Figure, delta: number, cause: Cause): Change[] =>
    delta === 0 ? [] : [{ ...about, figure, cause, delta }];
  const [net, minor, corrected] = [row.conversions_net, row.net_minor, row.corrected_minor].map(Number);
  if (side !== 'both') {
    const cause = side === 'late' ? 'late' : causeOf(side === 'added' ? 'added' : 'removed', changed);
    return [
      ...one('conversions', Number(row.conversions), cause),
      ...one('conversions_net', net ?? 0, cause),
      ...one('value_net', minor ?? 0, cause),
      ...one('credited', Number(row.credited), cause),
    ];
  }
  const refund = row.is_late_reversal === 1 ? 'refund' : causeOf('refund', changed);
  const credit =
    row.credit_side === 'identity' ? 'identity' : row.credit_side === 'exclusion' ? 'exclusion' : 'touch';
  return [
    ...one('conversions_net', net ?? 0, refund),
    ...one('value_net', corrected ?? 0, causeOf('corrected', changed)),
    ...one('value_net', (minor ?? 0) - (corrected ?? 0), refund),
    ...one('credited', Number(row.credited), causeOf(credit, changed)),
  ];
}

/** The sums of every cause, by goal and figure in the order of `figures` and `causes`. */
export function causeSums(changes: readonly Change[]): CauseSum[] {
  const sums = new Map<string, CauseSum>();
  for (const { goal, figure, cause, delta } of changes) {
    const key = JSON.stringify([goal, figure, cause]);
    const before = sums.get(key) ?? { goal, figure, cause, rows: 0, delta: 0 };
    sums.set(key, { ...before, rows: before.rows + 1, delta: before.delta + delta });
  }
  const goals = [...new Set(changes.map(({ goal }) => goal))];
  return [...sums.values()].toSorted(
    (a, b) =>
      goals.indexOf(a.goal) - goals.indexOf(b.goal) ||
      figures.indexOf(a.figure) - figures.indexOf(b.figure) ||
      causes.indexOf(a.cause) - causes.indexOf(b.cause),
  );
}
