/** A second implementation of the learned models: journeys by plain loops, the chain by brute force. */
import { removalEffect, shapley as shapleyValues } from '../paths/brute_force.js';
import type { WrittenPath } from '../paths/path_data.js';
import type { Element, Path, Person } from './oracle.js';
import {
  activitiesRead,
  asOf,
  bundle,
  businessDay,
  codeElement,
  conversionsRead,
  fraction,
  identify,
  inPathOrder,
  inWindow,
  peopleOf,
  roundCumulatively,
  type Touch,
  touchesOf,
  touchWindow,
} from './oracle.js';
import { inOrder, near, type Product, pathKey, printed, rowsByPath } from './product.js';
import {
  type Conversion,
  type Goal,
  type LearnedName,
  learnedModels,
  minorDigits,
  type World,
} from './world.js';

/** The channel of an element, as it is printed. */
function channelOf(world: World, element: Element): string {
  const parts: Readonly<Record<string, string>> = {
    group: printed(element.group_id),
    tactic: printed(element.tactic_id),
    kol: printed(element.kol_id),
    kind: element.kind,
  };
  return world.settings.channel
    .split('+')
    .map((part) => parts[part])
    .join(' + ');
}

/** Days as steps: posts of one day stand together, but on a day on which the person converts each stands alone. */
function stepsOf(world: World, touches: readonly Touch[], converted: readonly Conversion[]): Touch[] {
  const days = new Set(converted.map(({ ts }) => businessDay(ts, world.settings.timezone)));
  const isAlone = (touch: Touch) => days.has(businessDay(touch.touch_ts, world.settings.timezone));
  const bundled = bundle(
    touches.filter((touch) => !isAlone(touch)),
    world.settings.timezone,
  );
  const last = (element: Element) =>
    touches.find(
      (touch) =>
        touch.touch_ts === element.touch_ts &&
        touch.activity_id === element.activity_id &&
        touch.group_id === element.group_id &&
        touch.kind === element.kind,
    ) as Touch;
  return [...touches.filter(isAlone), ...bundled.map(last)].sort(inPathOrder);
}

/** The journeys of one person for one goal: each conversion closes what is new in its window, the rest led to nothing. */
function journeysOf(
  world: World,
  goal: Goal,
  steps: readonly Touch[],
  ends: readonly Conversion[],
): WrittenPath[] {
  const moments = [...new Set(ends.map(({ ts }) => ts))].sort((a, b) => a - b);
  const next = (touch: Touch) => moments.find((ts) => ts >= touch.touch_ts) ?? null;
  const closes = (touch: Touch) => {
    const end = next(touch);
    return end !== null && inWindow(touch, end, goal);
  };
  const closed = moments.flatMap((ts) => {
    const together = ends.filter((end) => end.ts === ts);
    const codes = together.flatMap((end) => codeElement(world, end) ?? []);
    const own = steps.filter((step) => closes(step) && next(step) === ts);
    const used = codes.length > 0 && world.settings.code === 'override' ? codes : [...own, ...codes];
    return used.length === 0 ? [] : [closedBy(world, goal, used, together)];
  });
  const open = steps.filter(
    (step) => !closes(step) && asOf(world) - step.touch_ts >= touchWindow(goal, step.rule),
  );
  return [...closed, ...lostOf(world, goal, open, next)];
}

function closedBy(
  world: World,
  goal: Goal,
  used: readonly Element[],
  together: readonly Conversion[],
): WrittenPath {
  const value = together.reduce((sum, { value_minor }) => sum + (goal.value ? (value_minor ?? 0) : 0), 0);
  return { touches: used.map((e) => channelOf(world, e)), conversions: together.length, value, nulls: 0 };
}

/** Paths to nothing: split where a conversion lies between, and at gaps longer than the goal's window. */
function lostOf(
  world: World,
  goal: Goal,
  open: readonly Touch[],
  next: (touch: Touch) => number | null,
): WrittenPath[] {
  const gap = Math.round(goal.window_days * 86_400_000_000);
  const groups: Touch[][] = [];
  for (const before of [...new Set(open.map(next))])
    for (const [place, touch] of open.filter((one) => next(one) === before).entries()) {
      const last = groups.at(-1)?.at(-1);
      const isNew = place === 0 || last === undefined || touch.touch_ts - last.touch_ts > gap;
      if (isNew) groups.push([touch]);
      else groups.at(-1)?.push(touch);
    }
  return groups.map((touches) => ({
    touches: touches.map((touch) => channelOf(world, touch)),
    conversions: 0,
    value: 0,
    nulls: 1,
  }));
}

/** Every journey of a goal. */
function journeys(world: World, goal: Goal): WrittenPath[] {
  const people = peopleOf(world);
  const known = (conversion: Conversion): Person | null => {
    const { person, excluded } = identify(conversion.user_id, people, world);
    return person === null || excluded || person.members.size === 0 ? null : person;
  };
  const all = conversionsRead(world);
  const own = people
    .filter((person) => isObserved(world, person))
    .flatMap((person) => {
      const converted = all.filter((one) => known(one) === person);
      const steps = stepsOf(
        world,
        touchesOf(world, people, person),
        converted.filter((one) => matchesAny(world, one)),
      );
      return journeysOf(
        world,
        goal,
        steps,
        converted.filter((one) => goal.match.includes(one.goal)),
      );
    });
  const strangers = all.filter(
    (one) =>
      goal.match.includes(one.goal) && known(one) === null && !identify(one.user_id, people, world).excluded,
  );
  return [...own, ...strangers.flatMap((one) => journeysOf(world, goal, [], [one]))];
}

function matchesAny(world: World, conversion: Conversion): boolean {
  return world.settings.goals.some((goal) => goal.match.includes(conversion.goal));
}

/** A person whose results would be seen. */
function isObserved(world: World, person: Person): boolean {
  const excluded = world.exclusions.some((e) => person.nodes.has(`${e.id_type}:${e.id}`));
  return (
    person.users.size > 0 &&
    person.members.size > 0 &&
    person.users.size <= world.settings.max_users &&
    !excluded
  );
}

/** Credit of one path: a channel's weight in equal parts to its touches; all 0: every touch alike. */
function creditOf(
  world: World,
  elements: readonly Element[],
  weightOf: (channel: string) => number,
): bigint[] {
  const channels = elements.map((element) => channelOf(world, element));
  const touchesOf = (channel: string) =>
    elements.reduce((sum, { touches }, place) => sum + (channels[place] === channel ? touches : 0), 0);
  const most = Math.max(...channels.map(weightOf));
  const weights = elements.map(({ touches }, place) => {
    const channel = channels[place] as string;
    return most === 0 ? touches : (weightOf(channel) / most / touchesOf(channel)) * touches;
  });
  const scaled = weights.map((weight) => fraction(Number(weight.toPrecision(15))));
  return roundCumulatively(scaled.map(({ over, under }) => (over * 10n ** 40n) / under));
}

/** Whether the order of touches is known from outside: not where two at one instant have no ids. */
function isOrdered(world: World): boolean {
  const read = activitiesRead(world);
  return read.every(
    (one) => one.activity_id !== null || read.filter((other) => other.ts === one.ts).length === 1,
  );
}

/** Every difference of the learned models, in words. */
export function learnedDifferences(world: World, expected: readonly Path[], product: Product): string[] {
  if (!isOrdered(world)) return [];
  return world.settings.goals.flatMap((goal) => {
    const paths = journeys(world, goal);
    const channels = [...new Set(paths.flatMap(({ touches }) => touches))];
    const effects = new Map(
      channels.map((channel) => [channel, chopped(removalEffect(paths, world.settings.order, [channel]))]),
    );
    const weights: Record<LearnedName, (channel: string) => number> = {
      markov: (channel) => effects.get(channel) ?? 0,
      shapley: () => 1,
    };
    return [
      ...effectDifferences(world, goal, paths, effects, product),
      ...gameDifferences(goal, paths, product),
      ...learnedModels.flatMap((model) =>
        ledgerDifferences(world, goal, expected, product, model, weights[model]),
      ),
    ];
  });
}

function chopped(effect: number): number {
  return effect < 1e-11 ? 0 : effect;
}

function effectDifferences(
  world: World,
  goal: Goal,
  paths: readonly WrittenPath[],
  effects: ReadonlyMap<string, number>,
  product: Product,
): string[] {
  const rows = (product.tables.markov_channels ?? []).filter((row) => row.goal === goal.name);
  const scale = 10 ** (minorDigits[world.settings.currency] ?? 2);
  const sum = [...effects.values()].reduce((all, one) => all + one, 0);
  const converted = paths.reduce((all, { conversions }) => all + conversions, 0);
  const value = paths.reduce((all, one) => all + one.value, 0);
  const byValue = new Map(
    [...effects.keys()].map((channel) => [
      channel,
      removalEffect(paths, world.settings.order, [channel], 'value'),
    ]),
  );
  const sumByValue = [...byValue.values()].reduce((all, one) => all + one, 0);
  const found =
    rows.length === effects.size
      ? []
      : [`markov_channels ${goal.name}: ${rows.length} rows of ${effects.size}`];
  for (const [channel, effect] of effects) {
    const row = rows.find((one) => one.channel === channel);
    const want: Record<string, number | null> = {
      removal_effect: converted === 0 ? null : effect,
      standard_conversions: sum === 0 ? 0 : (effect / sum) * converted,
      removal_effect_value: goal.value && value > 0 ? (byValue.get(channel) ?? 0) : null,
      standard_value: goal.value
        ? sumByValue === 0
          ? 0
          : (((byValue.get(channel) ?? 0) / sumByValue) * value) / scale
        : null,
    };
    for (const [column, number] of Object.entries(want))
      if (!near(number, row?.[column] === '' ? null : Number(row?.[column])))
        found.push(
          `markov_channels ${goal.name} ${channel} ${column}: expected ${number}, got ${row?.[column]}`,
        );
  }
  return found;
}

function gameDifferences(goal: Goal, paths: readonly WrittenPath[], product: Product): string[] {
  const rows = (product.tables.shapley_channels ?? []).filter((row) => row.goal === goal.name);
  const channels = rows.map((row) => String(row.channel));
  if (channels.length > 6) return [];
  const earned = shapleyValues(channels, (coalition) =>
    paths
      .filter(({ touches }) => touches.every((touch) => coalition.has(touch)))
      .reduce((sum, { conversions }) => sum + conversions, 0),
  );
  return rows.flatMap((row, place) =>
    near(earned[place] as number, Number(row.subset_conversions))
      ? []
      : [
          `shapley_channels ${goal.name} ${row.channel}: expected ${earned[place]}, got ${row.subset_conversions}`,
        ],
  );
}

function ledgerDifferences(
  world: World,
  goal: Goal,
  expected: readonly Path[],
  product: Product,
  model: LearnedName,
  weightOf: (channel: string) => number,
): string[] {
  const byPath = rowsByPath(product.tables.credit ?? []);
  return expected
    .filter((path) => path.goal === goal.name && path.elements.length > 0)
    .flatMap((path) => {
      const rows = inOrder(world, path, byPath.get(pathKey(path.goal, path.conversion_id)) ?? []);
      const got = rows.map((row) => BigInt(row[model] ?? ''));
      const want = creditOf(world, path.elements, weightOf);
      const isOff = want.some((credit, place) => Math.abs(Number(credit - (got[place] as bigint))) > 2);
      const sum = got.reduce((all, one) => all + one, 0n);
      return isOff || sum !== 1_000_000n
        ? [`${model} ${path.goal} ${path.conversion_id}: expected ${want}, got ${got}`]
        : [];
    });
}
