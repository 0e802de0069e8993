import type { Panel } from '../panel/panel.js';
import { type Check, notAsked } from './checks.js';

/** What a unit contributes to one arm of one occasion; all parts of an arm add up to 1. */
export interface ArmPart {
  readonly owner: number;
  readonly arm: 0 | 1;
  readonly share: number;
  /** parts of one occasion are compared with each other: events of one period; 0 if there is one only */
  readonly occasion: number;
  /** its part in the mean that its score is the distance from: that of its arm, or that of its arm on its occasion */
  readonly leverage: number;
  /** whether that mean is the one of its occasion */
  readonly is_within: boolean;
}

/** How far a tactic was given to owners. */
export interface Following {
  /** 0 as if every unit was drawn on its own, 1 if every owner has it in all units or in none */
  readonly following: number;
  /** whether owners can be compared, which shows how much they differ */
  readonly is_seen: boolean;
}

/** What owners with good and bad weeks of their own do to the noise of an estimate. */
export interface OwnerNoise extends Following {
  /** scores whose squares add up to the variance of an estimate, from those of units and, not corrected for leverage, those of parts */
  readonly spread: (units: Float64Array, parts: Float64Array) => Float64Array;
  /** degrees of freedom of such an estimate, if that of its units has `df` */
  readonly degrees: (units: Float64Array, parts: Float64Array, df: number) => number;
}

/** An arm with fewer effective owners than this does not show how much they differ. */
const alone_below = 1.5;

/** An arm keeps at least this share of its noise when a score is corrected for its leverage. */
const least_left = 0.05;

/**
 * How far the tactic follows owners. With T and C the parts of an owner in the arms of one occasion and s the parts of units: the variance between owners enters an
 * estimate sum (T - C)^2 times, and sum s^2 times if every unit stands alone; what is in excess of the latter, as a share of what it would be if no owner were in both arms.
 */
export function followingOf(parts: readonly ArmPart[]): number {
  const owners = new Map<string, [number, number]>();
  let alone = 0;
  for (const { owner, arm, share, occasion } of parts) {
    const key = `${occasion} ${owner}`;
    const own = owners.get(key) ?? [0, 0];
    own[arm] += share;
    owners.set(key, own);
    alone += share * share;
  }
  let [signed, apart] = [-alone, -alone];
  for (const [control, treated] of owners.values()) {
    signed += (treated - control) ** 2;
    apart += treated ** 2 + control ** 2;
  }
  return apart > 1e-9 * alone ? Math.min(1, Math.max(0, signed / apart)) : 0;
}

/**
 * The variance of sums of scores by owner, mixed with that of units so that the variance between owners enters as often as it does in the estimate. An arm with a
 * single owner is lent the noise of the other arm, as a factor: `ratio` times it. Null if the tactic does not follow owners.
 */
export function ownerNoise(parts: readonly ArmPart[], ratio: number): OwnerNoise | null {
  const following = followingOf(parts);
  if (following === 0) return null;
  const { of_part, clusters } = clustersOf(parts);
  const squares = ([0, 1] as const).map((arm) => squaresOf(parts, arm));
  const isSeen = squares.map((sum) => sum > 0 && 1 / sum >= alone_below);
  const is_seen = isSeen.some(Boolean);
  const lent = ([0, 1] as const).map((arm) => {
    if (!isSeen[arm]) return 0;
    const times = arm === 0 ? ratio : 1 / ratio;
    return isSeen[1 - arm] ? 1 : Math.sqrt(1 + (times ** 2 * squares[1 - arm]!) / squares[arm]!);
  });
  const sumsOf = (scores: Float64Array) => {
    const own = new Float64Array(clusters.length);
    scores.forEach((score, part) => {
      own[of_part[part]!] = own[of_part[part]!]! + score;
    });
    const sums = new Map<string, number>();
    clusters.forEach(({ sum, arm, leverage }, cluster) => {
      const corrected = (lent[arm]! * own[cluster]!) / Math.sqrt(Math.max(least_left, 1 - leverage));
      sums.set(sum, (sums.get(sum) ?? 0) + corrected);
    });
    return Float64Array.from(sums.values());
  };
  const square = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
  const owners = degreesOfOwners(squares, isSeen);
  const [ofUnits, ofOwners] = [Math.sqrt(1 - following), Math.sqrt(following)];
  return {
    following,
    is_seen,
    spread: (units, scores) =>
      is_seen
        ? Float64Array.from([
            ...units.map((score) => ofUnits * score),
            ...sumsOf(scores).map((sum) => ofOwners * sum),
          ])
        : units,
    degrees: (units, scores, df) => {
      const [alone, together] = [(1 - following) * square(units), following * square(sumsOf(scores))];
      const parted = alone ** 2 / df + together ** 2 / owners;
      return is_seen && parted > 0 ? Math.max(1, (alone + together) ** 2 / parted) : df;
    },
  };
}

/** Sum of the squares of the owners' shares of an arm. */
function squaresOf(parts: readonly ArmPart[], arm: 0 | 1): number {
  const shares = new Map<number, number>();
  for (const one of parts)
    if (one.arm === arm) shares.set(one.owner, (shares.get(one.owner) ?? 0) + one.share);
  return [...shares.values()].reduce((sum, share) => sum + share * share, 0);
}

/** Parts of one owner that are distances from the same mean. */
interface Cluster {
  /** which sum of scores it is part of: that of its owner, in one arm or, if occasions repeat, in both */
  readonly sum: string;
  readonly arm: 0 | 1;
  leverage: number;
}

function clustersOf(parts: readonly ArmPart[]): {
  readonly clusters: readonly Cluster[];
  readonly of_part: Int32Array;
} {
  const repeats = parts.some(({ occasion }) => occasion !== parts[0]!.occasion);
  const clusters: Cluster[] = [];
  const numbers = new Map<string, number>();
  const of_part = Int32Array.from(parts, ({ owner, arm, leverage, occasion, is_within }) => {
    const key = `${arm} ${owner} ${is_within ? occasion : ''}`;
    const sum = repeats ? `${owner}` : `${arm} ${owner}`;
    const number = numbers.get(key) ?? clusters.push({ sum, arm, leverage: 0 }) - 1;
    numbers.set(key, number);
    clusters[number]!.leverage += leverage;
    return number;
  });
  return { clusters, of_part };
}

/** Satterthwaite over both arms if owners differ alike in both, each with its effective number of owners less 1; an arm that is lent noise has that of the other. */
function degreesOfOwners(squares: readonly number[], isSeen: readonly boolean[]): number {
  const left = squares.map((sum) => Math.max(1, 1 / Math.max(sum, 1e-12) - 1));
  const [control, treated] = squares as [number, number];
  if (!isSeen[0] || !isSeen[1]) return isSeen[0] ? left[0]! : isSeen[1] ? left[1]! : 1;
  return (control + treated) ** 2 / (control ** 2 / left[0]! + treated ** 2 / left[1]!);
}

/** How far the tactic follows owners; if nothing shows how much these differ, that part of the estimate may be theirs. */
export function ownersCheck(owners: Following | null, estimate: number): Check {
  if (owners === null) return notAsked('owners');
  const { following, is_seen } = owners;
  const bound = is_seen ? 0 : following * Math.abs(estimate);
  return { check: 'owners', size: following, error: null, bound, passed: null };
}

/** Of the groups that are compared: not by owner at all; null if nothing is known of owners. */
export function followingNone({ owner }: Panel): Following | null {
  return owner === undefined ? null : { following: 0, is_seen: true };
}
