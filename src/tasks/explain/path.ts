import type { RowIn } from '../../engines/typed_rows.js';
import type { ModelName } from '../../models/index.js';

/** What decides whether a touch of an explained conversion is accepted. */
export interface Moment {
  readonly ts_us: number;
  /** the same person's previous conversion, if touches are used up; null: touches may be reused */
  readonly previous_us: number | null;
  /** why the person has no path, or null */
  readonly barred: string | null;
  readonly code_overrides: boolean;
}

/** Where a touch took place and its ids; times in microseconds, UTC. */
const placeShape = {
  conversion_no: 'number',
  activity_id: 'text',
  group_no: 'number?',
  tactic_no: 'number?',
  kol_no: 'number?',
  kind_no: 'number',
  day_no: 'number',
  kind: 'text',
  group_name: 'text?',
  tactic_name: 'text?',
} as const;

/** An activity around a conversion: the stage `explained_touches`. `last_us`: the last microsecond in which it may have happened; without a reach, its kind does not count. */
export const touchShape = {
  ...placeShape,
  ts_us: 'number',
  last_us: 'number',
  reach: ['actor', 'audience', ''],
  rule_window_us: 'number?',
  is_own: 'number',
  is_present: 'number',
  of_reach: 'number',
} as const;
export type ExplainedTouch = RowIn<typeof touchShape>;

/** A row of the ledger: one touch, code or bundle; the stage `explained_ledger`. */
export const ledgerShape = {
  ...placeShape,
  touch_us: 'number',
  reach: ['actor', 'audience', 'code'],
  touches: 'number',
} as const;

/** The same with micro-credits by model. */
export type LedgerRow = RowIn<typeof ledgerShape> & { readonly [Model in ModelName]?: number };

/** One line of the printed path; credit is null if the row has none of its own. */
export interface PathRow {
  readonly ts_us: number;
  readonly activity_id: string;
  readonly group_name: string | null;
  readonly kind: string;
  readonly reach: string;
  readonly tactic_name: string | null;
  readonly verdict: string;
  readonly credit: LedgerRow | null;
}

/** Every touch in path order with its verdict, including codes; bundles are unfolded, with their credit at the last post. */
export function pathRows(
  moment: Moment,
  touches: readonly ExplainedTouch[],
  ledger: readonly LedgerRow[],
): PathRow[] {
  const rows = new Map(ledger.map((row) => [rowKey(row, row.touch_us), row]));
  const bundles = new Map(ledger.map((row) => [bundleKey(row), row]));
  const codes = ledger.filter((row) => row.reach === 'code').map(codeRow);
  const acts = touches.map((touch) => {
    const reason = rejection(touch, moment);
    if (reason !== null) return pathRow(touch, `rejected: ${reason}`, null);
    const own = rows.get(rowKey(touch, touch.ts_us));
    const bundle = own ?? bundles.get(bundleKey(touch));
    return pathRow(touch, accepted(touch, own, bundle), own ?? null);
  });
  return [...acts, ...codes].sort(inPathOrder);
}

function rowKey({ reach, activity_id, group_no, kind_no }: ExplainedTouch | LedgerRow, ts: number): string {
  return JSON.stringify([reach, ts, activity_id, group_no, kind_no]);
}

function bundleKey({
  reach,
  day_no,
  group_no,
  tactic_no,
  kol_no,
  kind_no,
}: ExplainedTouch | LedgerRow): string {
  return JSON.stringify([reach, day_no, group_no, tactic_no, kol_no, kind_no]);
}

export const usedEarlier = 'used by an earlier conversion';

/** Why a touch earns no credit, or null: the same conditions as in the pairs stages. */
export function rejection(touch: ExplainedTouch, moment: Moment): string | null {
  if (touch.rule_window_us === null) return 'kind does not count';
  if (touch.reach === 'audience' && touch.is_own === 1) return 'own post';
  if (touch.reach === 'audience' && touch.is_present === 0) return 'not a member then';
  if (touch.ts_us > moment.ts_us) return 'after the conversion';
  if (touch.last_us < moment.ts_us - touch.rule_window_us) return 'before the window';
  if (moment.barred !== null) return moment.barred.replaceAll('_', ' ');
  if (moment.previous_us !== null && touch.ts_us <= moment.previous_us) return usedEarlier;
  return moment.code_overrides ? 'replaced by the code' : null;
}

function accepted(touch: ExplainedTouch, own: LedgerRow | undefined, bundle: LedgerRow | undefined): string {
  if (bundle === undefined)
    throw new Error(`The touch ${touch.activity_id} is accepted, but not in the ledger.`);
  const order = touch.last_us > touch.ts_us ? ', order unknown' : '';
  if (bundle.touches === 1) return `accepted${order}`;
  return own === undefined
    ? `accepted${order}, credit with the last of the day`
    : `accepted${order}, credit of ${bundle.touches} that day`;
}

function pathRow(touch: ExplainedTouch, verdict: string, credit: LedgerRow | null): PathRow {
  const { ts_us, activity_id, group_name, kind, reach, tactic_name } = touch;
  return { ts_us, activity_id, group_name, kind, reach, tactic_name, verdict, credit };
}

function codeRow(row: LedgerRow): PathRow {
  const { touch_us, activity_id, group_name, kind, reach, tactic_name } = row;
  return {
    ts_us: touch_us,
    activity_id,
    group_name,
    kind,
    reach,
    tactic_name,
    verdict: 'accepted',
    credit: row,
  };
}

/** By time, then by the bytes of the id, as in the path. */
function inPathOrder(a: PathRow, b: PathRow): number {
  return a.ts_us - b.ts_us || Buffer.compare(Buffer.from(a.activity_id), Buffer.from(b.activity_id));
}
