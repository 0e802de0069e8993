/** Small random panels for tests: three dates, unequal weights, activity, an effect that differs between units. */
import type { Panel } from '../../src/lift/panel/panel.js';
import { type Random, stream, unit } from '../../src/statistics/random.js';

export interface PanelShape {
  readonly units: number;
  readonly periods: number;
  /** adoption periods that units may have; -1 = never */
  readonly dates: readonly number[];
  readonly effect: number;
}

export function randomPanel(seed: number, { units, periods, dates, effect }: PanelShape): Panel {
  const random = stream(seed, 'test panel');
  const first_treated = Int32Array.from({ length: units }, (_, i) => dates[i % dates.length] as number);
  const own = Float64Array.from({ length: units }, () => normal(random));
  const season = Float64Array.from({ length: periods }, () => normal(random));
  return {
    unit_ids: Array.from({ length: units }, (_, i) => `g${String(i).padStart(3, '0')}`),
    period_labels: Array.from({ length: periods }, (_, t) => String(t + 1)),
    first_treated,
    weight: Float64Array.from({ length: units }, () => 1 + Math.floor(9 * unit(random))),
    activity: own.map((value) => value + 0.5 * normal(random)),
    outcome: Float64Array.from({ length: units * periods }, (_, cell) => {
      const [i, t] = [Math.floor(cell / periods), cell % periods];
      const date = first_treated[i] as number;
      const treated = date >= 0 && t >= date ? effect * (1 + 0.2 * (t - date)) : 0;
      return 5 + (own[i] as number) + (season[t] as number) + treated + normal(random);
    }),
  };
}

/** The panel with one unit's weight multiplied. */
export function reweighted(panel: Panel, place: number, factor: number): Panel {
  return { ...panel, weight: panel.weight.map((weight, i) => (i === place ? weight * factor : weight)) };
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - unit(random))) * Math.cos(2 * Math.PI * unit(random));
}
