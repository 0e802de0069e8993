/**
 * An estimate with the score of every unit: its error is the sum of the scores, to first order, so that the variance of
 * an estimate, and of any difference of two estimates on the same units, is a sum of squares (clustered by unit).
 */
export interface Estimate {
  readonly estimate: number;
  /** one per unit, in the outcome's unit */
  readonly scores: Float64Array;
}

/** The standard error of an estimate, clustered by unit. */
export function standardError({ scores }: Estimate): number {
  let sum = 0;
  for (const score of scores) sum += score * score;
  return Math.sqrt(sum);
}

/** An estimate and its scores times a factor. */
export function scaled({ estimate, scores }: Estimate, factor: number): Estimate {
  return { estimate: estimate * factor, scores: scores.map((score) => score * factor) };
}

/** The first estimate less the second, with its joint scores; both must be of the same units. */
export function difference(first: Estimate, second: Estimate): Estimate {
  return {
    estimate: first.estimate - second.estimate,
    scores: first.scores.map((score, unit) => score - second.scores[unit]!),
  };
}
