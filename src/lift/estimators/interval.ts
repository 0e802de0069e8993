import { tCdf, tQuantile } from '../../statistics/student.js';
import { type Estimate, standardError } from './estimate.js';

/** An estimate with the interval and the p-value of one t test, so that they cannot contradict each other. */
export interface TestedEstimate {
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
  /** interval at 1 - alpha / claims */
  readonly low: number;
  readonly high: number;
  /** 90 % interval of this claim alone, to decide whether it is smaller than the smallest useful effect */
  readonly low_90: number;
  readonly high_90: number;
  /** for this claim alone */
  readonly p: number;
  /** smallest effect that would have been detected with 80 % power at this alpha */
  readonly mde: number;
}

/** Tests an estimate with scores. */
export function tested(estimate: Estimate, df: number, alpha: number): TestedEstimate {
  return testedAt(estimate.estimate, standardError(estimate), df, alpha);
}

/** Tests an estimate with a known standard error: Student's t with `df` degrees of freedom. */
export function testedAt(estimate: number, se: number, df: number, alpha: number): TestedEstimate {
  const around = (share: number) => (se > 0 ? tQuantile(1 - share / 2, df) * se : Number.POSITIVE_INFINITY);
  const [half, half_90] = [around(alpha), around(0.1)];
  return {
    estimate,
    se,
    df,
    low: estimate - half,
    high: estimate + half,
    low_90: estimate - half_90,
    high_90: estimate + half_90,
    p: twoSidedP(estimate, se, df),
    mde: half + tQuantile(0.8, df) * se,
  };
}

/** P(|T| >= |estimate / se|); 1 if nothing varies. */
export function twoSidedP(estimate: number, se: number, df: number): number {
  return se > 0 ? 2 * tCdf(-Math.abs(estimate) / se, df) : 1;
}
