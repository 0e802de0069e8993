import { kindsOf } from '../claims/read.js';
import { type Doubt, doubts, isDoubt } from '../lift/checks/checks.js';
import { verdicts } from '../lift/checks/verdict.js';
import { kindSteps } from '../lift/readings/next_of_kind.js';
import type { PooledKind } from '../lift/readings/pooled_kinds.js';
import { thresholdsOf } from '../project/lift_settings.js';
import { count, goalName, measure, orEmpty, text, word } from './columns.js';
import { published } from './table.js';

/** What tactics of one kind have in common. */
export const liftKinds = published({
  name: 'lift_kinds',
  summary:
    'One kind of tactic and one goal, if at least three such tactics have a number in `lift`: their mean effect, how much they differ, and what to expect of the next one. Ratios: 1.5 means half as much again as expected without it.',
  columns: {
    kind: text('The kind, as in the calendar of tactics.'),
    goal: goalName,
    tactics: count('tactics', 'Number of tactics pooled.'),
    effect_ratio: measure('', 'Mean effect ratio over tactics of this kind.'),
    effect_ratio_low: measure(
      '',
      'Lower end of its interval, simultaneous over all kinds (95 %) and widened by what the checks of its tactics found, each in proportion to its weight.',
    ),
    effect_ratio_high: measure('', 'Upper end of that interval.'),
    raw_low: measure('', 'Lower end of the interval that allows for noise alone.'),
    raw_high: measure('', 'Upper end of that interval.'),
    p: measure('', 'p of the same test, times the number of kinds, at most 1.'),
    between_sd: measure('', 'Standard deviation of the effect ratio between tactics of the kind (REML).'),
    next_low: orEmpty(
      measure(
        '',
        'Lower end of the range in which the effect ratio of another tactic of this kind is expected to lie (95 %); empty for only three tactics.',
      ),
    ),
    next_high: orEmpty(measure('', 'Upper end of that range.')),
    mde: measure(
      'share',
      'Smallest mean effect that would be detected in 80 of 100 repetitions, as a share of what was expected.',
    ),
    verdict: word(verdicts, 'What may be said about the mean; see docs/lift.md.'),
    reason: orEmpty(word(doubts, 'The check that widens the interval most; empty if none does.')),
    fix: orEmpty(
      word(
        kindSteps,
        'What would settle it if it is too noisy or its cause unproven: more tactics of the kind or, if no number of them would, to assign the groups of the next one at random.',
      ),
    ),
    fix_tactics: orEmpty(count('tactics', 'How many more of them, if they vary as these do.')),
    fix_groups: orEmpty(count('groups', 'Groups that get the next one; at least as many do not.')),
    fix_effect: orEmpty(
      measure('share', 'Mean effect that this would detect (80 % power), as a share of what was expected.'),
    ),
  },
  rows: async ({ lift, config }) => {
    const kinds = kindsOf(lift, thresholdsOf(config));
    return kinds.map((one) => kindRow(one, kinds.length));
  },
});

/** One kind as a row of the table; `kinds` is the number of kinds read together. */
export function kindRow(
  { kind, goal, tactics, tested, widening, between_sd, next, verdict, reason, next_step }: PooledKind,
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
    fix: next_step?.step ?? null,
    fix_tactics: next_step?.tactics ?? null,
    fix_groups: next_step?.groups ?? null,
    fix_effect: next_step?.effect ?? null,
  };
}

/** Checks that are for information only have no bound and widen nothing. */
function doubtOf(check: PooledKind['reason'] & string): Doubt {
  if (isDoubt(check)) return check;
  throw new Error(`${check} never widens an interval`);
}
