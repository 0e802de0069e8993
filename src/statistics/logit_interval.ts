import { tQuantile } from './student.js';

/** With fewer degrees of freedom than this, the width of an interval means nothing. */
const fewestDegrees = 9;

/**
 * The 95 % interval of a share with a standard error, by t on the logit scale, so that it stays between 0 and 1;
 * null for shares of 0 and 1, for a standard error of 0 and for fewer than 9 degrees of freedom.
 */
export function logitInterval(
  share: number,
  se: number,
  degrees: number,
): { low: number; high: number } | null {
  if (!(share > 0 && share < 1 && se > 0) || degrees < fewestDegrees) return null;
  const centre = Math.log(share / (1 - share));
  const half = (tQuantile(0.975, degrees) * se) / (share * (1 - share));
  const shareAt = (logit: number) => 1 / (1 + Math.exp(-logit));
  return { low: shareAt(centre - half), high: shareAt(centre + half) };
}
