import { type Cohorts, neverTreated, treatedCohorts } from '../panel/cohorts.js';
import type { Panel } from '../panel/panel.js';
import type { Estimate } from './estimate.js';
import { meansOf } from './moments.js';

/**
 * The effect if groups grow by the same factor rather than by the same amount: per cohort, the sum after adoption less
 * (mean before) x R, where R is the never treated's sum after over their mean before; cells are weighted as in the imputation
 * estimate. Scores by the delta method. Null if the never treated had no results before.
 */
export function ratioOfRatios(panel: Panel, cohorts: Cohorts): Estimate | null {
  const means = meansOf(panel, cohorts);
  const never = neverTreated(cohorts);
  const growth = cohorts.adopted.map((date) => halves(means[never] as Float64Array, date));
  const treated = treatedCohorts(cohorts);
  if (treated.some((cohort) => !((growth[cohort] as Halves).before > 0))) return null;
  const total = treated.reduce(
    (sum, cohort) => sum + cohorts.weight[cohort]! * afterLength(cohort, cohorts),
    0,
  );
  const own = cohorts.adopted.map((date, cohort) => halves(means[cohort] as Float64Array, date));
  const effects = treated.map((cohort) => excess(own[cohort] as Halves, growth[cohort] as Halves));
  const estimate = treated.reduce(
    (sum, cohort, place) => sum + (cohorts.weight[cohort]! * effects[place]!) / total,
    0,
  );
  const scores = Float64Array.from(cohorts.of_unit, (cohort, unit) => {
    const w = panel.weight[unit]!;
    const path = panel.outcome.subarray(unit * cohorts.periods, (unit + 1) * cohorts.periods);
    if (cohort !== never) {
      const mine = excess(halves(path, cohorts.adopted[cohort]!), growth[cohort] as Halves);
      return (w * (mine - effects[cohort]!)) / total;
    }
    return treated.reduce((sum, other) => {
      const reference = growth[other] as Halves;
      const rest = excess(halves(path, cohorts.adopted[other]!), reference);
      const scale = ((own[other] as Halves).before / reference.before) * cohorts.weight[other]!;
      return sum - (w * scale * rest) / (cohorts.weight[never]! * total);
    }, 0);
  });
  return { estimate, scores };
}

/** The mean of a path before a date, and its sum from then on. */
interface Halves {
  readonly before: number;
  readonly after: number;
}

function halves(path: Float64Array, date: number): Halves {
  let [before, after] = [0, 0];
  for (let t = 0; t < path.length; t += 1)
    if (t < date) before += path[t]! / date;
    else after += path[t]!;
  return { before, after };
}

function excess(own: Halves, reference: Halves): number {
  return own.after - (own.before * reference.after) / reference.before;
}

function afterLength(cohort: number, cohorts: Cohorts): number {
  return cohorts.periods - cohorts.adopted[cohort]!;
}
