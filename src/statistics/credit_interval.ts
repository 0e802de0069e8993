import { fewestBuckets, gammaInterval, type Interval, type PersonSum } from './gamma_interval.js';

/** From so many conversions on their people must fill at least 10 buckets; fewer conversions never do, and need not. */
const enoughConversions = 20;

/** If one person holds more of the value than this there is no interval of the value. */
const largestHolding = 0.1;

/** A goal whose channels together fill fewer buckets has too few people to know of its heavy buyers: under about 100. */
const fewestOfGoal = 100;

const confidence = 0.95;

/** The 95 % interval of a sum of credited conversions; null where 20 conversions or more come from so few people, or are of a goal of so few, that nothing can be said. */
export function creditInterval(credit: PersonSum): Interval | null {
  const { sum, filled_buckets, goal_buckets = fewestOfGoal } = credit;
  if (sum >= enoughConversions && (filled_buckets < fewestBuckets || goal_buckets < fewestOfGoal))
    return null;
  return gammaInterval(credit, confidence);
}

/** The 95 % interval of a sum of money; null where few people carry it, or one person holds more than 10 % of it. */
export function valueInterval(value: PersonSum, largest_holding: number): Interval | null {
  if (value.filled_buckets < fewestBuckets || largest_holding > largestHolding * value.sum) return null;
  return gammaInterval(value, confidence);
}
