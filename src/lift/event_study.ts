import { simultaneousFactor } from './bands.js';
import { aggregateEffects, covariance, groupTimeEffects } from './callaway_santanna.js';
import { momentsOf } from './moments.js';
import type { Panel } from './panel.js';

/** The effect some periods after adoption (before: change from one period to the next), with a band that holds for all at once. */
export interface EventStudyRow {
  readonly periods_since_adoption: number;
  readonly estimate: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

/** How many periods before and after adoption are shown. */
const shown = { before: 8, after: 12 };

/** The dynamic aggregate of Callaway and Sant'Anna with 95 % sup-t bands; the panel must be one that `usable` returned. */
export function eventStudy(panel: Panel, seed: number): EventStudyRow[] {
  const moments = momentsOf(panel);
  const terms = aggregateEffects('dynamic', groupTimeEffects(moments, 'notyet'), moments, panel.period_labels)
    .slice(0, -1)
    .filter(({ term }) => Number(term) >= -shown.before && Number(term) <= shown.after);
  const matrix = covariance(
    terms.map(({ loading }) => loading),
    moments,
  );
  const factor = simultaneousFactor(matrix, terms.length, 0.95, seed);
  return terms.map(({ term, estimate }, place) => {
    const se = Math.sqrt(matrix[place * terms.length + place] as number);
    return {
      periods_since_adoption: Number(term),
      estimate,
      se,
      low: estimate - factor * se,
      high: estimate + factor * se,
    };
  });
}
