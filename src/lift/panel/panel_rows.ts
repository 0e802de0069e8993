import { normalCdf } from '../../statistics/normal.js';
import { type FewUnits, fewUnits, isSingle, type UnitsBehind } from '../checks/few_units.js';
import type { AggregateType } from '../estimators/aggregate.js';
import { simultaneousFactor } from '../estimators/bands.js';
import type { Loading } from '../estimators/callaway_santanna.js';
import type { Moments } from '../estimators/moments.js';
import { commonNoise, halfWidth, smallSampleError } from '../estimators/small_sample.js';

/** A group-time cell, with adoption and period as the panel labels them. */
export interface CellRow {
  readonly group: string;
  readonly time: string;
  readonly estimate: number;
  /** null if one side has only a single unit */
  readonly se: number | null;
  readonly treated_units: number;
  readonly few_units: FewUnits | null;
}

/** A term of an aggregate; the interval of `overall` is pointwise, those of other terms hold all at once (95 %). */
export interface TermRow {
  readonly type: string;
  readonly term: string;
  readonly estimate: number;
  /** null if one side has only a single unit, and for terms that are not estimates */
  readonly se: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly treated_units: number | null;
  readonly few_units: FewUnits | null;
}

export const level = 0.95;
export const seed = 1;

/** A cell as a row; without a standard error if nothing shows it. */
export function cellRow(
  labels: { readonly group: string; readonly time: string },
  estimate: number,
  se: number,
  behind: UnitsBehind,
): CellRow {
  const few = fewUnits(behind);
  return {
    ...labels,
    estimate,
    se: isSingle(few) ? null : se,
    treated_units: behind.treated,
    few_units: few,
  };
}

/** A term with what its error is made of. */
export interface Term {
  readonly term: string;
  readonly estimate: number;
  readonly loading: Loading;
  readonly behind: UnitsBehind;
}

/**
 * Terms with their intervals: Student's t on the small-sample error of each. The last, `overall`, has its own pointwise interval; the
 * others use the error rate at which normal intervals would hold all at once.
 *
 * @param matrix the covariance (row-major) of the terms, for their standard errors and correlations
 * @param moments of what the loadings multiply
 */
export function termRows(
  type: string | AggregateType,
  terms: readonly Term[],
  matrix: Float64Array,
  moments: Moments,
): TermRow[] {
  const count = terms.length;
  const isUsed = terms.map(({ behind }) => !isSingle(fewUnits(behind)));
  const inner = Float64Array.from({ length: (count - 1) ** 2 }, (_, cell) => {
    const [row, column] = [Math.floor(cell / (count - 1)), cell % (count - 1)];
    return isUsed[row] === true && isUsed[column] === true ? matrix[row * count + column]! : 0;
  });
  const together = 2 * normalCdf(-simultaneousFactor(inner, count - 1, level, seed));
  const noise = commonNoise(moments);
  return terms.map(({ term, estimate, loading, behind }, place) => {
    const few = fewUnits(behind);
    const error = isSingle(few) || noise === null ? null : smallSampleError(loading, moments, noise);
    const half = error === null ? null : halfWidth(error, place === count - 1 ? 1 - level : together);
    return {
      type,
      term,
      estimate,
      se: isSingle(few) ? null : Math.sqrt(matrix[place * count + place]!),
      low: half === null ? null : estimate - half,
      high: half === null ? null : estimate + half,
      treated_units: behind.treated,
      few_units: few,
    };
  });
}
