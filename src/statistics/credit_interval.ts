import { fewestBuckets, gammaInterval, type Interval, type PersonSum } from './gamma_interval.js';

/** From this many conversions on, their people must fill at least 10 buckets; fewer conversions never do, and need not. */
const enoughConversions = 20;

/** If one person holds more of the value than this, there is no interval for the value. */
const largestHolding = 0.1;

/** A goal whose channels together fill fewer buckets has too few people to reveal its heavy buyers: fewer than about 100. */
const fewestOfGoal = 100;

const confidence = 0.95;

/** The 95 % interval of a sum of credited conversions; null if 20 conversions or more come from so few people, or belong to a goal with so few, that nothing can be said. */
export function creditInterval(credit: PersonSum): Interval | null {
  const { sum, filled_buckets, goal_buckets = fewestOfGoal } = credit;
  if (sum >= enoughConversions && (filled_buckets < fewestBuckets || goal_buckets < fewestOfGoal))
    return null;
  return gammaInterval(credit, confidence);
}

/** The 95 % interval of a sum of money; null if few people carry it, or one person holds more than 10 % of it. */
export function valueInterval(value: PersonSum, largest_holding: number): Interval | null {
  if (value.filled_buckets < fewestBuckets || largest_holding > largestHolding * value.sum) return null;
  return gammaInterval(value, confidence);
}
