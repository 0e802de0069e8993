/** What is counted of presences in arrays is what the stage files count, over random stays. */
import { describe, expect, it } from 'vitest';
import { presenceSteps } from '../../../src/pipeline/kernel/presence_steps.js';
import { bySql, type KernelRequest } from '../../../src/pipeline/settings.js';
import { stageSql } from '../../../src/pipeline/steps.js';
import { between, chance, type Random, stream } from '../../../src/statistics/random.js';
import { ownEngine } from '../../own_engine.js';

const engine = await ownEngine();
const day_us = 86_400_000_000;
const never = 9_000_000_000_000_000;
const tables = ['membership_joins', 'membership_sums', 'reasons_to_stay', 'group_overlaps'] as const;

interface Size {
  readonly people: number;
  readonly groups: number;
  readonly stays: number;
}

/** Stays of people and of members without one (numbered below 0), in random order; some come back, some never leave. */
function invent(random: Random, { people, groups, stays }: Size) {
  const home = () => between(random, -Math.floor(people / 4), Math.ceil((people * 3) / 4)) || 1;
  const lastLeft = new Map<string, number>();
  const presences = Array.from({ length: stays }, () => {
    const [home_key, group_no] = [home(), between(random, 1, groups)];
    const place = `${home_key} ${group_no}`;
    const previous = lastLeft.get(place) ?? -never;
    const joined_us = Math.max(previous, 0) + between(random, 1, 60) * day_us;
    const left_us = chance(random, 0.4) ? never : joined_us + between(random, 1, 50) * day_us;
    if (previous === never) return null;
    lastLeft.set(place, left_us);
    return { home_key, group_no, joined_us, left_us, previous_left_us: previous };
  });
  const all = presences.filter((presence) => presence !== null);
  return {
    presences: all,
    continued: all
      .filter(() => chance(random, 0.1))
      .map((presence) => ({
        home_key: presence.home_key,
        to_no: presence.group_no,
        to_joined_us: presence.joined_us,
      })),
    talk: Array.from({ length: stays / 2 }, () => ({
      home_key: home(),
      group_no: between(random, 1, groups),
    })),
    landers: Array.from({ length: people / 2 }, (_, at) => ({
      person_no: at + 1,
      conversions: between(random, 1, 9),
      conversions_net: between(random, 0, 9),
    })),
  };
}

async function put({ presences, continued, talk, landers }: ReturnType<typeof invent>): Promise<void> {
  const numbers = (row: object | undefined) =>
    Object.fromEntries(Object.keys(row ?? {}).map((name) => [name, 'BIGINT']));
  await engine.put(
    'settings',
    { from_us: 'BIGINT', to_us: 'BIGINT', as_of_us: 'BIGINT', week_shift: 'BIGINT', zone: 'VARCHAR' },
    [{ from_us: 70 * day_us, to_us: 90 * day_us, as_of_us: 95 * day_us, week_shift: 3, zone: 'UTC' }],
  );
  await engine.put('presences', numbers(presences[0]), presences);
  const stay = { home_key: 'BIGINT', to_no: 'BIGINT', to_joined_us: 'BIGINT' };
  await engine.put('continued_stays', stay, [...continued, ...continued.slice(0, 3)]);
  const once = new Map(talk.map((row) => [`${row.home_key} ${row.group_no}`, row]));
  await engine.put('recent_talk', numbers(talk[0]), [...once.values()]);
  await engine.put('recent_landers', numbers(landers[0]), landers);
  for (const view of ['recent_days', 'presence_marks']) await engine.view(view, stageSql(view));
}

async function counted(kernel: KernelRequest) {
  for (const step of presenceSteps(kernel)) await step.run(engine);
  return Promise.all(tables.map((table) => engine.rows(`SELECT * FROM ${table} ORDER BY ALL`)));
}

describe.each([
  { seed: 1, people: 60, groups: 5, stays: 200 },
  { seed: 2, people: 400, groups: 90, stays: 6_000 },
  { seed: 3, people: 3_000, groups: 300, stays: 20_000 },
  { seed: 4, people: 12, groups: 70, stays: 700 },
])('$people people in $groups groups', ({ seed, ...size }) => {
  it('are counted alike, row by row', async () => {
    await put(invent(stream(seed, 'stays'), size));
    const stages = await counted(bySql);
    expect(stages.map((rows) => rows.length > 0)).toEqual(tables.map(() => true));
    expect(stages[3]?.length).toBeGreaterThan(9);
    expect(await counted({ by: 'arrays', memory_bytes: 1e9 })).toEqual(stages);
    expect(await counted({ by: 'arrays', memory_bytes: 100 })).toEqual(stages);
  });
});

it('has no rows without presences, except the sums of nobody', async () => {
  await put(invent(stream(5, 'stays'), { people: 20, groups: 4, stays: 30 }));
  await engine.rows('DELETE FROM presences');
  const nobody = [[], [{ people: 0, places: 0, in_several: 0 }], [], []];
  expect(await counted(bySql)).toEqual(nobody);
  expect(await counted({ by: 'arrays', memory_bytes: 1e9 })).toEqual(nobody);
});
