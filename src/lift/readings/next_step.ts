import { tQuantile } from '../../statistics/student.js';
import { defaultThresholds } from '../checks/thresholds.js';
import { designVariance, smallestEffect } from '../design.js';
import type { Panel } from '../panel/panel.js';

/** The cheapest next step that would show what a tactic does. */
export const nextSteps = [
  'holdout',
  'people',
  'more_results',
  'draw_groups',
  'draw_people',
  'wait',
  'earlier_results',
  'name_groups',
] as const;

/** What would settle it, with its price; what a step does not need is null. */
export interface NextStep {
  readonly step: (typeof nextSteps)[number];
  /** groups per arm, assigned at random */
  readonly groups: number | null;
  /** people per arm, assigned at random */
  readonly people: number | null;
  /** results per arm without the tactic */
  readonly results: number | null;
  /** for this many periods of the panel */
  readonly periods: number | null;
  /** detected with 80 % power, per member and period */
  readonly effect: number | null;
  /** day (number): nothing can be read before it, or results are needed from it on */
  readonly from_day: number | null;
}

const nothing = { groups: null, people: null, results: null, periods: null, effect: null, from_day: null };

/** Nothing can be read before this day. */
export function waiting(from_day: number): NextStep {
  return { ...nothing, step: 'wait', from_day };
}

/** Results are needed from this day on. */
export function earlierResults(from_day: number): NextStep {
  return { ...nothing, step: 'earlier_results', from_day };
}

/** Groups that have to be assigned at random before it begins, at least this many per arm. */
export function drawnGroups(): NextStep {
  return { ...nothing, step: 'draw_groups', groups: least_per_arm };
}

/** The groups that had it have to be named, and next time this many per arm assigned at random. */
export function namedGroups(): NextStep {
  return { ...nothing, step: 'name_groups', groups: least_per_arm };
}

/** People join through the tactic itself: who may take part has to be decided at random, until this many results per arm show a doubling. */
export function drawnPeople(): NextStep {
  return { ...nothing, step: 'draw_people', results: doubling_results };
}

/** What the groups of a panel allow: a trial of groups, of their members if there are too few groups, otherwise what is missing for any trial. */
export function trialOf(panel: Panel): NextStep {
  return groupTrial(panel) ?? peopleTrial(panel);
}

/** Fewer groups per arm cannot prove anything: advice that cannot lead to a verdict is not advice. */
const least_per_arm = defaultThresholds.groups_per_arm;

/** A trial takes eight periods, or a third of the panel if it is short. */
const usual_periods = 8;

/** Half of the groups against the other half. */
function groupTrial(panel: Panel): NextStep | null {
  const periods = Math.min(usual_periods, Math.floor(panel.period_labels.length / 3));
  const groups = Math.floor(panel.unit_ids.length / 2);
  const found = designVariance(panel, { weeks: periods, before: periods });
  if (found === null || found.variance === 0 || groups < least_per_arm) return null;
  return { ...nothing, step: 'holdout', groups, periods, effect: smallestEffect(found, groups) };
}

/** Advice to run a longer trial is useless: a year of weeks. */
const most_periods = 52;

/** How many standard errors from 0 an effect must be to be detected with 80 % power (two-sided 5 %), with many people. */
const apart = tQuantile(0.975, 1e6) + tQuantile(0.8, 1e6);

/** Results per arm that show a doubling: the difference of two Poisson counts of `n` each has variance 2n. */
export const doubling_results = Math.ceil(2 * apart ** 2);

/**
 * Half of the members against the other half, each counted independently (Poisson), so that the effect is a lower limit: for as long as
 * it takes to show a doubling. If that takes too long, there are too few results for any trial.
 */
function peopleTrial(panel: Panel): NextStep {
  const members = panel.weight.reduce((sum, weight) => sum + weight, 0);
  const people = Math.floor(members / 2);
  const rate = rateOf(panel, members);
  const needed = rate > 0 && people > 0 ? Math.ceil(doubling_results / (rate * people)) : most_periods + 1;
  if (needed > most_periods) return { ...nothing, step: 'more_results', results: doubling_results };
  const periods = Math.max(usual_periods, needed);
  const effect = apart * Math.sqrt((2 * rate) / (people * periods));
  return { ...nothing, step: 'people', people, periods, effect };
}

/** Results per member and period in the last periods of the panel. */
function rateOf({ outcome, weight, period_labels, unit_ids }: Panel, members: number): number {
  const periods = period_labels.length;
  const first = Math.max(0, periods - usual_periods);
  if (members <= 0 || periods === 0) return 0;
  const sums = unit_ids.map((_, unit) =>
    outcome.subarray(unit * periods + first, (unit + 1) * periods).reduce((sum, value) => sum + value, 0),
  );
  const landed = sums.reduce((sum, value, unit) => sum + value * (weight[unit] ?? 0), 0);
  return landed / (members * (periods - first));
}
