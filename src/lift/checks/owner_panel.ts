import { stream, unit } from '../../statistics/random.js';
import { timeOf } from '../estimators/poisson_fit.js';
import type { Panel } from '../panel/panel.js';
import type { Claim } from '../readings/claim.js';
import { followingOf } from './owners.js';

/** From this share on, owners are read as the units that had the tactic or not: half of what it would be if every owner was wholly in one arm. */
const by_owner_from = 0.5;

/** How far a tactic was given to owners rather than to single units, by the units' weights; null if nothing is known of owners. */
export function givenToOwners({ owner, first_treated, weight }: Panel): number | null {
  const is_treated = Uint8Array.from(first_treated, (date) => (date < 0 ? 0 : 1));
  return owner === undefined ? null : followingBy(owner, is_treated, weight);
}

function followingBy(owner: Int32Array, is_treated: Uint8Array, weight: Float64Array): number {
  const total = [0, 0];
  is_treated.forEach((arm, unit) => {
    total[arm] = total[arm]! + weight[unit]!;
  });
  const parts = Array.from(is_treated, (one, unit) => {
    const arm = one === 1 ? 1 : 0;
    const share = weight[unit]! / total[arm]!;
    return { owner: owner[unit]!, arm, share, leverage: share, is_within: false, occasion: 0 } as const;
  });
  return followingOf(parts);
}

const draws = 99;

/**
 * Whether owners are to be read instead of groups: the tactic follows them, and more than it would if its groups had been drawn (5 %; in the same periods), for
 * with few owners some are wholly in one arm by chance.
 */
export function isByOwner({ panel, randomised }: Claim, following: number, seed: number): boolean {
  const { owner, first_treated, weight } = panel;
  if (owner === undefined || following < by_owner_from) return false;
  const random = stream(seed, 'owners');
  const is_treated = Uint8Array.from(first_treated, (date) => (date < 0 ? 0 : 1));
  const since = randomised?.since ?? new Int32Array(first_treated.length);
  const together = [...new Set(since)].map((date) =>
    [...since.keys()].filter((place) => since[place] === date),
  );
  const asFar = Array.from({ length: draws }, () => {
    const drawn = is_treated.slice();
    for (const units of together)
      for (let last = units.length - 1; last > 0; last -= 1) {
        const [one, other] = [units[last]!, units[Math.floor(unit(random) * (last + 1))]!];
        [drawn[one], drawn[other]] = [drawn[other]!, drawn[one]!];
      }
    return followingBy(owner, drawn, weight) >= following ? 1 : 0;
  });
  return 1 + asFar.reduce<number>((sum, one) => sum + one, 0) <= 0.05 * (1 + draws);
}

/** A claim in which the units of one owner that got the tactic in the same period, and were assigned in the same, are one unit. */
export function claimByOwner(claim: Claim): Claim {
  const { panel, randomised, reported, others } = claim;
  const owner = panel.owner ?? Int32Array.from(panel.unit_ids.keys());
  const sets = new Map<string, number[]>();
  for (const unit of panel.unit_ids.keys()) {
    const key = [owner[unit], panel.first_treated[unit], randomised?.since?.[unit] ?? 0].join(' ');
    const own = sets.get(key);
    if (own === undefined) sets.set(key, [unit]);
    else own.push(unit);
  }
  const units = [...sets.values()];
  const marked = (cells: Uint8Array | undefined) =>
    cells === undefined ? undefined : joined(cells, units, panel.period_labels.length);
  const since = randomised?.since;
  const [ownReported, ownOthers] = [marked(reported), marked(others)];
  return {
    ...claim,
    panel: panelOf(panel, units),
    randomised:
      randomised === null || since === undefined
        ? randomised
        : { ...randomised, since: Int32Array.from(units, ([first]) => since[first!]!) },
    ...(ownReported === undefined ? {} : { reported: ownReported }),
    ...(ownOthers === undefined ? {} : { others: ownOthers }),
  };
}

/** A cell of several units is marked if it is in any of them. */
function joined(cells: Uint8Array, units: readonly (readonly number[])[], periods: number): Uint8Array {
  return Uint8Array.from({ length: units.length * periods }, (_, cell) =>
    units[Math.floor(cell / periods)]!.some((unit) => cells[unit * periods + (cell % periods)] === 1) ? 1 : 0,
  );
}

/** Results and time at risk added up, so that the units of an owner count by their members. */
function panelOf(panel: Panel, units: readonly (readonly number[])[]): Panel {
  const periods = panel.period_labels.length;
  const summed = (value: (unit: number, cell: number) => number) =>
    Float64Array.from({ length: units.length * periods }, (_, cell) =>
      units[Math.floor(cell / periods)]!.reduce(
        (sum, unit) => sum + value(unit, unit * periods + (cell % periods)),
        0,
      ),
    );
  const time = summed((unit, cell) => timeOf(panel, unit, cell));
  const landed = summed((unit, cell) => timeOf(panel, unit, cell) * panel.outcome[cell]!);
  const weight = Float64Array.from(units, (own) => own.reduce((sum, unit) => sum + panel.weight[unit]!, 0));
  const { activity } = panel;
  return {
    unit_ids: units.map(([first]) => panel.unit_ids[first!] as string),
    period_labels: panel.period_labels,
    outcome: landed.map((value, cell) => (time[cell]! > 0 ? value / time[cell]! : 0)),
    first_treated: Int32Array.from(units, ([first]) => panel.first_treated[first!]!),
    weight,
    ...(panel.time === undefined ? {} : { time }),
    activity:
      activity === null
        ? null
        : Float64Array.from(
            units,
            (own, place) =>
              own.reduce((sum, unit) => sum + panel.weight[unit]! * activity[unit]!, 0) / weight[place]!,
          ),
  };
}
