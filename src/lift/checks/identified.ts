import { largestOf, leastOf } from '../../statistics/extremes.js';
import { armsOf } from '../estimators/holdout_arms.js';
import type { Panel } from '../panel/panel.js';
import type { Usable } from '../panel/usable.js';
import { countCheck } from '../readings/claim.js';
import { type Check, condition, notAsked } from './checks.js';
import type { Thresholds } from './thresholds.js';

/** What must hold before a tactic in many groups can be read at all; `all` is the panel before anything was left out. */
export function identifiedInMany(all: Panel, read: Usable, limits: Thresholds): Check[] {
  const treated = treatedUnits(read.panel);
  return [
    ...identifiedAtAll(all, read, limits),
    countCheck('treated_groups', treated.length, limits.treated_groups),
    countCheck('control_groups', read.panel.unit_ids.length - treated.length, limits.control_groups),
    commonSupport(read.panel, treated, limits),
  ];
}

/** What must hold before a tactic in few groups can be read at all: more controls than treated groups, and a pre-period. */
export function identifiedInFew(all: Panel, read: Usable, limits: Thresholds): Check[] {
  const treated = treatedUnits(read.panel).length;
  return [
    ...identifiedAtAll(all, read, limits),
    countCheck('treated_groups', treated, 1),
    countCheck('control_groups', read.panel.unit_ids.length - treated, Math.max(2, treated + 1)),
  ];
}

/** What must hold before randomised arms can be compared: two groups in each, for a variance. */
export function identifiedInArms(panel: Panel, since: Int32Array | undefined): Check[] {
  const { is_treated } = armsOf(panel, since);
  const treated = is_treated.reduce((sum, one) => sum + one, 0);
  return [
    countCheck('treated_groups', treated, 2),
    countCheck('control_groups', is_treated.length - treated, 2),
    outcomeVaries(panel),
  ];
}

/** Somebody is untreated, there is a pre-period, and the outcome varies over what is left to compare. */
function identifiedAtAll(all: Panel, { panel, dropped_periods }: Usable, limits: Thresholds): Check[] {
  const left = treatedUnits(panel);
  const dates = (of: Panel, units: readonly number[]) => units.map((unit) => of.first_treated[unit]!);
  const everyTreated = treatedUnits(all);
  const allAtOnce = left.length === 0 && dropped_periods.length > 0;
  const before = left.length > 0 ? leastOf(dates(panel, left)) : largestOf(dates(all, everyTreated));
  const compared = allAtOnce ? 0 : panel.unit_ids.length - left.length;
  return [
    countCheck('untreated_comparison', compared, 1),
    ...(everyTreated.length === 0 ? [] : [countCheck('pre_periods', before, limits.pre_periods)]),
    outcomeVaries(panel),
  ];
}

function treatedUnits({ first_treated }: Panel): number[] {
  return [...first_treated.keys()].filter((unit) => first_treated[unit]! >= 0);
}

/**
 * Whether some weighting of the groups without the tactic is as active as those with it: how far, in standard deviations within both, the
 * treated groups' mean activity lies outside the range of theirs.
 */
function commonSupport(panel: Panel, treated: readonly number[], limits: Thresholds): Check {
  const { activity, first_treated } = panel;
  if (activity === null || treated.length === 0) return notAsked('common_support');
  const controls = [...activity].filter((_, unit) => first_treated[unit]! < 0);
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const lively = treated.map((unit) => activity[unit]!);
  const own = mean(lively);
  const squares = [lively, controls].flatMap((arm) => {
    const middle = mean(arm);
    return arm.map((x) => (x - middle) ** 2);
  });
  const sd = Math.sqrt(mean(squares));
  const outside = Math.max(0, own - largestOf(controls), leastOf(controls) - own);
  const distance = sd > 0 && controls.length > 0 ? outside / sd : 0;
  return condition('common_support', distance, distance <= limits.common_support_sd);
}

/** Whether there is any variation to explain. */
export function outcomeVaries({ outcome }: Panel): Check {
  const varies = outcome.some((value) => value !== outcome[0]);
  return condition('outcome_varies', varies ? 1 : 0, varies);
}
