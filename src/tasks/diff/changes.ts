import type { RowIn } from '../../engines/typed_rows.js';
import { type Cause, type Changed, causeOf, causes, type Turn } from './causes.js';

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

/** One conversion of one goal that two runs count differently: the stage `result_changes`. */
export const changeShape = {
  goal: 'text',
  conversion_id: 'text',
  group_id: 'text?',
  side: ['both', 'late', 'added', 'removed'],
  credit_side: ['identity', 'exclusion', 'corrected', 'touch'],
  refund_side: ['late', 'refund', 'corrected'],
  conversions: 'number',
  conversions_net: 'number',
  net_minor: 'number',
  corrected_minor: 'number',
  credited: 'number',
} as const;
type ResultChange = RowIn<typeof changeShape>;

/** What may have changed the credit of a row, the likeliest first: what its reasons and the conversion itself say. */
const creditTurns = {
  exclusion: ['exclusion', 'identity', 'corrected'],
  identity: ['identity', 'code', 'corrected'],
  corrected: ['corrected', 'identity', 'touch'],
  touch: ['touch', 'identity', 'corrected'],
} as const satisfies Readonly<Record<ResultChange['credit_side'], readonly Turn[]>>;

/** The differences in one row of `result_changes`, each with a single cause; they add up to the total difference. */
export function changesOf(row: ResultChange, changed: Changed): Change[] {
  const { goal, conversion_id, group_id, side } = row;
  const { conversions, conversions_net, net_minor, corrected_minor, credited } = row;
  const about = { goal, conversion_id, group_id };
  const one = (figure: Figure, delta: number, cause: Cause): Change[] =>
    delta === 0 ? [] : [{ ...about, figure, cause, delta }];
  if (side !== 'both') {
    const cause = side === 'late' ? 'late' : causeOf([side], changed);
    return [
      ...one('conversions', conversions, cause),
      ...one('conversions_net', conversions_net, cause),
      ...one('value_net', net_minor, cause),
      ...one('credited', credited, cause),
    ];
  }
  const refund = refundCause(row, changed);
  const corrected = causeOf(['corrected'], changed);
  const isOne = refund === corrected;
  return [
    ...one('conversions_net', conversions_net, refund),
    ...one('value_net', isOne ? net_minor : corrected_minor, corrected),
    ...one('value_net', isOne ? 0 : net_minor - corrected_minor, refund),
    ...one('credited', credited, causeOf(creditTurns[row.credit_side], changed)),
  ];
}

/** Why more or less of a conversion is taken back: its reversals changed, or the value that they are taken from. */
function refundCause({ refund_side }: ResultChange, changed: Changed): Cause {
  if (refund_side === 'late') return 'refund';
  return causeOf(refund_side === 'corrected' ? ['corrected', 'refund'] : ['refund', 'corrected'], changed);
}

/** What one cause adds to one figure of a goal through the people of one home group; null: people without a home group. */
export interface GroupCauseSum extends CauseSum {
  readonly group_id: string | null;
}

/** The sums of every cause, by goal and figure in the order of `figures` and `causes`. */
export function causeSums(changes: readonly Change[]): CauseSum[] {
  return sumsBy(changes.map((change) => ({ ...change, group_id: null }))).map(
    ({ group_id: _, ...sum }) => sum,
  );
}

/** The same by group: for each figure, the groups with the largest change first, and people without a group last. */
export function groupCauseSums(changes: readonly Change[]): GroupCauseSum[] {
  const sums = sumsBy(changes);
  const key = ({ goal, figure, group_id }: GroupCauseSum) => JSON.stringify([goal, figure, group_id]);
  const moved = new Map<string, number>();
  for (const sum of sums) moved.set(key(sum), (moved.get(key(sum)) ?? 0) + Math.abs(sum.delta));
  return sums.toSorted(
    (a, b) =>
      byFigure(a, b) ||
      Number(a.group_id === null) - Number(b.group_id === null) ||
      (moved.get(key(b)) ?? 0) - (moved.get(key(a)) ?? 0),
  );
}

function byFigure(a: CauseSum, b: CauseSum): number {
  return a.goal === b.goal ? figures.indexOf(a.figure) - figures.indexOf(b.figure) : a.goal < b.goal ? -1 : 1;
}

/** Sums by goal, figure, group and cause, in that order. */
function sumsBy(changes: readonly Change[]): GroupCauseSum[] {
  const sums = new Map<string, GroupCauseSum>();
  for (const { goal, figure, group_id, cause, delta } of changes) {
    const key = JSON.stringify([goal, figure, group_id, cause]);
    const before = sums.get(key) ?? { goal, figure, group_id, cause, rows: 0, delta: 0 };
    sums.set(key, { ...before, rows: before.rows + 1, delta: before.delta + delta });
  }
  const place = ({ group_id }: GroupCauseSum) => group_id ?? '';
  return [...sums.values()].toSorted(
    (a, b) =>
      byFigure(a, b) ||
      (place(a) === place(b) ? 0 : place(a) < place(b) ? -1 : 1) ||
      causes.indexOf(a.cause) - causes.indexOf(b.cause),
  );
}
