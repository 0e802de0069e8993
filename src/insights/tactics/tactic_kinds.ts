import { number, percent } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { LiftKind, Published } from '../../report/published.js';
import type { Block } from '../../report/report.js';
import { capital, goalLabel } from '../wording/labels.js';
import { labelFor } from '../wording/words.js';

/** What tactics of one kind have in common, a sentence or two per kind; nothing if no kind has three tactics with a number. */
export function kindTerms(published: Published, words: Language): Block[] {
  const { lift_kinds } = published;
  if (lift_kinds.length === 0) return [];
  return [
    {
      kind: 'terms',
      title: words.tactics.kindsTitle,
      terms: lift_kinds.map((row) => ({
        term: kindTerm(row, words, goalLabel(published, row.goal)),
        text: kindSentence(row, words),
      })),
    },
  ];
}

/** A kind, how many of its tactics are pooled, and the goal. */
export function kindTerm({ kind, tactics }: LiftKind, words: Language, goal: string): string {
  return words.tactics.kindTerm(capital(labelFor(words.kindLabels, kind)), tactics, goal);
}

/** The mean effect of a kind, what to expect of its next tactic, and the strongest reason for doubt. */
export function kindSentence(row: LiftKind, words: Language): string {
  const { tactics } = words;
  const times = (ratio: number) => number(ratio, 2);
  const interval = tactics.interval(times(row.effect_ratio_low), times(row.effect_ratio_high));
  const { next_low, next_high } = row;
  return words.join([
    tactics.kindMean(tactics.verdicts[row.verdict], times(row.effect_ratio), interval),
    ...(next_low === null || next_high === null ? [] : [tactics.kindNext(times(next_low), times(next_high))]),
    tactics.smallest(percent(row.mde, words)),
    ...(row.reason === null ? [] : [tactics.doubt(tactics.reasons[row.reason])]),
    ...kindStep(row, words),
  ]);
}

/** What would settle the mean effect of a kind; nothing if it is settled. */
function kindStep({ fix, fix_tactics, fix_groups, fix_effect }: LiftKind, words: Language): string[] {
  if (fix === 'more_tactics')
    return [words.tactics.kindMore(fix_tactics ?? 0, percent(fix_effect ?? 0, words))];
  return fix === 'draw_groups' ? [words.tactics.kindDraw(fix_groups ?? 0)] : [];
}
