import type { Row } from '../engines/engine.js';
import type { LiftReading } from '../studies/read.js';
import { type Publisher, tableOf } from './table.js';

/** What each tactic caused: estimate, increment of the reported period beside its credit, and the verdict. */
export const lift: Publisher = async (made) => tableOf('lift', made.lift.map(liftRow));

/** One claim as a row of the table. */
export function liftRow({
  reading,
  unread,
  exposure,
  credited,
  fix,
  treated_groups,
  control_groups,
  ...of
}: LiftReading): Row {
  const tested = reading?.tested ?? null;
  const incremental = tested === null || exposure === 0 ? null : tested.estimate * exposure;
  const credit = exposure === 0 ? null : credited;
  return {
    tactic_id: of.tactic_id,
    goal: of.goal,
    estimator: reading?.estimator ?? null,
    estimate: tested?.estimate ?? null,
    se: tested?.se ?? null,
    low: finite(tested?.low),
    high: finite(tested?.high),
    p: tested === null ? null : (reading?.p ?? null),
    incremental,
    credited: credit,
    ratio: incremental === null || credit === null || credit === 0 ? null : incremental / credit,
    mde: finite(tested?.mde),
    verdict: reading?.verdict ?? 'cannot_be_identified',
    reason: reading === null ? unread : reading.reason,
    treated_groups: unread === null ? treated_groups : null,
    control_groups: unread === null ? control_groups : null,
    dropped_groups: reading?.dropped_units ?? null,
    exposure,
    fix_groups: fix?.groups ?? null,
    fix_periods: fix?.periods ?? null,
    fix_effect: fix?.effect ?? null,
  };
}

/** An end of an interval that does not exist is empty. */
function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
