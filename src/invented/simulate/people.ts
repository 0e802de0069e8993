import { between, chance, pick, type Random, stream } from '../../statistics/random.js';
import { weekStart_s } from './clock.js';
import type { World } from './world.js';

/** One member of a simulated group, and the product user behind them. */
export interface Person {
  readonly member_id: string;
  readonly user_id: string;
  /** unit number of the group joined first */
  readonly home: number;
  /** unit number of another group, -1 = none */
  readonly second: number;
  /** seconds since 1970, UTC */
  readonly joined_s: number;
}

/** Of the people whose group has similar groups, this share is also in another one. */
const in_two_groups = 0.35;

/** The people of every group, by unit; all of them joined in the two months before the first week. */
export function peopleOf(world: World, seed: number): Person[][] {
  const random = stream(seed, 'people');
  const alike = groupsAlike(world);
  return world.groups.map(({ group_id, members }, home) =>
    Array.from({ length: members }, (_, place) => ({
      member_id: `m_${group_id}_${place}`,
      user_id: `u_${group_id}_${place}`,
      home,
      second: secondGroup(random, world, home, alike[home] as readonly number[]),
      joined_s: weekStart_s(0) - between(random, 2, 60) * 86_400,
    })),
  );
}

/** A person's other group: the group with the tactic that theirs shares members with, if any, else one with the same date. */
function secondGroup(random: Random, world: World, home: number, alike: readonly number[]): number {
  const partner = world.partner[home]!;
  if (partner >= 0) return chance(random, world.scenario.overlap) ? partner : -1;
  if (alike.length < 2 || !chance(random, in_two_groups)) return -1;
  const other = pick(random, alike);
  return other === home ? -1 : other;
}

/** For each group, those with the same adoption date: sharing members with them mixes nothing. Events of a recurring tactic differ everywhere. */
function groupsAlike({ scenario, adoption, groups }: World): (readonly number[])[] {
  if (scenario.schedule === 'recurring') return groups.map(() => []);
  const byDate = new Map<number, number[]>();
  for (const [unit_no, start] of adoption.entries()) {
    const same = byDate.get(start) ?? [];
    same.push(unit_no);
    byDate.set(start, same);
  }
  return [...adoption].map((start) => byDate.get(start) ?? []);
}
