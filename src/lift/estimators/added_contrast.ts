import type { Panel } from '../panel/panel.js';
import type { Estimate } from './estimate.js';
import type { Stack } from './event_stacks.js';

/** A unit's change around one event less the mean change of the units without one. */
interface Change {
  readonly unit: number;
  readonly weight: number;
  readonly more: number;
}

/**
 * Mean over `late` less mean over `early` (periods relative to the event), treated less controls, periods weighted by their treated weight: the effect if
 * groups grow by the same amount. Needs a rate in every cell.
 */
export function addedContrast(
  panel: Panel,
  stacks: readonly Stack[],
  late: readonly number[],
  early: readonly number[],
): Estimate {
  const periods = panel.period_labels.length;
  const change = (unit: number, period: number) => {
    const mean = (places: readonly number[]) =>
      places.reduce((sum, place) => sum + panel.outcome[unit * periods + period + place]!, 0) / places.length;
    return mean(late) - mean(early);
  };
  const weightOf = (units: readonly number[]) => units.reduce((sum, unit) => sum + panel.weight[unit]!, 0);
  const compared = stacks.map(({ period, treated, controls }) => {
    const usual =
      controls.reduce((sum, unit) => sum + panel.weight[unit]! * change(unit, period), 0) /
      weightOf(controls);
    const more = (unit: number): Change => ({
      unit,
      weight: panel.weight[unit]!,
      more: change(unit, period) - usual,
    });
    return { treated: treated.map(more), controls: controls.map(more), of: weightOf(controls) };
  });
  const total = stacks.reduce((sum, { treated }) => sum + weightOf(treated), 0);
  const sumOf = (changes: readonly Change[]) =>
    changes.reduce((sum, { weight, more }) => sum + weight * more, 0);
  const estimate = compared.reduce((sum, { treated }) => sum + sumOf(treated), 0) / total;
  const scores = new Float64Array(panel.unit_ids.length);
  for (const { treated, controls, of } of compared) {
    const share = treated.reduce((sum, { weight }) => sum + weight, 0) / total;
    for (const { unit, weight, more } of treated)
      scores[unit] = scores[unit]! + (weight * (more - estimate)) / total;
    for (const { unit, weight, more } of controls)
      scores[unit] = scores[unit]! - (share * weight * more) / of;
  }
  return { estimate, scores };
}
