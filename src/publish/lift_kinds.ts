import { kindsOf } from '../claims/read.js';
import { type Doubt, doubts, isDoubt } from '../lift/checks.js';
import type { PooledKind } from '../lift/pooled_kinds.js';
import { verdicts } from '../lift/verdict.js';
import { thresholdsOf } from '../project/lift_settings.js';
import { count, goalName, measure, orEmpty, text, word } from './columns.js';
import { published } from './table.js';

/** What tactics of one kind have in common. */
export const liftKinds = published({
  name: 'lift_kinds',
  summary:
    'One kind of tactic and goal of which three or more tactics have a number in `lift`: their mean effect, by how much they differ, and what the next one may do. Ratios: 1.5 is half as much again as expected without it.',
  columns: {
    kind: text('The kind, as in the calendar of tactics.'),
    goal: goalName,
    tactics: count('tactics', 'So many are pooled.'),
    effect_ratio: measure('', 'Mean effect ratio over tactics of this kind.'),
    effect_ratio_low: measure(
      '',
      'Low end of its interval, simultaneous over all kinds (95 %) and widened by what the checks of its tactics found, each as much as it weighs.',
    ),
    effect_ratio_high: measure('', 'High end of that interval.'),
    raw_low: measure('', 'Low end of the interval by noise alone.'),
    raw_high: measure('', 'High end of that interval.'),
    p: measure('', 'p of the same test, times the kinds, at most 1.'),
    between_sd: measure('', 'Standard deviation of the effect ratio between tactics of the kind (REML).'),
    next_low: orEmpty(
      measure(
        '',
        'Low end of the range in which the effect ratio of another tactic of the kind is to be expected (95 %); empty for three tactics.',
      ),
    ),
    next_high: orEmpty(measure('', 'High end of that range.')),
    mde: measure(
      'share',
      'Smallest mean effect that would have been found in 80 of 100 repetitions, as a share of what was expected.',
    ),
    verdict: word(verdicts, 'What may be said of the mean; see docs/lift.md.'),
    reason: orEmpty(word(doubts, 'The check that widens the interval most; empty where none does.')),
  },
  rows: async ({ lift, config }) => {
    const kinds = kindsOf(lift, thresholdsOf(config));
    return kinds.map((one) => kindRow(one, kinds.length));
  },
});

/** One kind as a row of the table, of `kinds` that are read together. */
export function kindRow(
  { kind, goal, tactics, tested, widening, between_sd, next, verdict, reason }: PooledKind,
  kinds: number,
) {
  const ratio = (effect: number) => Math.max(0, 1 + effect);
  return {
    kind,
    goal,
    tactics: tactics.length,
    effect_ratio: ratio(tested.estimate),
    effect_ratio_low: ratio(tested.low - widening.below),
    effect_ratio_high: ratio(tested.high + widening.above),
    raw_low: ratio(tested.low),
    raw_high: ratio(tested.high),
    p: Math.min(1, kinds * tested.p),
    between_sd,
    next_low: next === null ? null : ratio(next.low),
    next_high: next === null ? null : ratio(next.high),
    mde: tested.mde,
    verdict,
    reason: reason === null ? null : doubtOf(reason),
  };
}

/** What is only printed has no bound, and widens nothing. */
function doubtOf(check: PooledKind['reason'] & string): Doubt {
  if (isDoubt(check)) return check;
  throw new Error(`${check} widens no interval`);
}
