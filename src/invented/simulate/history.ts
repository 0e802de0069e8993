import { between, chance, pick, type Random, stream } from '../../statistics/random.js';
import { week_s, weekStart_s } from './clock.js';
import { poisson, waiting } from './draw.js';
import { type Person, peopleOf } from './people.js';
import { tacticIdOf } from './tactics.js';
import type { World } from './world.js';

/** Something a member did; ids follow the order of drawing, not time. */
export interface SimulatedActivity {
  readonly activity_id: string;
  readonly ts_s: number;
  readonly unit_no: number;
  readonly kind: string;
  readonly person: Person;
  readonly tactic_id: string | null;
}

/** A landed result; `because` is the one touch without which it would not have landed, or null if it came by itself. */
export interface SimulatedConversion {
  readonly conversion_id: string;
  readonly ts_s: number;
  readonly person: Person;
  readonly because: SimulatedActivity | null;
}

/** What happened in a simulated community, person by person. */
export interface History {
  readonly people: readonly (readonly Person[])[];
  readonly activities: readonly SimulatedActivity[];
  readonly conversions: readonly SimulatedConversion[];
}

const ordinary_kinds = ['link_click', 'event_signup', 'survey_answer'] as const;
const tactic_kind = 'red_envelope_open';

/** Share of the results without the tactic that an ordinary touch brought. */
const brought_share = 0.4;
/** Mean days from the touch that brings a result to the result. */
const delay_days = 1.5;
/** Touches per member and week that bring nothing: ordinary ones, and those of a running tactic. */
const idle_touches = 0.06;
const idle_tactic_touches = 0.12;

/** A history that is being built. */
interface Draft {
  readonly world: World;
  readonly random: Random;
  readonly activities: SimulatedActivity[];
  readonly conversions: SimulatedConversion[];
}

/** One group in one week. */
interface Place {
  readonly unit_no: number;
  readonly week: number;
  readonly cell: number;
  readonly members: readonly Person[];
}

/** Gives every message and result of a world a person and a time, and plants the touch that brought it. */
export function historyOf(world: World, seed: number): History {
  const people = peopleOf(world, seed);
  const draft: Draft = { world, random: stream(seed, 'history'), activities: [], conversions: [] };
  for (const [unit_no, members] of people.entries())
    for (let week = 0; week < world.weeks; week += 1) {
      const place = { unit_no, week, cell: unit_no * world.weeks + week, members };
      talk(draft, place);
      idle(draft, place);
      landByThemselves(draft, place);
      landByTactic(draft, place);
    }
  return { people, activities: draft.activities, conversions: draft.conversions };
}

function talk(draft: Draft, place: Place): void {
  repeat(draft.world.messages[place.cell]!, () =>
    act(draft, {
      ts_s: momentIn(draft, place),
      unit_no: place.unit_no,
      kind: 'message',
      person: pick(draft.random, place.members),
      tactic_id: null,
    }),
  );
}

/** Touches that bring nothing. */
function idle(draft: Draft, place: Place): void {
  const { world, random } = draft;
  const { unit_no, members, week } = place;
  repeat(poisson(random, idle_touches * members.length), () => {
    const person = pick(random, members);
    act(draft, { ts_s: momentIn(draft, place), person, tactic_id: null, ...ordinaryTouch(random, person) });
  });
  if (world.treated[place.cell] === 0) return;
  const [kind, tactic_id] = [tactic_kind, tacticIdOf(world, week)];
  repeat(poisson(random, idle_tactic_touches * members.length), () =>
    act(draft, {
      ts_s: momentIn(draft, place),
      unit_no,
      kind,
      person: pick(random, members),
      tactic_id,
    }),
  );
}

/** Results without the tactic: some were brought by an ordinary touch, the others came by themselves. */
function landByThemselves(draft: Draft, place: Place): void {
  const { world, random } = draft;
  repeat(world.organic[place.cell]!, () => {
    const [ts_s, person] = [momentIn(draft, place), pick(random, place.members)];
    if (!chance(random, brought_share)) return land(draft, ts_s, person, null);
    const touch_s = Math.max(weekStart_s(0), ts_s - delay_s(random));
    land(
      draft,
      ts_s,
      person,
      act(draft, { ts_s: touch_s, person, tactic_id: null, ...ordinaryTouch(random, person) }),
    );
  });
}

/** Results that the tactic caused, each through a touch of it by the same person. */
function landByTactic(draft: Draft, place: Place): void {
  const { world, random } = draft;
  if (world.caused[place.cell] === 0) return;
  const { unit_no, first_week, last_week } = originOf(world, place);
  const reached = place.members.filter(({ home, second }) => home === unit_no || second === unit_no);
  repeat(world.caused[place.cell]!, () => {
    const ts_s = momentIn(draft, place);
    const person = pick(random, reached.length > 0 ? reached : place.members);
    const latest_s = Math.min(ts_s, weekStart_s(last_week + 1) - 1);
    const touch_s = Math.max(weekStart_s(first_week), latest_s - delay_s(random));
    const because = act(draft, {
      ts_s: Math.min(latest_s, touch_s),
      unit_no,
      kind: tactic_kind,
      person,
      tactic_id: tacticIdOf(world, last_week),
    });
    land(draft, ts_s, person, because);
  });
}

/** The group and the weeks of the touch that caused the results of a group and week. */
function originOf({ weeks, treated, partner, adoption, scenario }: World, { unit_no, week, cell }: Place) {
  if (scenario.schedule === 'recurring') {
    const event = treated[cell] === 1 ? week : week - 1;
    return { unit_no, first_week: event, last_week: event };
  }
  const origin = treated[unit_no * weeks + week] === 1 ? unit_no : partner[unit_no]!;
  return { unit_no: origin, first_week: adoption[origin]!, last_week: week };
}

function act(draft: Draft, what: Omit<SimulatedActivity, 'activity_id'>): SimulatedActivity {
  const activity = { activity_id: `a${draft.activities.length + 1}`, ...what };
  draft.activities.push(activity);
  return activity;
}

function land(draft: Draft, ts_s: number, person: Person, because: SimulatedActivity | null): void {
  draft.conversions.push({ conversion_id: `c${draft.conversions.length + 1}`, ts_s, person, because });
}

function momentIn({ random }: Draft, { week }: Place): number {
  return weekStart_s(week) + between(random, 0, week_s - 1);
}

function delay_s(random: Random): number {
  return Math.ceil(waiting(random, delay_days * 86_400));
}

function repeat(times: number, once: () => void): void {
  for (let time = 0; time < times; time += 1) once();
}

/** An ordinary touch is in the home group or, for people with a second group, in that one. */
function ordinaryTouch(random: Random, person: Person): { unit_no: number; kind: string } {
  const elsewhere = person.second >= 0 && chance(random, 0.5);
  return { unit_no: elsewhere ? person.second : person.home, kind: pick(random, ordinary_kinds) };
}
