import { type Random, unit } from '../../statistics/random.js';

/** A draw from the standard normal distribution (Box and Muller 1958, the cosine half). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - unit(random))) * Math.cos(2 * Math.PI * unit(random));
}

/** Above this mean a count is the sum of two smaller ones, so that exp(-mean) keeps its digits. */
const largest_mean = 64;

/** A draw from the Poisson distribution by inversion; the mean is at least 0. */
export function poisson(random: Random, mean: number): number {
  if (mean > largest_mean) return poisson(random, mean / 2) + poisson(random, mean / 2);
  let count = 0;
  let probability = Math.exp(-mean);
  let rest = unit(random) - probability;
  while (rest >= 0 && probability > 0) {
    count += 1;
    probability *= mean / count;
    rest -= probability;
  }
  return count;
}

/** A waiting time with the given mean. */
export function waiting(random: Random, mean: number): number {
  return -mean * Math.log(1 - unit(random));
}
