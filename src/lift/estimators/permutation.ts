import { type Random, stream, unit } from '../../statistics/random.js';
import { type ArmProducts, slopeBefore } from './slope_before.js';

/** Units of two arms: an outcome per unit of weight, its weight, and whether it was treated. */
export interface TwoArms {
  readonly outcome: Float64Array;
  readonly weight: Float64Array;
  readonly is_treated: Uint8Array;
  /** number of the draw in which each unit was assigned, from 0 on, each with two units or more in both arms; absent: one draw */
  readonly draw?: Int32Array;
  /** outcome per unit of weight before the trial, by which the outcome is adjusted; absent or null: it is not */
  readonly before?: Float64Array | null;
}

/** An estimate with the p-value of no effect and the interval of all effects that the same test does not reject. */
export interface PermutationTest {
  readonly estimate: number;
  readonly se: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
  /** effects that the test does not reject at 10 % */
  readonly low_90: number;
  readonly high_90: number;
}

/** Sums over the units that an assignment treats; D is the actual treatment. */
interface ArmSums {
  readonly units: number;
  readonly w: number;
  readonly wy: number;
  readonly wD: number;
  readonly ww: number;
  readonly wwy: number;
  readonly wwyy: number;
  readonly wwD: number;
  readonly wwyD: number;
  readonly wx: number;
  readonly wwx: number;
  readonly wwxx: number;
  readonly wwxy: number;
  readonly wwxD: number;
}

const permutationsAtLeast = 999;

/** The sums of both arms of one draw. */
interface BothArms {
  readonly treated: ArmSums;
  readonly control: ArmSums;
}

/** The sums of one assignment, one pair for each draw. */
type Assignment = readonly BothArms[];

/**
 * The studentised permutation test of a constant effect (Chung and Romano 2013), inverted: under the effect d the
 * outcomes y - d D are exchangeable between arms; d is in the interval if (1 + #{|t*| >= |t|}) / (1 + B) > alpha, or, where
 * there are few assignments, if the share of all of them with |t*| >= |t| is. The statistic is the difference between the
 * arms' ratio means, adjusted by the time before with the slope of each assignment, over its Welch standard error, weights being members; if units were assigned in several draws, it is that of every draw,
 * by its treated weight, and units change arms within their draw only.
 */
export function permutationTest(arms: TwoArms, alpha: number, seed: number): PermutationTest {
  const centred = centre(arms);
  const draws_of = unitsByDraw(centred);
  const whole = draws_of.map((places) => sumsOver(centred, places));
  const bothArms = (chosen: ArrayLike<number>, draw: number): BothArms => {
    const treated = sumsOver(centred, chosen);
    return { treated, control: lessSums(whole[draw]!, treated) };
  };
  const own = draws_of.map((places, draw) =>
    bothArms(
      places.filter((place) => centred.is_treated[place] === 1),
      draw,
    ),
  );
  const treated = own.map((arms) => arms.treated.units);
  const draws = Math.max(permutationsAtLeast, Math.ceil(10 / alpha) - 1);
  const every = everyAssignment(bothArms, draws_of, treated);
  const assignments = every ?? permuted(bothArms, draws_of, treated, draws, stream(seed, 'permutation'));
  const { estimate, se } = contrastAt(own, 0);
  const pAt = (effect: number) => {
    const observed = Math.abs(statisticAt(own, effect));
    const tolerance = 1e-12 * Math.max(1, observed);
    const extreme = assignments.filter((arms) => Math.abs(statisticAt(arms, effect)) >= observed - tolerance);
    return every === null ? (1 + extreme.length) / (1 + draws) : extreme.length / every.length;
  };
  const p = pAt(0);
  const unknown = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  if (!(se > 0)) return { estimate, se, p: 1, ...unknown, low_90: unknown.low, high_90: unknown.high };
  const edge = (direction: 1 | -1, rate: number) =>
    edgeOf(pAt, { estimate, se, direction, alpha: rate, keepsZero: p > rate });
  return {
    estimate,
    se,
    p,
    low: edge(-1, alpha),
    high: edge(1, alpha),
    low_90: edge(-1, 0.1),
    high_90: edge(1, 0.1),
  };
}

/** The units of every draw, in their order. */
export function unitsByDraw({ weight, draw }: Pick<TwoArms, 'weight' | 'draw'>): number[][] {
  const places = [...weight.keys()];
  if (draw === undefined) return [places];
  const count = draw.reduce((most, one) => Math.max(most, one + 1), 0);
  return Array.from({ length: count }, (_, one) => places.filter((place) => draw[place] === one));
}

/** Outcomes, and those of the time before, less their weighted means, so that sums of squares do not cancel. */
function centre({ outcome, before, weight, ...arms }: TwoArms): TwoArms {
  const total = weight.reduce((sum, w) => sum + w, 0);
  const around = (values: Float64Array) => {
    const mean = values.reduce((sum, y, place) => sum + weight[place]! * y, 0) / total;
    return values.map((y) => y - mean);
  };
  return { ...arms, outcome: around(outcome), before: before == null ? null : around(before), weight };
}

/** Sums over some of the units; in plain variables, because a test adds up millions of them. */
function sumsOver({ weight, outcome, before, is_treated }: TwoArms, places: ArrayLike<number>): ArmSums {
  let [w, wy, wD, ww, wwy, wwyy, wwD, wwyD] = [0, 0, 0, 0, 0, 0, 0, 0];
  let [wx, wwx, wwxx, wwxy, wwxD] = [0, 0, 0, 0, 0];
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at]!;
    const own = weight[place]!;
    const y = outcome[place]!;
    const D = is_treated[place]!;
    w += own;
    wy += own * y;
    wD += own * D;
    ww += own * own;
    wwy += own * own * y;
    wwyy += own * own * y * y;
    wwD += own * own * D;
    wwyD += own * own * y * D;
    if (before == null) continue;
    const x = before[place]!;
    wx += own * x;
    wwx += own * own * x;
    wwxx += own * own * x * x;
    wwxy += own * own * x * y;
    wwxD += own * own * x * D;
  }
  return { units: places.length, w, wy, wD, ww, wwy, wwyy, wwD, wwyD, wx, wwx, wwxx, wwxy, wwxD };
}

/** The sums of both arms if these units of a draw are treated. */
type SumsOfArms = (treated: ArrayLike<number>, draw: number) => BothArms;

/** Sums of random assignments that treat as many units of every draw as the actual one. */
function permuted(
  bothArms: SumsOfArms,
  draws_of: readonly (readonly number[])[],
  treated: readonly number[],
  draws: number,
  random: Random,
): Assignment[] {
  const places = draws_of.map((units) => Int32Array.from(units));
  return Array.from({ length: draws }, () =>
    places.map((units, draw) => {
      const count = treated[draw]!;
      for (let place = 0; place < count; place += 1) {
        const other = place + Math.floor(unit(random) * (units.length - place));
        const chosen = units[other]!;
        units[other] = units[place]!;
        units[place] = chosen;
      }
      return bothArms(units.subarray(0, count), draw);
    }),
  );
}

/** Up to this many assignments are all tried instead of sampled. */
const everyAtMost = 5000;

/** Sums of every assignment that treats as many units of every draw as the actual one; null if there are too many. */
function everyAssignment(
  bothArms: SumsOfArms,
  draws_of: readonly (readonly number[])[],
  treated: readonly number[],
): Assignment[] | null {
  const count = draws_of.reduce((all, units, draw) => all * choices(units.length, treated[draw]!), 1);
  if (count > everyAtMost) return null;
  return draws_of.reduce<Assignment[]>(
    (before, units, draw) => {
      const ways = everyChoice(units, treated[draw]!).map((chosen) => bothArms(chosen, draw));
      return before.flatMap((arms) => ways.map((one) => [...arms, one]));
    },
    [[]],
  );
}

/** In how many ways some of the units can be chosen. */
function choices(units: number, chosen: number): number {
  let count = 1;
  for (let place = 1; place <= chosen; place += 1) count = (count * (units - chosen + place)) / place;
  return count;
}

/** All choices of so many of the units, in order. */
function everyChoice(units: readonly number[], count: number): number[][] {
  const found: number[][] = [];
  const chosen: number[] = [];
  const choose = (from: number) => {
    if (chosen.length === count) found.push([...chosen]);
    else
      for (let place = from; place <= units.length - (count - chosen.length); place += 1) {
        chosen.push(units[place]!);
        choose(place + 1);
        chosen.pop();
      }
  };
  choose(0);
  return found;
}

function statisticAt(assignment: Assignment, effect: number): number {
  const { estimate, se } = contrastAt(assignment, effect);
  return se > 0 ? estimate / se : 0;
}

/**
 * Difference between the arms' means of y - effect D, less the slope times that of the time before, by treated weight over draws, and its standard error.
 * The slope is that of the assignment at hand: one that ignores the arms would take part of the effect for an effect of the time before.
 */
function contrastAt(assignment: Assignment, effect: number): { estimate: number; se: number } {
  let [all, estimate, variance] = [0, 0, 0];
  for (const { treated } of assignment) all += treated.w;
  const arms = assignment.map(({ treated, control }) => ({
    share: treated.w / all,
    treated: momentsAt(treated, effect),
    control: momentsAt(control, effect),
  }));
  const slope = slopeBefore(
    overDraws(arms.map(({ treated }) => treated)),
    overDraws(arms.map(({ control }) => control)),
  );
  for (const { share, treated, control } of arms) {
    estimate += share * (treated.y - control.y - slope * (treated.x - control.x));
    variance += share * share * (varianceOf(treated, slope) + varianceOf(control, slope));
  }
  return { estimate, se: Math.sqrt(variance) };
}

/** The products of one arm, each draw around its own means. */
function overDraws(draws: readonly Moments[]): ArmProducts {
  let [xx, xy, yy, df] = [0, 0, 0, 0];
  for (const one of draws) {
    xx += one.xx;
    xy += one.xy;
    yy += one.yy;
    df += one.df;
  }
  return { xx, xy, yy, df };
}

function lessSums(whole: ArmSums, part: ArmSums): ArmSums {
  return {
    units: whole.units - part.units,
    w: whole.w - part.w,
    wy: whole.wy - part.wy,
    wD: whole.wD - part.wD,
    ww: whole.ww - part.ww,
    wwy: whole.wwy - part.wwy,
    wwyy: whole.wwyy - part.wwyy,
    wwD: whole.wwD - part.wwD,
    wwyD: whole.wwyD - part.wwyD,
    wx: whole.wx - part.wx,
    wwx: whole.wwx - part.wwx,
    wwxx: whole.wwxx - part.wwxx,
    wwxy: whole.wwxy - part.wwxy,
    wwxD: whole.wwxD - part.wwxD,
  };
}

/** Ratio means of an arm (y less effect D, and the time before), and its sums of w^2 times products of what is left. */
interface Moments extends ArmProducts {
  readonly x: number;
  readonly y: number;
  /** n / (n - 1) / W^2 */
  readonly scale: number;
}

function momentsAt(s: ArmSums, effect: number): Moments {
  const [x, y] = [s.wx / s.w, (s.wy - effect * s.wD) / s.w];
  const wwy = s.wwy - effect * s.wwD;
  const wwyy = s.wwyy + effect * effect * s.wwD - 2 * effect * s.wwyD;
  const wwxy = s.wwxy - effect * s.wwxD;
  return {
    x,
    y,
    xx: Math.max(0, s.wwxx - 2 * x * s.wwx + x * x * s.ww),
    xy: wwxy - x * wwy - y * s.wwx + x * y * s.ww,
    yy: wwyy - 2 * y * wwy + y * y * s.ww,
    df: s.units - 1,
    scale: s.units / (s.units - 1) / (s.w * s.w),
  };
}

/** Linearised variance of an arm's adjusted mean, n / (n - 1) sum w^2 (y - slope x - mean)^2 / W^2. */
function varianceOf({ xx, xy, yy, scale }: Moments, slope: number): number {
  return scale * Math.max(0, yy - 2 * slope * xy + slope * slope * xx);
}

interface EdgeSearch {
  readonly estimate: number;
  readonly se: number;
  readonly direction: 1 | -1;
  readonly alpha: number;
  /** the test does not reject 0, so 0 is inside the interval */
  readonly keepsZero: boolean;
}

/** The end of the interval in one direction, by bisection between an effect that is kept and one that is rejected. */
function edgeOf(pAt: (effect: number) => number, search: EdgeSearch): number {
  const { estimate, se, direction, alpha, keepsZero } = search;
  const zeroIsAhead = direction * (0 - estimate) > 0;
  let kept = zeroIsAhead && keepsZero ? 0 : estimate;
  let rejected = kept + direction * 4 * se;
  if (zeroIsAhead && !keepsZero) rejected = direction * Math.min(direction * rejected, 0);
  for (let tries = 0; pAt(rejected) > alpha; tries += 1) {
    if (tries === 60) return direction * Number.POSITIVE_INFINITY;
    kept = rejected;
    rejected += direction * 4 * se * 2 ** tries;
    if (zeroIsAhead && !keepsZero) rejected = direction * Math.min(direction * rejected, 0);
  }
  for (let halvings = 0; halvings < 40; halvings += 1) {
    const middle = (kept + rejected) / 2;
    if (pAt(middle) > alpha) kept = middle;
    else rejected = middle;
  }
  return kept;
}
