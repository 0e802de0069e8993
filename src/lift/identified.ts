import { countGate } from './claim.js';
import type { Gate } from './gates.js';
import type { Panel } from './panel.js';
import type { Thresholds } from './thresholds.js';
import type { Usable } from './usable.js';

/** What must hold before a tactic in many groups can be read at all; `all` is the panel before anything was left out. */
export function identifiedInMany(all: Panel, read: Usable, limits: Thresholds): Gate[] {
  const treated = treatedUnits(read.panel);
  return [
    ...identifiedAtAll(all, read, limits),
    countGate('treated_groups', treated.length, limits.treated_groups),
    countGate('control_groups', read.panel.unit_ids.length - treated.length, limits.control_groups),
    commonSupport(read.panel, treated, limits),
  ];
}

/** What must hold before a tactic in few groups can be read at all: more controls than treated groups, and time before. */
export function identifiedInFew(all: Panel, read: Usable, limits: Thresholds): Gate[] {
  const treated = treatedUnits(read.panel).length;
  return [
    ...identifiedAtAll(all, read, limits),
    countGate('treated_groups', treated, 1),
    countGate('control_groups', read.panel.unit_ids.length - treated, Math.max(2, treated + 1)),
  ];
}

/** What must hold before arms drawn by lot can be compared: two groups in each, for a variance. */
export function identifiedInArms(panel: Panel): Gate[] {
  const treated = treatedUnits(panel).length;
  return [
    countGate('treated_groups', treated, 2),
    countGate('control_groups', panel.unit_ids.length - treated, 2),
    outcomeVaries(panel),
  ];
}

/** Somebody is untreated, there is time before, and, of what is left to compare, the outcome varies. */
function identifiedAtAll(all: Panel, { panel, dropped_periods }: Usable, limits: Thresholds): Gate[] {
  const left = treatedUnits(panel);
  const dates = (of: Panel, units: readonly number[]) =>
    units.map((unit) => of.first_treated[unit] as number);
  const everyTreated = treatedUnits(all);
  const allAtOnce = left.length === 0 && dropped_periods.length > 0;
  const before = left.length > 0 ? Math.min(...dates(panel, left)) : Math.max(...dates(all, everyTreated));
  const compared = allAtOnce ? 0 : panel.unit_ids.length - left.length;
  return [
    countGate('untreated_comparison', compared, 1),
    ...(everyTreated.length === 0 ? [] : [countGate('pre_periods', before, limits.pre_periods)]),
    outcomeVaries(panel),
  ];
}

function treatedUnits({ first_treated }: Panel): number[] {
  return [...first_treated.keys()].filter((unit) => (first_treated[unit] as number) >= 0);
}

/** Controls within the treated groups' range of activity. */
function commonSupport(
  { activity, first_treated }: Panel,
  treated: readonly number[],
  limits: Thresholds,
): Gate {
  if (activity === null) return { gate: 'common_support', statistic: null, p: null, passed: null };
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const unit of treated) {
    low = Math.min(low, activity[unit] as number);
    high = Math.max(high, activity[unit] as number);
  }
  const inside = activity.filter(
    (x, unit) => (first_treated[unit] as number) < 0 && x >= low && x <= high,
  ).length;
  return countGate('common_support', inside, limits.common_support);
}

/** Whether there is anything to explain. */
export function outcomeVaries({ outcome }: Panel): Gate {
  return {
    gate: 'outcome_varies',
    statistic: null,
    p: null,
    passed: outcome.some((value) => value !== outcome[0]),
  };
}
