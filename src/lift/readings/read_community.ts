import { baseWeeks, fewestWeeks, forecastWeek } from '../../statistics/signal_totals.js';

/** A tactic that everybody had at once, in day numbers. */
export interface CommunityEvent {
  readonly tactic_id: string;
  readonly kind: string | null;
  readonly start_day: number;
  /** last day; null = still running */
  readonly end_day: number | null;
}

/** What was counted while everybody had a tactic: not an effect, because nobody was without it. */
export interface CommunityReading {
  /** first day, and the number of days in whole weeks that are counted */
  readonly from_day: number;
  readonly days: number;
  readonly counted: number;
  /** what a line through the weeks before predicts, and the range that holds 95 % of such stretches; null: too little time before */
  readonly usual: { readonly expected: number; readonly low: number; readonly high: number } | null;
  /** the previous one of its kind */
  readonly before: { readonly tactic_id: string; readonly counted: number } | null;
}

/**
 * The total of a goal over the weeks of an event against its normal range (the signal rule: one step ahead of a line through up to 26 stretches
 * of the same length before it) and against the same event before. Stretches with another event are left out if enough remain. Null: the
 * event falls outside the days that are fully known, `first` to `end` (exclusive).
 */
export function readCommunity(
  event: CommunityEvent,
  others: readonly CommunityEvent[],
  landed: ReadonlyMap<number, number>,
  { first, end }: { readonly first: number; readonly end: number },
): CommunityReading | null {
  const days = stretchOf(event);
  const from_day = event.start_day;
  if (from_day < first || from_day + days > end) return null;
  const totalFrom = (from: number) => {
    let total = 0;
    for (let day = from; day < from + days; day += 1) total += landed.get(day) ?? 0;
    return total;
  };
  const known = Math.floor((from_day - first) / days);
  const places = Array.from({ length: Math.min(known, 2 * baseWeeks) }, (_, back) => -1 - back).reverse();
  const startOf = (place: number) => from_day + place * days;
  const isOrdinary = (place: number) => !others.some((other) => overlaps(other, startOf(place), days));
  const ordinary = places.filter(isOrdinary);
  const read = ordinary.length >= fewestWeeks ? ordinary : places;
  const counted = totalFrom(from_day);
  const history = read.map((place) => totalFrom(startOf(place)));
  const forecast = forecastWeek(counted, 0, history, read);
  const earlier = others
    .filter(({ kind, start_day }) => kind !== null && kind === event.kind && start_day >= first)
    .filter((other) => other.start_day + days <= from_day)
    .toSorted((a, b) => b.start_day - a.start_day)[0];
  return {
    ...{ from_day, days, counted },
    usual: forecast === null ? null : { expected: forecast.expected, low: forecast.low, high: forecast.high },
    before:
      earlier === undefined ? null : { tactic_id: earlier.tactic_id, counted: totalFrom(earlier.start_day) },
  };
}

/** An event is counted over whole weeks, so that every weekday appears as often as before; at most eight, or its first one if it is still running. */
function stretchOf({ start_day, end_day }: CommunityEvent): number {
  const weeks = end_day === null ? 1 : Math.ceil((end_day - start_day + 1) / 7);
  return 7 * Math.min(8, Math.max(1, weeks));
}

function overlaps({ start_day, end_day }: CommunityEvent, from: number, days: number): boolean {
  return start_day < from + days && (end_day ?? start_day + 6) >= from;
}
