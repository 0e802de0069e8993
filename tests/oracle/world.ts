import fc from 'fast-check';
import { type ModelName, modelNames, models } from '../../src/models/index.js';
import type { LearnedModel } from '../../src/models/model.js';

/** An instant in microseconds since the epoch, or a plain date (an end that is a date includes that whole day). */
export type End = number | string | null;

export interface Activity {
  /** null: without an id, then equal rows of one file are several activities */
  activity_id: string | null;
  ts: number;
  group_id: string;
  kind: string;
  member_id: string | null;
  tactic_id: string | null;
  ts_precision_s: number | null;
  ingested_at: number | null;
}

export interface Conversion {
  conversion_id: string;
  ts: number;
  user_id: string;
  goal: string;
  value_minor: number | null;
  code: string | null;
  ingested_at: number | null;
}

/** One identity edge: two typed ids that belong to one person. */
export interface Identity {
  type_a: string;
  id_a: string;
  type_b: string;
  id_b: string;
  confidence: number | null;
}

export interface Membership {
  group_id: string;
  member_id: string;
  joined_at: number;
  left_at: End;
}

export interface Group {
  group_id: string;
  kol_id: string | null;
}

export interface Reversal {
  conversion_id: string;
  ts: number;
  /** null: all of it */
  value_minor: number | null;
}

export interface Code {
  code: string;
  group_id: string | null;
  tactic_id: string | null;
  kol_id: string | null;
  valid_from: number | null;
  valid_to: End;
}

export interface Tactic {
  tactic_id: string;
  starts_at: number;
  ends_at: End;
}

export interface TacticGroup {
  tactic_id: string;
  group_id: string;
  arm: string | null;
}

export interface Kol {
  kol_id: string;
  member_id: string | null;
  user_id: string | null;
  from: number | null;
  to: End;
}

export interface Exclusion {
  id_type: string;
  id: string;
}

export interface Goal {
  name: string;
  match: string[];
  window_days: number;
  value: boolean;
}

export interface Rule {
  kinds: string[];
  reach: 'actor' | 'audience';
  weight: number;
  window_days: number | null;
}

export interface Settings {
  timezone: string;
  currency: string;
  /** an instant, a date (its start in the business zone), or null for the latest instant of the data */
  as_of: End;
  min_confidence: number;
  max_users: number;
  /** same: member and user ids are the same thing, and the identity edges are not written */
  identity_form: 'simple' | 'general' | 'same';
  goals: Goal[];
  touches: Rule[];
  code: 'touch' | 'override' | 'ignore';
  reuse_touches: boolean;
  last_non: string[];
  first: number;
  last: number;
  half_life_days: number;
  /** what learned models see: one dimension, or two joined by a plus */
  channel: string;
  order: number;
}

/** A small community with its configuration: everything a run reads. */
export interface World {
  settings: Settings;
  activities: Activity[];
  conversions: Conversion[];
  identities: Identity[];
  memberships: Membership[];
  groups: Group[];
  reversals: Reversal[];
  codes: Code[];
  tactics: Tactic[];
  tactic_groups: TacticGroup[];
  kols: Kol[];
  exclusions: Exclusion[];
}

/** Models by kind, from the registry: one without a second version in oracle.ts or learned.ts does not compile there. */
export type LearnedName = {
  [Name in ModelName]: (typeof models)[Name] extends LearnedModel ? Name : never;
}[ModelName];
export type RuleModel = Exclude<ModelName, LearnedName>;

const isLearned = (name: ModelName): name is LearnedName => 'channelWeights' in models[name];

/** The rule models, in the order they are configured. */
export const ruleModels = modelNames.filter((name): name is RuleModel => !isLearned(name));

/** The learned models, configured after them. */
export const learnedModels = modelNames.filter(isLearned);

const second_us = 1_000_000;
const day_us = 86_400 * second_us;
/** Midnight in Shanghai, so that business days of Shanghai and of UTC differ around it. */
const epoch_us = Date.UTC(2026, 2, 1, 16) * 1000;

/** Decimal digits of the minor unit. */
export const minorDigits: Readonly<Record<string, number>> = { CNY: 2, JPY: 0, KWD: 3 };

/** A world with nothing in it: the settings of a plain run, for cases worked by hand. */
export function emptyWorld(): World {
  return {
    settings: {
      timezone: 'UTC',
      currency: 'CNY',
      as_of: null,
      min_confidence: 0,
      max_users: 5,
      identity_form: 'simple',
      goals: [{ name: 'order', match: ['order'], window_days: 30, value: true }],
      touches: [{ kinds: ['link_click'], reach: 'actor', weight: 1, window_days: null }],
      code: 'touch',
      reuse_touches: true,
      last_non: [],
      first: 0.4,
      last: 0.4,
      half_life_days: 7,
      channel: 'group',
      order: 1,
    },
    activities: [],
    conversions: [],
    identities: [],
    memberships: [],
    groups: [],
    reversals: [],
    codes: [],
    tactics: [],
    tactic_groups: [],
    kols: [],
    exclusions: [],
  };
}

// Files

/** How the same world is written: none of it may change a result. */
export interface Layout {
  /** seed of the row order; absent: as given */
  shuffle?: number;
  /** files per table */
  files?: number;
  /** write each file a second time under another name */
  twice?: boolean;
  quote_all?: boolean;
  newline?: '\n' | '\r\n';
}

type Cell = string | null;
type Rows = { columns: string[]; rows: Cell[][] };

/** The files of a run by name: one or more CSV files a table, and `grouplift.yaml`. */
export function worldFiles(world: World, layout: Layout = {}): Record<string, string> {
  const files: Record<string, string> = {};
  const inputs: string[] = [];
  for (const [table, { columns, rows }] of Object.entries(tablesOf(world))) {
    if (rows.length === 0 && table !== 'activities' && table !== 'conversions' && table !== 'identities')
      continue;
    const names: string[] = [];
    const parts = split(
      layout.shuffle === undefined ? rows : shuffled(rows, layout.shuffle),
      layout.files ?? 1,
    );
    parts.forEach((part, i) => {
      const text = csvText([columns, ...part], layout);
      const copies = layout.twice ? ['', '-again'] : [''];
      for (const copy of copies) {
        names.push(`${table}-${i}${copy}.csv`);
        files[`${table}-${i}${copy}.csv`] = text;
      }
    });
    // One word that is not ASCII may be another word in another encoding. Rows that came twice are the same conversion: two equal ones
    // in one file would else be a conflict.
    const more = table === 'conversions' ? ', on_conflict: latest' : '';
    inputs.push(`  ${table}: { files: ${JSON.stringify(names)}, encoding: utf-8${more} }`);
  }
  if (world.settings.identity_form === 'same') inputs.push('  identities: same');
  files['grouplift.yaml'] = configText(world.settings, inputs);
  return files;
}

function tablesOf(world: World): Record<string, Rows> {
  const digits = minorDigits[world.settings.currency] ?? 2;
  const valued = world.conversions.some((c) => c.value_minor !== null);
  const tables: Record<string, Rows> = {
    activities: {
      columns: [
        'activity_id',
        'ts',
        'group_id',
        'kind',
        'member_id',
        'tactic_id',
        'ts_precision_s',
        'ingested_at',
      ],
      rows: world.activities.map((a) => [
        a.activity_id,
        timeText(a.ts),
        a.group_id,
        a.kind,
        a.member_id,
        a.tactic_id,
        a.ts_precision_s === null ? null : String(a.ts_precision_s),
        endText(a.ingested_at),
      ]),
    },
    conversions: {
      columns: [
        'conversion_id',
        'ts',
        'user_id',
        'goal',
        'code',
        'ingested_at',
        ...(valued ? ['value'] : []),
      ],
      rows: world.conversions.map((c) => [
        c.conversion_id,
        timeText(c.ts),
        c.user_id,
        c.goal,
        c.code,
        endText(c.ingested_at),
        ...(valued ? [moneyText(c.value_minor, digits)] : []),
      ]),
    },
    memberships: {
      columns: ['group_id', 'member_id', 'joined_at', 'left_at'],
      rows: world.memberships.map((m) => [
        m.group_id,
        m.member_id,
        timeText(m.joined_at),
        endText(m.left_at),
      ]),
    },
    groups: {
      columns: ['group_id', 'kol_id'],
      rows: world.groups.map((g) => [g.group_id, g.kol_id]),
    },
    reversals: {
      columns: ['conversion_id', 'ts', 'value'],
      rows: world.reversals.map((r) => [r.conversion_id, timeText(r.ts), moneyText(r.value_minor, digits)]),
    },
    codes: {
      columns: ['code', 'group_id', 'tactic_id', 'kol_id', 'valid_from', 'valid_to'],
      rows: world.codes.map((c) => [
        c.code,
        c.group_id,
        c.tactic_id,
        c.kol_id,
        endText(c.valid_from),
        endText(c.valid_to),
      ]),
    },
    tactics: {
      columns: ['tactic_id', 'kind', 'starts_at', 'ends_at'],
      rows: world.tactics.map((t) => [t.tactic_id, 'activity', timeText(t.starts_at), endText(t.ends_at)]),
    },
    tactic_groups: {
      columns: ['tactic_id', 'group_id', 'arm'],
      rows: world.tactic_groups.map((t) => [t.tactic_id, t.group_id, t.arm]),
    },
    kols: {
      columns: ['kol_id', 'member_id', 'user_id', 'from', 'to'],
      rows: world.kols.map((k) => [k.kol_id, k.member_id, k.user_id, endText(k.from), endText(k.to)]),
    },
    exclusions: {
      columns: ['id_type', 'id', 'reason'],
      rows: world.exclusions.map((e) => [e.id_type, e.id, 'staff']),
    },
  };
  if (world.settings.identity_form !== 'same') tables.identities = identityRows(world);
  return tables;
}

function identityRows(world: World): Rows {
  const confidence = (i: Identity): Cell => (i.confidence === null ? null : String(i.confidence));
  if (world.settings.identity_form === 'simple') {
    return {
      columns: ['member_id', 'user_id', 'confidence'],
      rows: world.identities.map((i) => [i.id_a, i.id_b, confidence(i)]),
    };
  }
  return {
    columns: ['id_type_a', 'id_a', 'id_type_b', 'id_b', 'confidence'],
    rows: world.identities.map((i) => [i.type_a, i.id_a, i.type_b, i.id_b, confidence(i)]),
  };
}

function configText(settings: Settings, inputs: string[]): string {
  const json = (value: unknown): string => JSON.stringify(value);
  const goals = settings.goals.map(
    (g) =>
      `  - { name: ${json(g.name)}, match: { goal: ${json(g.match)} }, window_days: ${g.window_days}, value: ${g.value} }`,
  );
  const rules = settings.touches.map((r) => {
    const window = r.window_days === null ? '' : `, window_days: ${r.window_days}`;
    return `  - { kinds: ${json(r.kinds)}, reach: ${r.reach}, weight: ${r.weight}${window} }`;
  });
  return `${[
    `timezone: ${settings.timezone}`,
    `currency: ${settings.currency}`,
    ...(settings.as_of === null ? [] : [`as_of: ${endText(settings.as_of)}`]),
    `identity: { min_confidence: ${settings.min_confidence}, max_users: ${settings.max_users} }`,
    'inputs:',
    ...inputs,
    'goals:',
    ...goals,
    'touches:',
    ...rules,
    'attribution:',
    `  models: [${[...ruleModels, ...learnedModels].join(', ')}]`,
    `  channel: ${settings.channel}`,
    `  markov: { order: ${settings.order} }`,
    `  last_non: { kinds: ${json(settings.last_non)} }`,
    `  position_based: { first: ${settings.first}, last: ${settings.last} }`,
    `  time_decay: { half_life_days: ${settings.half_life_days} }`,
    `  code: ${settings.code}`,
    `  reuse_touches: ${settings.reuse_touches}`,
  ].join('\n')}\n`;
}

/** ISO 8601 in UTC with microseconds. */
export function timeText(us: number): string {
  const ms = Math.floor(us / 1000);
  const micro = String(us - ms * 1000).padStart(3, '0');
  return new Date(ms).toISOString().replace('Z', `${micro}Z`);
}

function endText(end: End): Cell {
  return typeof end === 'number' ? timeText(end) : end;
}

function moneyText(minor: number | null, digits: number): Cell {
  if (minor === null) return null;
  if (digits === 0) return String(minor);
  const text = String(minor).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function csvText(rows: Cell[][], layout: Layout): string {
  const newline = layout.newline ?? '\n';
  return rows
    .map((row) => row.map((cell) => cellText(cell, layout.quote_all === true)).join(',') + newline)
    .join('');
}

function cellText(cell: Cell, quote_all: boolean): string {
  if (cell === null) return '';
  if (!quote_all && !/[",\r\n]|^\s|\s$/.test(cell)) return cell;
  return `"${cell.replaceAll('"', '""')}"`;
}

/** Deals rows to files so that equal rows stay together: equal rows without an id count once a file. */
function split(rows: Cell[][], files: number): Cell[][][] {
  const parts: Cell[][][] = Array.from({ length: files }, () => []);
  const home = new Map<string, Cell[][]>();
  for (const row of rows) {
    const key = JSON.stringify(row);
    const part = home.get(key) ?? (parts[home.size % files] as Cell[][]);
    home.set(key, part);
    part.push(row);
  }
  const filled = parts.filter((part) => part.length > 0);
  return filled.length > 0 ? filled : [[]];
}

/** The rows in an order that depends on the seed only (Fisher-Yates over a Lehmer generator). */
function shuffled<T>(rows: readonly T[], seed: number): T[] {
  const result = [...rows];
  let state = (Math.abs(seed) % 2147483646) + 1;
  for (let i = result.length - 1; i > 0; i--) {
    state = (state * 48271) % 2147483647;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

// Random worlds

/** Odd ids that stay as they are: what is taken off ids, and words that are none, are tried in tests/ids. */
const hostileIds = [
  'a',
  'A',
  'a b',
  'b',
  '007',
  '7',
  '00',
  '9223372036854775808',
  '7430000000000000001',
  '7430000000000000002',
  '😀',
  '～群',
  '群聊',
  'é',
  'say "hi"',
  'a"',
  "O'Brien",
  'one,two',
  'line\nbreak',
  '=1+1',
  '@SUM(A1)',
  '<script>alert(1)</script>',
  "x'; DROP TABLE x; --",
  '(unattributed)',
  '(none)',
  '\\(none)',
  'back\\slash',
  '\\',
  'NULL0',
  'nullable',
  'NaN1',
  'true',
  '2026-03-01',
  '1e5x',
  '|',
  ';',
  'in\ttab',
  '$(x)',
  '%s',
  '#',
  'x'.repeat(400),
];

const kindPool = ['link_click', 'code_scan', 'broadcast', 'notice', 'message', '接龙 "x"'];
const goalPool = ['order', 'signup', 'post'];
const conversionGoals = [...goalPool, 'other'];
const windowPool = [30, 1, 3650, 1 / 86_400, 0.5];
const offsetPool = [
  0,
  1,
  second_us,
  second_us + 1,
  day_us / 2,
  day_us - 1,
  day_us,
  day_us + 1,
  2 * day_us,
  30 * day_us - 1,
  30 * day_us,
  30 * day_us + 1,
  31 * day_us,
  3650 * day_us,
  3650 * day_us + 1,
];
const valuePool = [100, 0, 1, 3, 999, 9_000_000_000];
const weightPool = [1, 0, 0.2, 0.001, 1 / 3, 7, 1000, 1e-6, 1e6];
const splitPool = [
  [0.4, 0.4],
  [1, 0],
  [0, 1],
  [0.5, 0.5],
  [0.3, 0.1],
  [0, 0.5],
  [0.001, 0.998],
] as const;

const nat = fc.nat(59);
const maybe = fc.option(nat, { freq: 2 });
const rarely = fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: nat });
const idPool = (max: number) =>
  fc.uniqueArray(fc.constantFrom(...hostileIds), { minLength: 1, maxLength: max });

const rawSettings = fc.record({
  timezone: fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu'),
  currency: fc.constantFrom('CNY', 'JPY', 'KWD'),
  as_of: fc.option(fc.record({ t: nat, how: fc.constantFrom('at', 'just_before', 'date') }), { freq: 1 }),
  ingested: fc.constantFrom(false, false, false, true),
  precision: fc.constantFrom(false, false, true),
  min_confidence: fc.constantFrom(0, 0.5, 1),
  max_users: fc.constantFrom(5, 2, 1),
  identity_form: fc.constantFrom('simple' as const, 'general' as const, 'same' as const),
  valued: fc.constantFrom(true, true, false),
  goals: fc.array(
    fc.record({
      name: fc.constantFrom('order', '注册', 'third "goal"'),
      match: fc.subarray(goalPool, { minLength: 1 }),
      window_days: fc.constantFrom(...windowPool),
      value: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  touches: fc.array(
    fc.record({
      kinds: fc.subarray(kindPool, { minLength: 1 }),
      reach: fc.constantFrom('actor' as const, 'audience' as const),
      weight: fc.constantFrom(...weightPool),
      window_days: fc.option(fc.constantFrom(...windowPool), { freq: 1 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  code: fc.constantFrom('touch' as const, 'override' as const, 'ignore' as const),
  reuse_touches: fc.boolean(),
  last_non: fc.subarray(kindPool),
  split: fc.constantFrom(...splitPool),
  half_life_days: fc.constantFrom(7, 1, 1e-6, 1e5, 0.1),
  channel: fc.constantFrom('group', 'group', 'tactic', 'kol', 'kind', 'group+kind', 'kind+tactic'),
  order: fc.constantFrom(1, 1, 2, 3, 4),
});

const rawWorld = fc.record({
  settings: rawSettings,
  times: fc.uniqueArray(fc.constantFrom(...offsetPool), { minLength: 1, maxLength: 6 }),
  members: idPool(6),
  users: idPool(6),
  group_ids: idPool(4),
  tactic_ids: idPool(3),
  kol_ids: idPool(3),
  code_ids: idPool(3),
  activity_ids: idPool(6),
  conversion_ids: idPool(4),
  activities: fc.array(
    fc.record({
      id: nat,
      t: nat,
      group: nat,
      kind: nat,
      member: maybe,
      tactic: rarely,
      precision: rarely,
      later: rarely,
      twice: rarely,
      share: rarely,
      bare: rarely,
    }),
    { minLength: 1, maxLength: 40, size: 'max' },
  ),
  conversions: fc.array(
    fc.record({
      id: nat,
      t: nat,
      user: nat,
      goal: nat,
      value: nat,
      code: maybe,
      later: rarely,
      twice: rarely,
    }),
    { minLength: 1, maxLength: 15, size: 'max' },
  ),
  identities: fc.array(fc.record({ form: nat, a: nat, b: nat, confidence: rarely }), {
    minLength: 1,
    maxLength: 10,
    size: 'max',
  }),
  memberships: fc.array(fc.record({ group: nat, member: nat, from: nat, to: maybe, date: fc.boolean() }), {
    minLength: 1,
    maxLength: 15,
    size: 'max',
  }),
  groups: fc.array(maybe, { maxLength: 4 }),
  reversals: fc.array(fc.record({ conversion: nat, t: nat, value: maybe }), { maxLength: 6 }),
  codes: fc.array(
    fc.record({
      group: maybe,
      tactic: maybe,
      kol: maybe,
      from: maybe,
      to: maybe,
      again: fc.boolean(),
      date: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  tactics: fc.array(fc.record({ from: nat, to: maybe, date: fc.boolean() }), { maxLength: 3 }),
  tactic_groups: fc.array(fc.record({ tactic: nat, group: nat, arm: nat }), { maxLength: 5 }),
  kols: fc.array(fc.record({ member: nat, by_user: rarely, from: maybe, to: maybe, date: fc.boolean() }), {
    maxLength: 3,
  }),
  exclusions: fc.oneof(
    { weight: 4, arbitrary: fc.constant<{ type: number; id: number }[]>([]) },
    { weight: 1, arbitrary: fc.array(fc.record({ type: nat, id: nat }), { minLength: 1, maxLength: 2 }) },
  ),
});

type RawWorld = typeof rawWorld extends fc.Arbitrary<infer T> ? T : never;

/** Random small communities with extreme settings: few distinct instants, so that ties and window edges are common. */
export const worlds: fc.Arbitrary<World> = rawWorld.map(toWorld);

function pick<T>(pool: readonly T[], index: number): T {
  return pool[index % pool.length] as T;
}

function pickOrNull<T>(pool: readonly T[], index: number | null): T | null {
  return index === null || pool.length === 0 ? null : pick(pool, index);
}

/** The UTC date of an instant: near enough to it in any zone to be a hard case. */
function dateText(us: number): string {
  return timeText(us).slice(0, 10);
}

function toWorld(raw: RawWorld): World {
  const times = raw.times.map((offset) => epoch_us + offset);
  const at = (index: number): number => pick(times, index);
  const after = (from: number | null, to: number | null, date: boolean): End => {
    const end = pickOrNull(times, to);
    if (end === null || (from !== null && end <= from)) return null;
    return date ? dateText(end + day_us) : end;
  };
  const settings = toSettings(raw, times);
  const tactics = raw.tactics.slice(0, raw.tactic_ids.length).map((t, i) => ({
    tactic_id: pick(raw.tactic_ids, i),
    starts_at: at(t.from),
    ends_at: after(at(t.from), t.to, t.date),
  }));
  const conversions = toConversions(raw, at);
  const uniqueConversions = new Map(conversions.map((c) => [c.conversion_id, c]));
  return {
    settings,
    activities: toActivities(raw, at, settings),
    conversions,
    identities: toIdentities(raw),
    memberships: raw.memberships.map((m) => ({
      group_id: pick(raw.group_ids, m.group),
      member_id: pick(settings.identity_form === 'same' ? raw.users : raw.members, m.member),
      joined_at: at(m.from),
      left_at: after(at(m.from), m.to, m.date),
    })),
    groups: raw.groups
      .slice(0, raw.group_ids.length)
      .map((kol, i) => ({ group_id: pick(raw.group_ids, i), kol_id: pickOrNull(raw.kol_ids, kol) })),
    reversals: raw.reversals.map((r) => {
      const conversion = pick([...uniqueConversions.values()], r.conversion);
      const value_minor = conversion.value_minor === null ? null : pickOrNull([...valuePool, 50], r.value);
      return { conversion_id: conversion.conversion_id, ts: at(r.t), value_minor };
    }),
    codes: toCodes(raw, at, after),
    tactics,
    tactic_groups:
      tactics.length === 0
        ? []
        : raw.tactic_groups.map((t) => ({
            tactic_id: pick(tactics, t.tactic).tactic_id,
            group_id: pick(raw.group_ids, t.group),
            arm: pick([null, 'treated', 'holdout'], t.arm),
          })),
    kols: toKols(raw, at, after),
    exclusions: raw.exclusions.map((e) =>
      pick([true, false], e.type)
        ? { id_type: 'user', id: pick(raw.users, e.id) }
        : { id_type: 'member', id: pick(settings.identity_form === 'same' ? raw.users : raw.members, e.id) },
    ),
  };
}

function toSettings(raw: RawWorld, times: number[]): Settings {
  const { as_of, split: shares, valued, ingested: _, precision: __, goals, ...rest } = raw.settings;
  const landed = raw.conversions.map((c) => pick(conversionGoals, c.goal));
  const matching = goals.filter((g) => g.match.some((goal) => landed.includes(goal)));
  const kept = matching.length > 0 ? matching : goals.slice(0, 1).map((g) => ({ ...g, match: landed }));
  const named = new Map(kept.map((g) => [g.name, { ...g, value: g.value && valued }]));
  const t = as_of === null ? null : pick(times, as_of.t);
  let end: End = t;
  if (t !== null && as_of?.how === 'just_before') end = t - 1;
  if (t !== null && as_of?.how === 'date') end = dateText(t + day_us);
  const touches = rest.touches.some((r) => r.weight > 0)
    ? rest.touches
    : rest.touches.map((r) => ({ ...r, weight: 1 }));
  return { ...rest, touches, as_of: end, goals: [...named.values()], first: shares[0], last: shares[1] };
}

function toActivities(raw: RawWorld, at: (i: number) => number, settings: Settings): Activity[] {
  const people = settings.identity_form === 'same' ? raw.users : raw.members;
  const activities: Activity[] = [];
  raw.activities.forEach((a, i) => {
    // Without an id the place among equal instants is not known from outside, so these instants are their own.
    const ts = at(a.t) + (a.bare === null ? 0 : 1001 + 2 * i);
    const group_id = pick(raw.group_ids, a.group);
    const first = activities[0];
    // The same id in another group is another activity.
    const shared =
      a.share !== null &&
      first &&
      first.activity_id !== null &&
      activities.every((b) => b.activity_id !== first.activity_id || b.group_id !== group_id);
    const id = shared ? first.activity_id : `${pick(raw.activity_ids, a.id)}${i}`;
    const activity_id = a.bare === null ? id : null;
    const activity = {
      activity_id,
      ts,
      group_id,
      kind: pick(kindPool, a.kind),
      member_id: pickOrNull(people, a.member),
      tactic_id: pickOrNull(raw.tactic_ids, a.tactic),
      ts_precision_s:
        raw.settings.precision && settings.reuse_touches ? pickOrNull([60, 1, 0, 86_400], a.precision) : null,
      ingested_at: laterThan(ts, raw, a.later),
    };
    activities.push(activity);
    if (a.twice !== null) activities.push({ ...activity });
  });
  return activities;
}

/** When a row arrived: never before it happened, and only where as_of is given. */
function laterThan(ts: number, raw: RawWorld, later: number | null): number | null {
  if (!raw.settings.ingested || raw.settings.as_of === null || later === null) return null;
  return ts + pick([0, 1, day_us, 30 * day_us], later);
}

function toConversions(raw: RawWorld, at: (i: number) => number): Conversion[] {
  const conversions: Conversion[] = [];
  raw.conversions.forEach((c, i) => {
    const ts = at(c.t);
    const conversion = {
      conversion_id: `${pick(raw.conversion_ids, c.id)}${i === 0 ? '' : i}`,
      ts,
      user_id: pick(raw.users, c.user),
      goal: pick(conversionGoals, c.goal),
      value_minor: raw.settings.valued ? pick(valuePool, c.value) : null,
      code: pickOrNull(raw.code_ids, c.code),
      ingested_at: laterThan(ts, raw, c.later),
    };
    if (conversions.some((b) => b.conversion_id === conversion.conversion_id)) return;
    conversions.push(conversion);
    if (c.twice !== null) conversions.push({ ...conversion });
  });
  return conversions;
}

function toIdentities(raw: RawWorld): Identity[] {
  const phones = ['13800000000', '00', 'a'];
  return raw.identities.map((edge) => {
    const confidence = edge.confidence === null ? null : pick([0, 0.5, 1, 0.25], edge.confidence);
    const member = { type: 'member', id: pick(raw.members, edge.a) };
    const user = { type: 'user', id: pick(raw.users, edge.b) };
    const phone = { type: 'phone', id: pick(phones, edge.a + edge.b) };
    const forms = [
      [member, user],
      [member, phone],
      [phone, user],
      [user, member],
    ] as const;
    const [a, b] = raw.settings.identity_form === 'general' ? pick(forms, edge.form) : forms[0];
    return { type_a: a.type, id_a: a.id, type_b: b.type, id_b: b.id, confidence };
  });
}

type After = (from: number | null, to: number | null, date: boolean) => End;

/** Each code has one validity or two that touch; the third code of the pool, if any, stays unknown. */
function toCodes(raw: RawWorld, at: (i: number) => number, after: After): Code[] {
  const codes: Code[] = [];
  raw.codes.slice(0, raw.code_ids.length).forEach((c, i) => {
    const valid_from = c.from === null ? null : at(c.from);
    const valid_to = after(valid_from, c.to, c.date);
    const code = {
      code: pick(raw.code_ids, i),
      group_id: pickOrNull(raw.group_ids, c.group),
      tactic_id: pickOrNull(raw.tactic_ids, c.tactic),
      kol_id: pickOrNull(raw.kol_ids, c.kol),
      valid_from,
      valid_to,
    };
    if (code.group_id === null && code.tactic_id === null && code.kol_id === null)
      code.group_id = pick(raw.group_ids, i);
    codes.push(code);
    if (c.again && typeof valid_to === 'number') {
      codes.push({ ...code, group_id: pick(raw.group_ids, i + 1), valid_from: valid_to, valid_to: null });
    }
  });
  return codes;
}

/** Each KOL is another member, so that nobody is two KOLs by member id. */
function toKols(raw: RawWorld, at: (i: number) => number, after: After): Kol[] {
  const people = raw.settings.identity_form === 'same' ? raw.users : raw.members;
  return raw.kols.slice(0, Math.min(raw.kol_ids.length, people.length)).map((k, i) => {
    const from = k.from === null ? null : at(k.from);
    const by_user = k.by_user !== null && raw.kols.length === 1;
    return {
      kol_id: pick(raw.kol_ids, i),
      member_id: by_user ? null : pick(people, i + (raw.kols[0]?.member ?? 0)),
      user_id: by_user ? pick(raw.users, k.member) : null,
      from,
      to: after(from, k.to, k.date),
    };
  });
}
