/** One group on both sides of a comparison: its members and what they landed; null: not present. */
export interface TwoSides {
  readonly members: readonly [number | null, number | null];
  readonly landed: readonly [number, number];
}

export interface Moved {
  readonly volume: number;
  readonly mix: number;
  readonly rate: number;
}

export interface Decomposition extends Moved {
  readonly total: number;
  /** what each group adds to mix and rate; volume is for all of them together */
  readonly groups: readonly Moved[];
}

/**
 * Splits a change of results into more members (volume), members in other groups (mix) and more results per member (rate): N members, s the
 * share of a group, r its rate, R that of all; volume = dN R, mix = N sum ds (r - R), rate = N sum s dr, where each letter without d is the
 * mean of both sides.
 */
export function decompose(groups: readonly TwoSides[]): Decomposition {
  const sides = [0, 1] as const;
  const members = groups.map((group) => sides.map((side) => group.members[side] ?? 0));
  const N = sides.map((side) => members.reduce((sum, one) => sum + (one[side] ?? 0), 0));
  const L = sides.map((side) => groups.reduce((sum, one) => sum + one.landed[side], 0));
  const rates = groups.map((group, at) => {
    const own = sides.map((side) => {
      const count = members[at]?.[side] ?? 0;
      return count > 0 ? group.landed[side] / count : null;
    });
    return [own[0] ?? own[1] ?? 0, own[1] ?? own[0] ?? 0] as const;
  });
  const R = sides.map((side) => ((N[side] ?? 0) > 0 ? (L[side] ?? 0) / (N[side] ?? 1) : 0));
  const [n0, n1, R0, R1] = [N[0] ?? 0, N[1] ?? 0, R[0] ?? 0, R[1] ?? 0];
  const [meanN, meanR] = [(n0 + n1) / 2, (R0 + R1) / 2];
  const parts = groups.map((_, at) => {
    const [m0, m1] = [members[at]?.[0] ?? 0, members[at]?.[1] ?? 0];
    const [s0, s1] = [n0 > 0 ? m0 / n0 : 0, n1 > 0 ? m1 / n1 : 0];
    const [r0, r1] = rates[at] ?? [0, 0];
    return {
      volume: 0,
      mix: meanN * (s1 - s0) * ((r0 + r1) / 2 - meanR),
      rate: meanN * ((s0 + s1) / 2) * (r1 - r0),
    };
  });
  const sum = (of: (one: Moved) => number) => parts.reduce((total, one) => total + of(one), 0);
  return {
    total: (L[1] ?? 0) - (L[0] ?? 0),
    volume: (n1 - n0) * meanR,
    mix: sum(({ mix }) => mix),
    rate: sum(({ rate }) => rate),
    groups: parts,
  };
}
