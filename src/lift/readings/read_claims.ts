import { inputError } from '../../contract/errors.js';
import { type Check, condition, holmAdjusted, type Widening, wideningOf } from '../checks/checks.js';
import { identifiedInArms, identifiedInFew, identifiedInMany, outcomeVaries } from '../checks/identified.js';
import { claimByOwner, givenToOwners, isByOwner } from '../checks/owner_panel.js';
import { type Following, ownersCheck } from '../checks/owners.js';
import type { Thresholds } from '../checks/thresholds.js';
import { type Verdict, verdictOf } from '../checks/verdict.js';
import type { Panel } from '../panel/panel.js';
import { quietPanel } from '../panel/quiet_panel.js';
import { type Usable, usable } from '../panel/usable.js';
import type { Claim, Finding, LiftEstimator } from './claim.js';
import { readHoldout, sampleRatioCheck } from './read_holdout.js';
import { readImputation } from './read_imputation.js';
import { readRecurring } from './read_recurring.js';
import { readSyntheticDid } from './read_synthetic_did.js';

/** A claim with everything that may be said about it; numbers are per unit of weight and period. */
export interface Reading extends Finding {
  readonly verdict: Verdict;
  /** the check that is the strongest reason for doubt, or that decided; null if no check gives one */
  readonly reason: Check['check'] | null;
  /** how far off the estimate may be, at each end: the largest bound of its checks */
  readonly widening: Widening;
  /** the effect taken as the smallest useful one; null if none is known */
  readonly smallest_useful: number | null;
  /** p of this claim times the number of claims read together, at most 1; null if nothing is identified */
  readonly p: number | null;
  /** groups left out because they had the tactic before they could be observed without it */
  readonly dropped_units: number;
  /** labels of the periods left out because no group was still without the tactic */
  readonly dropped_periods: readonly string[];
}

/**
 * Reads claims together: for the m that can be identified, intervals are simultaneous (1 - alpha / m), and p is min(1, m p) of the same
 * test. The same claims with the same seed give the same readings, whatever their order.
 */
export function readClaims(claims: readonly Claim[], limits: Thresholds, seed: number): Reading[] {
  const plans = claims.map((claim) => planOf(claim, limits, seed));
  const count = Math.max(1, plans.filter(isIdentified).length);
  const findings = plans.map((plan) => findingOf(plan, limits.alpha / count, limits, seed));
  const known = findings.flatMap(({ tested }) => (tested === null ? [] : [tested.p]));
  const adjusted = holmAdjusted([...known, ...new Array<number>(count - known.length).fill(1)]);
  let place = 0;
  return findings.map((found, claim) => {
    const { dropped_units, dropped_periods } = (plans[claim] as Plan).groups;
    const p = found.tested === null ? null : adjusted[place++]!;
    const holm = condition('claims', p, p === null ? null : p <= limits.alpha);
    const finding = { ...found, checks: p === null ? found.checks : [...found.checks, holm] };
    const usual = found.base_rate === null ? null : limits.useful_share * found.base_rate;
    const smallest_useful = (claims[claim] as Claim).smallest_useful ?? usual;
    return {
      ...finding,
      ...verdictOf({ finding, smallest_useful, claims: count }),
      widening: wideningOf(found.checks),
      smallest_useful,
      p: finding.tested === null ? null : Math.min(1, count * finding.tested.p),
      dropped_units,
      dropped_periods,
    };
  });
}

/** Whether a claim, read alone, would have a number: found without the draws that its interval takes. */
export function hasNumber(claim: Claim, limits: Thresholds, seed: number): boolean {
  const plan = planOf(claim, limits, seed);
  const isSure = plan.estimator === 'holdout' || plan.estimator === 'synthetic_did';
  return isIdentified(plan) && (isSure || findingOf(plan, limits.alpha, limits, seed).tested !== null);
}

/** How a claim will be read. */
interface Plan {
  /** with owners as its units, if the tactic was given to them and they can be compared */
  readonly claim: Claim;
  readonly estimator: LiftEstimator;
  readonly read: Usable;
  /** what is left of the claim in groups, whether or not owners are read */
  readonly groups: Usable;
  /** for estimators that do not ask it themselves */
  readonly owners: Following | null;
  /** conditions that must hold before there is any number */
  readonly identified: readonly Check[];
  readonly sample_ratio: Check;
}

function planOf(claim: Claim, limits: Thresholds, seed: number): Plan {
  refuseUnreadable(claim.panel);
  const sample_ratio = sampleRatioCheck(claim.panel, claim, limits);
  const estimator = claim.estimator ?? chosenEstimator(claim, sample_ratio, limits);
  const groups = leftToRead(claim.panel, estimator, limits);
  const planned = (one: Claim, read: Usable): Plan => ({
    claim: one,
    estimator,
    read,
    groups,
    owners: null,
    identified: identifiedBy(estimator, one, read, limits),
    sample_ratio,
  });
  const plain = planned(claim, groups);
  if (estimator === 'imputation' || estimator === 'recurring' || !isIdentified(plain)) return plain;
  const following = givenToOwners(groups.panel);
  if (following === null) return plain;
  if (!isByOwner({ ...claim, panel: groups.panel }, following, seed))
    return { ...plain, owners: { following, is_seen: true } };
  const owned = claimByOwner(claim);
  const by_owner = planned(owned, leftToRead(owned.panel, estimator, limits));
  return isIdentified(by_owner)
    ? { ...by_owner, owners: { following, is_seen: true } }
    : { ...plain, owners: { following, is_seen: false } };
}

/** What is left of a panel for an estimator. */
function leftToRead(panel: Panel, estimator: LiftEstimator, limits: Thresholds): Usable {
  if (estimator !== 'holdout' && estimator !== 'recurring') return usable(panel, limits.pre_periods);
  return { panel, units: [...panel.unit_ids.keys()], dropped_units: 0, dropped_periods: [] };
}

function identifiedBy(
  estimator: LiftEstimator,
  { panel, randomised }: Claim,
  read: Usable,
  limits: Thresholds,
): Check[] {
  if (estimator === 'imputation') return identifiedInMany(panel, read, limits);
  if (estimator === 'synthetic_did') return identifiedInFew(panel, read, limits);
  return estimator === 'holdout' ? identifiedInArms(panel, randomised?.since) : [outcomeVaries(panel)];
}

function isIdentified({ identified }: Plan): boolean {
  return identified.every(({ passed }) => passed !== false);
}

function findingOf(plan: Plan, alpha: number, limits: Thresholds, seed: number): Finding {
  const { estimator, claim, read, identified, sample_ratio } = plan;
  if (!isIdentified(plan)) return unidentified(plan);
  if (estimator === 'recurring') return readRecurring(read.panel, claim.events ?? [], claim, alpha, limits);
  if (estimator === 'holdout') {
    const finding = readHoldout(read.panel, claim, alpha, limits, seed);
    return inGroups(plan, { ...finding, checks: [sample_ratio, ...finding.checks] });
  }
  const quiet = quietPanel(read.panel, cellsIn(claim.panel, claim.others, read));
  const finding =
    estimator === 'imputation'
      ? readImputation(read.panel, claim, alpha, limits, cellsIn(claim.panel, claim.reported, read), quiet)
      : inGroups(plan, readSyntheticDid(read.panel, claim, alpha, limits, seed, quiet));
  if (finding === null) return unidentified({ ...plan, identified: [...identified, noResults] });
  const drawn = sample_ratio.passed === null ? [] : [sample_ratio];
  return { ...finding, checks: [...identified, ...drawn, ...finding.checks] };
}

/** A finding with its check of owners and, if owners were read, the number of groups. */
function inGroups({ owners, read, groups }: Plan, finding: Finding): Finding {
  const checks = [...finding.checks, ownersCheck(owners, finding.tested?.estimate ?? 0)];
  if (read === groups) return { ...finding, checks };
  const { first_treated } = groups.panel;
  const treated_units = first_treated.filter((date) => date >= 0).length;
  return { ...finding, checks, treated_units, control_units: first_treated.length - treated_units };
}

/** Nothing landed by which the groups could be compared. */
const noResults = condition('outcome_varies', 0, false);

/** Marked cells, restricted to the units and periods that are read. */
function cellsIn(
  panel: Panel,
  marked: Uint8Array | undefined,
  { panel: left, units }: Usable,
): Uint8Array | null {
  if (marked === undefined) return null;
  const [all, periods] = [panel.period_labels.length, left.period_labels.length];
  const cells = new Uint8Array(units.length * periods);
  units.forEach((unit, place) => {
    cells.set(marked.subarray(unit * all, unit * all + periods), place * periods);
  });
  return cells;
}

/** A real random assignment first, then recurring events, then many groups, then few. */
function chosenEstimator(claim: Claim, ratio: Check, limits: Thresholds): LiftEstimator {
  if (claim.randomised !== null && ratio.passed === true) return 'holdout';
  if (claim.events !== null) return 'recurring';
  const { panel } = usable(claim.panel, limits.pre_periods);
  const treated = panel.first_treated.filter((date) => date >= 0).length;
  const isMany = treated >= limits.treated_groups && panel.unit_ids.length - treated >= limits.control_groups;
  return isMany ? 'imputation' : 'synthetic_did';
}

function unidentified({ estimator, read, identified }: Plan): Finding {
  const treated_units = read.panel.first_treated.filter((date) => date >= 0).length;
  const control_units = read.panel.unit_ids.length - treated_units;
  const nothing = {
    tested: null,
    base_rate: null,
    exposure: 0,
    curve: [],
    increment: null,
    two_way_fixed_effects: null,
  };
  return { ...nothing, estimator, checks: identified, treated_units, control_units };
}

function refuseUnreadable({ unit_ids, outcome, weight, activity, time }: Panel): void {
  const wrong = (values: Float64Array, isRight: (value: number) => boolean) =>
    values.findIndex((value) => !isRight(value));
  const cell = Math.max(
    wrong(outcome, Number.isFinite),
    time === undefined ? -1 : wrong(time, (value) => value >= 0 && Number.isFinite(value)),
  );
  const unit = wrong(weight, (value) => value > 0 && Number.isFinite(value));
  const lively = activity === null ? -1 : wrong(activity, Number.isFinite);
  const id =
    unit_ids[cell >= 0 ? Math.floor((cell * unit_ids.length) / outcome.length) : Math.max(unit, lively)];
  if (cell < 0 && unit < 0 && lively < 0) return;
  throw inputError(
    `The panel of the group "${id}" holds ${cell >= 0 ? 'an outcome' : unit >= 0 ? 'a weight' : 'an activity'} that is not a usable number.`,
    'Outcomes and activity must be finite, weights above 0.',
  );
}
