import type { Published, Tactic } from '../../report/published.js';
import { onceARun } from '../findings/once_a_run.js';

/** The first and the last day of a tactic in the zone of the run; null if it is not known or still open. */
export interface TacticDays {
  readonly start: string | null;
  readonly end: string | null;
}

/** The days of a tactic in the zone; an end at midnight belongs to the day before, and no end precedes its start. */
export function tacticDays(
  { starts_at_us, ends_at_us }: Pick<Tactic, 'starts_at_us' | 'ends_at_us'>,
  timezone: string,
): TacticDays {
  const [start, end] = [dayIn(timezone, starts_at_us, 0), dayIn(timezone, ends_at_us, 1)];
  return { start, end: start !== null && end !== null && end < start ? start : end };
}

/** Whether a tactic ran on some day between two days; one without a start is assumed to have. */
export function ranBetween(tactic: Tactic, from: string, to: string, timezone: string): boolean {
  const { start, end } = tacticDays(tactic, timezone);
  return (start === null || start <= to) && (end === null || end >= from);
}

/** The same without tactics that had not begun when the reported period ended, and without anything found about them. */
export function begunTactics(published: Published): Published {
  return { ...published, ...ofBegun(published) };
}

/** The rows about begun tactics: the same ones in both languages. */
const ofBegun = onceARun(rowsOfBegun);

type AboutTactics = 'tactics' | 'tactic_groups' | 'lift' | 'lift_checks' | 'lift_event_study';

function rowsOfBegun(published: Published): Partial<Pick<Published, AboutTactics>> {
  const { timezone, period_to } = published.facts;
  if (period_to === null) return {};
  const later = new Set(
    published.tactics
      .filter((tactic) => (tacticDays(tactic, timezone).start ?? '') > period_to)
      .map(({ tactic_id }) => tactic_id),
  );
  if (later.size === 0) return {};
  const begun = ({ tactic_id }: { readonly tactic_id: string }) => !later.has(tactic_id);
  return {
    tactics: published.tactics.filter(begun),
    tactic_groups: published.tactic_groups.filter(begun),
    lift: published.lift.filter(begun),
    lift_checks: published.lift_checks.filter(begun),
    lift_event_study: published.lift_event_study.filter(begun),
  };
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day, in a zone, of an instant in microseconds, minus some milliseconds. */
function dayIn(timeZone: string, us: number | string | null, back_ms: 0 | 1): string | null {
  if (us === null) return null;
  const known = calendars.get(timeZone);
  const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const calendar = known ?? new Intl.DateTimeFormat('en-CA', { timeZone, ...day });
  if (known === undefined) calendars.set(timeZone, calendar);
  return calendar.format(Math.floor(Number(us) / 1000) - back_ms);
}
