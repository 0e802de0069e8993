/** The first and last touch of every person: the stage against a comparison of every stay with every post. */
import { expect, it } from 'vitest';
import { stageSql } from '../../src/pipeline/steps.js';
import { between, chance, type Random, stream } from '../../src/statistics/random.js';
import { ownEngine } from '../own_engine.js';

const engine = await ownEngine();

function invent(random: Random) {
  const people = between(random, 1, 12);
  const stays = Array.from({ length: between(random, 0, 25) }, () => {
    const joined_us = between(random, 0, 20);
    return {
      person_no: between(random, 1, people),
      group_no: between(random, 1, 4),
      joined_us,
      left_us: joined_us + between(random, 0, 12),
    };
  });
  const posts = Array.from({ length: between(random, 0, 25) }, () => ({
    group_no: between(random, 1, 4),
    ts_us: between(random, 0, 30),
    poster_no: chance(random, 0.3) ? null : between(random, 1, 40),
  }));
  const actors = Array.from({ length: people + 1 }, (_, at) => at + 1)
    .filter(() => chance(random, 0.3))
    .map((person_no) => ({ person_no, first_us: between(random, 0, 10), last_us: between(random, 10, 40) }));
  return { stays, posts, actors };
}

function expected({ stays, posts, actors }: ReturnType<typeof invent>) {
  const heard = stays.flatMap(({ person_no, group_no, joined_us, left_us }) =>
    posts
      .filter((post) => post.group_no === group_no && post.poster_no !== person_no)
      .filter(({ ts_us }) => ts_us >= joined_us && ts_us < left_us)
      .map(({ ts_us }) => ({ person_no, first_us: ts_us, last_us: ts_us })),
  );
  const all = [...actors, ...heard];
  return [...new Set(all.map(({ person_no }) => person_no))]
    .sort((a, b) => a - b)
    .map((person_no) => {
      const own = all.filter((one) => one.person_no === person_no);
      return {
        person_no,
        first_us: Math.min(...own.map(({ first_us }) => first_us)),
        last_us: Math.max(...own.map(({ last_us }) => last_us)),
      };
    });
}

it('finds the first and last touch of 60 random worlds, in which people also hear themselves', async () => {
  const random = stream(20261201, 'touch bounds');
  for (let round = 0; round < 60; round++) {
    const world = invent(random);
    const numbers = (names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, 'BIGINT'] as const));
    await engine.put('stays', numbers(['person_no', 'group_no', 'joined_us', 'left_us']), world.stays);
    await engine.put('posts', numbers(['group_no', 'ts_us', 'poster_no']), world.posts);
    await engine.put('actor_counts', numbers(['person_no', 'first_us', 'last_us']), world.actors);
    const found = await engine.rows(`SELECT * FROM (${stageSql('touch_bounds')}) ORDER BY person_no`);
    expect(
      found.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)]))),
    ).toEqual(expected(world));
  }
});
