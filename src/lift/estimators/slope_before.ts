/** Sums over the units of one arm of w^2 times products of what they are above its means: x before the trial, y in it. */
export interface ArmProducts {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
  /** number of units less that of the means */
  readonly df: number;
}

/** By how many squared standard errors the slopes of two arms may differ before the difference counts. */
const apart = 3;

/**
 * How much of what a unit landed before the trial it lands again without the tactic: what is compared is adjusted by it. That is the slope of the arm without the tactic;
 * where units differ and the tactic multiplies, the slope with it is steeper, and one over both would take part of the effect away wherever the treated
 * units were above the others before. As long as the slopes differ by no more than noise, one over both is known better; beyond that, it counts as
 * far as noise may explain the difference.
 */
export function slopeBefore(treated: ArmProducts, control: ArmProducts): number {
  const xx = treated.xx + control.xx;
  if (!(xx > 0)) return 0;
  const both = (treated.xy + control.xy) / xx;
  if (!(treated.xx > 0 && control.xx > 0)) return both;
  const noise = apart * (squaredError(treated) + squaredError(control));
  const own = control.xy / control.xx;
  const square = (treated.xy / treated.xx - own) ** 2;
  return square > noise ? own + (noise / square) * (both - own) : both;
}

/** The square of the standard error of the slope of an arm. */
function squaredError({ xx, xy, yy, df }: ArmProducts): number {
  return Math.max(0, yy - (xy * xy) / xx) / Math.max(1, df - 1) / xx;
}
