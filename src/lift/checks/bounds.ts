import { type Estimate, standardError } from '../estimators/estimate.js';
import { type Check, type CheckName, notAsked } from './checks.js';

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
  return shareSeen(distance, error) * (2 * distance + error);
}

/** How much of a trend counts: nothing until it begins to be visible. */
function shareSeen(distance: number, error: number): number {
  if (!(error > 0)) return 1;
  return Math.min(1, Math.max(0, (distance / error - seen) / (full - seen)));
}

/** How far a trend too small to detect may move an estimate, as a share of the usual rate: one standard deviation of what is likely. */
const usualTrend = 0.3;

/** What is added to the likely size of a trend: its upper 90 % limit. */
const upperTail = 1.3;

/** Number of standard errors at which a trend in the direction of the estimate begins to count, and at which it counts in full. */
const [pathSeen, pathFull] = [1.25, 1.75];

/** How far a path that is seen may go on, from how far its straight continuation goes, upwards and downwards; as shares of the usual rate. */
export interface Onward {
  readonly up: (seen: number) => number;
  readonly down: (seen: number) => number;
}

const twice = (seen: number) => 2 * seen;
const straightTwice: Onward = { up: twice, down: twice };

/**
 * A path that was level at first and bends all along (a square), if a straight line through `before` periods is what was seen of it, over the `after` periods that
 * follow: 4/3 + 2/3 of after over before times as far, which is 2 if both are equally long. At least twice.
 */
export function bentAmount(before: number, after: number): Onward {
  const times = Math.max(2, 4 / 3 + ((2 / 3) * after) / before);
  const go = (seen: number) => times * seen;
  return { up: go, down: go };
}

/** The same for growth by a factor: its logarithm bends. What falls ends at 0, and counts as an amount. */
export function bentGrowth(before: number, after: number): Onward {
  const steps = Math.max(1, Math.round(after));
  const up = (seen: number) => {
    const slope = Math.log1p(seen) / ((before + after) / 2);
    const factors = Array.from({ length: steps }, (_, step) => {
      const time = before + ((step + 0.5) * after) / steps;
      return Math.exp((slope / before) * (time ** 2 - before ** 2 / 3));
    });
    const mean = factors.reduce((sum, one) => sum + one, 0) / steps;
    return Math.max((1 + seen) ** 2, mean) - 1;
  };
  return { up, down: bentAmount(before, after).down };
}

/**
 * How much an estimate may be too high because of a trend of its own, measured beforehand as `bias` with an error; for growth that multiplies, as shares of the usual rate. `likely`:
 * one standard deviation of how far undetected trends move such an estimate.
 */
export function pathBound(bias: number, error: number, likely: number, onward = twice): number {
  if (!(error > 0)) return Math.max(0, bias);
  const [prior, noise] = [likely ** 2, error * error];
  const share = Math.min(1, Math.max(0, (bias / error - pathSeen) / (pathFull - pathSeen)));
  const unseen = (prior * bias + upperTail * Math.sqrt(prior * noise * (prior + noise))) / (prior + noise);
  return Math.max(0, unseen, share > 0 ? share * (onward(bias) + error) : 0);
}

/**
 * A check that measured how groups were developing before they got the tactic, expressed as the part of the estimate that
 * would explain. Each end of the interval has its own bound: an upward trend may have created an apparent effect, never
 * hidden one. If no trend is detected, one may still exist: the upper limit of what is likely counts, with a prior of 30 %
 * of the usual rate. If one is detected, it counts as far as `onward` says plus one standard error, because it need not continue in a
 * straight line. Chosen by simulation (docs/lift.md).
 */
export function pathCheck(
  check: CheckName,
  bias: Estimate | null,
  usual_rate: number,
  onward: Onward = straightTwice,
): Check {
  if (bias === null || !Number.isFinite(bias.estimate)) return notAsked(check);
  const [size, error] = [bias.estimate, standardError(bias)];
  if (Math.abs(size) < 1e-12 && error < 1e-12) return { check, size, error, bound: 0, passed: null };
  const unit = usual_rate > 0 ? usual_rate : 1;
  const likely = (usualTrend * usual_rate) / unit;
  const boundAt = (lost: number, going: Onward['up']) =>
    unit * pathBound(lost / unit, error / unit, likely, going);
  const [below, above] = [boundAt(size, onward.up), boundAt(-size, onward.down)];
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

/**
 * How much of an estimate grew only after the start, as anything else that was growing would. It counts once it is visible, with its error, as a factor or as an
 * amount, whichever says more; and only at the end towards 0, because what grows in the direction of the estimate may have created it, and never hidden it.
 * Chosen by simulation (docs/lift.md).
 */
export function growthCheck(growths: readonly (Estimate | null)[], estimate: number): Check {
  const known = growths.flatMap((one) => (one === null || !Number.isFinite(one.estimate) ? [] : [one]));
  const checks = known.map((growth): Check => {
    const [size, error] = [growth.estimate, standardError(growth)];
    const isNothing = Math.abs(size) < 1e-12 && error < 1e-12;
    const grown = size * Math.sign(estimate);
    const bound = grown > 0 && !isNothing ? shareSeen(grown, error) * (grown + error) : 0;
    const [below, above] = estimate < 0 ? [0, bound] : [bound, 0];
    return { check: 'growth_since', size, error, bound, below, above, passed: null };
  });
  const [first, ...others] = checks;
  if (first === undefined) return notAsked('growth_since');
  return others.reduce((widest, one) => (one.bound! > widest.bound! ? one : widest), first);
}
