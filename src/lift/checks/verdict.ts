import type { TestedEstimate } from '../estimators/interval.js';
import type { Finding } from '../readings/claim.js';
import { type Check, type CheckName, checkKinds, type Widening, wideningOf, widestAt } from './checks.js';

/** What can be said, from nothing at all to proof; the first that fits is given. `counted`: everybody had it at once, and no effect is claimed. */
export const verdicts = [
  'cannot_be_identified',
  'proven_by_holdout',
  'likely_caused',
  'real_but_smaller_than',
  'clear_difference',
  'no_effect_bigger_than',
  'too_noisy_to_tell',
  'counted',
] as const;

export type Verdict = (typeof verdicts)[number];

/** A verdict with the check that is the strongest reason for doubt, or that decided it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** null: no check gives one */
  readonly reason: CheckName | null;
}

/** The evidence of one claim. */
export interface Evidence {
  readonly finding: Finding;
  /** smallest useful effect, or null */
  readonly smallest_useful: number | null;
  /** how many claims were read together */
  readonly claims: number;
}

/** Number of standard errors beyond which a difference is clear, whatever else was read with it: never "too noisy". */
const clear = 2.8;

/** The verdict by the rules of docs/lift.md, in order. */
export function verdictOf({ finding, smallest_useful, claims }: Evidence): Judgement {
  const { checks, tested } = finding;
  const failed = checks.find(({ check, passed }) => checkKinds[check] === 'condition' && passed === false);
  if (tested === null || failed !== undefined)
    return { verdict: 'cannot_be_identified', reason: failed?.check ?? null };
  // what would bring the estimate to 0 is the strongest reason for doubt
  const widest = widestAt(checks, tested.estimate < 0 ? 'above' : 'below');
  const widening = wideningOf(checks);
  const reason = widest?.check ?? null;
  const said = verdictOfInterval(tested, widening, smallest_useful);
  if (said === 'likely_caused' && finding.estimator === 'holdout')
    return isProof(checks)
      ? { verdict: 'proven_by_holdout', reason }
      : { verdict: 'clear_difference', reason: unproven(checks) };
  return {
    verdict: said,
    reason: said === 'clear_difference' && claims > 1 && isHidden(tested, widening) ? 'claims' : reason,
  };
}

/** What an interval from noise alone, and how far off it may be, say about an effect; not whether the assignment was random. */
export function verdictOfInterval(
  tested: TestedEstimate,
  widening: Widening,
  smallest_useful: number | null,
): Exclude<Verdict, 'cannot_be_identified' | 'proven_by_holdout' | 'counted'> {
  const isLeft = (low: number, high: number) => low > 0 || high < 0;
  if (isLeft(tested.low - widening.below, tested.high + widening.above)) return 'likely_caused';
  const isSmall = isBelow(tested, widening, smallest_useful);
  if (isLeft(tested.low, tested.high)) return isSmall ? 'real_but_smaller_than' : 'clear_difference';
  if (isSmall) return 'no_effect_bigger_than';
  const isClear = tested.se > 0 && Math.abs(tested.estimate) > clear * tested.se;
  return isClear ? 'clear_difference' : 'too_noisy_to_tell';
}

/** Whether only the number of claims, and no check, keeps a clear difference from being significant. */
function isHidden({ estimate, se, low, high }: TestedEstimate, { below, above }: Widening): boolean {
  const left = estimate > 0 ? estimate - below : -estimate - above;
  return low <= 0 && high >= 0 && left > clear * se;
}

/** A credible random assignment of enough groups. */
function isProof(checks: readonly Check[]): boolean {
  const asked = checks.filter(({ check }) => checkKinds[check] === 'assignment');
  return asked.length > 0 && asked.every(({ passed }) => passed === true);
}

function unproven(checks: readonly Check[]): CheckName | null {
  return (
    checks.find(({ check, passed }) => checkKinds[check] === 'assignment' && passed !== true)?.check ?? null
  );
}

/** Whether the 90 % interval, widened, lies within the smallest useful effect on both sides. */
function isBelow(
  { low_90, high_90 }: TestedEstimate,
  { below, above }: Widening,
  useful: number | null,
): boolean {
  return useful !== null && low_90 - below > -useful && high_90 + above < useful;
}
