import type { Claim } from '../../lift/claim.js';
import { type Reading, readClaims } from '../../lift/read_claims.js';
import { defaultThresholds } from '../../lift/thresholds.js';
import { type Verdict, verdicts } from '../../lift/verdict.js';
import {
  default_effect,
  type Scenario,
  type SimulatedPanel,
  type SimulationOptions,
  scenarios,
  simulatePanel,
  slopes,
} from './index.js';

/** One row of the calibration: a scenario, a size, and how often it is drawn anew. */
export interface CalibrationCase {
  readonly name: string;
  readonly scenario: Scenario;
  readonly options: SimulationOptions;
  readonly repetitions: number;
}

/** How the verdicts fare where the truth is known. */
export interface CalibrationRow {
  readonly name: string;
  readonly groups: number;
  readonly repetitions: number;
  /** share of intervals that hold the planted effect; null where none is printed */
  readonly coverage: number | null;
  /** mean error of the estimate, as a share of the planted effect (in a null: of the default effect) */
  readonly bias: number | null;
  /** share of likely_caused or proven_by_holdout */
  readonly claimed: number;
  /** upper 95 % Monte Carlo limit of that share (Wilson) */
  readonly claimed_high: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** reports whose interval and p disagree */
  readonly contradictions: number;
}

const weeks = 30;

/** The cases of `npm run calibrate`: every scenario, the slopes of both trends, and power by effect. */
export function calibrationCases(repetitions: number): CalibrationCase[] {
  const at = (name: string, scenario: Scenario, options: Partial<SimulationOptions> = {}, share = 1) => ({
    name,
    scenario,
    options: { groups: 400, weeks, ...options },
    repetitions: Math.ceil(repetitions * share),
  });
  const powers = [0.25, 0.5, 0.75, 1, 1.5];
  const many = { groups: 2000 };
  const hidden = (slope: number) => ({ ...scenarios.hidden_trend, hidden_slope: slope });
  return [
    ...Object.values(scenarios)
      .filter(({ name }) => name !== 'lively_trend' && name !== 'hidden_trend')
      .map((scenario) => at(scenario.name, scenario)),
    at('recurring, no effect', scenarios.recurring, { effect: 0 }),
    ...slopes.map((slope) => at(`lively_trend, slope ${slope}`, scenarios.lively_trend, { slope })),
    ...slopes.map((slope) => at(`hidden_trend, slope ${slope}`, hidden(slope))),
    ...powers.map((effect) => at(`base, effect ${effect}`, scenarios.base, { effect }, 0.5)),
    ...powers.map((effect) => at(`base, effect ${effect}`, scenarios.base, { ...many, effect }, 0.075)),
    ...slopes.map((slope) =>
      at(`lively_trend, slope ${slope}`, scenarios.lively_trend, { ...many, slope }, 0.075),
    ),
    ...slopes.map((slope) => at(`hidden_trend, slope ${slope}`, hidden(slope), many, 0.075)),
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
  const error = known.reduce((sum, draw) => sum + (draw.error as number), 0) / known.length;
  return {
    name: one.name,
    groups: one.options.groups,
    repetitions: one.repetitions,
    coverage: known.length === 0 ? null : known.filter(({ covered }) => covered).length / known.length,
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
  readonly contradicts: boolean;
}

function drawn({ scenario, options }: CalibrationCase, seed: number): Draw {
  const simulated = simulatePanel(scenario, options, seed);
  const [reading] = readClaims([claimOf(scenario, simulated)], defaultThresholds, seed) as [Reading];
  const truth = plantedEffect(scenario, options, simulated);
  const { tested, verdict, p } = reading;
  if (tested === null || p === null)
    return { verdict, truth, error: null, covered: false, contradicts: false };
  const excludes = tested.low > 0 || tested.high < 0;
  return {
    verdict,
    truth,
    error: tested.estimate - truth,
    covered: tested.low <= truth && truth <= tested.high,
    contradicts: excludes !== p <= defaultThresholds.alpha,
  };
}

/** The claim as the pipeline would put it. */
function claimOf(scenario: Scenario, { panel, treated, shared }: SimulatedPanel): Claim {
  const periods = panel.period_labels.length;
  const adopters = panel.first_treated.filter((date) => date >= 0).length;
  let [members, both] = [0, 0];
  panel.weight.forEach((weight, unit) => {
    if ((panel.first_treated[unit] as number) >= 0) return;
    members += weight;
    both += weight * (shared[unit] as number);
  });
  const events = [...treated.keys()]
    .filter((cell) => treated[cell] === 1)
    .map((cell) => ({ unit: Math.floor(cell / periods), period: cell % periods }));
  return {
    panel,
    estimator: null,
    randomised:
      scenario.assignment === 'lot' ? { treated: adopters, holdout: panel.unit_ids.length - adopters } : null,
    events: scenario.schedule === 'recurring' ? events : null,
    shared_members: members === 0 ? 0 : both / members,
    overlap: 0,
    smallest_useful: null,
  };
}

/** What the estimator should find: of a recurring tactic the mean of its week (2) and the week after (0.5 of the effect). */
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
