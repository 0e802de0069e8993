import { inputError } from '../errors.js';
import type { Claim, Finding, LiftEstimator } from './claim.js';
import { type Gate, holmAdjusted } from './gates.js';
import { identifiedInFew, identifiedInMany } from './identified.js';
import type { Panel } from './panel.js';
import { readHoldout, sampleRatioGate } from './read_holdout.js';
import { readImputation } from './read_imputation.js';
import { readRecurring } from './read_recurring.js';
import { readSyntheticDid } from './read_synthetic_did.js';
import type { Thresholds } from './thresholds.js';
import { usable } from './usable.js';
import { type Verdict, verdictOf } from './verdict.js';

/** A claim with everything that may be said about it; numbers are per unit of weight and period. */
export interface Reading extends Finding {
  readonly verdict: Verdict;
  /** the gate that is the strongest reason to doubt, or that decided; null where none failed */
  readonly reason: Gate['gate'] | null;
  /** p of this claim times the claims read together, at most 1; null where nothing is identified */
  readonly p: number | null;
  /** groups left out because they had the tactic before they could be observed without it */
  readonly dropped_units: number;
  /** labels of the periods left out because no group was without the tactic any more */
  readonly dropped_periods: readonly string[];
}

/**
 * Reads claims together: intervals are simultaneous (1 - alpha / m), p is min(1, m p) of the same test, and a claim is
 * only kept if Holm over all of them keeps it. The same claims, in any order, with the same seed give the same readings.
 */
export function readClaims(claims: readonly Claim[], limits: Thresholds, seed: number): Reading[] {
  const alpha = limits.alpha / Math.max(1, claims.length);
  const drafts = claims.map((claim) => draftOf(claim, alpha, limits, seed));
  const adjusted = holmAdjusted(drafts.map(({ finding }) => finding.tested?.p ?? 1));
  return drafts.map(({ finding, ...dropped }, place) => {
    const p = adjusted[place] as number;
    const isKnown = finding.tested !== null;
    const gates = isKnown
      ? [...finding.gates, { gate: 'claims' as const, statistic: claims.length, p, passed: p < limits.alpha }]
      : finding.gates;
    const smallest_useful = (claims[place] as Claim).smallest_useful;
    const judged = verdictOf({ finding: { ...finding, gates }, smallest_useful });
    return {
      ...finding,
      gates,
      ...judged,
      ...dropped,
      p: finding.tested === null ? null : Math.min(1, claims.length * finding.tested.p),
    };
  });
}

interface Draft {
  readonly finding: Finding;
  readonly dropped_units: number;
  readonly dropped_periods: readonly string[];
}

function draftOf(claim: Claim, alpha: number, limits: Thresholds, seed: number): Draft {
  refuseUnreadable(claim.panel);
  const ratio = sampleRatioGate(claim.panel, claim, limits);
  const estimator = claim.estimator ?? chosenEstimator(claim, ratio, limits);
  if (estimator === 'recurring' && claim.events !== null)
    return whole(readRecurring(claim.panel, claim.events, claim, alpha, limits));
  if (estimator === 'holdout') return whole(readHoldout(claim.panel, claim, alpha, limits, seed));
  const read = usable(claim.panel, limits.pre_periods);
  const { panel, ...dropped } = read;
  const isFew = estimator === 'synthetic_did';
  const identified = (isFew ? identifiedInFew : identifiedInMany)(claim.panel, read, limits);
  const asked = isFew ? readSyntheticDid : readImputation;
  const finding = identified.every(({ passed }) => passed !== false)
    ? asked(panel, claim, alpha, limits, seed)
    : unidentified(estimator, panel);
  const gates = [...identified, ...(ratio.passed === null ? [] : [ratio]), ...finding.gates];
  return { finding: { ...finding, gates }, ...dropped };
}

function whole(finding: Finding): Draft {
  return { finding, dropped_units: 0, dropped_periods: [] };
}

/** A real lot first, then events that repeat, then many groups, then few. */
function chosenEstimator(claim: Claim, ratio: Gate, limits: Thresholds): LiftEstimator {
  if (claim.randomised !== null && ratio.passed === true) return 'holdout';
  if (claim.events !== null) return 'recurring';
  const { panel } = usable(claim.panel, limits.pre_periods);
  const treated = panel.first_treated.filter((date) => date >= 0).length;
  const isMany = treated >= limits.treated_groups && panel.unit_ids.length - treated >= limits.control_groups;
  return isMany ? 'imputation' : 'synthetic_did';
}

function unidentified(estimator: LiftEstimator, panel: Panel): Finding {
  const treated_units = panel.first_treated.filter((date) => date >= 0).length;
  const control_units = panel.unit_ids.length - treated_units;
  return {
    estimator,
    tested: null,
    gates: [],
    exposure: 0,
    treated_units,
    control_units,
    two_way_fixed_effects: null,
  };
}

function refuseUnreadable({ unit_ids, outcome, weight, activity }: Panel): void {
  const wrong = (values: Float64Array, isRight: (value: number) => boolean) =>
    values.findIndex((value) => !isRight(value));
  const cell = wrong(outcome, Number.isFinite);
  const unit = wrong(weight, (value) => value > 0 && Number.isFinite(value));
  const lively = activity === null ? -1 : wrong(activity, Number.isFinite);
  const id =
    unit_ids[cell >= 0 ? Math.floor((cell * unit_ids.length) / outcome.length) : Math.max(unit, lively)];
  if (cell < 0 && unit < 0 && lively < 0) return;
  throw inputError(
    `The panel of the group "${id}" holds ${cell >= 0 ? 'an outcome' : unit >= 0 ? 'a weight' : 'an activity'} that is no usable number.`,
    'Outcomes and activity must be finite, weights above 0.',
  );
}
