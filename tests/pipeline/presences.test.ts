/** People present in groups, over random rosters with rejoins, overlaps and several member ids: the stages against sets in plain code. */
import { describe, expect, it } from 'vitest';
import { stageSql } from '../../src/pipeline/steps.js';
import { between, chance, pick, type Random, stream } from '../../src/statistics/random.js';
import { ownEngine } from '../own_engine.js';

const engine = await ownEngine();
const never = 9_000_000_000_000_000;
const period = { from_us: 40, to_us: 70, as_of_us: 90 };

interface Membership {
  readonly group_no: number;
  readonly member_no: number;
  readonly joined: number;
  readonly left: number;
}

/** Members 1 to n; the first ones share persons, the last ones have none; one in nine is excluded. */
function invent(random: Random, members: number, groups: number, stays: number) {
  const people = Array.from({ length: members }, (_, at) => ({
    member_no: at + 1,
    person_no: at + 1 > members * 0.8 ? null : 1 + Math.floor(at / 2),
    excluded: at % 9 === 4,
  }));
  const rows = Array.from({ length: stays }, (): Membership => {
    const joined = between(random, 0, 100);
    return {
      group_no: between(random, 1, groups),
      member_no: between(random, 1, members),
      joined,
      left: chance(random, 0.2) ? never : joined + between(random, 0, 30),
    };
  });
  const edges = Array.from({ length: 3 }, () => ({
    from_no: between(random, 1, groups),
    to_no: between(random, 1, groups),
    at_us: between(random, 10, 90),
  })).filter(({ from_no, to_no }) => from_no !== to_no);
  return {
    people,
    rows,
    edges: [...new Map(edges.map((edge) => [`${edge.from_no}>${edge.to_no}`, edge])).values()],
  };
}

type World = ReturnType<typeof invent>;

const keyOf = ({ person_no, member_no }: World['people'][number]) => person_no ?? -member_no;

/** Stays of a person in a group, merged where they touch or overlap; none of those in which an excluded member takes part. */
function staysOf({ people, rows }: World): { key: number; group: number; joined: number; left: number }[] {
  const byPlace = new Map<string, { joined: number; left: number; excluded: boolean }[]>();
  for (const { group_no, member_no, joined, left } of rows) {
    const member = people[member_no - 1];
    if (member === undefined || joined > period.as_of_us || left <= joined) continue;
    const place = `${keyOf(member)} ${group_no}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), { joined, left, excluded: member.excluded }]);
  }
  return [...byPlace].flatMap(([place, own]) => {
    const [key = 0, group = 0] = place.split(' ').map(Number);
    const merged: typeof own = [];
    for (const stay of own.toSorted((a, b) => a.joined - b.joined)) {
      const last = merged.at(-1);
      if (last === undefined || stay.joined > last.left) merged.push({ ...stay });
      else
        Object.assign(last, {
          left: Math.max(last.left, stay.left),
          excluded: last.excluded || stay.excluded,
        });
    }
    return merged.flatMap(({ joined, left, excluded }) => (excluded ? [] : [{ key, group, joined, left }]));
  });
}

async function put(world: World): Promise<void> {
  const numbers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'BIGINT']));
  const groups = [...new Set(world.rows.map(({ group_no }) => group_no))];
  const listed = [...new Set([...groups, ...world.edges.flatMap(({ from_no, to_no }) => [from_no, to_no])])];
  await engine.put(
    'settings',
    { ...numbers('from_us', 'to_us', 'as_of_us', 'week_shift'), zone: 'VARCHAR', roster_basis: 'VARCHAR' },
    [{ ...period, week_shift: 3, zone: 'UTC', roster_basis: 'memberships' }],
  );
  await engine.put(
    'members',
    { member_id: 'VARCHAR', ...numbers('member_no', 'person_no'), excluded: 'BOOLEAN', matched: 'BOOLEAN' },
    world.people.map((member) => ({ ...member, member_id: `m${member.member_no}`, matched: true })),
  );
  await engine.put(
    'groups',
    { group_id: 'VARCHAR', label: 'VARCHAR', group_no: 'BIGINT' },
    listed.map((no) => ({ group_id: `g${no}`, label: `g${no}`, group_no: no })),
  );
  await engine.put(
    'in_memberships',
    {
      group_id: 'VARCHAR',
      member_id: 'VARCHAR',
      ...numbers('joined_at_us', 'left_at_us'),
      problem: 'VARCHAR',
    },
    world.rows.map(({ group_no, member_no, joined, left }) => ({
      group_id: `g${group_no}`,
      member_id: `m${member_no}`,
      joined_at_us: joined,
      left_at_us: left === never ? null : left,
      problem: null,
    })),
  );
  await engine.put('lineage_edges', numbers('from_no', 'to_no', 'at_us'), world.edges);
}

const people = (stays: readonly { key: number }[]) => new Set(stays.map(({ key }) => key));

describe.each([1, 2, 3, 4, 5, 6])('a random roster (%i)', (seed) => {
  const random = stream(seed, 'presences');
  const world = invent(
    random,
    pick(random, [6, 30, 200]),
    pick(random, [1, 3, 12]),
    pick(random, [20, 300, 900]),
  );
  const stays = staysOf(world);

  it('has the people that sets have', async () => {
    await put(world);
    for (const stage of [
      'member_stays',
      'presences',
      'roster',
      'homes',
      'home_moves',
      'home_spans',
      'home_stays',
    ])
      await engine.make(stage, stageSql(stage));
    for (const view of ['continued_stays', 'recent_days', 'presence_marks'])
      await engine.view(view, stageSql(view));
    for (const stage of ['match_counts', 'group_members', 'membership_sums', 'lineage_moves'])
      await engine.make(stage, stageSql(stage));

    const during = stays.filter(({ joined, left }) => joined < period.to_us && left > period.from_us);
    for (const { group_id, members } of await engine.rows('SELECT group_id, members FROM group_members'))
      expect([group_id, members]).toEqual([
        group_id,
        people(during.filter(({ group }) => `g${group}` === group_id)).size,
      ]);

    const atEnd = stays.filter(({ joined, left }) => joined < period.to_us && left >= period.to_us);
    const places = new Map<number, Set<number>>();
    for (const { key, group } of atEnd) places.set(key, (places.get(key) ?? new Set()).add(group));
    const groupsOf = [...places.values()].map(({ size }) => size);
    expect(await engine.rows('SELECT people, places, in_several FROM membership_sums')).toEqual([
      {
        people: groupsOf.length,
        places: groupsOf.reduce((sum, groups) => sum + groups, 0),
        in_several: groupsOf.filter((groups) => groups > 1).length,
      },
    ]);

    const moves = world.edges.map(({ from_no, to_no, at_us }) => {
      const before = people(
        stays.filter(({ group, joined, left }) => group === from_no && joined <= at_us && left >= at_us),
      );
      const after = people(stays.filter(({ group, left }) => group === to_no && left > at_us));
      return {
        from_no,
        to_no,
        at_us,
        people: before.size,
        followed: [...before].filter((key) => after.has(key)).length,
      };
    });
    expect(await engine.rows('SELECT * FROM lineage_moves ORDER BY from_no, to_no')).toEqual(
      moves.toSorted((a, b) => a.from_no - b.from_no || a.to_no - b.to_no),
    );
  });

  it('has rejoins that a simple count would take twice', () => {
    if (world.rows.length < 300) return;
    const places = stays
      .filter(({ joined, left }) => joined < period.to_us && left > period.from_us)
      .map(({ key, group }) => `${key} ${group}`);
    expect(new Set(places).size).toBeLessThan(places.length);
  });
});
