/** How large an effect must be to be called likely or proven, on a generator that no rule was chosen on. */
import { describe, expect, it } from 'vitest';
import {
  type Community,
  claimedShare,
  effects_tried,
  smallestEffect,
} from '../../../src/invented/simulate/smallest_effect.js';

const draws = 30;
const seed = 8_200_000;
const of = (groups: number, results: number, assignment: Community['assignment']): Community => ({
  groups,
  weeks: 26,
  results,
  assignment,
});
const share = (community: Community, effect: number) => claimedShare(community, effect, draws, seed);

describe('half as much again', () => {
  // 80 of 100 are asked for; of 30 draws with 80 in 100, fewer than 19 come in 1 of 50
  it.each([of(100, 4, 'launch'), of(60, 8, 'launch'), of(30, 8, 'holdout')])(
    'is found in $groups groups with $results results a week ($assignment)',
    (community) => {
      expect(share(community, 0.5)).toBeGreaterThan(0.63);
    },
  );

  it('is found the more often the more groups and results there are', () => {
    const shares = [of(20, 1, 'launch'), of(60, 4, 'launch'), of(200, 16, 'launch')].map((one) =>
      share(one, 0.5),
    );
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

it.each(['launch', 'holdout'] as const)('nothing is hardly ever called an effect (%s)', (assignment) => {
  // of 30 draws with 5 in 100, more than 5 come in 1 of 300
  expect(share(of(60, 4, assignment), 0)).toBeLessThanOrEqual(5 / 30);
});

it('the smallest effect is the first that is found in 80 of 100 draws', () => {
  const community = of(40, 8, 'holdout');
  const found = smallestEffect(community, draws, seed);
  const place = effects_tried.indexOf(found ?? 0);
  expect(place).toBeGreaterThan(0);
  expect(share(community, effects_tried[place]!)).toBeGreaterThanOrEqual(0.8);
  expect(share(community, effects_tried[place - 1]!)).toBeLessThan(0.8);
  expect(smallestEffect(of(4, 1, 'launch'), 3, seed)).toBeNull();
});
