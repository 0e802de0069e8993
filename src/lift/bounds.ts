import { type Check, type CheckName, notAsked } from './checks.js';
import { type Estimate, standardError } from './estimate.js';

/**
 * How far off an estimate may be because of a shift that was measured with an error. Rules, chosen by simulation (docs/lift.md):
 * a shift that the data measure well counts only beyond its own noise; a trend, which they measure badly, counts once it is
 * visible, and then twice, because an existing trend need not continue in a straight line. A response to what moved all groups counts as a shift
 * does and, once it is visible, with its error: what it does to the estimate was measured on other weeks.
 */
export type BoundRule = 'shift' | 'trend' | 'response';

/** Number of standard errors at which a trend begins to count, and at which it counts in full. */
const [seen, full] = [1.5, 2];

export function boundOf(size: number, error: number, rule: BoundRule): number {
  const distance = Math.abs(size);
  if (!(error > 0)) return distance;
  if (rule === 'response') return visibleBound(distance, error);
  if (rule === 'shift') return Math.max(0, distance - error);
  const share = Math.min(1, Math.max(0, (distance / error - seen) / (full - seen)));
  return share * (2 * distance + error);
}

/** How far a trend too small to detect may move an estimate, as a share of the usual rate: one standard deviation of what is likely. */
const usualTrend = 0.3;

/** What is added to the likely size of a trend: its upper 90 % limit. */
const upperTail = 1.3;

/** Number of standard errors at which a trend in the direction of the estimate begins to count, and at which it counts in full. */
const [pathSeen, pathFull] = [1.25, 1.75];

/**
 * How much an estimate may be too high because of a trend of its own, measured beforehand as `bias` with an error. `likely`:
 * one standard deviation of how far undetected trends move such an estimate.
 */
export function pathBound(bias: number, error: number, likely: number): number {
  if (!(error > 0)) return Math.max(0, bias);
  const [prior, noise] = [likely ** 2, error * error];
  const share = Math.min(1, Math.max(0, (bias / error - pathSeen) / (pathFull - pathSeen)));
  const unseen = (prior * bias + upperTail * Math.sqrt(prior * noise * (prior + noise))) / (prior + noise);
  return Math.max(0, unseen, share * (2 * bias + error));
}

/**
 * A check that measured how groups were developing before they got the tactic, expressed as the part of the estimate that
 * would explain. Each end of the interval has its own bound: an upward trend may have created an apparent effect, never
 * hidden one. If no trend is detected, one may still exist: the upper limit of what is likely counts, with a prior of 30 %
 * of the usual rate. If one is detected, it counts twice plus one standard error, because it need not continue in a
 * straight line. Chosen by simulation (docs/lift.md).
 */
export function pathCheck(check: CheckName, bias: Estimate | null, usual_rate: number): Check {
  if (bias === null || !Number.isFinite(bias.estimate)) return notAsked(check);
  const [size, error] = [bias.estimate, standardError(bias)];
  if (Math.abs(size) < 1e-12 && error < 1e-12) return { check, size, error, bound: 0, passed: null };
  const likely = usualTrend * usual_rate;
  const [below, above] = [pathBound(size, error, likely), pathBound(-size, error, likely)];
  return { check, size, error, bound: Math.max(below, above), below, above, passed: null };
}

/**
 * A check that read the estimate again where something else cannot have moved it: without weeks of another tactic, without groups that
 * closed. Each end of the interval has its own bound: what falls away may not be an effect. A shift counts beyond its own error, and as soon as it
 * is visible with its error, because what is left is known less well than the estimate.
 */
export function againCheck(check: CheckName, shift: Estimate | null): Check {
  if (shift === null || !Number.isFinite(shift.estimate)) return notAsked(check);
  const [size, error] = [shift.estimate, standardError(shift)];
  if (Math.abs(size) < 1e-12 && error < 1e-12) return { check, size, error, bound: 0, passed: null };
  const [below, above] = [visibleBound(-size, error), visibleBound(size, error)];
  return { check, size, error, bound: Math.max(below, above), below, above, passed: null };
}

function visibleBound(lost: number, error: number): number {
  if (!(error > 0)) return Math.max(0, lost);
  const share = Math.min(1, Math.max(0, (lost / error - pathSeen) / (pathFull - pathSeen)));
  return Math.max(0, lost - error, share * (lost + error));
}

/** A check that measured a shift of the estimate; null: it could not be computed. */
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

/**
 * A check that counted something that the estimate leaves out. What is counted is known and not estimated, so that the shift counts in full, and
 * at one end only: if the estimate falls, part of it may be due to what was left out; if it rises, it may be too small.
 */
export function countedCheck(check: CheckName, shift: Estimate | null): Check {
  if (shift === null || !Number.isFinite(shift.estimate)) return notAsked(check);
  const [size, error] = [shift.estimate, standardError(shift)];
  const [below, above] = [Math.max(0, -size), Math.max(0, size)];
  return { check, size, error, bound: Math.abs(size), below, above, passed: null };
}

/** A share of the estimate that may be due to something else: members in both arms, another tactic in the same groups. */
export function shareCheck(check: CheckName, share: number | null, estimate: number): Check {
  if (share === null) return notAsked(check);
  return { check, size: share, error: null, bound: Math.min(1, share) * Math.abs(estimate), passed: null };
}
