/** Seeded random numbers for simulations: a uniform generator (mulberry32) and what is drawn from it. */
export interface Random {
  readonly uniform: () => number;
  readonly below: (n: number) => number;
  readonly poisson: (mean: number) => number;
  readonly normal: () => number;
}

export function seeded(seed: number): Random {
  let state = seed | 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const poisson = (mean: number): number => {
    if (mean > 30) return poisson(mean / 2) + poisson(mean / 2);
    let count = -1;
    for (let product = 1, limit = Math.exp(-mean); product > limit; count += 1) product *= uniform();
    return count;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, below: (n) => Math.floor(uniform() * n), poisson, normal };
}
