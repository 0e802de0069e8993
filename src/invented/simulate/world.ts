import { between, chance, stream } from '../../statistics/random.js';
import { adoptionWeeks } from './adoption.js';
import { normal, poisson } from './draw.js';
import { mean_rate, type SimulatedGroup, simulatedGroups } from './groups.js';
import type { Scenario } from './scenarios.js';

/** How large a simulated community is, and what is changed in its scenario. */
export interface SimulationOptions {
  readonly groups: number;
  readonly weeks: number;
  /** multiple of the default effect; absent: as in the scenario */
  readonly effect?: number;
  /** weekly growth per standard deviation of liveliness; absent: as in the scenario */
  readonly slope?: number;
}

/** A community and what happened in it; arrays are units x weeks, row-major. */
export interface World {
  readonly scenario: Scenario;
  readonly weeks: number;
  readonly groups: readonly SimulatedGroup[];
  /** first week with the tactic, -1 = never */
  readonly adoption: Int32Array;
  /** 1 where the tactic runs (for a recurring one: where there is an event) */
  readonly treated: Uint8Array;
  /** a group with the tactic that shares members with the unit, -1 = none */
  readonly partner: Int32Array;
  /** results that would have landed anyway */
  readonly organic: Int32Array;
  /** expected results per member that the tactic causes */
  readonly effect: Float64Array;
  /** results that the tactic caused */
  readonly caused: Int32Array;
  readonly messages: Int32Array;
}

/** The default planted effect: a fifth of the mean rate. */
export const default_effect = 0.2 * mean_rate;

/** Draws a community; the same scenario, options and seed give the same one. */
export function simulatedWorld(scenario: Scenario, options: SimulationOptions, seed: number): World {
  const asked = {
    ...scenario,
    effect: options.effect ?? scenario.effect,
    slope: options.slope ?? scenario.slope,
  };
  const { weeks } = options;
  const groups = simulatedGroups(options.groups, seed);
  const rates = organicRates(asked, groups, weeks, seed);
  const before = counts(groups, rates, weeks, seed, 'organic');
  const adoption = adoptionWeeks(asked, groups, weeks, before, seed);
  const treated = treatedWeeks(asked, groups, adoption, weeks, seed);
  const partner = partners(asked, adoption, seed);
  const effect = plantedEffect(asked, groups, adoption, treated, partner, weeks);
  return {
    scenario: asked,
    weeks,
    groups,
    adoption: asked.schedule === 'recurring' ? firstEvents(treated, groups.length, weeks) : adoption,
    treated,
    partner,
    organic: withDrift(asked, groups, adoption, before, weeks, seed),
    effect,
    caused: counts(groups, effect, weeks, seed, 'caused'),
    messages: counts(groups, messageRates(groups, weeks), weeks, seed, 'messages'),
  };
}

/** Results per member and week without the tactic: own rate, season, trends, and a shock that fades by half a week. */
function organicRates(
  scenario: Scenario,
  groups: readonly SimulatedGroup[],
  weeks: number,
  seed: number,
): Float64Array {
  const season = seasonOf(weeks, seed);
  const random = stream(seed, 'shocks');
  const rates = new Float64Array(groups.length * weeks);
  for (const [unit_no, group] of groups.entries()) {
    const slope = scenario.slope * group.liveliness + scenario.hidden_slope * group.hidden;
    const seasonal = scenario.season === 'added' ? mean_rate : group.rate;
    let shock = 0;
    for (let week = 0; week < weeks; week += 1) {
      shock = 0.5 * shock + 0.1 * Math.sqrt(0.75) * normal(random);
      const trend = slope * (week - weeks / 2);
      const rate = group.rate + seasonal * season[week]! + mean_rate * (trend + shock);
      rates[unit_no * weeks + week] = Math.max(0.1 * mean_rate, rate);
    }
  }
  return rates;
}

/** What a week adds for everybody, as a share of the rate: a half-year wave, plus good and bad weeks. */
function seasonOf(weeks: number, seed: number): Float64Array {
  const random = stream(seed, 'season');
  return Float64Array.from(
    { length: weeks },
    (_, week) => 0.3 * Math.sin((2 * Math.PI * week) / 26) + 0.1 * normal(random),
  );
}

function messageRates(groups: readonly SimulatedGroup[], weeks: number): Float64Array {
  const rates = new Float64Array(groups.length * weeks);
  for (const [unit_no, group] of groups.entries())
    rates.fill(group.message_rate, unit_no * weeks, (unit_no + 1) * weeks);
  return rates;
}

/** Counts with the given expectation per member. */
function counts(
  groups: readonly SimulatedGroup[],
  rates: Float64Array,
  weeks: number,
  seed: number,
  purpose: string,
): Int32Array {
  const random = stream(seed, purpose);
  const drawn = new Int32Array(rates.length);
  for (const [unit_no, { members }] of groups.entries())
    for (let cell = unit_no * weeks; cell < (unit_no + 1) * weeks; cell += 1) {
      const mean = members * rates[cell]!;
      if (mean > 0) drawn[cell] = poisson(random, mean);
    }
  return drawn;
}

/** 1 from adoption on; for a recurring tactic, 1 in the weeks of its events, which are more frequent in lively groups. */
function treatedWeeks(
  scenario: Scenario,
  groups: readonly SimulatedGroup[],
  adoption: Int32Array,
  weeks: number,
  seed: number,
): Uint8Array {
  const random = stream(seed, 'events');
  const treated = new Uint8Array(groups.length * weeks);
  for (const [unit_no, group] of groups.entries()) {
    const start = adoption[unit_no]!;
    const often = 0.1 * Math.exp(0.4 * group.liveliness);
    for (let week = 0; week < weeks; week += 1) {
      const runs = scenario.schedule === 'recurring' ? chance(random, often) : start >= 0 && week >= start;
      treated[unit_no * weeks + week] = runs ? 1 : 0;
    }
  }
  return treated;
}

function firstEvents(treated: Uint8Array, groups: number, weeks: number): Int32Array {
  return Int32Array.from({ length: groups }, (_, unit_no) =>
    treated.subarray(unit_no * weeks, (unit_no + 1) * weeks).indexOf(1),
  );
}

/** For each group without the tactic, one with it, if the scenario lets members be in both. */
function partners(scenario: Scenario, adoption: Int32Array, seed: number): Int32Array {
  const random = stream(seed, 'partners');
  const adopters = [...adoption.keys()].filter((unit_no) => adoption[unit_no]! >= 0);
  return adoption.map((start) =>
    start >= 0 || scenario.overlap === 0 || adopters.length === 0
      ? -1
      : adopters[between(random, 0, adopters.length - 1)]!,
  );
}

/** Expected results per member and week that would not exist without the tactic, in the groups with it and in those that share members. */
function plantedEffect(
  scenario: Scenario,
  groups: readonly SimulatedGroup[],
  adoption: Int32Array,
  treated: Uint8Array,
  partner: Int32Array,
  weeks: number,
): Float64Array {
  const planted = new Float64Array(groups.length * weeks);
  const size = scenario.effect * default_effect;
  for (const [unit_no, group] of groups.entries()) {
    const shared = partner[unit_no]!;
    for (let week = 0; week < weeks; week += 1) {
      const cell = unit_no * weeks + week;
      if (scenario.schedule === 'recurring') {
        const lately = week > 0 && treated[cell - 1] === 1 ? 0.5 : 0;
        planted[cell] = size * group.response * (2 * treated[cell]! + lately);
      } else {
        const own = growing(week, adoption[unit_no]!);
        const leaked = shared < 0 ? 0 : scenario.overlap * growing(week, adoption[shared]!);
        planted[cell] = size * group.response * (own + leaked);
      }
    }
  }
  return planted;
}

/** The share of its full effect that the tactic has in a week: seven tenths in its first, all of it afterwards. */
function growing(week: number, start: number): number {
  if (start < 0 || week < start) return 0;
  return week === start ? 0.7 : 1;
}

/** Organic results, plus whatever else began at the same time as the tactic. */
function withDrift(
  scenario: Scenario,
  groups: readonly SimulatedGroup[],
  adoption: Int32Array,
  organic: Int32Array,
  weeks: number,
  seed: number,
): Int32Array {
  if (scenario.drift === 0) return organic;
  const rates = new Float64Array(organic.length);
  for (const [unit_no, start] of adoption.entries())
    for (let week = start; start >= 0 && week < weeks; week += 1)
      rates[unit_no * weeks + week] = scenario.drift * mean_rate * (week - start + 1);
  const more = counts(groups, rates, weeks, seed, 'drift');
  return organic.map((count, cell) => count + more[cell]!);
}
