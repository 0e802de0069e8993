import { neverTreated, treatedCohorts } from '../panel/cohorts.js';
import type { Panel } from '../panel/panel.js';
import { solve } from './cholesky.js';
import type { Estimate } from './estimate.js';
import { expectationsOf, type PoissonFit, pathsOf, timeOf } from './poisson_fit.js';
import { dot } from './untreated_fit.js';

/** Which treated cells count, and how much: 1 counts a cell in full; by the cohort's place and the period. */
export type CellCount = (cohort: number, period: number) => number;

/** Results in treated cells next to what was expected there, with the scores of the difference per unit of time. */
export interface PoissonEffect extends Estimate {
  /** results that landed in the treated cells */
  readonly landed: number;
  /** what was expected there without the tactic */
  readonly expected: number;
  /** time at risk in those cells */
  readonly exposure: number;
  /** degrees of freedom of Student's t (Satterthwaite over both arms) */
  readonly df: number;
  /** what each unit contributes to its arm, 0 if nothing */
  readonly shares: Float64Array;
  /** the part of each unit's score that is its own excess, rather than what it contributes through the period effects */
  readonly own: Float64Array;
  /** expected over what landed before, by unit: 0 without the tactic */
  readonly growth: Float64Array;
}

export const everyCell: CellCount = () => 1;

/**
 * The sum of Y - Yhat over treated cells, per unit of time. A unit's score is its excess over the common ratio, together with what its
 * own results contribute through the period effects, corrected for its leverage (as CR2). `(landed - ratio x expected)` would count
 * the noise of the pre-period `ratio` times: each is scaled to the part of both that the difference contains.
 */
export function poissonEffect(fit: PoissonFit, count: CellCount = everyCell): PoissonEffect {
  const { panel, cohorts } = fit.sums;
  const { periods, of_unit, adopted } = cohorts;
  const units = panel.unit_ids.length;
  const never = neverTreated(cohorts);
  const expectations = expectationsOf(fit);
  const [landed, expected, before] = [
    new Float64Array(units),
    new Float64Array(units),
    new Float64Array(units),
  ];
  const [growth, usual] = [new Float64Array(units), new Float64Array(units)];
  const gradient = new Float64Array(fit.coefficients.length);
  const moved = new Float64Array(periods);
  let exposure = 0;
  for (let unit = 0; unit < units; unit += 1) {
    const cohort = of_unit[unit]!;
    const date = adopted[cohort]!;
    const { factor } = expectations(unit);
    let [own, base] = [0, 0];
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1) {
      const time = timeOf(panel, unit, cell);
      own += time * panel.outcome[cell]!;
      base += time * factor[t]!;
    }
    before[unit] = own;
    if (cohort === never || !(base > 0)) continue;
    for (let t = date, cell = unit * periods + date; t < periods; t += 1, cell += 1) {
      const weight = count(cohort, t);
      const time = timeOf(panel, unit, cell);
      if (weight === 0 || time === 0) continue;
      const share = (weight * time * factor[t]!) / base;
      exposure += weight * time;
      landed[unit] = landed[unit]! + weight * time * panel.outcome[cell]!;
      expected[unit] = expected[unit]! + own * share;
      growth[unit] = growth[unit]! + share;
      usual[unit] = usual[unit]! + share * base;
      moved[t] = own * share;
    }
    if (!(expected[unit]! > 0)) continue;
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1)
      moved[t] = (-expected[unit]! * timeOf(panel, unit, cell) * factor[t]!) / base;
    addColumns(fit, unit, moved, gradient);
    moved.fill(0);
  }
  const through = scoresThrough(fit, solve(fit.factor, maskBase(fit, gradient)));
  return summed(fit, { landed, expected, before, growth, usual, through, exposure });
}

/** The base period and periods without results have no coefficient. */
export function maskBase({ active }: PoissonFit, gradient: Float64Array): Float64Array {
  const first = active.indexOf(1);
  return gradient.map((value, at) => (at === first || active[at] === 0 ? 0 : value));
}

/** What a change in each coefficient does to the values of one unit, one per period. */
export function addColumns(fit: PoissonFit, unit: number, values: Float64Array, into: Float64Array): void {
  const { cohorts, activity } = fit.sums;
  for (let t = 0; t < values.length; t += 1) into[t] = into[t]! + values[t]!;
  fit.regressors.forEach(({ of, shape }, k) => {
    const scale = of === 'activity' ? (activity?.[unit] ?? 0) : 1;
    const at = cohorts.periods + k;
    into[at] = into[at]! + scale * dot(values, shape[cohorts.of_unit[unit]!]!);
  });
}

/** leverage' x (score of the unit's untreated cells) */
export function scoresThrough(fit: PoissonFit, leverage: Float64Array): Float64Array {
  const { panel, cohorts, activity } = fit.sums;
  const { periods } = cohorts;
  const expectations = expectationsOf(fit);
  const { plain, crossed } = pathsOf(fit, leverage);
  return Float64Array.from(cohorts.of_unit, (cohort, unit) => {
    const date = cohorts.adopted[cohort]!;
    const { factor } = expectations(unit);
    const [path, slope, scale] = [plain[cohort]!, crossed[cohort]!, activity?.[unit] ?? 0];
    let [own, base, sum, mean] = [0, 0, 0, 0];
    for (let t = 0, cell = unit * periods; t < date; t += 1, cell += 1) {
      const time = timeOf(panel, unit, cell);
      const landed = time * panel.outcome[cell]!;
      const usual = time * factor[t]!;
      const x = path[t]! + scale * slope[t]!;
      own += landed;
      base += usual;
      sum += landed * x;
      mean += usual * x;
    }
    return base > 0 ? sum - (own * mean) / base : 0;
  });
}

interface Parts {
  readonly landed: Float64Array;
  readonly expected: Float64Array;
  readonly before: Float64Array;
  /** expected / before */
  readonly growth: Float64Array;
  /** expected without the unit's own results: at the rate of all units with the tactic */
  readonly usual: Float64Array;
  readonly through: Float64Array;
  readonly exposure: number;
}

function summed(fit: PoissonFit, parts: Parts): PoissonEffect {
  const { sums } = fit;
  const { landed, expected, before, growth, through, exposure } = parts;
  const { cohorts } = sums;
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const [all, hoped] = [total(landed), total(expected)];
  const ratio = hoped > 0 ? all / hoped : 1;
  const rate = hoped / Math.max(1e-300, total(parts.usual));
  const usual = parts.usual.map((value) => value * rate);
  const never = neverTreated(cohorts);
  const isUsed = (unit: number) => growth[unit]! > 0;
  const compared = before.reduce((sum, own, unit) => sum + (isUsed(unit) ? 0 : own), 0);
  const variances = [0, 0];
  const squares = [0, 0];
  const shares = new Float64Array(cohorts.of_unit.length);
  const excess = new Float64Array(cohorts.of_unit.length);
  const more = heterogeneity(sums.panel, parts, ratio, dispersionOf(fit));
  const scores = Float64Array.from(cohorts.of_unit, (_, unit) => {
    const arm = isUsed(unit) ? 1 : 0;
    const k = growth[unit]!;
    const own =
      arm === 0
        ? 0
        : ratio < 1
          ? landed[unit]! - expected[unit]! - (ratio - 1) * usual[unit]!
          : more *
            Math.sqrt((ratio + k) / (ratio + ratio * ratio * k)) *
            (landed[unit]! - ratio * expected[unit]!);
    const share = (arm === 1 ? (hoped > 0 ? expected[unit]! / hoped : 0) : before[unit]! / compared) || 0;
    shares[unit] = share;
    const left = Math.sqrt(Math.max(0.05, 1 - share));
    const score = (own - through[unit]!) / left;
    excess[unit] = exposure > 0 ? own / left / exposure : 0;
    variances[arm] = variances[arm]! + score * score;
    squares[arm] = squares[arm]! + share ** 2;
    return exposure > 0 ? score / exposure : 0;
  });
  const parted = variances.reduce((sum, variance, arm) => {
    const effective = Math.max(1, 1 / Math.max(squares[arm]!, 1e-12) - 1);
    return sum + variance ** 2 / effective;
  }, 0);
  const variance = variances[0]! + variances[1]!;
  return {
    estimate: exposure > 0 ? (all - hoped) / exposure : 0,
    scores,
    landed: all,
    expected: hoped,
    exposure,
    shares,
    own: excess,
    growth,
    df: parted > 0 ? Math.max(1, variance ** 2 / parted) : Math.max(1, (cohorts.units[never] ?? 2) - 1),
  };
}

/**
 * How many times the variance of a count units differ from what their time before leads one to expect, seen where nothing began: never treated units
 * before and after the first date. Null if there are none.
 */
function dispersionOf({ sums, ...fit }: PoissonFit): number | null {
  const { panel, cohorts } = sums;
  const { periods, of_unit, adopted } = cohorts;
  const never = neverTreated(cohorts);
  const begins = Math.min(...treatedCohorts(cohorts).map((cohort) => adopted[cohort]!));
  const expectations = expectationsOf({ sums, ...fit });
  let [squares, counts] = [0, 0];
  of_unit.forEach((cohort, unit) => {
    if (cohort !== never) return;
    const { factor } = expectations(unit);
    const [landed, usual] = [
      [0, 0],
      [0, 0],
    ] as [[number, number], [number, number]];
    for (let t = 0, cell = unit * periods; t < periods; t += 1, cell += 1) {
      const time = timeOf(panel, unit, cell);
      const side = t < begins ? 0 : 1;
      landed[side] += time * panel.outcome[cell]!;
      usual[side] += time * factor[t]!;
    }
    if (!(usual[0] > 0)) return;
    const share = usual[1] / usual[0];
    const level = (landed[0] + landed[1]) / (usual[0] + usual[1]);
    squares += (landed[1] - share * landed[0]) ** 2;
    counts += level * usual[1] * (1 + share);
  });
  return counts > 0 ? squares / counts : null;
}

/**
 * Scores are scaled down because the noise of the time before enters an excess over the common ratio more than it enters the effect. What units with the
 * tactic differ by beyond such noise, because it works better in some than in others, enters both alike: by this factor their scores are scaled back.
 */
function heterogeneity(
  { unit_ids }: Panel,
  { landed, expected, growth }: Parts,
  ratio: number,
  dispersion: number | null,
): number {
  if (ratio <= 1 || dispersion === null) return 1;
  let [seen, noise, kept] = [0, 0, 0];
  for (let unit = 0; unit < unit_ids.length; unit += 1) {
    const k = growth[unit]!;
    if (!(k > 0)) continue;
    const excess = (landed[unit]! - ratio * expected[unit]!) ** 2;
    seen += excess;
    kept += ((ratio + k) / (ratio + ratio * ratio * k)) * excess;
    noise += dispersion * expected[unit]! * (ratio + ratio * ratio * k);
  }
  const share = seen > noise ? 1 - noise / seen : 0;
  return kept > 0 ? Math.sqrt((share * seen + (1 - share) * kept) / kept) : 1;
}

/** A coefficient of a regressor on the untreated cells, with its scores. */
export function poissonCoefficient(fit: PoissonFit, regressor: number): Estimate {
  const at = fit.sums.cohorts.periods + regressor;
  const unit = new Float64Array(fit.coefficients.length);
  unit[at] = 1;
  return { estimate: fit.coefficients[at]!, scores: scoresThrough(fit, solve(fit.factor, unit)) };
}
