import { type Check, type CheckName, notAsked } from './checks.js';
import { type Estimate, standardError } from './estimate.js';

/**
 * How far off an estimate may be by a shift that was measured with an error. Two rules, chosen by simulation (docs/lift.md):
 * a shift that the data tell well counts beyond its own noise; a trend, which they tell badly, counts once it is seen, and then twice,
 * for a trend that was there before need not go on in a straight line.
 */
export type BoundRule = 'shift' | 'trend';

/** Standard errors from which a trend begins to count, and from which it counts in full. */
const [seen, full] = [1.5, 2];

export function boundOf(size: number, error: number, rule: BoundRule): number {
  const distance = Math.abs(size);
  if (!(error > 0)) return distance;
  if (rule === 'shift') return Math.max(0, distance - error);
  const share = Math.min(1, Math.max(0, (distance / error - seen) / (full - seen)));
  return share * (2 * distance + error);
}

/** A check that measured a shift of the estimate; null: it could not be asked. */
export function boundCheck(check: CheckName, shift: Estimate | null, rule: BoundRule): Check {
  if (shift === null || !Number.isFinite(shift.estimate)) return notAsked(check);
  const error = standardError(shift);
  const isNothing = Math.abs(shift.estimate) < 1e-12 && error < 1e-12;
  return {
    check,
    size: shift.estimate,
    error,
    bound: isNothing ? 0 : boundOf(shift.estimate, error, rule),
    passed: null,
  };
}

/** A share of the estimate that may be something else's: members in both arms, another tactic in the same groups. */
export function shareCheck(check: CheckName, share: number | null, estimate: number): Check {
  if (share === null) return notAsked(check);
  return { check, size: share, error: null, bound: Math.min(1, share) * Math.abs(estimate), passed: null };
}
