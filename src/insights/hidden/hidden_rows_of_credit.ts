import type { Credit, Facts, KolCredit, Lift, Published, TacticCredit } from '../../report/published.js';
import { onceARun } from '../findings/once_a_run.js';
import { isFew, unattributed } from '../wording/names.js';
import { backOf, creditPeople } from './credit_people.js';
import { hiddenRows } from './suppression.js';

/** Rows of credit that are not printed, in any table or sentence. */
export interface HiddenRows<Row> {
  /** rows without figures */
  readonly hidden: ReadonlySet<Row>;
  /** rows without figures before refunds: those after refunds are printed, and the difference is about few */
  readonly gross: ReadonlySet<Row>;
}

/** What is hidden of the credit by tactic. */
export const hiddenTactics = onceARun(({ tactic_credit, facts }: Published) =>
  hiddenOf<TacticCredit>(tactic_credit, ({ tactic_id }) => tactic_id, facts),
);

/** What is hidden of the credit by KOL. */
export const hiddenKols = onceARun(({ kol_credit, facts }: Published) =>
  hiddenOf<KolCredit>(kol_credit, ({ kol_id }) => kol_id, facts),
);

/** Whether the net credit of a tactic, or of any tactic of a kind that is read together, is not printed. */
export function isHiddenTactic(published: Published, { tactic_id, goal }: Lift): boolean {
  const ids = new Set([
    tactic_id,
    ...published.tactics.flatMap((one) => (`kind:${one.kind}` === tactic_id ? [one.tactic_id] : [])),
  ]);
  return [...hiddenTactics(published).hidden].some(
    (row) => row.model === 'last_touch' && row.goal === goal && ids.has(row.tactic_id),
  );
}

/**
 * The unattributed results before refunds stand in many places: where few of them came back, what is left of them is hidden as a
 * figure about few people is, with another one beside it.
 */
export function isKnownBefore(id: string, row: Credit, facts: Facts): boolean {
  return id === unattributed && isFew(backOf(row), facts);
}

function hiddenOf<Row extends Credit>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  facts: Facts,
): HiddenRows<Row> {
  const bookOf = ({ model, goal }: Row) => JSON.stringify([model, goal]);
  const known = new Set(rows.filter((row) => isKnownBefore(idOf(row), row, facts)));
  return {
    hidden: hiddenRows(rows, bookOf, (row) => creditPeople(row, facts), facts, known),
    gross: hiddenRows(rows, bookOf, backOf, facts),
  };
}
