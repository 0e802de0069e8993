import { type Claim, countGate, type Finding, sharedGates } from './claim.js';
import { standardError } from './estimate.js';
import { type Gate, holmRejected } from './gates.js';
import { tested, twoSidedP } from './interval.js';
import type { Panel } from './panel.js';
import { type CleanWindow, type RecurringEffect, recurringEffect, type TacticEvent } from './recurring.js';
import type { Thresholds } from './thresholds.js';

/** Nothing else five periods before an event and one after it; the base is the four oldest. */
const window: CleanWindow = { before: 5, after: 1 };

/** A tactic that comes again and again: events with a clean window around them, and the gates that fit so short a time. */
export function readRecurring(
  panel: Panel,
  events: readonly TacticEvent[],
  claim: Claim,
  alpha: number,
  limits: Thresholds,
): Finding {
  const found = recurringEffect(panel, events, window);
  const identified = recurringIdentified(found, limits);
  const nothing = { estimator: 'recurring', tested: null, exposure: 0, two_way_fixed_effects: null } as const;
  if (found === null || identified.some(({ passed }) => passed === false))
    return {
      ...nothing,
      gates: identified,
      treated_units: found?.treated_units ?? 0,
      control_units: found?.control_units ?? 0,
    };
  const df = Math.max(1, Math.min(found.treated_units, found.control_units) - 1);
  const headline = tested(found.effect, df, alpha);
  return {
    estimator: 'recurring',
    tested: headline,
    gates: [
      ...identified,
      ...trendGates(found, df, limits),
      placeboMde(found, headline.estimate, df, limits),
      ...sharedGates(claim, limits),
    ],
    exposure: found.exposure,
    treated_units: found.treated_units,
    control_units: found.control_units,
    two_way_fixed_effects: null,
  };
}

function recurringIdentified(found: RecurringEffect | null, limits: Thresholds): Gate[] {
  const share = found === null ? 0 : found.qualifying / found.events;
  return [
    { gate: 'qualifying_events', statistic: share, p: null, passed: share > 0 },
    countGate('treated_groups', found?.treated_units ?? 0, limits.treated_groups),
    countGate('control_groups', found?.control_units ?? 0, limits.control_groups),
  ];
}

function trendGates({ placebo, base_trend }: RecurringEffect, df: number, limits: Thresholds): Gate[] {
  const asked = (
    [
      ['placebo', placebo],
      ['ever_treated_trend', base_trend],
    ] as const
  ).map(([gate, estimate]) => {
    const se = standardError(estimate);
    return {
      gate,
      statistic: se > 0 ? estimate.estimate / se : null,
      p: twoSidedP(estimate.estimate, se, df),
    };
  });
  const rejected = holmRejected(
    asked.map(({ gate, p }) => [gate, p] as const),
    limits.trend_alpha,
  );
  return asked.map((one) => ({ ...one, passed: !rejected.has(one.gate) }));
}

function placeboMde({ placebo }: RecurringEffect, estimate: number, df: number, limits: Thresholds): Gate {
  const statistic = estimate === 0 ? null : tested(placebo, df, 0.05).mde / Math.abs(estimate);
  return {
    gate: 'placebo_mde',
    statistic,
    p: null,
    passed: statistic !== null && statistic <= limits.placebo_share,
  };
}
