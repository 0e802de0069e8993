import type { Panel } from '../../lift/panel/panel.js';
import { weekStart } from './clock.js';
import type { Scenario } from './scenarios.js';
import { type SimulationOptions, simulatedWorld, type World } from './world.js';

/** What was planted; expectations and counts are over all groups and weeks, rates are per member and treated week. */
export interface Truth {
  readonly scenario: string;
  readonly seed: number;
  /** mean planted effect over the treated cells, weighted by members: what an estimator should find */
  readonly att: number;
  /** expected results that would not have landed without the tactic, including spillover */
  readonly incremental: number;
  /** results that the tactic caused in this draw */
  readonly caused: number;
}

/** A panel of a simulated community, with the truth that no data would show. */
export interface SimulatedPanel {
  readonly panel: Panel;
  readonly truth: Truth;
  /** units x periods, 1 where the tactic runs (for a recurring one: where there is an event) */
  readonly treated: Uint8Array;
  /** for units without the tactic, the share of their members who are also in a group with it */
  readonly shared: Float64Array;
}

/** The panel and the planted truth of one draw of a scenario, in memory: the same as `simulateFiles` writes. */
export function simulatePanel(scenario: Scenario, options: SimulationOptions, seed: number): SimulatedPanel {
  const world = simulatedWorld(scenario, options, seed);
  return {
    panel: panelOf(world),
    truth: truthOf(world, seed),
    treated: world.treated,
    shared: Float64Array.from(world.partner, (partner) => (partner < 0 ? 0 : world.scenario.overlap)),
  };
}

function panelOf(world: World): Panel {
  const { groups, weeks, adoption, messages } = world;
  const before = weeksBefore(adoption, weeks);
  return {
    unit_ids: groups.map(({ group_id }) => group_id),
    period_labels: Array.from({ length: weeks }, (_, week) => weekStart(week)),
    outcome: outcomes(world),
    first_treated: adoption,
    weight: Float64Array.from(groups, ({ members }) => members),
    activity: Float64Array.from(groups, ({ members }, unit_no) => {
      const early = messages.subarray(unit_no * weeks, unit_no * weeks + before);
      return early.reduce((sum, count) => sum + count, 0) / before / members;
    }),
  };
}

/** Weeks before anybody has the tactic: the baseline of every unit. */
function weeksBefore(adoption: Int32Array, weeks: number): number {
  const adopted = adoption.filter((week) => week >= 0);
  return Math.max(
    1,
    adopted.reduce((least, week) => Math.min(least, week), weeks),
  );
}

function outcomes({ groups, weeks, organic, caused }: World): Float64Array {
  const landed = new Float64Array(organic.length);
  for (const [unit_no, { members }] of groups.entries())
    for (let cell = unit_no * weeks; cell < (unit_no + 1) * weeks; cell += 1)
      landed[cell] = (organic[cell]! + caused[cell]!) / members;
  return landed;
}

/** The planted effect of a world; what lands in groups that only share members is spillover: incremental, but not part of the mean effect. */
export function truthOf({ scenario, groups, weeks, treated, effect, caused }: World, seed: number): Truth {
  let [planted, weight, incremental] = [0, 0, 0];
  for (const [unit_no, { members }] of groups.entries())
    for (let cell = unit_no * weeks; cell < (unit_no + 1) * weeks; cell += 1) {
      const expected = members * effect[cell]!;
      incremental += expected;
      if (treated[cell] === 0) continue;
      planted += expected;
      weight += members;
    }
  return {
    scenario: scenario.name,
    seed,
    att: weight === 0 ? 0 : planted / weight,
    incremental,
    caused: caused.reduce((sum, count) => sum + count, 0),
  };
}
