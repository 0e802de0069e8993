import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

export type Random = RandomGenerator;

/** The 32-bit FNV-1a hash of a text. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A separate random stream for each purpose, so that a change in one part of the story leaves the others as they are. */
export function stream(seed: number, purpose: string): Random {
  return xoroshiro128plus(hash32(`${seed}:${purpose}`) | 0);
}

/** A number in [0, 1). */
export function unit(random: Random): number {
  return uniformFloat64(random);
}

export function chance(random: Random, probability: number): boolean {
  return uniformFloat64(random) < probability;
}

/** A whole number in [low, high]. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(uniformFloat64(random) * (high - low + 1));
}

/** One item of a nonempty list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(uniformFloat64(random) * list.length)] as T;
}

/** A whole number near `mean` (60 % to 140 % of it); the fractional part is the chance of one more. */
export function around(random: Random, mean: number): number {
  const count = mean * (0.6 + 0.8 * uniformFloat64(random));
  return Math.floor(count) + (chance(random, count % 1) ? 1 : 0);
}
