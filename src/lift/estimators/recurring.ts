import { filledPanel } from '../panel/filled_panel.js';
import type { Panel } from '../panel/panel.js';
import { addedContrast } from './added_contrast.js';
import type { Estimate } from './estimate.js';
import { type CleanWindow, range, type Stack, stacksByType, unitsIn } from './event_stacks.js';
import { type MultipliedContrast, multipliedContrast } from './multiplied_contrast.js';

/** A clean-window event study of a recurring tactic. */
export interface RecurringEffect {
  /** mean effect per unit of weight and period, from the event's period to `after` periods later */
  readonly effect: MultipliedContrast;
  /** the same for the one period before the event, which the base leaves out: nothing should have happened yet; null: nothing to compare */
  readonly placebo: MultipliedContrast | null;
  /** change from the older to the newer half of the base, treated against controls; null: nothing to compare */
  readonly base_trend: MultipliedContrast | null;
  /** the effect if groups grew by the same amount instead of by the same factor */
  readonly added: Estimate;
  /** the effect if groups are compared within their type; null: there is one type only, or nothing to compare */
  readonly within: Estimate | null;
  readonly treated_units: number;
  readonly control_units: number;
}

/**
 * Events with no other event of their unit in the window, against units without any event in the same window, week by
 * week; the base is the mean of the earlier periods except the last. Null if nothing landed by which they could be compared.
 */
export function recurringEffect(
  panel: Panel,
  stacks: readonly Stack[],
  { before, after }: CleanWindow,
): RecurringEffect | null {
  const base = range(-before, -2);
  const older = base.slice(0, Math.floor(base.length / 2));
  const newer = base.slice(Math.floor(base.length / 2));
  const effect = multipliedContrast(panel, stacks, range(0, after), base);
  if (effect === null) return null;
  const within = stacksByType(stacks, panel.type);
  return {
    effect,
    placebo: multipliedContrast(panel, stacks, [-1], base),
    base_trend: multipliedContrast(panel, stacks, newer, older),
    added: addedContrast(filledPanel(panel), stacks, range(0, after), base),
    within: within === null ? null : multipliedContrast(panel, within, range(0, after), base),
    ...unitsIn(stacks),
  };
}
