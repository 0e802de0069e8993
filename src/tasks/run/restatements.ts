import { type PublishedTable, rowsAmong } from '../../publish/index.js';
import { promoEffect } from '../../publish/promo_effect.js';
import { reconciliation } from '../../publish/reconciliation.js';
import type { Previous, RestatedRows, Restatement } from '../../report/published.js';

/** What a run reported for one goal in total; values in the major unit. */
export interface GoalTotals {
  readonly goal: string;
  readonly conversions: number;
  readonly conversions_net: number;
  readonly value_net: number | null;
  readonly credited: number;
}

/** What an earlier run reported. */
export interface EarlierRun {
  readonly as_of: string;
  readonly totals: readonly GoalTotals[];
}

const figures = ['conversions', 'conversions_net', 'value_net', 'credited'] as const;

/** The totals of a run by goal, from its published tables; the credited sum is the same for every model. */
export function goalTotals(tables: readonly PublishedTable[]): GoalTotals[] {
  const books = new Map(rowsAmong(tables, reconciliation).map((row) => [row.goal, row]));
  const effects = new Map(rowsAmong(tables, promoEffect).map((row) => [row.goal, row]));
  return [...books].map(([goal, book]) => {
    const landed = effects.get(goal);
    return {
      goal,
      conversions: book.source_total,
      conversions_net: landed?.conversions_net ?? 0,
      value_net: book.value_source_total === null ? null : (landed?.value_net ?? 0),
      credited: book.credited,
    };
  });
}

/** Which reported totals differ from those of an earlier run; goals that only one of them has are not compared. */
export function restated(
  earlier: EarlierRun,
  totals: readonly GoalTotals[],
  rows: RestatedRows | null,
): Previous {
  const changes = totals.flatMap((now): Restatement[] => {
    const before = earlier.totals.find(({ goal }) => goal === now.goal);
    if (before === undefined) return [];
    return figures
      .filter((figure) => before[figure] !== now[figure])
      .map((figure) => ({ goal: now.goal, figure, before: before[figure], after: now[figure] }));
  });
  return { as_of: earlier.as_of, changes, rows };
}
