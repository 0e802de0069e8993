/**
 * A second implementation of the attribution rules: plain loops over every pair, exact integers, no speed.
 * Times are microseconds since the epoch; credit is integer micro-credits, a million per conversion.
 */
import { createHash } from 'node:crypto';
import type { Activity, Code, Conversion, End, Goal, Rule, RuleModel, World } from './world.js';

/** One element of a path: an actor touch, a code, or a bundle of audience touches. */
export interface Element {
  group_id: string | null;
  tactic_id: string | null;
  kol_id: string | null;
  kind: string;
  reach: 'actor' | 'audience' | 'code';
  /** of the last touch of a bundle; null for a code and for a row without an id */
  activity_id: string | null;
  touches: number;
  /** of the last touch of a bundle */
  touch_ts: number;
  rule_weight: number;
}

/** One conversion of one goal with its eligible touches in path order, or the reason why it has none. */
export interface Path {
  goal: string;
  conversion_id: string;
  ts: number;
  user_id: string;
  /** null for a goal without value */
  value_minor: number | null;
  /** 0 when fully reversed */
  net: 0 | 1;
  value_net_minor: number | null;
  /** what the bucket of the standard error is drawn from */
  person_key: string;
  reason: string | null;
  elements: Element[];
  /** elements a person was touched by in (ts, ts + window] */
  after: Element[];
}

export type Credited = Path & { credit: bigint[] };

/** Everything with an id, and the ids of one person. */
export interface Person {
  key: string;
  nodes: Set<string>;
  members: Set<string>;
  users: Set<string>;
}

export interface Touch extends Element {
  precision: number;
  rule: Rule;
}

const million = 1_000_000n;
const day_us = 86_400_000_000;

// Time

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in the business zone, such as 2026-03-01. */
export function businessDay(us: number, timezone: string): string {
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  formats.set(timezone, format);
  return format.format(new Date(Math.floor(us / 1000)));
}

/** The first instant of a calendar day in the business zone, found by trying every quarter of an hour. */
export function dayStart(date: string, timezone: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`) * 1000;
  for (let quarter = -64; quarter <= 64; quarter++) {
    const us = midnight + quarter * 900_000_000;
    if (businessDay(us, timezone) === date) return us;
  }
  throw new Error(`${date} does not exist in ${timezone}`);
}

/** The first instant that no longer belongs to an interval; a date includes its day. */
function endOf(end: End, timezone: string): number {
  if (end === null) return Number.POSITIVE_INFINITY;
  if (typeof end === 'number') return end;
  const next = new Date(Date.parse(`${end}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return dayStart(next, timezone);
}

function windowOf(window_days: number): number {
  return Math.round(window_days * day_us);
}

/** The last instant that is read: as configured, else the latest among conversions and activities. */
export function asOf(world: World): number {
  const { as_of, timezone } = world.settings;
  if (typeof as_of === 'number') return as_of;
  if (typeof as_of === 'string') return dayStart(as_of, timezone);
  return Math.max(...world.activities.map((a) => a.ts), ...world.conversions.map((c) => c.ts));
}

// Rows

/** Order of two ids as UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function once<T>(rows: readonly T[], key: (row: T) => string): T[] {
  const first = new Map<string, T>();
  for (const row of rows) if (!first.has(key(row))) first.set(key(row), row);
  return [...first.values()];
}

/** The activities a run reads: those with an id once (an id belongs to its group), those without as often as they are there. */
export function activitiesRead(world: World): Activity[] {
  const end = asOf(world);
  const read = world.activities.filter((a) => (a.ingested_at ?? a.ts) <= end);
  return once(read, (a) => JSON.stringify([a.group_id, a.activity_id ?? read.indexOf(a)]));
}

/** The conversions a run reads, each once. */
export function conversionsRead(world: World): Conversion[] {
  const end = asOf(world);
  const read = world.conversions.filter((c) => (c.ingested_at ?? c.ts) <= end);
  return once(read, (c) => c.conversion_id);
}

// People

/** Connected components of the identity edges. */
export function peopleOf(world: World): Person[] {
  const { identity_form, min_confidence } = world.settings;
  if (identity_form === 'same') return samePeople(world);
  let sets: Set<string>[] = [];
  for (const edge of world.identities) {
    if ((edge.confidence ?? 1) < min_confidence) continue;
    const joined = new Set([`${edge.type_a}:${edge.id_a}`, `${edge.type_b}:${edge.id_b}`]);
    const apart: Set<string>[] = [];
    for (const set of sets) {
      if ([...set].some((node) => joined.has(node))) for (const node of set) joined.add(node);
      else apart.push(set);
    }
    sets = [...apart, joined];
  }
  return sets.map(toPerson);
}

function samePeople(world: World): Person[] {
  const ids = new Set<string>();
  for (const a of world.activities) if (a.member_id !== null) ids.add(a.member_id);
  for (const m of world.memberships) ids.add(m.member_id);
  for (const c of world.conversions) ids.add(c.user_id);
  return [...ids].map((id) => toPerson(new Set([`member:${id}`, `user:${id}`])));
}

function toPerson(nodes: Set<string>): Person {
  const idsOf = (type: string) =>
    new Set([...nodes].filter((n) => n.startsWith(`${type}:`)).map((n) => n.slice(type.length + 1)));
  return {
    key: [...nodes].sort(byBytes)[0] as string,
    nodes,
    members: idsOf('member'),
    users: idsOf('user'),
  };
}

interface Identified {
  person: Person | null;
  /** what a bucket is drawn from */
  key: string;
  excluded: boolean;
  quarantined: boolean;
}

/** Who a product user is, and whether credit may follow from it. */
export function identify(user_id: string, people: readonly Person[], world: World): Identified {
  const component = people.find((p) => p.users.has(user_id)) ?? null;
  const nodes = component === null ? new Set([`user:${user_id}`]) : component.nodes;
  const excluded = world.exclusions.some((e) => nodes.has(`${e.id_type}:${e.id}`));
  const quarantined = component !== null && component.users.size > world.settings.max_users;
  return { person: quarantined ? null : component, key: component?.key ?? user_id, excluded, quarantined };
}

// Touches

/** Whether any of the members was in the group: joined_at <= ts < left_at. */
function present(world: World, members: ReadonlySet<string>, group_id: string, ts: number): boolean {
  return world.memberships.some(
    (m) =>
      m.group_id === group_id &&
      members.has(m.member_id) &&
      m.joined_at <= ts &&
      ts < endOf(m.left_at, world.settings.timezone),
  );
}

/** The first rule of a kind and reach; one of weight 0 says that they do not count. */
function ruleFor(world: World, kind: string, reach: 'actor' | 'audience'): Rule | null {
  const rule = world.settings.touches.find((r) => r.reach === reach && r.kinds.includes(kind));
  return rule === undefined || rule.weight === 0 ? null : rule;
}

/** The tactic of a group at an instant: the latest start, then the smallest id; a holdout group is not in it. */
export function tacticAt(world: World, group_id: string | null, ts: number): string | null {
  const running = world.tactics
    .filter((t) =>
      world.tactic_groups.some(
        (g) => g.tactic_id === t.tactic_id && g.group_id === group_id && g.arm !== 'holdout',
      ),
    )
    .filter((t) => t.starts_at <= ts && ts < endOf(t.ends_at, world.settings.timezone))
    .sort((a, b) => b.starts_at - a.starts_at || byBytes(a.tactic_id, b.tactic_id));
  return running[0]?.tactic_id ?? null;
}

/** The KOL a member is at an instant, by member id or by the product user of the same person. */
function kolActing(
  world: World,
  people: readonly Person[],
  member_id: string | null,
  ts: number,
): string | null {
  if (member_id === null) return null;
  const person = people.find((p) => p.members.has(member_id) && p.users.size <= world.settings.max_users);
  const acting = world.kols
    .filter((k) => k.member_id === member_id || (k.user_id !== null && person?.users.has(k.user_id) === true))
    .filter((k) => (k.from ?? Number.NEGATIVE_INFINITY) <= ts && ts < endOf(k.to, world.settings.timezone))
    .sort((a, b) => (b.from ?? -1) - (a.from ?? -1) || byBytes(a.kol_id, b.kol_id));
  return acting[0]?.kol_id ?? null;
}

function kolOfGroup(world: World, group_id: string | null): string | null {
  return world.groups.find((g) => g.group_id === group_id)?.kol_id ?? null;
}

/** Every touch of a person under the configured rules, whenever it happened. */
export function touchesOf(world: World, people: readonly Person[], person: Person): Touch[] {
  const touches: Touch[] = [];
  for (const activity of activitiesRead(world)) {
    const acted = activity.member_id !== null && person.members.has(activity.member_id);
    const reach = acted ? 'actor' : 'audience';
    const rule = ruleFor(world, activity.kind, reach);
    if (rule === null || rule.weight === 0) continue; // a weight of 0 says that the kind does not count
    if (!acted && !present(world, person.members, activity.group_id, activity.ts)) continue;
    touches.push({
      group_id: activity.group_id,
      tactic_id: activity.tactic_id ?? tacticAt(world, activity.group_id, activity.ts),
      kol_id:
        kolActing(world, people, activity.member_id, activity.ts) ?? kolOfGroup(world, activity.group_id),
      kind: activity.kind,
      reach,
      activity_id: activity.activity_id,
      touches: 1,
      touch_ts: activity.ts,
      rule_weight: rule.weight,
      precision: (activity.ts_precision_s ?? 0) * 1_000_000,
      rule,
    });
  }
  return touches;
}

export function touchWindow(goal: Goal, rule: Rule): number {
  return Math.min(windowOf(goal.window_days), windowOf(rule.window_days ?? goal.window_days));
}

/** conversion - window <= touch <= conversion, where a coarse touch [ts, ts + precision) need only meet the window. */
export function inWindow(touch: Touch, conversion_ts: number, goal: Goal): boolean {
  const start = conversion_ts - touchWindow(goal, touch.rule);
  return (
    touch.touch_ts <= conversion_ts && (touch.touch_ts >= start || touch.touch_ts + touch.precision > start)
  );
}

function inWindowAfter(touch: Touch, conversion_ts: number, goal: Goal): boolean {
  return touch.touch_ts > conversion_ts && touch.touch_ts <= conversion_ts + touchWindow(goal, touch.rule);
}

/** The touch a code makes at the time of its conversion, if it is known and valid then. */
export function codeElement(world: World, conversion: Conversion): Element | null {
  if (world.settings.code === 'ignore' || conversion.code === null) return null;
  const code = validCode(world, meantCode(world, conversion.code), conversion.ts);
  if (code === null) return null;
  return {
    group_id: code.group_id,
    tactic_id: code.tactic_id ?? tacticAt(world, code.group_id, conversion.ts),
    kol_id: code.kol_id ?? kolOfGroup(world, code.group_id),
    kind: 'code',
    reach: 'code',
    activity_id: null,
    touches: 1,
    touch_ts: conversion.ts,
    rule_weight: 1,
  };
}

/** The known code that a text stands for: the same one, else the smallest that differs from it by case alone. */
function meantCode(world: World, written: string): string {
  const known = world.codes.map(({ code }) => code);
  if (known.includes(written)) return written;
  const alike = known.filter((code) => code.toLowerCase() === written.toLowerCase());
  return alike.sort()[0] ?? written;
}

function validCode(world: World, code: string, ts: number): Code | null {
  return (
    world.codes.find(
      (c) =>
        c.code === code &&
        (c.valid_from ?? Number.NEGATIVE_INFINITY) <= ts &&
        ts < endOf(c.valid_to, world.settings.timezone),
    ) ?? null
  );
}

// Paths

/** Order in a path: (touch_ts, activity_id); a code comes last at its instant. */
export function inPathOrder(a: Element, b: Element): number {
  if (a.touch_ts !== b.touch_ts) return a.touch_ts - b.touch_ts;
  if (a.reach === 'code' || b.reach === 'code') return a.reach === 'code' ? 1 : -1;
  return byBytes(a.activity_id ?? '', b.activity_id ?? '') || byBytes(a.group_id ?? '', b.group_id ?? '');
}

/** Audience touches of one group, tactic, KOL, kind and business day become one element, placed at its last touch. */
export function bundle(touches: readonly Touch[], timezone: string): Element[] {
  const elements: Element[] = [];
  const bundles = new Map<string, Element>();
  for (const { precision: _, rule: __, ...touch } of [...touches].sort(inPathOrder)) {
    const day = businessDay(touch.touch_ts, timezone);
    const key = JSON.stringify([touch.group_id, touch.tactic_id, touch.kol_id, touch.kind, day]);
    const known = touch.reach === 'audience' ? bundles.get(key) : undefined;
    if (known === undefined) {
      elements.push(touch);
      if (touch.reach === 'audience') bundles.set(key, touch);
      continue;
    }
    known.touches += 1;
    known.touch_ts = touch.touch_ts;
    known.activity_id = touch.activity_id;
  }
  return elements.sort(inPathOrder);
}

/** The instant of the person's previous conversion of the goal, where touches may not be used again. */
function previousConversion(
  world: World,
  goal: Goal,
  people: readonly Person[],
  person: Person,
  ts: number,
): number {
  if (world.settings.reuse_touches) return Number.NEGATIVE_INFINITY;
  const earlier = conversionsRead(world).filter(
    (c) => goal.match.includes(c.goal) && c.ts < ts && people.find((p) => p.users.has(c.user_id)) === person,
  );
  return Math.max(Number.NEGATIVE_INFINITY, ...earlier.map((c) => c.ts));
}

function reversedMinor(world: World, conversion: Conversion): { net: 0 | 1; value_minor: number } {
  const value = conversion.value_minor ?? 0;
  const end = asOf(world);
  const reversals = world.reversals.filter(
    (r) => r.conversion_id === conversion.conversion_id && r.ts <= end && r.value_minor !== 0,
  );
  const sum = reversals.reduce((total, r) => total + (r.value_minor ?? value), 0);
  const full = reversals.length > 0 && (reversals.some((r) => r.value_minor === null) || sum >= value);
  return { net: full ? 0 : 1, value_minor: Math.min(sum, value) };
}

function pathOf(world: World, goal: Goal, people: readonly Person[], conversion: Conversion): Path {
  const { person, key, excluded, quarantined } = identify(conversion.user_id, people, world);
  const touches = person === null || excluded ? [] : touchesOf(world, people, person);
  const cut = person === null ? 0 : previousConversion(world, goal, people, person, conversion.ts);
  const eligible = touches.filter((t) => inWindow(t, conversion.ts, goal) && t.touch_ts > cut);
  const code = excluded ? null : codeElement(world, conversion);
  const used = code !== null && world.settings.code === 'override' ? [] : eligible;
  const elements = bundle(used, world.settings.timezone);
  if (code !== null) elements.push(code);
  elements.sort(inPathOrder);
  const reversed = reversedMinor(world, conversion);
  const valued = goal.value ? (conversion.value_minor ?? 0) : null;
  return {
    goal: goal.name,
    conversion_id: conversion.conversion_id,
    ts: conversion.ts,
    user_id: conversion.user_id,
    value_minor: valued,
    net: reversed.net,
    value_net_minor: valued === null ? null : valued - reversed.value_minor,
    person_key: key,
    reason: elements.length > 0 ? null : reasonOf(excluded, quarantined, person, touches, conversion.ts),
    elements,
    after: touches.filter((t) => inWindowAfter(t, conversion.ts, goal)).sort(inPathOrder),
  };
}

/** The first reason that applies to a conversion without an eligible touch. */
function reasonOf(
  excluded: boolean,
  quarantined: boolean,
  person: Person | null,
  touches: readonly Touch[],
  ts: number,
): string {
  if (excluded) return 'excluded_person';
  if (quarantined) return 'quarantined_identity';
  if (person === null || person.members.size === 0) return 'no_identity';
  if (touches.some((t) => t.touch_ts <= ts)) return 'touch_before_window';
  if (touches.some((t) => t.touch_ts > ts)) return 'touch_only_after';
  return 'no_touch';
}

/** Every conversion of every goal with its eligible touches or its reason, by goal and conversion. */
export function paths(world: World): Path[] {
  const people = peopleOf(world);
  return world.settings.goals.flatMap((goal) =>
    conversionsRead(world)
      .filter((c) => goal.match.includes(c.goal))
      .map((c) => pathOf(world, goal, people, c)),
  );
}

// Weights

/** A non-negative number as a fraction of two integers. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

/** A decimal number exactly as it is written. */
export function fraction(value: number): Fraction {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', decimals = ''] = digits.split('.');
  const shift = Number(exponent) - decimals.length;
  const over = BigInt(whole + decimals);
  return shift >= 0
    ? { over: over * 10n ** BigInt(shift), under: 1n }
    : { over, under: 10n ** BigInt(-shift) };
}

function times(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under };
}

function oneMinus(a: Fraction, b: Fraction): Fraction {
  const under = a.under * b.under;
  const over = under - a.over * b.under - b.over * a.under;
  return { over: over < 0n ? 0n : over, under };
}

const zero: Fraction = { over: 0n, under: 1n };
const one: Fraction = { over: 1n, under: 1n };

/** First and last share of a path; what is left is shared by the touches between. */
function byPosition(elements: readonly Element[], first: number, last: number): Fraction[] {
  if (elements.length === 1) return [one];
  const between = elements.slice(1, -1).reduce((sum, e) => sum + e.touches, 0);
  const rest = oneMinus(fraction(first), fraction(last));
  return elements.map((element, i) => {
    if (i === 0) return fraction(first);
    if (i === elements.length - 1) return fraction(last);
    return times(rest, { over: BigInt(element.touches), under: BigInt(between) });
  });
}

/** Half for each half-life before the last touch: only ratios count, so no half-life is too short. */
function byAge(elements: readonly Element[], half_life_days: number): Fraction[] {
  const last = Math.max(...elements.map((e) => e.touch_ts));
  return elements.map((element) => {
    const half_lives = (last - element.touch_ts) / (half_life_days * day_us);
    const weight = BigInt(Math.round(2 ** (1000 - half_lives)));
    return { over: weight * BigInt(element.touches), under: 2n ** 1000n };
  });
}

function only(elements: readonly Element[], index: number): Fraction[] {
  return elements.map((_, i) => (i === index ? one : zero));
}

/** The model's weight of each element, before the rule's weight. */
export function modelWeights(world: World, model: RuleModel, elements: readonly Element[]): Fraction[] {
  const { first, last, half_life_days, last_non } = world.settings;
  const end = elements.length - 1;
  if (model === 'first_touch') return only(elements, 0);
  if (model === 'last_touch') return only(elements, end);
  if (model === 'last_non') {
    const index = elements.findLastIndex((e) => !last_non.includes(e.kind));
    return only(elements, index === -1 ? end : index);
  }
  if (model === 'linear') return elements.map((e) => ({ over: BigInt(e.touches), under: 1n }));
  if (model === 'position_based') return byPosition(elements, first, last);
  if (model === 'j_shaped') return byPosition(elements, 0.2, 0.6);
  if (model === 'inverse_j') return byPosition(elements, 0.6, 0.2);
  if (model === 'time_decay') return byAge(elements, half_life_days);
  // a model that is named here and has no branch above does not compile
  throw new Error(`${model satisfies 'random_touch'} has no weights that can be known from outside`);
}

/** Integers in the same proportions. */
function toIntegers(weights: readonly Fraction[]): bigint[] {
  const under = weights.reduce((product, w) => product * w.under, 1n);
  return weights.map((w) => (w.over * under) / w.under);
}

/** Cumulative rounding, half up: a million micro-credits over integer weights, to the last one. */
export function roundCumulatively(weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, w) => sum + w, 0n);
  let running = 0n;
  let given = 0n;
  return weights.map((weight) => {
    running += weight;
    const upTo = (2n * million * running + total) / (2n * total);
    const credit = upTo - given;
    given = upTo;
    return credit;
  });
}

/** The models under which one element takes all: there the rule's weight moves nothing. */
export const picks: readonly RuleModel[] = ['first_touch', 'last_touch', 'last_non', 'random_touch'];

/** Micro-credits of the elements of one path. */
export function creditOf(world: World, model: RuleModel, elements: readonly Element[]): bigint[] {
  if (elements.length === 0) return [];
  const weights = modelWeights(world, model, elements);
  if (picks.includes(model)) return weights.map((w) => w.over * million);
  const integers = toIntegers(
    weights.map((w, i) => times(w, fraction((elements[i] as Element).rule_weight))),
  );
  return roundCumulatively(integers);
}

/** Every (goal, conversion) with its path and the micro-credits of one model. */
export function attribute(world: World, model: RuleModel): Credited[] {
  return paths(world).map((path) => ({ ...path, credit: creditOf(world, model, path.elements) }));
}

// Sums

export type Dimension = 'group_id' | 'tactic_id' | 'kol_id';

/** What one group, tactic or KOL got under one model: micro-credits, and minor units times micro-credits. */
export interface Sum {
  conversions: bigint;
  value: bigint;
  conversions_net: bigint;
  value_net: bigint;
  any_touch: number;
  placebo: number;
  /** from 100 buckets of people, in conversions */
  conversions_se: number;
}

/** Sums of one goal by the dimension's id, `null` for touches without one, and `unattributed` apart. */
export interface Sums {
  rows: Map<string | null, Sum>;
  unattributed: Sum;
}

/** The bucket of a person, 0 to 99. */
export function bucketOf(key: string): number {
  return Number.parseInt(createHash('md5').update(key).digest('hex').slice(0, 8), 16) % 100;
}

function standardError(perBucket: readonly number[]): number {
  const mean = perBucket.reduce((sum, c) => sum + c, 0) / 100;
  const squares = perBucket.reduce((sum, c) => sum + (c - mean) ** 2, 0);
  return Math.sqrt((100 / 99) * squares);
}

interface Part {
  path: Path;
  credit: bigint;
}

function sumOf(parts: readonly Part[], any_touch: number, placebo: number): Sum {
  const sum = { conversions: 0n, value: 0n, conversions_net: 0n, value_net: 0n };
  const perBucket = Array.from({ length: 100 }, () => 0);
  for (const { path, credit } of parts) {
    sum.conversions += credit;
    sum.value += credit * BigInt(path.value_minor ?? 0);
    sum.conversions_net += path.net === 1 ? credit : 0n;
    sum.value_net += credit * BigInt(path.value_net_minor ?? 0);
    const bucket = bucketOf(path.person_key);
    perBucket[bucket] = (perBucket[bucket] as number) + Number(credit) / 1e6;
  }
  return { ...sum, any_touch, placebo, conversions_se: standardError(perBucket) };
}

/** Sums of credited paths of one goal over one dimension. */
export function sumsBy(credited: readonly Credited[], goal: string, dimension: Dimension): Sums {
  const ofGoal = credited.filter((path) => path.goal === goal);
  const ids = new Set(ofGoal.flatMap((p) => [...p.elements, ...p.after].map((e) => e[dimension])));
  const rows = new Map<string | null, Sum>();
  for (const id of ids) {
    const parts = ofGoal.flatMap((path) =>
      path.elements.flatMap((e, i) =>
        e[dimension] === id ? [{ path, credit: path.credit[i] as bigint }] : [],
      ),
    );
    const any_touch = ofGoal.filter((p) => p.elements.some((e) => e[dimension] === id)).length;
    const placebo = ofGoal.filter((p) => p.after.some((e) => e[dimension] === id)).length;
    rows.set(id, sumOf(parts, any_touch, placebo));
  }
  const without = ofGoal.filter((p) => p.reason !== null);
  return {
    rows,
    unattributed: sumOf(
      without.map((path) => ({ path, credit: million })),
      0,
      0,
    ),
  };
}

/** What conservation is broken by, one line each: nothing for a right result. */
export function conservationErrors(credited: readonly Credited[]): string[] {
  const errors: string[] = [];
  for (const path of credited) {
    const name = `${path.goal} ${path.conversion_id}`;
    const sum = path.credit.reduce((total, c) => total + c, 0n);
    if (path.elements.length === 0 && path.reason === null) errors.push(`${name}: neither touch nor reason`);
    if (path.elements.length > 0 && path.reason !== null)
      errors.push(`${name}: both touches and ${path.reason}`);
    if (path.elements.length > 0 && sum !== million) errors.push(`${name}: credits sum to ${sum}`);
    if (path.credit.some((c) => c < 0n)) errors.push(`${name}: negative credit`);
    if (path.elements.some((e) => e.touch_ts > path.ts)) errors.push(`${name}: a touch after its conversion`);
  }
  return errors;
}
