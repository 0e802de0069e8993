import { tQuantile } from '../../statistics/student.js';
import type { Widening } from '../checks/checks.js';
import { defaultThresholds } from '../checks/thresholds.js';
import type { Verdict } from '../checks/verdict.js';
import type { TestedEstimate } from '../estimators/interval.js';

/** What would settle the mean effect of a kind of tactic. */
export const kindSteps = ['more_tactics', 'draw_groups'] as const;

/** The step, with its price; what it does not need is null. */
export interface KindStep {
  readonly step: (typeof kindSteps)[number];
  /** more tactics of the kind that have a number */
  readonly tactics: number | null;
  /** groups of the next tactic per arm, assigned at random */
  readonly groups: number | null;
  /** mean effect detected with 80 % power, as a share of what was expected */
  readonly effect: number | null;
}

/** Advice to wait for more tactics than one a week for a year is useless. */
const mostTactics = 52;

/**
 * The next step if the mean effect is still open: as many more tactics of the kind as show the smallest useful effect, if they vary as these do. More of
 * them do not remove what the checks found in all; then the groups of the next one have to be assigned at random.
 */
export function nextOfKind(
  verdict: Verdict,
  { tested, widening, tactics, alpha, useful }: PooledSoFar,
): KindStep | null {
  if (verdict !== 'too_noisy_to_tell' && verdict !== 'clear_difference') return null;
  const left = useful - Math.max(widening.below, widening.above);
  const variance = tested.se ** 2 * tactics;
  for (let count = tactics + 1; count <= tactics + mostTactics; count += 1) {
    const apart = tQuantile(1 - alpha / 2, count - 1) + tQuantile(0.8, count - 1);
    if (apart * Math.sqrt(variance / count) <= left)
      return { step: 'more_tactics', tactics: count - tactics, groups: null, effect: useful };
  }
  return { step: 'draw_groups', tactics: null, groups: defaultThresholds.groups_per_arm, effect: null };
}

interface PooledSoFar {
  readonly tested: TestedEstimate;
  readonly widening: Widening;
  /** tactics pooled */
  readonly tactics: number;
  readonly alpha: number;
  /** smallest useful effect, as a share of what was expected */
  readonly useful: number;
}
