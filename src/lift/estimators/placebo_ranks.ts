import { type Random, stream, unit } from '../../statistics/random.js';
import { type Block, pooledDid, withProducts } from './synthetic_did.js';

/** An estimate ranked among the estimates of untreated units: p and interval invert the same ranks. */
export interface RankTest {
  readonly estimate: number;
  /** estimates for sets of controls treated as if they had adopted */
  readonly placebos: readonly number[];
  /** (1 + #{|placebo| >= |estimate|}) / (1 + placebos): never 0 */
  readonly p: number;
}

const placebosAtMost = 199;

/**
 * Placebos in space: as many controls as there are treated units are treated as if they adopted in the same periods, and compared
 * with the other controls. One treated unit: every control once; several: distinct seeded sets. Never more than 199.
 */
export function placeboRanks(blocks: readonly Block[], controls_at_most: number, seed: number): RankTest {
  const estimate = pooledDid(blocks, controls_at_most);
  const controls = blocks[0]?.controls ?? [];
  const sizes = blocks.map(({ treated }) => treated.length);
  const known = blocks.map(withProducts);
  const placebos = placeboSets(controls.length, sizes, stream(seed, 'placebos')).map((set) =>
    pooledDid(pretended(known, set), controls_at_most),
  );
  return { estimate, placebos, p: rankP(estimate, placebos) };
}

/** The share of ranks at least as extreme as that of the estimate, including its own. */
export function rankP(estimate: number, placebos: readonly number[]): number {
  const extreme = placebos.filter((placebo) => Math.abs(placebo) >= Math.abs(estimate)).length;
  return (1 + extreme) / (1 + placebos.length);
}

/** Half the width of the interval of all effects that the ranks do not reject at `alpha`; infinite with too few placebos. */
export function rankHalfWidth(placebos: readonly number[], alpha: number): number {
  const rank = Math.floor(alpha * (1 + placebos.length) + 1e-9);
  const sorted = placebos.map(Math.abs).sort((a, b) => b - a);
  return rank === 0 ? Number.POSITIVE_INFINITY : sorted[rank - 1]!;
}

/** Distinct sets of controls, each in the order of the blocks; all of them if there are few. */
function placeboSets(controls: number, sizes: readonly number[], random: Random): number[][] {
  const all = Array.from({ length: controls }, (_, place) => place);
  const size = sizes.reduce((sum, one) => sum + one, 0);
  if (controls <= size) return [];
  if (size === 1)
    return shuffled(all, random)
      .slice(0, placebosAtMost)
      .map((place) => [place]);
  if (sizes.length === 1 && combinations(controls, size) <= placebosAtMost) return everySet(all, size);
  const sets = new Map<string, number[]>();
  for (let tries = 0; sets.size < placebosAtMost && tries < 10 * placebosAtMost; tries += 1) {
    const set = shuffled(all, random).slice(0, size);
    const key = keyOf(set, sizes);
    if (!sets.has(key)) sets.set(key, set);
  }
  return [...sets.values()];
}

/** A key that is equal for sets that put the same controls into every block. */
function keyOf(set: readonly number[], sizes: readonly number[]): string {
  let taken = 0;
  return sizes
    .map((size) => {
      taken += size;
      return set
        .slice(taken - size, taken)
        .toSorted((a, b) => a - b)
        .join();
    })
    .join(';');
}

/** How many sets of a size there are. */
function combinations(of: number, size: number): number {
  let count = 1;
  for (let place = 1; place <= Math.min(size, of - size); place += 1) count *= (of - place + 1) / place;
  return Math.round(count);
}

function everySet(places: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return places.flatMap((first, at) =>
    everySet(places.slice(at + 1), size - 1).map((rest) => [first, ...rest]),
  );
}

function shuffled(places: readonly number[], random: Random): number[] {
  const mixed = [...places];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(unit(random) * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** The blocks with the controls of a set in place of the treated units, block after block. */
function pretended(blocks: readonly Block[], set: readonly number[]): Block[] {
  let taken = 0;
  return blocks.map(({ treated, controls, ...block }) => {
    const chosen = set.slice(taken, taken + treated.length);
    taken += treated.length;
    return {
      ...block,
      treated: chosen.map((place) => controls[place] as Float64Array),
      controls: controls.filter((_, place) => !set.includes(place)),
    };
  });
}
