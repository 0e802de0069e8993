import { tQuantile } from './student.js';

/** What one group landed in the window that is asked about, and in the weeks before the tactic. */
export interface WindowAndBase {
  readonly window: number;
  readonly base: number;
}

/** Groups of one type, with the tactic and without. */
export interface Stratum {
  readonly treated: readonly WindowAndBase[];
  readonly control: readonly WindowAndBase[];
}

/** How many times what the groups without it lead to expect, with its interval. */
export interface RatioToExpected {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

const fewestEachSum = 5;
const fewestDegrees = 4;

/**
 * What landed in a window against what the groups of the same types without the tactic lead to expect:
 * RR = A_t / E, E = sum over types of B_t A_c / B_c, on the logarithm with the variance
 * f (1/A_t + sum (B_t A_c / B_c)^2 (1/B_t + 1/A_c + 1/B_c) / E^2), where f >= 1 is how much more the groups of each type and side differ in
 * A / B than counts do (Pearson), and Student's t with the degrees of freedom of f. Weeks of one group that hang together are in f, because
 * it compares whole windows. Types with fewer than 5 in a sum of the groups without it are left out; null where nothing is left, fewer than 5
 * landed before or are expected, or f rests on fewer than 4 degrees of freedom.
 */
export function ratioToExpected(strata: readonly Stratum[], alpha: number): RatioToExpected | null {
  const used = strata
    .map(sumsOf)
    .filter(({ ac, bc, bt }) => ac >= fewestEachSum && bc >= fewestEachSum && bt > 0);
  const expected = sum(used.map(({ bt, ac, bc }) => (bt * ac) / bc));
  const [landed, before] = [sum(used.map(({ at }) => at)), sum(used.map(({ bt }) => bt))];
  if (before < fewestEachSum || expected < fewestEachSum) return null;
  const degrees = sum(used.map(({ degrees: own }) => own));
  if (degrees < fewestDegrees) return null;
  const f = Math.max(1, sum(used.map(({ chi }) => chi)) / degrees);
  const square = sum(used.map(({ bt, ac, bc }) => ((bt * ac) / bc) ** 2 * (1 / bt + 1 / ac + 1 / bc)));
  const variance = f * (1 / Math.max(landed, 0.5) + square / expected ** 2);
  const half = tQuantile(1 - alpha / 2, degrees) * Math.sqrt(variance);
  const ratio = landed / expected;
  const middle = Math.log(Math.max(landed, 0.5) / expected);
  return { ratio, low: landed === 0 ? 0 : Math.exp(middle - half), high: Math.exp(middle + half) };
}

function sumsOf({ treated, control }: Stratum) {
  const [one, other] = [spreadOf(treated), spreadOf(control)];
  return {
    ...{ at: one.window, bt: one.base, ac: other.window, bc: other.base },
    ...{ chi: one.chi + other.chi, degrees: one.degrees + other.degrees },
  };
}

/** The sums of one side, and Pearson's chi square of its groups against their common A / B. */
function spreadOf(groups: readonly WindowAndBase[]) {
  const landed = groups.filter(({ window: inWindow, base }) => inWindow + base > 0);
  const window = sum(landed.map((group) => group.window));
  const base = sum(landed.map((group) => group.base));
  if (window === 0 || base === 0 || landed.length < 2) return { window, base, chi: 0, degrees: 0 };
  const share = window / (window + base);
  const chi = sum(
    landed.map((group) => {
      const all = group.window + group.base;
      return (group.window - all * share) ** 2 / (all * share * (1 - share));
    }),
  );
  return { window, base, chi, degrees: landed.length - 1 };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
