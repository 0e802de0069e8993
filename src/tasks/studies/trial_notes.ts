import type { JoinCounts } from '../../lift/trial/trial_joins.js';
import type { Trial } from '../../lift/trial/trial_of_rows.js';
import { printable } from '../../text/printable.js';

/** The share of units in several arms, or of conversions by unknown units, from which a note becomes a warning. */
const crossed_warning = 0.01;
const joined_warning = 0.5;

/** Notes about a trial, next to its effects: its size, what was left out, how the conversions matched the units. */
export function trialNotes(trial: Trial, conversions: string): string[] {
  const sizes = trial.arms.map(
    (name, arm) => `${printable(name)} ${trial.arm.filter((own) => own === arm).length}`,
  );
  return [
    `${trial.assigned.rows} rows, ${trial.arm.length} units (${sizes.join(', ')})`,
    ...leftOutNotes(trial),
    ...trial.joins.flatMap((counts) => joinNotes(counts, conversions)),
  ];
}

function leftOutNotes({ assigned, arms, arm }: Trial): string[] {
  const { repeats, without_unit, without_arm, crossed, units, crossed_example } = assigned;
  const notes: string[] = [];
  if (repeats > 0) notes.push(`${repeats} rows repeat a unit in the same arm: it counts once`);
  if (without_unit > 0) notes.push(`left out: ${without_unit} rows without a unit`);
  if (without_arm > 0) notes.push(`left out: ${without_arm} rows without an arm`);
  if (crossed > 0) {
    const share = crossed / units;
    const warning = share > crossed_warning ? 'warning: ' : '';
    notes.push(
      `${warning}left out: ${crossed} of ${units} units (${percent(share)}), which are in several arms (${printable(crossed_example ?? '')})`,
    );
  }
  const single = arms.filter((_, place) => arm.filter((own) => own === place).length === 1);
  for (const name of single)
    notes.push(`the arm ${printable(name)} has one unit: no standard error and no interval`);
  return notes;
}

function joinNotes(counts: JoinCounts, file: string): string[] {
  const { conversions, joined, of_crossed, without_user, near, near_example, other_case } = counts;
  const type = printable(counts.type);
  const others = conversions - joined - of_crossed - without_user;
  const parts = [
    `${joined} belong to units of the trial (${percent(joined / conversions)})`,
    ...(others > 0 ? [`${others} to others`] : []),
    ...(of_crossed > 0 ? [`${of_crossed} to units that are left out`] : []),
    ...(without_user > 0 ? [`${without_user} to nobody (no user_id)`] : []),
  ];
  const warning = joined / conversions < joined_warning ? 'warning: ' : '';
  const notes = [`${warning}${printable(file)}: of ${conversions} conversions "${type}" ${parts.join(', ')}`];
  if (near > 0)
    notes.push(
      `warning: ${near} of them would belong to a unit if case, width, blanks, ".0" or leading zeros were ignored ("${printable(near_example?.[0] ?? '')}" for "${printable(near_example?.[1] ?? '')}")`,
    );
  if (other_case > 0)
    notes.push(
      `warning: ${other_case} conversions have the type "${type}" with different case, width or blanks: not counted`,
    );
  return notes;
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
