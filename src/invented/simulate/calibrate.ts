import { defaultThresholds } from '../../lift/checks/thresholds.js';
import { type Verdict, verdicts } from '../../lift/checks/verdict.js';
import type { Claim } from '../../lift/readings/claim.js';
import { type Reading, readClaims } from '../../lift/readings/read_claims.js';
import {
  default_effect,
  type Scenario,
  type SimulatedPanel,
  type SimulationOptions,
  scenarios,
  simulatePanel,
  slopes,
} from './index.js';

/** One row of the calibration: a scenario, a size, and how often it is drawn. */
export interface CalibrationCase {
  readonly name: string;
  readonly scenario: Scenario;
  readonly options: SimulationOptions;
  readonly repetitions: number;
}

/** How the verdicts perform when the truth is known. */
export interface CalibrationRow {
  readonly name: string;
  readonly groups: number;
  readonly repetitions: number;
  /** share of intervals allowing for noise alone that contain the planted effect; null if none is printed */
  readonly coverage: number | null;
  /** the same for printed intervals, widened by the bounds of the checks */
  readonly coverage_widened: number | null;
  /** mean error of the estimate, as a share of the planted effect (without an effect: of the default effect) */
  readonly bias: number | null;
  /** share of likely_caused or proven_by_holdout */
  readonly claimed: number;
  /** upper 95 % Monte Carlo limit of that share (Wilson) */
  readonly claimed_high: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** number of reports whose interval and p disagree */
  readonly contradictions: number;
}

const weeks = 30;

/** The community sizes for which verdicts are counted. */
const sizes = [30, 60, 120, 250, 500, 1000];

/** An effect of half as much again. */
const half_more = 2.5;

/** Seeds between the first draws of two cases: their draws are independent, and so are their errors. */
export const seeds_a_case = 100_000;

/** The cases of `npm run calibrate`: every size with and without an effect, every scenario, and the slopes of both trends. */
export function calibrationCases(repetitions: number): CalibrationCase[] {
  const at = (name: string, scenario: Scenario, options: Partial<SimulationOptions> = {}, share = 1) => ({
    name,
    scenario,
    options: { groups: 400, weeks, ...options },
    repetitions: Math.ceil(repetitions * share),
  });
  const multiplied = { season: 'multiplied' } as const;
  const launched = { ...scenarios.base, ...multiplied };
  const drawn = { ...scenarios.holdout, ...multiplied };
  const hidden = (slope: number) => ({ ...scenarios.hidden_trend, hidden_slope: slope });
  const others = Object.values(scenarios).filter(
    ({ name }) => !['base', 'lively_trend', 'hidden_trend', 'holdout', 'holdout_null'].includes(name),
  );
  return [
    ...sizes.flatMap((groups) => [
      at('launch, no effect', launched, { groups, effect: 0 }),
      at('launch, +50 %', launched, { groups, effect: half_more }),
      at('holdout, no effect', drawn, { groups, effect: 0 }, 5),
      at('holdout, +50 %', drawn, { groups, effect: half_more }, 0.5),
    ]),
    ...others.map((scenario) => at(scenario.name, scenario, {}, 0.5)),
    at('recurring, no effect', scenarios.recurring, { effect: 0 }, 0.5),
    ...slopes.map((slope) => at(`lively_trend, slope ${slope}`, scenarios.lively_trend, { slope }, 0.5)),
    ...slopes.map((slope) => at(`hidden_trend, slope ${slope}`, hidden(slope), {}, 0.5)),
  ];
}

/** Draws a case `repetitions` times, seeds from `seed` on, and counts. */
export function calibrate(one: CalibrationCase, seed: number): CalibrationRow {
  const draws = Array.from({ length: one.repetitions }, (_, place) => drawn(one, seed + place));
  const known = draws.filter(({ error }) => error !== null);
  const share = (count: number) => count / one.repetitions;
  const counts = Object.fromEntries(
    verdicts.map((verdict) => [verdict, share(draws.filter((draw) => draw.verdict === verdict).length)]),
  ) as Record<Verdict, number>;
  const claimed = counts.likely_caused + counts.proven_by_holdout;
  const planted = known.reduce((sum, { truth }) => sum + truth, 0) / known.length;
  const error = known.reduce((sum, draw) => sum + draw.error!, 0) / known.length;
  return {
    name: one.name,
    groups: one.options.groups,
    repetitions: one.repetitions,
    coverage: known.length === 0 ? null : known.filter(({ covered }) => covered).length / known.length,
    coverage_widened: known.length === 0 ? null : known.filter(({ held }) => held).length / known.length,
    bias: known.length === 0 ? null : error / (planted > 0 ? planted : default_effect),
    claimed,
    claimed_high: wilsonHigh(claimed, one.repetitions),
    verdicts: counts,
    contradictions: draws.filter(({ contradicts }) => contradicts).length,
  };
}

interface Draw {
  readonly verdict: Verdict;
  readonly truth: number;
  /** null: no number was given */
  readonly error: number | null;
  readonly covered: boolean;
  readonly held: boolean;
  readonly contradicts: boolean;
}

function drawn({ scenario, options }: CalibrationCase, seed: number): Draw {
  const simulated = simulatePanel(scenario, options, seed);
  const [reading] = readClaims([claimOf(scenario, simulated)], defaultThresholds, seed) as [Reading];
  const truth = plantedEffect(scenario, options, simulated);
  const { tested, verdict, p } = reading;
  if (tested === null || p === null)
    return { verdict, truth, error: null, covered: false, held: false, contradicts: false };
  const excludes = tested.low > 0 || tested.high < 0;
  return {
    verdict,
    truth,
    error: tested.estimate - truth,
    covered: tested.low <= truth && truth <= tested.high,
    held: tested.low - reading.widening.below <= truth && truth <= tested.high + reading.widening.above,
    contradicts: excludes !== p <= defaultThresholds.alpha,
  };
}

/** The claim, as the pipeline would make it. */
function claimOf(scenario: Scenario, { panel, treated, shared }: SimulatedPanel): Claim {
  const periods = panel.period_labels.length;
  const adopters = panel.first_treated.filter((date) => date >= 0).length;
  let [members, both] = [0, 0];
  panel.weight.forEach((weight, unit) => {
    if (panel.first_treated[unit]! >= 0) return;
    members += weight;
    both += weight * shared[unit]!;
  });
  const events = [...treated.keys()]
    .filter((cell) => treated[cell] === 1)
    .map((cell) => ({ unit: Math.floor(cell / periods), period: cell % periods }));
  return {
    panel,
    estimator: null,
    randomised:
      scenario.assignment === 'random'
        ? { treated: adopters, holdout: panel.unit_ids.length - adopters }
        : null,
    events: scenario.schedule === 'recurring' ? events : null,
    shared_members: members === 0 ? 0 : both / members,
    overlap: 0,
    smallest_useful: null,
  };
}

/** What the estimator should find; for a recurring tactic, the mean of its week (2) and the week after (0.5 of the effect). */
function plantedEffect(scenario: Scenario, options: SimulationOptions, { truth }: SimulatedPanel): number {
  return scenario.schedule === 'recurring'
    ? 1.25 * (options.effect ?? scenario.effect) * default_effect
    : truth.att;
}

/** The upper end of the 95 % interval of a share (Wilson 1927). */
function wilsonHigh(share: number, count: number): number {
  const square = 1.959963984540054 ** 2;
  const centre = share + square / (2 * count);
  const half = Math.sqrt(square * ((share * (1 - share)) / count + square / (4 * count * count)));
  return (centre + half) / (1 + square / count);
}
