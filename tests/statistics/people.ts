import type { PersonSum } from '../../src/statistics/gamma_interval.js';
import type { Random } from './random.js';

/** How much credit one random person brings to a group, and its mean. */
export interface Person {
  readonly mean: number;
  readonly draw: (random: Random) => number;
}

const atLeastOne = (random: Random) => {
  let count = 1;
  while (random.uniform() < 0.5) count += 1;
  return count;
};

const shareOf = (most: number, random: Random) => 1 / (1 + random.below(most));

/** People who convert once, who share their conversion with other groups, and who come back. */
export const people: Readonly<Record<string, Person>> = {
  'one conversion each': { mean: 1, draw: () => 1 },
  'shares of a conversion': {
    mean: (1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5) / 5,
    draw: (random) => shareOf(5, random),
  },
  'two conversions on average, shared': {
    mean: (2 * (1 + 1 / 2 + 1 / 3)) / 3,
    draw: (random) => {
      let credit = 0;
      for (let left = atLeastOne(random); left > 0; left -= 1) credit += shareOf(3, random);
      return credit;
    },
  },
  'mostly a tenth, now and then all': {
    mean: 0.19,
    draw: (random) => (random.uniform() < 0.1 ? 1 : 0.1),
  },
};

/** The credit of a group whose people arrive at random, with its error over 100 person buckets as the pipeline has it. */
export function drawSum(person: Person, expected: number, random: Random): PersonSum {
  const buckets = new Float64Array(100);
  for (let left = random.poisson(expected / person.mean); left > 0; left -= 1) {
    const bucket = random.below(100);
    buckets[bucket] = (buckets[bucket] ?? 0) + person.draw(random);
  }
  const sum = buckets.reduce((total, credit) => total + credit, 0);
  const squares = buckets.reduce((total, credit) => total + (credit - sum / 100) ** 2, 0);
  const filled_buckets = buckets.filter((credit) => credit > 0).length;
  return { sum, se: Math.sqrt((100 / 99) * squares), filled_buckets, event: 1, typical: 0 };
}

/** The same sums, told how much a person carries on average over all of them. */
export function withTypical(sums: readonly PersonSum[]): PersonSum[] {
  const all = sums.reduce((total, one) => total + one.sum, 0);
  const variance = sums.reduce((total, one) => total + one.se ** 2, 0);
  return sums.map((one) => ({ ...one, typical: all > 0 ? variance / all : 0 }));
}
