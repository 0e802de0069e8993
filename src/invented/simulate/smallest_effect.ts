import { defaultThresholds } from '../../lift/checks/thresholds.js';
import type { Panel } from '../../lift/panel/panel.js';
import type { Claim } from '../../lift/readings/claim.js';
import { type Reading, readClaims } from '../../lift/readings/read_claims.js';
import { stream, unit } from '../../statistics/random.js';
import { weekStart } from './clock.js';
import { normal, poisson } from './draw.js';

/** A community for which to find the smallest effect it could show. */
export interface Community {
  readonly groups: number;
  readonly weeks: number;
  /** results of an average group per week */
  readonly results: number;
  /** `launch`: a random half of the groups get the tactic, but the assignment was not recorded; `holdout`: it was recorded */
  readonly assignment: 'launch' | 'holdout';
}

/** Standard deviation (of the logarithm) of group levels, and of the weekly shocks of a group. */
const levels_sd = 0.5;
const shocks_sd = 0.2;

/** Weekly growth of all groups, and the most that the season adds or takes away. */
const growth = 0.005;
const season = 0.15;

const fewestWeeksBefore = 8;

/** The effects tried, as shares of what would have landed otherwise. */
export const effects_tried: readonly number[] = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2];

/** The share of draws in which the verdict must name the tactic as the cause. */
const power = 0.8;

/** The smallest of `effects_tried` that is called likely or proven in 80 of 100 draws, with seeds from `seed` on; null if there is none. */
export function smallestEffect(community: Community, draws: number, seed: number): number | null {
  let [low, high] = [0, effects_tried.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (claimedShare(community, effects_tried[middle]!, draws, seed) >= power) high = middle;
    else low = middle + 1;
  }
  return effects_tried[low] ?? null;
}

/** The share of draws in which an effect is called likely or proven. */
export function claimedShare(community: Community, effect: number, draws: number, seed: number): number {
  const claimed = Array.from({ length: draws }, (_, place) => isClaimed(community, effect, seed + place));
  return claimed.filter(Boolean).length / draws;
}

function isClaimed(community: Community, effect: number, seed: number): boolean {
  const panel = drawnPanel(community, effect, seed);
  const treated = panel.first_treated.filter((week) => week >= 0).length;
  const claim: Claim = {
    panel,
    estimator: null,
    randomised: community.assignment === 'holdout' ? { treated, holdout: community.groups - treated } : null,
    events: null,
    shared_members: 0,
    overlap: 0,
    smallest_useful: null,
  };
  const [reading] = readClaims([claim], defaultThresholds, seed) as [Reading];
  return reading.verdict === 'likely_caused' || reading.verdict === 'proven_by_holdout';
}

/** Poisson counts around a level, with a common season and growth, and weekly shocks per group; the tactic multiplies what follows. */
function drawnPanel({ groups, weeks, results }: Community, effect: number, seed: number): Panel {
  const random = stream(seed, 'smallest effect');
  const spread = (sd: number) => Math.exp(sd * normal(random) - (sd * sd) / 2);
  const start = Math.max(fewestWeeksBefore, weeks >> 1);
  const units = Array.from({ length: groups }, (_, unit_no) => ({
    id: `g${unit_no}`,
    level: results * spread(levels_sd),
    members: 30 + Math.floor(60 * unit(random)),
    order: unit(random),
  }));
  const drawn = new Set(units.toSorted((a, b) => a.order - b.order).slice(0, groups >> 1));
  const outcome = units.flatMap((one) =>
    Array.from({ length: weeks }, (_, week) => {
      const common = (1 + growth) ** week * (1 + season * Math.sin((2 * Math.PI * week) / 26));
      const factor = drawn.has(one) && week >= start ? 1 + effect : 1;
      return poisson(random, one.level * common * factor * spread(shocks_sd)) / one.members;
    }),
  );
  return {
    unit_ids: units.map(({ id }) => id),
    period_labels: Array.from({ length: weeks }, (_, week) => weekStart(week)),
    outcome: Float64Array.from(outcome),
    first_treated: Int32Array.from(units, (one) => (drawn.has(one) ? start : -1)),
    weight: Float64Array.from(units, ({ members }) => members),
    activity: Float64Array.from(units, () => unit(random)),
  };
}
