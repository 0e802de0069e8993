import { boundCheck } from './bounds.js';
import { type Check, condition } from './checks.js';
import { type Claim, countCheck, type Finding, sharedChecks } from './claim.js';
import { tested } from './interval.js';
import type { Panel } from './panel.js';
import { type CleanWindow, type RecurringEffect, recurringEffect, type TacticEvent } from './recurring.js';
import type { Thresholds } from './thresholds.js';

/** No other event in the five periods before an event and the one after it; the base is the four oldest. */
const window: CleanWindow = { before: 5, after: 1 };

/** A tactic that comes again and again: events with a clean window around them, and the checks that fit so short a time. */
export function readRecurring(
  panel: Panel,
  events: readonly TacticEvent[],
  claim: Claim,
  alpha: number,
  limits: Thresholds,
): Finding {
  const found = recurringEffect(panel, events, window);
  const identified = recurringIdentified(found, limits);
  const nothing = {
    estimator: 'recurring',
    base_rate: null,
    exposure: 0,
    curve: [],
    increment: null,
    two_way_fixed_effects: null,
  } as const;
  if (found === null || identified.some(({ passed }) => passed === false))
    return {
      ...nothing,
      tested: null,
      checks: identified,
      treated_units: found?.treated_units ?? 0,
      control_units: found?.control_units ?? 0,
    };
  const df = Math.max(1, Math.min(found.treated_units, found.control_units) - 1);
  const headline = tested(found.effect, df, alpha);
  return {
    ...nothing,
    tested: headline,
    checks: [...identified, ...trendChecks(found), ...sharedChecks(claim, headline.estimate)],
    base_rate: found.base_rate,
    exposure: found.exposure,
    treated_units: found.treated_units,
    control_units: found.control_units,
  };
}

function recurringIdentified(found: RecurringEffect | null, limits: Thresholds): Check[] {
  const share = found === null ? 0 : found.qualifying / found.events;
  return [
    condition('qualifying_events', share, share > 0),
    countCheck('treated_groups', found?.treated_units ?? 0, limits.treated_groups),
    countCheck('control_groups', found?.control_units ?? 0, limits.control_groups),
  ];
}

function trendChecks({ placebo, base_trend }: RecurringEffect): Check[] {
  return [boundCheck('ever_treated_trend', base_trend, 'trend'), boundCheck('placebo', placebo, 'trend')];
}
