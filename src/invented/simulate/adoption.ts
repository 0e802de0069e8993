import { chance, stream, unit } from '../../statistics/random.js';
import { normal } from './draw.js';
import type { SimulatedGroup } from './groups.js';
import type { Scenario } from './scenarios.js';

/** Weeks between the dates of a staggered start, and the number of dates. */
const step_weeks = 2;
const dates = 5;

/** First week in which a group has the tactic, -1 = never; `organic`: the results without it, units x weeks. */
export function adoptionWeeks(
  scenario: Scenario,
  groups: readonly SimulatedGroup[],
  weeks: number,
  organic: Int32Array,
  seed: number,
): Int32Array {
  const candidates = chosenGroups(scenario, groups, seed);
  const first = Math.floor(weeks * 0.45);
  if (scenario.assignment === 'good_week') return afterGoodWeek(candidates, weeks, first, organic);
  if (scenario.schedule === 'once') return weekOf(candidates, () => Math.floor(weeks * 0.6));
  const order = startOrder(scenario, groups, candidates, seed);
  const last = weeks - 2;
  return weekOf(candidates, (unit_no) => {
    const place = Math.floor((order.get(unit_no)! * dates) / order.size);
    return Math.min(first + step_weeks * place, last);
  });
}

/** Whether each group gets the tactic at all: a random half, or with a probability that rises with the trait. */
function chosenGroups(scenario: Scenario, groups: readonly SimulatedGroup[], seed: number): boolean[] {
  const random = stream(seed, 'assignment');
  if (scenario.assignment !== 'random')
    return groups.map((group) => chance(random, 1 / (1 + Math.exp(-0.9 * trait(scenario, group)))));
  const drawn = groups.map((_, index) => ({ index, order: unit(random) }));
  const winners = new Set(
    drawn
      .toSorted((a, b) => a.order - b.order)
      .slice(0, Math.floor(groups.length / 2))
      .map(({ index }) => index),
  );
  return groups.map((_, index) => winners.has(index));
}

function trait(scenario: Scenario, group: SimulatedGroup): number {
  return scenario.assignment === 'hidden' ? group.hidden : group.liveliness;
}

/** The position of each chosen group in the order of start: those with more of the trait tend to come first. */
function startOrder(
  scenario: Scenario,
  groups: readonly SimulatedGroup[],
  chosen: readonly boolean[],
  seed: number,
): Map<number, number> {
  const random = stream(seed, 'order of start');
  const queue = groups
    .map((group, index) => ({ index, key: trait(scenario, group) + 0.7 * normal(random) }))
    .filter(({ index }) => chosen[index]);
  return new Map(queue.toSorted((a, b) => b.key - a.key).map(({ index }, place) => [index, place]));
}

function weekOf(chosen: readonly boolean[], week: (unit_no: number) => number): Int32Array {
  return Int32Array.from(chosen, (has, index) => (has ? week(index) : -1));
}

/** The week after the first one that is a standard deviation (of a count) above the mean of all weeks before it. */
function afterGoodWeek(
  chosen: readonly boolean[],
  weeks: number,
  first: number,
  organic: Int32Array,
): Int32Array {
  const last = Math.min(weeks - 2, first + step_weeks * (dates - 1));
  return weekOf(chosen, (unit_no) => {
    const counts = organic.subarray(unit_no * weeks, (unit_no + 1) * weeks);
    let sum = counts.subarray(0, first - 1).reduce((total, count) => total + count, 0);
    for (let week = first; week <= last; week += 1) {
      const mean = sum / (week - 1);
      const latest = counts[week - 1]!;
      if (latest > mean + Math.sqrt(mean)) return week;
      sum += latest;
    }
    return -1;
  });
}
