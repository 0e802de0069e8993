export const week_s = 604_800;

const first_monday_s = Date.UTC(2025, 0, 6) / 1000;

/** First second of a simulated week, since 1970, UTC; week 0 starts on Monday 2025-01-06. */
export function weekStart_s(week: number): number {
  return first_monday_s + week * week_s;
}

/** First day of a simulated week. */
export function weekStart(week: number): string {
  return momentText(weekStart_s(week)).slice(0, 10);
}

/** Seconds since 1970 -> '2025-01-06T08:00:00Z'. */
export function momentText(ts_s: number): string {
  return `${new Date(ts_s * 1000).toISOString().slice(0, 19)}Z`;
}
