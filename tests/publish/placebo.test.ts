/** Placebo tests: five communities with a planted truth, and a brute force count of what the stages count. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runBatch } from '../../src/tasks/run/index.js';
import { silent } from '../silent.js';
import { seeded } from '../statistics/random.js';

const scratch = mkdtempSync(join(tmpdir(), 'placebo-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const day = 86_400;
const start = Date.UTC(2026, 0, 1) / 1000;
const days = 300;
const window_days = 14;
const people = 400;

/** Times in seconds since the start. */
interface Touch {
  readonly person: string;
  readonly group: string;
  readonly at: number;
}

interface Conversion {
  readonly person: string;
  readonly at: number;
}

interface World {
  readonly touches: readonly Touch[];
  readonly conversions: readonly Conversion[];
  readonly as_of_days?: number;
}

const iso = (at: number) => new Date((start + at) * 1000).toISOString().slice(0, 19);

/** The table placebo_test of a run over a world. */
async function placeboTest(name: string, world: World) {
  const folder = join(scratch, name);
  mkdirSync(folder);
  const activities = world.touches.map(
    ({ person, group, at }, i) => `a${i},${iso(at)},${group},${person},link_click`,
  );
  const orders = world.conversions.map(({ person, at }, i) => `c${i},${iso(at)},${person},order`);
  writeFileSync(
    join(folder, 'a.csv'),
    ['activity_id,ts,group_id,member_id,kind', ...activities, ''].join('\n'),
  );
  writeFileSync(join(folder, 'c.csv'), ['conversion_id,ts,user_id,goal', ...orders, ''].join('\n'));
  writeFileSync(
    join(folder, 'grouplift.yaml'),
    `timezone: UTC
as_of: ${iso((world.as_of_days ?? days) * day)}
inputs:
  activities: { files: a.csv }
  conversions: { files: c.csv }
  identities: same
goals:
  - { name: order, match: { goal: order }, window_days: ${window_days} }
touches:
  - { kinds: [link_click], reach: actor }
attribution: { models: [linear] }
`,
  );
  const run = await runBatch({ config: join(folder, 'grouplift.yaml'), out: join(folder, 'out') }, silent);
  const rows = [...(run.tables.find((table) => table.name === 'placebo_test')?.rows ?? [])];
  return (testName: string, group = '(any)') => {
    const row = rows.find((candidate) => candidate.test === testName && candidate.group_id === group);
    if (row === undefined) throw new Error(`${name}: no row for ${testName}, ${group}`);
    const number = (column: string) => Number(row[column]);
    return {
      before: number('before'),
      after: number('after'),
      ratio: number('ratio'),
      low: number('low'),
      high: number('high'),
      pairs: number('pairs'),
      warning: row.warning,
    };
  };
}

/** People who click at random, once a month on average, between two moments of theirs. */
function clicks(
  random: ReturnType<typeof seeded>,
  until: (person: number) => number = () => days * day,
): Touch[] {
  return Array.from({ length: people }, (_, i) =>
    Array.from({ length: random.poisson(days / 30) }, () => ({
      person: `p${i}`,
      group: `g${random.below(3)}`,
      at: Math.floor(random.uniform() * days * day),
    })).filter(({ at }) => at < until(i)),
  ).flat();
}

describe('planted truths', () => {
  test('no effect: all three ratios are 1 within their intervals', async () => {
    const random = seeded(1);
    const conversions = Array.from({ length: people }, (_, i) => ({
      person: `p${i}`,
      at: Math.floor(random.uniform() * days * day),
    }));
    const found = await placeboTest('none', { touches: clicks(random), conversions });
    for (const name of ['after_window', 'shifted_window', 'random_date']) {
      const { low, high, warning, before } = found(name);
      expect(before).toBeGreaterThan(80);
      expect(low, name).toBeLessThan(1);
      expect(high, name).toBeGreaterThan(1);
      expect(warning, name).toBe('no_support');
    }
  });

  test('an effect: the count after is lower, and no warning', async () => {
    const random = seeded(2);
    const touches = clicks(random);
    const causes = new Map(touches.map((touch) => [touch.person, touch]));
    const conversions = [...causes.values()].map(({ person, at }) => ({
      person,
      at: at + 3600 + random.below(4 * day),
    }));
    const found = await placeboTest('effect', { touches, conversions });
    for (const name of ['after_window', 'shifted_window', 'random_date']) {
      expect(found(name).ratio, name).toBeLessThan(0.8);
      expect(found(name).warning, name).toBeNull();
    }
  });

  test('a conversion that brings people to chat: more after than before, and a warning', async () => {
    const random = seeded(3);
    const conversions = Array.from({ length: people }, (_, i) => ({
      person: `p${i}`,
      at: Math.floor(random.uniform() * days * day),
    }));
    const welcome = conversions.map(({ person, at }) => ({
      person,
      group: 'g0',
      at: at + 60 + random.below(5 * day),
    }));
    const touches = [...clicks(random), ...welcome].filter(({ at }) => at < days * day);
    const found = await placeboTest('chat', { touches, conversions });
    expect(found('after_window').low).toBeGreaterThan(1.5);
    expect(found('after_window').warning).toBe('no_support');
  });

  test('people who leave when they have converted: nothing after, and no warning', async () => {
    const random = seeded(4);
    const conversions = Array.from({ length: people }, (_, i) => ({
      person: `p${i}`,
      at: Math.floor(random.uniform() * days * day),
    }));
    const touches = clicks(random, (person) => conversions[person]?.at ?? 0);
    const found = await placeboTest('exit', { touches, conversions });
    expect(found('after_window')).toMatchObject({ after: 0, ratio: 0, low: 0, warning: null });
    expect(found('after_window').high).toBeLessThan(0.1);
  });

  test('an end in mid-window: what cannot be observed counts on neither side', async () => {
    const random = seeded(5);
    const end = 40;
    const conversions = Array.from({ length: people }, (_, i) => ({
      person: `p${i}`,
      at: Math.floor((15 + random.uniform() * 24) * day),
    }));
    const touches = clicks(random).filter(({ at }) => at < end * day);
    const found = await placeboTest('censored', { touches, conversions, as_of_days: end });
    const { pairs, low, high } = found('after_window');
    expect(pairs).toBeLessThan(0.6 * people);
    expect(pairs).toBeGreaterThan(0.3 * people);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
  });
});

describe('brute force', () => {
  const width = window_days * day;

  /** A small world in which people convert again and again, at the same instant as they click too. */
  function busyWorld(): World {
    const random = seeded(6);
    const moment = () => random.below(90) * day + random.below(3) * 3600;
    const list = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw);
    const person = () => `p${random.below(30)}`;
    return {
      touches: list(300, () => ({ person: person(), group: `g${random.below(3)}`, at: moment() })),
      conversions: list(60, () => ({ person: person(), at: moment() })),
      as_of_days: 92,
    };
  }

  const hash = (text: string) =>
    Number.parseInt(createHash('md5').update(text).digest('hex').slice(0, 8), 16);

  function count(world: World, testName: string, group: string) {
    const { touches, conversions } = world;
    const observed = [Math.min(...touches.map((t) => t.at)), Math.max(...touches.map((t) => t.at))] as const;
    const known = new Set(touches.map((touch) => touch.person));
    const counted = { pairs: 0, before: 0, after: 0 };
    for (const [i, { person, at }] of conversions.entries()) {
      if (!known.has(person)) continue;
      const others = conversions.filter((c) => c.person === person && c.at !== at).map((c) => c.at);
      const mine = touches.filter((touch) => touch.person === person);
      const isClear = (t: number) => others.every((other) => Math.abs(t - other) > width);
      const hours = Array.from({ length: 2 * window_days * 24 + 1 }, (_, k) => at - width + 3600 * k);
      const some = (inWindow: (t: number) => boolean) =>
        mine.some((touch) => (group === '(any)' || touch.group === group) && inWindow(touch.at));
      const before = some((t) => t >= at - width && t < at && isClear(t));
      const isAlone = others.every((other) => other <= at - 3 * width || other >= at + width);
      const times = mine.map((touch) => touch.at);
      const active = Math.max(Math.min(...times), observed[0] + width);
      const idle = Math.max(...times);
      const chosen = active + Number((BigInt(hash(`c${i}`)) * BigInt(Math.max(0, idle - active))) >> 32n);
      const usable = {
        after_window: () => at - width >= observed[0] && at + width <= observed[1] && hours.some(isClear),
        shifted_window: () => at - 2 * width >= observed[0] && at <= observed[1] && isAlone,
        random_date: () => at >= active && at <= idle && isAlone,
      };
      const other = {
        after_window: (t: number) => t > at && t <= at + width && isClear(t),
        shifted_window: (t: number) => t >= at - 2 * width && t < at - width,
        random_date: (t: number) => t >= chosen - width && t < chosen,
      };
      const name = testName as keyof typeof usable;
      if (!usable[name]()) continue;
      counted.pairs += 1;
      counted.before += before ? 1 : 0;
      counted.after += some(other[name]) ? 1 : 0;
    }
    return counted;
  }

  test('the same counts', async () => {
    const world = busyWorld();
    const found = await placeboTest('busy', world);
    for (const name of ['after_window', 'shifted_window', 'random_date']) {
      for (const group of ['(any)', 'g0', 'g1', 'g2']) {
        const expected = count(world, name, group);
        expect(expected.pairs, `${name}, conversions`).toBeGreaterThan(8);
        const { pairs, before, after } = found(name, group);
        expect({ pairs, before, after }, `${name}, ${group}`).toEqual(expected);
      }
    }
  });
});
