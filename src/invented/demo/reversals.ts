import { between, chance, pick, type Random, stream } from '../../statistics/random.js';
import { at, day_s } from './clock.js';
import type { Conversion } from './conversions.js';

/** Money refunded for one order. */
export interface Reversal {
  readonly of: Conversion;
  readonly ts_s: number;
  readonly value_fen: number;
  readonly reason: 'changed_mind' | 'allergy' | 'late' | 'abuse' | 'price_match';
}

/** The export was taken on Wednesday 2026-11-18: refunds after the reported week are in it. */
const exported_s = at('2026-11-18');
const busy_s = at('2026-11-10');

/** Refunds, full and partial, some in two steps; everything that abusers bought is refunded. */
export function reversals(seed: number, orders: readonly Conversion[]): Reversal[] {
  const random = stream(seed, 'reversals');
  return orders
    .filter((order) => order.paid && order.value_fen > 1)
    .flatMap((order) =>
      order.person.person_case === 'abuser' ? [wholeSum(random, order)] : usual(random, order),
    )
    .filter(({ ts_s }) => ts_s < exported_s)
    .sort((a, b) => a.ts_s - b.ts_s);
}

function wholeSum(random: Random, order: Conversion): Reversal {
  const ts_s = order.ts_s + between(random, 2 * day_s, 4 * day_s);
  return { of: order, ts_s, value_fen: order.value_fen, reason: 'abuse' };
}

function usual(random: Random, order: Conversion): Reversal[] {
  if (!chance(random, order.ts_s >= busy_s ? 0.11 : 0.055)) return [];
  const ts_s = order.ts_s + between(random, day_s / 4, 12 * day_s);
  const reason = pick(random, ['changed_mind', 'changed_mind', 'allergy', 'late'] as const);
  const draw = between(random, 1, 10);
  if (draw <= 6) return [{ of: order, ts_s, value_fen: order.value_fen, reason }];
  const part_fen = Math.round(order.value_fen / between(random, 3, 8));
  const first: Reversal = { of: order, ts_s, value_fen: part_fen, reason: 'price_match' };
  return draw <= 9 ? [first] : [first, { of: order, ts_s: ts_s + day_s, value_fen: part_fen, reason }];
}
