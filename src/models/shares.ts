/**
 * The weight of a touch where the first and the last of a path have fixed shares and those between split the rest by their touches.
 * A path of one touch gives it everything; a path of two splits in the ratio first : last (evenly if both are 0).
 * The weight is per touch: the share of a row divided by its touches, because the credit stage multiplies by them.
 */
export function shares(first: number, last: number): string {
  const middle = Math.max(0, 1 - first - last);
  const ends = first + last;
  const firstOfTwo = ends === 0 ? 0.5 : first / ends;
  const lastOfTwo = ends === 0 ? 0.5 : last / ends;
  return `CASE WHEN path_length = 1 THEN 1e0
    WHEN path_length = 2 AND position = 1 THEN ${firstOfTwo.toExponential()} / touches
    WHEN path_length = 2 THEN ${lastOfTwo.toExponential()} / touches
    WHEN position = 1 THEN ${first.toExponential()} / touches
    WHEN position = path_length THEN ${last.toExponential()} / touches
    ELSE ${middle.toExponential()} / (path_touches - first_touches - last_touches) END`;
}
