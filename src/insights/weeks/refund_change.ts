import { percent } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Published } from '../../report/published.js';
import type { Finding } from '../../report/report.js';
import { shareChange } from '../../statistics/share_change.js';
import { refundShares, weekShown } from '../opening/strip.js';
import { weeksBefore } from '../signals/signals.js';
import { fewestForShares, mainGoal } from '../totals.js';
import { isFew } from '../wording/names.js';

/** So many weeks before are compared, all at the age of the reported one. */
const weeksCompared = 8;
/** A difference this improbable by chance, and at least this large, is worth a sentence on the first screen. */
const [improbable, least] = [0.01, 0.05];

/** More of the reported week came back than chance explains. */
interface RefundChange {
  readonly goal: string;
  readonly share: number;
  /** of the weeks before, at the same age */
  readonly usual: number;
  readonly p: number;
}

/** Whether the results of the reported week came back far more often than those of the weeks before had at the same age; null: no, or too few to say. */
function refundChange(published: Published): RefundChange | null {
  const goal = mainGoal(published);
  const week = weekShown(published);
  if (goal === null || week === null) return null;
  const earlier = weeksBefore(published).filter((one) => one < week);
  const [now] = refundShares(published, goal.goal, [week]);
  if (now === undefined || now.gross < fewestForShares || isFew(now.back, published.facts)) return null;
  const shares = refundShares(published, goal.goal, earlier.slice(-weeksCompared));
  const change = shareChange(
    { hits: now.back, trials: now.gross },
    shares.map(({ back, gross }) => ({ hits: back, trials: gross })),
  );
  if (change === null || change.p > improbable || now.share - change.usual < least) return null;
  return { goal: goal.goal, share: now.share, usual: change.usual, p: change.p };
}

/** A week that landed as usual and was sent back is none: said in the title of the first screen and among the risks. */
export function refundFindings(published: Published, words: Language): Finding[] {
  const found = refundChange(published);
  if (found === null) return [];
  const { goal, share, usual, p } = found;
  return [
    {
      text: words.opening.refundsUp(percent(share, words), percent(usual, words)),
      evidence: 'counted',
      about: {
        ...{ goal, unit: 'share', figure: share, expected: usual, p },
        query: `goal_week where goal = '${goal}'`,
      },
    },
  ];
}
