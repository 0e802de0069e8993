/**
 * Sums of shares of whole amounts, exact whatever the order in which they are added: amounts with the same divisor are added as whole
 * numbers and divided once at the end.
 */
export interface ExactSums {
  /** adds amount / divisor to a channel */
  readonly add: (channel: number, amount: number, divisor: number) => void;
  readonly sums: () => Float64Array;
}

/** Sums of shares by channel. */
export function exactSums(channels: number): ExactSums {
  const byDivisor = new Map<number, Float64Array>();
  let last: { divisor: number; amounts: Float64Array } = { divisor: 0, amounts: new Float64Array(0) };
  const amountsOf = (divisor: number): Float64Array => {
    if (divisor === last.divisor) return last.amounts;
    const amounts = byDivisor.get(divisor) ?? new Float64Array(channels);
    byDivisor.set(divisor, amounts);
    last = { divisor, amounts };
    return amounts;
  };
  return {
    add: (channel, amount, divisor) => {
      const amounts = amountsOf(divisor);
      amounts[channel] = amounts[channel]! + amount;
    },
    sums: () => {
      const sums = new Float64Array(channels);
      for (const divisor of [...byDivisor.keys()].sort((a, b) => a - b))
        for (const [channel, amount] of (byDivisor.get(divisor) as Float64Array).entries())
          sums[channel] = sums[channel]! + amount / divisor;
      return sums;
    },
  };
}
