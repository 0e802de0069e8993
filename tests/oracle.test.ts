/** The oracle itself, on cases small enough to be worked by hand. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Element } from './oracle/oracle.js';
import {
  attribute,
  businessDay,
  conservationErrors,
  creditOf,
  dayStart,
  fraction,
  paths,
  sumsBy,
} from './oracle/oracle.js';
import type { Activity, Conversion, RuleModel, World } from './oracle/world.js';
import { emptyWorld, ruleModels, worldFiles, worlds } from './oracle/world.js';

const second = 1_000_000;
const day = 86_400 * second;
const noon = Date.UTC(2026, 2, 10, 12) * 1000;

function activity(activity_id: string, ts: number, more: Partial<Activity> = {}): Activity {
  const plain = { group_id: 'g1', kind: 'link_click', member_id: 'm1', tactic_id: null };
  return { activity_id, ts, ...plain, ts_precision_s: null, ingested_at: null, ...more };
}

function conversion(conversion_id: string, ts: number, more: Partial<Conversion> = {}): Conversion {
  const plain = { user_id: 'u1', goal: 'order', value_minor: 1000, code: null, ingested_at: null };
  return { conversion_id, ts, ...plain, ...more };
}

/** Member m1 is user u1, and everything is read. */
function world(more: Partial<World> = {}, settings: Partial<World['settings']> = {}): World {
  const empty = emptyWorld();
  const identities = [{ type_a: 'member', id_a: 'm1', type_b: 'user', id_b: 'u1', confidence: null }];
  return {
    ...empty,
    identities,
    ...more,
    settings: { ...empty.settings, as_of: noon + 4000 * day, ...settings },
  };
}

/** Ids of the activities and the micro-credits of the one conversion there is. */
function credits(w: World, model: RuleModel): [string | null, number][] {
  const [path] = attribute(w, model);
  if (path === undefined) throw new Error('no conversion');
  return path.elements.map((e, i) => [e.activity_id, Number(path.credit[i])]);
}

function reasons(w: World): (string | null)[] {
  return paths(w).map((p) => p.reason);
}

const broadcasts = { kinds: ['broadcast'], reach: 'audience' as const, weight: 1, window_days: null };

test('a window holds both its edges, to the microsecond', () => {
  // 30 days back to the microsecond is in; one microsecond more is out; one after the conversion is out.
  const activities = [
    activity('out', noon - 30 * day - 1),
    activity('edge', noon - 30 * day),
    activity('same', noon),
    activity('late', noon + 1),
  ];
  expect(credits(world({ activities, conversions: [conversion('c', noon)] }), 'linear')).toEqual([
    ['edge', 500_000],
    ['same', 500_000],
  ]);
});

test('a touch at the instant of the conversion is a touch', () => {
  const w = world({ activities: [activity('a', noon)], conversions: [conversion('c', noon)] });
  expect(credits(w, 'last_touch')).toEqual([['a', 1_000_000]]);
});

test('equal instants are ordered by the bytes of the id', () => {
  // UTF-8: "B" 42 < "a" 61 < "～" EF BD 9E < "😀" F0 9F 98 80, while UTF-16 would put 😀 before ～.
  const activities = ['😀', 'a', '～', 'B'].map((id) => activity(id, noon - day));
  const w = world({ activities, conversions: [conversion('c', noon)] });
  expect(paths(w)[0]?.elements.map((e) => e.activity_id)).toEqual(['B', 'a', '～', '😀']);
  expect(credits(w, 'first_touch')[0]).toEqual(['B', 1_000_000]);
});

test('each conversion without an eligible touch has the first reason that applies', () => {
  const identities = [
    { type_a: 'member', id_a: 'm1', type_b: 'user', id_b: 'before', confidence: null },
    { type_a: 'member', id_a: 'm2', type_b: 'user', id_b: 'after', confidence: null },
    { type_a: 'member', id_a: 'm3', type_b: 'user', id_b: 'quiet', confidence: null },
    { type_a: 'member', id_a: 'm4', type_b: 'user', id_b: 'staff', confidence: null },
    ...[1, 2, 3, 4, 5, 6].map((i) => ({
      type_a: 'member',
      id_a: 'phone',
      type_b: 'user',
      id_b: `shared${i}`,
      confidence: null,
    })),
  ];
  const activities = [
    activity('a', noon - 31 * day),
    activity('b', noon + day),
    activity('c', noon + day, { member_id: 'm2' }),
    activity('d', noon - day, { member_id: 'phone' }),
    activity('e', noon - day, { member_id: 'm4' }),
  ];
  const users = ['staff', 'shared3', 'stranger', 'before', 'after', 'quiet'];
  const conversions = users.map((user_id) => conversion(user_id, noon, { user_id }));
  const exclusions = [{ id_type: 'member', id: 'm4' }];
  expect(reasons(world({ identities, activities, conversions, exclusions }))).toEqual([
    'excluded_person',
    'quarantined_identity',
    'no_identity',
    'touch_before_window',
    'touch_only_after',
    'no_touch',
  ]);
});

test('a member of three groups shares one conversion among them, and is any touch of each', () => {
  const activities = ['g1', 'g2', 'g3'].map((g, i) => activity(g, noon - (3 - i) * day, { group_id: g }));
  const w = world({ activities, conversions: [conversion('c', noon)] });
  // 1/3, 2/3 and 1 of a million, rounded half up: 333333, 666667, 1000000.
  expect(credits(w, 'linear').map(([, c]) => c)).toEqual([333_333, 333_334, 333_333]);
  const { rows } = sumsBy(attribute(w, 'linear'), 'order', 'group_id');
  expect([...rows.values()].map((s) => s.any_touch)).toEqual([1, 1, 1]);
  expect([...rows.values()].reduce((sum, s) => sum + s.value, 0n)).toBe(1000n * 1_000_000n);
});

test('an audience is who is present: not the poster, not who left at that instant, once per person', () => {
  const stay = { group_id: 'g1', joined_at: noon - 2 * day };
  const identities = ['m1', 'm2'].map((id_a) => ({
    type_a: 'member',
    id_a,
    type_b: 'user',
    id_b: 'u1',
    confidence: null,
  }));
  const memberships = [
    { ...stay, member_id: 'm1', left_at: noon - day },
    { ...stay, member_id: 'm2', left_at: noon - day },
  ];
  const post = { kind: 'broadcast', member_id: 'operator' };
  const activities = [
    activity('before joining', noon - 2 * day - 1, post),
    activity('at joining', noon - 2 * day, post),
    activity('own', noon - 1.5 * day, { kind: 'broadcast', member_id: 'm2' }),
    activity('at leaving', noon - day, post),
  ];
  const w = world(
    { identities, memberships, activities, conversions: [conversion('c', noon)] },
    { touches: [broadcasts] },
  );
  expect(credits(w, 'linear')).toEqual([['at joining', 1_000_000]]);
  expect(paths(w)[0]?.elements[0]?.touches).toBe(1);
});

test('stays that overlap are one stay', () => {
  const stay = { group_id: 'g1', member_id: 'm1' };
  const memberships = [
    { ...stay, joined_at: noon - 5 * day, left_at: noon - 3 * day },
    { ...stay, joined_at: noon - 4 * day, left_at: noon - 2 * day },
  ];
  const activities = [activity('a', noon - 3 * day, { kind: 'broadcast', member_id: null })];
  const w = world(
    { memberships, activities, conversions: [conversion('c', noon)] },
    { touches: [broadcasts] },
  );
  expect(credits(w, 'linear')).toEqual([['a', 1_000_000]]);
});

test('audience touches of one business day are one element, placed at its last touch', () => {
  // In Shanghai the day turns at 16:00 UTC: two posts before, one after; the click lies between them.
  const evening = Date.UTC(2026, 2, 9, 15, 0) * 1000;
  const post = { kind: 'broadcast', member_id: null };
  const activities = [
    activity('p1', evening, post),
    activity('click', evening + 600 * second),
    activity('p2', evening + 1200 * second, post),
    activity('p3', evening + 3600 * second, post),
  ];
  const memberships = [{ group_id: 'g1', member_id: 'm1', joined_at: evening - day, left_at: null }];
  const click = { kinds: ['link_click'], reach: 'actor' as const, weight: 1, window_days: null };
  const w = world(
    { memberships, activities, conversions: [conversion('c', noon)] },
    { timezone: 'Asia/Shanghai', touches: [click, broadcasts] },
  );
  expect(paths(w)[0]?.elements.map((e) => [e.activity_id, e.touches])).toEqual([
    ['click', 1],
    ['p2', 2],
    ['p3', 1],
  ]);
  // Linear by touches: 1, 2 and 1 of 4.
  expect(credits(w, 'linear').map(([, c]) => c)).toEqual([250_000, 500_000, 250_000]);
});

test('an actor touch replaces an audience touch of the same activity', () => {
  const memberships = [{ group_id: 'g1', member_id: 'm1', joined_at: noon - 9 * day, left_at: null }];
  const audience = { ...broadcasts, kinds: ['link_click'] };
  const actor = { kinds: ['link_click'], reach: 'actor' as const, weight: 1, window_days: null };
  const activities = [activity('mine', noon - 2 * day), activity('theirs', noon - day, { member_id: 'm2' })];
  const w = world(
    { memberships, activities, conversions: [conversion('c', noon)] },
    { touches: [audience, actor] },
  );
  expect(paths(w)[0]?.elements.map((e) => e.reach)).toEqual(['actor', 'audience']);
});

test('a code is a touch at the time of its conversion and needs no identity', () => {
  const codes = [
    {
      code: 'QR',
      group_id: 'g9',
      tactic_id: 't9',
      kol_id: 'k9',
      valid_from: noon - day,
      valid_to: noon + day,
    },
  ];
  const conversions = [
    conversion('known', noon, { code: 'QR' }),
    conversion('stranger', noon, { code: 'QR', user_id: 'nobody' }),
    conversion('too late', noon + day, { code: 'QR', user_id: 'nobody' }),
    conversion('unknown', noon, { code: 'XX', user_id: 'nobody' }),
  ];
  const activities = [activity('a', noon - day)];
  const w = world({ codes, conversions, activities });
  const [known, stranger, late, unknown] = attribute(w, 'linear');
  expect(known?.elements.map((e) => e.group_id)).toEqual(['g1', 'g9']);
  expect(known?.credit).toEqual([500_000n, 500_000n]);
  expect(stranger?.elements.map((e) => [e.group_id, e.tactic_id, e.kol_id])).toEqual([['g9', 't9', 'k9']]);
  expect([late?.reason, unknown?.reason]).toEqual(['no_identity', 'no_identity']);
  const override = world({ codes, conversions, activities }, { code: 'override' });
  expect(attribute(override, 'first_touch')[0]?.elements.map((e) => e.group_id)).toEqual(['g9']);
  const ignore = world({ codes, conversions, activities }, { code: 'ignore' });
  expect(reasons(ignore)).toEqual([null, 'no_identity', 'no_identity', 'no_identity']);
});

test('the tactic of a touch is its own, else the one that runs in the group: latest start, smallest id', () => {
  const tactics = [
    { tactic_id: 'old', starts_at: noon - 9 * day, ends_at: null },
    { tactic_id: 'b', starts_at: noon - 5 * day, ends_at: noon - 2 * day },
    { tactic_id: 'a', starts_at: noon - 5 * day, ends_at: noon - 2 * day },
    { tactic_id: 'elsewhere', starts_at: noon - 4 * day, ends_at: null },
  ];
  const groups = ['old', 'a', 'b'].map((tactic_id) => ({ tactic_id, group_id: 'g1', arm: null }));
  const tactic_groups = [...groups, { tactic_id: 'elsewhere', group_id: 'g2', arm: null }];
  const activities = [
    activity('1', noon - 10 * day),
    activity('2', noon - 3 * day, { tactic_id: 'own' }),
    activity('3', noon - 3 * day),
    activity('4', noon - 2 * day),
  ];
  const w = world({ tactics, tactic_groups, activities, conversions: [conversion('c', noon)] });
  expect(paths(w)[0]?.elements.map((e) => e.tactic_id)).toEqual([null, 'own', 'a', 'old']);
});

test('the KOL of a touch is who acts, else who runs the group', () => {
  const kols = [{ kol_id: 'star', member_id: 'm1', user_id: null, from: noon - 2 * day, to: noon - day }];
  const groups = [{ group_id: 'g1', kol_id: 'host' }];
  const activities = [
    activity('1', noon - 3 * day),
    activity('2', noon - 2 * day),
    activity('3', noon - day),
    activity('4', noon, { group_id: 'g2' }),
  ];
  const w = world({ kols, groups, activities, conversions: [conversion('c', noon)] });
  expect(paths(w)[0]?.elements.map((e) => e.kol_id)).toEqual(['host', 'star', 'host', null]);
});

test('two goals on the same rows look back over their own windows; of two rules the first holds', () => {
  const goals = [
    { name: 'short', match: ['order'], window_days: 1, value: false },
    { name: 'long', match: ['order', 'signup'], window_days: 30, value: false },
  ];
  const touches = [
    { kinds: ['link_click'], reach: 'actor' as const, weight: 1, window_days: 10 },
    { kinds: ['link_click'], reach: 'actor' as const, weight: 1, window_days: 30 },
  ];
  const activities = [
    activity('a', noon - 20 * day),
    activity('b', noon - 10 * day),
    activity('c', noon - day),
  ];
  const w = world({ activities, conversions: [conversion('c', noon)] }, { goals, touches });
  expect(paths(w).map((p) => p.elements.map((e) => e.activity_id))).toEqual([['c'], ['b', 'c']]);
});

test('touches are used only once if they may not be reused', () => {
  const activities = [activity('a', noon - 2 * day), activity('b', noon - day), activity('c', noon - 1)];
  const conversions = [
    conversion('1', noon - day),
    conversion('2', noon),
    conversion('3', noon),
    conversion('4', noon + day),
  ];
  const w = world({ activities, conversions }, { reuse_touches: false });
  // The touch at the instant of the first conversion belongs to it; equal instants share; the last finds nothing.
  expect(paths(w).map((p) => p.elements.map((e) => e.activity_id))).toEqual([['a', 'b'], ['c'], ['c'], []]);
  expect(reasons(w)[3]).toBe('touch_before_window');
});

test('nothing after as_of exists, and the same row twice is one row', () => {
  const activities = [activity('a', noon - day), activity('a', noon - day), activity('b', noon + 1)];
  const conversions = [conversion('c', noon), conversion('c', noon), conversion('late', noon + 1)];
  const w = world({ activities, conversions }, { as_of: noon });
  expect(paths(w).map((p) => [p.conversion_id, p.elements.length])).toEqual([['c', 1]]);
});

test('reversals: a full one removes the conversion, a partial one does not, none takes more than there is', () => {
  const ids = ['whole', 'partial', 'excess', 'two halves', 'later', 'none'];
  const conversions = ids.map((id) => conversion(id, noon));
  const reversals = [
    { conversion_id: 'whole', ts: noon + day, value_minor: null },
    { conversion_id: 'partial', ts: noon + day, value_minor: 400 },
    { conversion_id: 'excess', ts: noon + day, value_minor: 5000 },
    { conversion_id: 'two halves', ts: noon + day, value_minor: 500 },
    { conversion_id: 'two halves', ts: noon + day, value_minor: 500 },
    { conversion_id: 'later', ts: noon + 2 * day, value_minor: null },
  ];
  const w = world({ conversions, reversals, activities: [activity('a', noon)] }, { as_of: noon + day });
  expect(paths(w).map((p) => [p.net, p.value_net_minor])).toEqual([
    [0, 0],
    [1, 600],
    [0, 0],
    [0, 0],
    [1, 1000],
    [1, 1000],
  ]);
  const g1 = sumsBy(attribute(w, 'linear'), 'order', 'group_id').rows.get('g1');
  expect([g1?.conversions, g1?.conversions_net]).toEqual([6_000_000n, 3_000_000n]);
  expect([g1?.value, g1?.value_net]).toEqual([6_000_000_000n, 2_600_000_000n]);
});

test('a conversion without value keeps its full credit', () => {
  const w = world({
    activities: [activity('a', noon)],
    conversions: [conversion('c', noon, { value_minor: 0 })],
  });
  expect(credits(w, 'time_decay')).toEqual([['a', 1_000_000]]);
});

test('a placebo counts conversions with a touch after them, within the window', () => {
  const activities = [
    activity('at', noon),
    activity('edge', noon + 30 * day),
    activity('out', noon + 30 * day + 1, { group_id: 'g2' }),
  ];
  const { rows } = sumsBy(
    attribute(world({ activities, conversions: [conversion('c', noon)] }), 'linear'),
    'order',
    'group_id',
  );
  expect([rows.get('g1')?.any_touch, rows.get('g1')?.placebo, rows.get('g2')]).toEqual([1, 1, undefined]);
});

/** Elements of a path by hand: touches, days before the conversion, kind. */
function element(touches: number, days: number, kind = 'x', rule_weight = 1): Element {
  const ids = { group_id: 'g', tactic_id: null, kol_id: null, activity_id: `${days}` };
  return { ...ids, kind, reach: 'audience', touches, touch_ts: noon - days * day, rule_weight };
}

test('the models, by hand', () => {
  const w = world({}, { last_non: ['y'], half_life_days: 7 });
  const of = (model: RuleModel, path: Element[]) => creditOf(w, model, path).map(Number);
  const four = [element(1, 14), element(3, 7), element(1, 7, 'y'), element(1, 0, 'y')];
  expect(of('first_touch', four)).toEqual([1_000_000, 0, 0, 0]);
  expect(of('last_touch', four)).toEqual([0, 0, 0, 1_000_000]);
  expect(of('last_non', four)).toEqual([0, 1_000_000, 0, 0]);
  expect(of('last_non', four.slice(2))).toEqual([0, 1_000_000]);
  // Sixths: 1, 4, 5, 6 of 6.
  expect(of('linear', four)).toEqual([166_667, 500_000, 166_666, 166_667]);
  // The middle .2 is shared 3 to 1.
  expect(of('position_based', four)).toEqual([400_000, 150_000, 50_000, 400_000]);
  expect(of('position_based', four.slice(0, 2))).toEqual([500_000, 500_000]);
  expect(of('position_based', four.slice(0, 1))).toEqual([1_000_000]);
  expect(of('j_shaped', four)).toEqual([200_000, 150_000, 50_000, 600_000]);
  expect(of('inverse_j', four.slice(0, 2))).toEqual([750_000, 250_000]);
  // 1/4 x 1, 1/2 x 3, 1/2, 1 of 3.25: cumulated .076923, .538462, .692308, 1.
  expect(of('time_decay', four)).toEqual([76_923, 461_539, 153_846, 307_692]);
});

test('rule weights multiply, except if one touch takes all', () => {
  const path = [element(3, 2, 'x', 0.2), element(1, 1, 'x', 0.4)];
  // 3 x .2 to .4.
  expect(creditOf(world(), 'linear', path)).toEqual([600_000n, 400_000n]);
  expect(creditOf(world(), 'first_touch', path)).toEqual([1_000_000n, 0n]);
});

test('a rule of weight 0 holds its kinds and counts nothing', () => {
  const touches = [
    { kinds: ['link_click'], reach: 'actor' as const, weight: 0, window_days: null },
    { kinds: ['link_click', 'x'], reach: 'actor' as const, weight: 1, window_days: null },
  ];
  const activities = [activity('a', noon - day), activity('b', noon, { kind: 'x' })];
  const w = world({ activities, conversions: [conversion('c', noon)] }, { touches });
  expect(credits(w, 'linear')).toEqual([['b', 1_000_000]]);
});

test('no half-life underflows', () => {
  const w = world({}, { half_life_days: 1e-6 });
  expect(creditOf(w, 'time_decay', [element(1, 3000), element(1, 2000)])).toEqual([0n, 1_000_000n]);
});

test('decimal numbers and business days are exact', () => {
  expect(fraction(0.2)).toEqual({ over: 2n, under: 10n });
  expect(fraction(1e-7)).toEqual({ over: 1n, under: 10_000_000n });
  expect(fraction(1000)).toEqual({ over: 1000n, under: 1n });
  // New York moves its clocks on 2026-03-08: midnight is 05:00 UTC before and 04:00 UTC after.
  expect(dayStart('2026-03-08', 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 5) * 1000);
  expect(dayStart('2026-03-09', 'America/New_York')).toBe(Date.UTC(2026, 2, 9, 4) * 1000);
  expect(businessDay(dayStart('2026-03-09', 'Asia/Kathmandu') - 1, 'Asia/Kathmandu')).toBe('2026-03-08');
});

test('files are RFC 4180 with every instant in UTC', () => {
  const w = world({
    activities: [activity('say "hi", =1+1', noon + 1)],
    conversions: [conversion('c', noon)],
  });
  expect(worldFiles(w)['activities-0.csv']).toBe(
    'activity_id,ts,group_id,kind,member_id,tactic_id,ts_precision_s,ingested_at\n' +
      '"say ""hi"", =1+1",2026-03-10T12:00:00.000001Z,g1,link_click,m1,,,\n',
  );
});

test('the oracle conserves credit on random worlds, and no order of rows matters', () => {
  fc.assert(
    fc.property(worlds, (w) => {
      const reversed = {
        ...w,
        activities: [...w.activities].reverse(),
        memberships: [...w.memberships].reverse(),
        identities: [...w.identities].reverse(),
      };
      for (const model of ruleModels) {
        if (model === 'random_touch') continue;
        const credited = attribute(w, model);
        expect(conservationErrors(credited)).toEqual([]);
        expect(attribute(reversed, model)).toEqual(credited);
      }
    }),
    { numRuns: 100, seed: 1 },
  );
});
