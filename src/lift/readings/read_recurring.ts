import { againCheck, boundCheck } from '../checks/bounds.js';
import { type Check, condition } from '../checks/checks.js';
import { followingNone, type OwnerNoise, ownerNoise, ownersCheck } from '../checks/owners.js';
import type { Thresholds } from '../checks/thresholds.js';
import { difference, type Estimate } from '../estimators/estimate.js';
import {
  type CleanWindow,
  countEvents,
  type EventCount,
  stacksOf,
  type TacticEvent,
} from '../estimators/event_stacks.js';
import { tested } from '../estimators/interval.js';
import type { MultipliedContrast } from '../estimators/multiplied_contrast.js';
import { type RecurringEffect, recurringEffect } from '../estimators/recurring.js';
import type { Panel } from '../panel/panel.js';
import { type Claim, countCheck, type Finding, sharedChecks } from './claim.js';

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
  const stacks = stacksOf(panel, events, window);
  const counted = countEvents(stacks, events.length);
  const identified = recurringIdentified(counted, limits);
  const { treated_units, control_units } = counted;
  const nothing = {
    estimator: 'recurring',
    base_rate: null,
    exposure: 0,
    curve: [],
    increment: null,
    two_way_fixed_effects: null,
    treated_units,
    control_units,
  } as const;
  if (identified.some(({ passed }) => passed === false))
    return { ...nothing, tested: null, checks: identified };
  const found = recurringEffect(panel, stacks, window);
  if (found === null)
    return { ...nothing, tested: null, checks: [...identified, condition('outcome_varies', 0, false)] };
  const owners = noiseOfOwners(panel, found.effect);
  const df = owners?.degrees(found.effect.scores, scoresOf(found.effect), found.effect.df) ?? found.effect.df;
  const headline = tested(seen(owners, found.effect), df, alpha);
  return {
    ...nothing,
    tested: headline,
    checks: [
      ...identified,
      ...boundChecks(found, owners),
      ownersCheck(owners ?? followingNone(panel), headline.estimate),
      ...sharedChecks(claim, headline.estimate),
    ],
    base_rate: found.effect.expected / found.effect.exposure,
    exposure: found.effect.exposure,
  };
}

function recurringIdentified(counted: EventCount, limits: Thresholds): Check[] {
  const share = counted.events === 0 ? 0 : counted.qualifying / counted.events;
  return [
    condition('qualifying_events', share, share > 0),
    countCheck('treated_groups', counted.treated_units, limits.treated_groups),
    countCheck('control_groups', counted.control_units, limits.control_groups),
  ];
}

/** What owners add to the noise: their groups have an event in the same period, or are compared with one. */
function noiseOfOwners({ owner }: Panel, { parts, ...effect }: MultipliedContrast): OwnerNoise | null {
  if (owner === undefined) return null;
  const ratio = 1 + (effect.estimate * effect.exposure) / effect.expected;
  return ownerNoise(
    parts.map((one) => ({ ...one, owner: owner[one.unit]! })),
    ratio,
  );
}

function scoresOf({ parts }: MultipliedContrast): Float64Array {
  return Float64Array.from(parts, ({ score }) => score);
}

/** A contrast of the same events with the noise of owners. */
function seen(owners: OwnerNoise | null, contrast: MultipliedContrast): Estimate {
  if (owners === null) return contrast;
  return { ...contrast, scores: owners.spread(contrast.scores, scoresOf(contrast)) };
}

function boundChecks(
  { effect, placebo, base_trend, added, within }: RecurringEffect,
  owners: OwnerNoise | null,
): Check[] {
  return [
    boundCheck('ever_treated_trend', base_trend === null ? null : seen(owners, base_trend), 'trend'),
    boundCheck('placebo', placebo === null ? null : seen(owners, placebo), 'trend'),
    boundCheck('levels_and_ratios', difference(added, effect), 'shift'),
    againCheck('types', within === null ? null : difference(within, effect)),
  ];
}
