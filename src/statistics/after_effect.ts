import { tCdf, tQuantile } from './student.js';

/** What each of several groups landed in the window in question, and in the weeks before the tactic: one number per group. */
export interface WindowAndBase {
  readonly window: ArrayLike<number>;
  readonly base: ArrayLike<number>;
}

/** Groups of one type, with the tactic and without. */
export interface Stratum {
  readonly treated: WindowAndBase;
  readonly control: WindowAndBase;
}

/** The log of what landed over what was expected; the part of the variance due to groups with the tactic, and that due to the others. */
export interface AfterEffect {
  readonly ratio: number;
  readonly logarithm: number;
  readonly error: number;
  readonly degrees: number;
  readonly treated: { readonly groups: number; readonly variance: number };
  readonly control: { readonly groups: number; readonly variance: number };
}

/** How many times what the groups without it lead one to expect, with its interval. */
export interface RatioToExpected {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

const fewestEachSum = 5;
const fewestDegrees = 4;
const power = 0.8;

/**
 * What landed in a window against what the groups of the same types without the tactic lead one to expect:
 * RR = A_t / E, E = sum over types of B_t A_c / B_c, on the log scale. Its variance is that of counts,
 * P = 1/A_t + sum (B_t A_c / B_c)^2 (1/B_t + 1/A_c + 1/B_c) / E^2, plus the larger of two ways in which groups differ more in A / B than counts
 * do: (f - 1) P, where f >= 1 is Pearson's ratio, and t^2 S, where each group has its own factor with variance t^2 (by moments) and S is
 * the sum of the squared shares of the groups, so that a large group does not count as many. Student's t with the degrees of freedom of f, at
 * most twice the effective number of groups (Kish, from the squared shares). Correlation between weeks of one group is in both, because they
 * compare whole windows. Types with a sum below 5 in the groups without the tactic are left out; null if nothing is left, if fewer than 5
 * landed before or are expected, or if f rests on fewer than 4 degrees of freedom.
 */
export function afterEffect(strata: readonly Stratum[]): AfterEffect | null {
  const used = strata
    .map(sumsOf)
    .filter(({ ac, bc, bt }) => ac >= fewestEachSum && bc >= fewestEachSum && bt > 0);
  const expectedOf = ({ ac, bc, bt }: (typeof used)[number]) => (bt * ac) / bc;
  const [landed, expected] = [sum(used.map(({ at }) => at)), sum(used.map(expectedOf))];
  if (sum(used.map(({ bt }) => bt)) < fewestEachSum || expected < fewestEachSum) return null;
  const sides = used.flatMap((one) => {
    const weight = expectedOf(one) / expected;
    const shown = landed === 0 ? weight : (weight + one.at / landed) / 2;
    return [
      { ...one.treated, weight: shown, isTreated: true },
      { ...one.control, weight, isTreated: false },
    ];
  });
  const degrees = sum(sides.map((side) => side.degrees));
  if (degrees < fewestDegrees) return null;
  const part = (of: (one: (typeof used)[number]) => number) =>
    sum(used.map((one) => expectedOf(one) ** 2 * of(one))) / expected ** 2;
  const counts = {
    treated: 1 / Math.max(landed, 0.5) + part(({ bt }) => 1 / bt),
    control: part(({ ac, bc }) => 1 / ac + 1 / bc),
  };
  const [treated, control] = variancesOf(counts, sides, degrees);
  const count = (groups: (one: (typeof used)[number]) => number) => sum(used.map(groups));
  return {
    ratio: landed / expected,
    logarithm: Math.log(Math.max(landed, 0.5) / expected),
    error: Math.sqrt(treated + control),
    degrees: Math.min(degrees, 2 * groupsThatCount(sides)),
    treated: { groups: count((one) => one.treated.groups), variance: treated },
    control: { groups: count((one) => one.control.groups), variance: control },
  };
}

/** The groups of one type and side: how much they differ, and their weight in the whole. */
interface WeighedSide extends Side {
  readonly weight: number;
  readonly isTreated: boolean;
}

/** The variance of counts of both sides, plus the larger of the two ways in which groups differ more than counts do. */
function variancesOf(
  counts: { readonly treated: number; readonly control: number },
  sides: readonly WeighedSide[],
  degrees: number,
): readonly [number, number] {
  const f = Math.max(1, sum(sides.map(({ chi }) => chi)) / degrees);
  const factors = Math.max(0, sum(sides.map(({ excess }) => excess)) / sum(sides.map(({ pull }) => pull)));
  const squares = (isTreated: boolean) =>
    sum(sides.map((side) => (side.isTreated === isTreated ? side.weight ** 2 * side.squares : 0)));
  const own = [factors * squares(true), factors * squares(false)] as const;
  const more = [(f - 1) * counts.treated, (f - 1) * counts.control] as const;
  const [first, second] = own[0] + own[1] > more[0] + more[1] ? own : more;
  return [counts.treated + first, counts.control + second];
}

/** How many groups of equal size would have the same weight as these, both sides together. */
function groupsThatCount(sides: readonly WeighedSide[]): number {
  return sum(
    [true, false].map((isTreated) => {
      const mine = sides.filter((side) => side.isTreated === isTreated);
      const fourth = sum(mine.map(({ weight, fourths }) => weight ** 4 * fourths));
      return fourth === 0 ? 0 : sum(mine.map(({ weight, squares }) => weight ** 2 * squares)) ** 2 / fourth;
    }),
  );
}

/** The interval each of whose ends is wrong in `level` of all cases. */
export function ratioInterval(
  { ratio, logarithm, error, degrees }: AfterEffect,
  level: number,
): RatioToExpected {
  const half = tQuantile(1 - level, degrees) * error;
  return { ratio, low: ratio === 0 ? 0 : Math.exp(logarithm - half), high: Math.exp(logarithm + half) };
}

/** The probability of a ratio at least this far above 1 by chance. */
export function pAbove({ logarithm, error, degrees }: AfterEffect): number {
  return tCdf(-logarithm / error, degrees);
}

/** The smallest ratio above 1 that is detected at a level with 80 % power. */
export function smallestRatio({ error, degrees }: AfterEffect, level: number): number {
  return detectable(error, degrees, level);
}

function detectable(error: number, degrees: number, level: number): number {
  return Math.exp((tQuantile(1 - level, degrees) + tQuantile(power, degrees)) * error);
}

/** Groups per side, and the smallest ratio that they can show. */
export interface NextTest {
  readonly groups: number;
  readonly ratio: number;
}

/**
 * The fewest groups per side that would show a ratio of `wanted` with 80 % power if groups like these were split in half for a single
 * tactic; if even all of them are too few, all of them, and what they can show.
 */
export function nextTest({ treated, control }: AfterEffect, wanted: number, level: number): NextTest {
  const most = Math.floor((treated.groups + control.groups) / 2);
  const each = treated.variance * treated.groups + control.variance * control.groups;
  const shown = (groups: number) => detectable(Math.sqrt(each / groups), 2 * groups - 2, level);
  let groups = fewestDegrees;
  while (groups < most && shown(groups) > wanted) groups++;
  return { groups, ratio: shown(groups) };
}

function sumsOf(stratum: Stratum) {
  const [treated, control] = [sideOf(stratum.treated), sideOf(stratum.control)];
  return { treated, control, at: treated.window, bt: treated.base, ac: control.window, bc: control.base };
}

/** One side of one type: its sums, and how much its groups differ in A / B. */
interface Side {
  readonly groups: number;
  readonly window: number;
  readonly base: number;
  /** Pearson's chi square of its groups against their common A / B, and its degrees of freedom */
  readonly chi: number;
  readonly degrees: number;
  /** how much the residuals exceed those of counts, in units of these, and what a factor variance of one between groups adds to that */
  readonly excess: number;
  readonly pull: number;
  /** sums of the second and fourth powers of the shares of its groups */
  readonly squares: number;
  readonly fourths: number;
}

function sideOf({ window: windows, base: bases }: WindowAndBase): Side {
  const groups = windows.length;
  let [window, base, landed] = [0, 0, 0];
  for (let at = 0; at < groups; at++) {
    window += windows[at]!;
    base += bases[at]!;
    if (windows[at]! + bases[at]! > 0) landed++;
  }
  let [chi, excess, pull, squares, fourths] = [0, 0, 0, 0, 0];
  const isKnown = window > 0 && base > 0 && landed > 1;
  const common = window / (window + base);
  for (let at = 0; at < groups; at++) {
    const all = windows[at]! + bases[at]!;
    if (all === 0) continue;
    const ofBase = bases[at]! / Math.max(1, base);
    const share = isKnown ? (windows[at]! / window + ofBase) / 2 : ofBase;
    squares += share ** 2;
    fourths += share ** 4;
    if (!isKnown) continue;
    const counts = share * (1 - share) * (1 / window + 1 / base);
    chi += (windows[at]! - all * common) ** 2 / (all * common * (1 - common));
    excess += (windows[at]! / window - bases[at]! / base) ** 2 / counts - 1;
    pull += (share ** 2 * (1 - share)) / counts;
  }
  const degrees = isKnown ? landed - 1 : 0;
  return { groups, window, base, chi, degrees, excess, pull, squares, fourths };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
