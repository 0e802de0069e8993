import type { Finding } from './claim.js';
import { type Gate, type GateName, gateKinds } from './gates.js';
import type { TestedEstimate } from './interval.js';

/** What can be said, from nothing at all to proof; the first that fits is given. */
export const verdicts = [
  'cannot_be_identified',
  'proven_by_holdout',
  'likely_caused',
  'suggestive',
  'real_but_smaller_than',
  'no_effect_bigger_than',
  'not_separable_from_a_trend',
  'too_noisy_to_tell',
] as const;

export type Verdict = (typeof verdicts)[number];

/** A verdict with the gate that is the strongest reason to doubt, or that decided it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** null: no gate failed */
  readonly reason: GateName | null;
}

/** The evidence of one claim: what was found, and whether Holm over all claims keeps it. */
export interface Evidence {
  readonly finding: Finding;
  /** smallest useful effect, or null */
  readonly smallest_useful: number | null;
}

/** Gates without which nothing may be called likely: where they could not be asked they count as failed. */
const mustBeAsked: readonly GateName[] = [
  'sample_ratio',
  'activity_trend',
  'ever_treated_trend',
  'placebo',
  'trend_interval',
  'placebo_mde',
];

const trendGates: readonly GateName[] = [
  'activity_trend',
  'ever_treated_trend',
  'placebo',
  'estimators_agree',
];

/** The verdict by the rules of docs/lift.md, in their order. */
export function verdictOf({ finding, smallest_useful }: Evidence): Judgement {
  const { gates, tested } = finding;
  const identification = gates.find(
    ({ gate, passed }) => gateKinds[gate] === 'identification' && passed === false,
  );
  if (tested === null || identification !== undefined)
    return { verdict: 'cannot_be_identified', reason: identification?.gate ?? null };
  const failed = gates.filter(isFailed);
  const [hard, soft] = [ofKind(failed, 'hard'), ofKind(failed, 'soft')];
  const reason = strongest(failed);
  const excludesZero = tested.low > 0 || tested.high < 0;
  const isClaim = excludesZero && gates.every(({ gate, passed }) => gate !== 'claims' || passed === true);
  if (isClaim && failed.length === 0)
    return { verdict: finding.estimator === 'holdout' ? 'proven_by_holdout' : 'likely_caused', reason };
  if (isClaim && hard.length === 0 && soft.length === 1) return { verdict: 'suggestive', reason };
  if (
    isSmall(tested, smallest_useful) &&
    !failed.some(({ gate }) => trendGates.includes(gate) || gate === 'spillover')
  )
    return { verdict: isClaim ? 'real_but_smaller_than' : 'no_effect_bigger_than', reason };
  if (excludesZero && hard.length + soft.length >= 2)
    return { verdict: 'not_separable_from_a_trend', reason };
  return { verdict: 'too_noisy_to_tell', reason };
}

function isFailed({ gate, passed }: Gate): boolean {
  if (gateKinds[gate] === 'identification' || gateKinds[gate] === 'claims') return false;
  return passed === false || (passed === null && mustBeAsked.includes(gate));
}

function ofKind(gates: readonly Gate[], kind: 'hard' | 'soft'): Gate[] {
  return gates.filter(({ gate }) => gateKinds[gate] === kind);
}

/** The failed gate that weighs most: hard ones first, in the order in which gates are listed. */
function strongest(failed: readonly Gate[]): GateName | null {
  return (ofKind(failed, 'hard')[0] ?? ofKind(failed, 'soft')[0])?.gate ?? null;
}

function isSmall({ low_90, high_90 }: TestedEstimate, useful: number | null): boolean {
  return useful !== null && low_90 > -useful && high_90 < useful;
}
