import { modelNames } from '../../models/index.js';
import { csv } from '../../text/csv.js';
import { momentText, weekStart, weekStart_s } from './clock.js';
import { type History, historyOf } from './history.js';
import { truthOf } from './panel.js';
import type { Scenario } from './scenarios.js';
import { assignmentsOf, tacticsOf } from './tactics.js';
import { type SimulationOptions, simulatedWorld, type World } from './world.js';

/** The first line of every configuration written here. */
export const opening = '# A simulated community: what was planted is in truth.json.';

/** The files of a simulated community, by name: ordinary inputs, grouplift.yaml, and truth.json, which no run reads. */
export function simulateFiles(
  scenario: Scenario,
  options: SimulationOptions,
  seed: number,
): Record<string, string> {
  const world = simulatedWorld(scenario, options, seed);
  const history = historyOf(world, seed);
  return {
    'grouplift.yaml': configuration(world),
    'activities.csv': activitiesCsv(world, history),
    'conversions.csv': conversionsCsv(history),
    'identities.csv': csv(
      ['member_id', 'user_id'],
      history.people.flat().map(({ member_id, user_id }) => [member_id, user_id]),
    ),
    'memberships.csv': membershipsCsv(world, history),
    'groups.csv': csv(
      ['group_id', 'type'],
      world.groups.map(({ group_id }) => [group_id, 'group']),
    ),
    'tactics.csv': tacticsCsv(world),
    'tactic_groups.csv': tacticGroupsCsv(world),
    'truth.json': truthJson(world, history, seed),
  };
}

function configuration({ scenario, weeks }: World): string {
  return `${opening}
# Scenario ${scenario.name}: ${scenario.summary}

timezone: UTC
as_of: ${weekStart(weeks)}

inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
  memberships: memberships.csv
  groups: groups.csv
  tactics: tactics.csv
  tactic_groups: tactic_groups.csv

goals:
  - name: order
    match: { goal: order }
    window_days: 14
    headline: true

touches:
  - kinds: [link_click, event_signup, survey_answer, red_envelope_open]
    reach: actor

attribution:
  models: [${modelNames.join(', ')}]
`;
}

function activitiesCsv({ groups }: World, { activities }: History): string {
  return csv(
    ['activity_id', 'ts', 'group_id', 'kind', 'member_id', 'tactic_id'],
    activities.map(({ activity_id, ts_s, unit_no, kind, person, tactic_id }) => [
      activity_id,
      momentText(ts_s),
      groups[unit_no]?.group_id ?? '',
      kind,
      person.member_id,
      tactic_id,
    ]),
  );
}

function conversionsCsv({ conversions }: History): string {
  return csv(
    ['conversion_id', 'ts', 'user_id', 'goal'],
    conversions.map(({ conversion_id, ts_s, person }) => [
      conversion_id,
      momentText(ts_s),
      person.user_id,
      'order',
    ]),
  );
}

/** The second group is joined a day after the first, so that the first is the home group. */
function membershipsCsv({ groups }: World, { people }: History): string {
  const stay = (unit_no: number, member_id: string, joined_s: number) => [
    groups[unit_no]?.group_id ?? '',
    member_id,
    momentText(joined_s),
  ];
  return csv(
    ['group_id', 'member_id', 'joined_at'],
    people.flat().flatMap(({ member_id, home, second, joined_s }) => {
      const first = stay(home, member_id, joined_s);
      return second < 0 ? [first] : [first, stay(second, member_id, joined_s + 86_400)];
    }),
  );
}

function tacticsCsv(world: World): string {
  return csv(
    ['tactic_id', 'kind', 'starts_at', 'ends_at', 'name', 'goal'],
    tacticsOf(world).map(({ tactic_id, first_week, last_week }) => [
      tactic_id,
      'red_envelope',
      momentText(weekStart_s(first_week)),
      last_week === null ? null : momentText(weekStart_s(last_week + 1)),
      `Red envelopes ${tactic_id}`,
      'order',
    ]),
  );
}

function tacticGroupsCsv(world: World): string {
  return csv(
    ['tactic_id', 'group_id', 'arm', 'assigned_at'],
    assignmentsOf(world).map(({ tactic_id, unit_no, arm, assigned_week }) => [
      tactic_id,
      world.groups[unit_no]?.group_id ?? '',
      arm,
      momentText(weekStart_s(assigned_week)),
    ]),
  );
}

/** What was planted: the effect of the tactic, the latent traits of each group, and every touch that brought a result, with its share of it. */
function truthJson(world: World, { conversions }: History, seed: number): string {
  const brought = conversions.flatMap(({ conversion_id, because }) =>
    because === null ? [] : [{ conversion_id, because }],
  );
  const contributions = new Array<number>(world.groups.length).fill(0);
  for (const { because } of brought)
    contributions[because.unit_no] = (contributions[because.unit_no] ?? 0) + 1;
  const truth = {
    ...truthOf(world, seed),
    effect: world.scenario.effect,
    slope: world.scenario.slope,
    groups: world.groups.map(({ group_id, liveliness, hidden }, unit_no) => ({
      group_id,
      liveliness,
      hidden,
      contribution: contributions[unit_no],
    })),
    touches: brought.map(({ conversion_id, because }) => ({
      activity_id: because.activity_id,
      conversion_id,
      contribution: 1,
    })),
  };
  return `${JSON.stringify(truth, null, 1)}\n`;
}
