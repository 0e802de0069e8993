import { between, pick, type Random } from '../../statistics/random.js';

/** Times in the demo are seconds (`_s`) of Shanghai wall-clock time since the start of its first day, Monday 2026-06-01. */
const start_ms = Date.UTC(2026, 5, 1);

export const minute_s = 60;
export const hour_s = 3600;
export const day_s = 86_400;

/** 24 weeks, the last one 2026-W46: Monday 2026-11-09 to Sunday 2026-11-15. */
export const days = 168;
export const end_s = days * day_s;

/** '2026-11-10 20:00' or '2026-11-10' -> seconds since the start. */
export function at(text: string): number {
  const [date, time = '00:00'] = text.split(' ') as [string, string?];
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return (Date.UTC(year, month - 1, day, hour, minute) - start_ms) / 1000;
}

/** Seconds since the start -> '2026-11-10 20:00:00'. Shanghai has no daylight saving, so no zone is needed. */
export function wallTime(ts_s: number): string {
  const second = ts_s - dayOf(ts_s) * day_s;
  const [hour, minute] = [second / hour_s, (second % hour_s) / minute_s];
  return `${dateOf(dayOf(ts_s))} ${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second % minute_s)}`;
}

/** The dates as text, from 700 days before the start: formatting one takes longer than the rest of a row. */
const first_day = -700;
const dates = Array.from({ length: 900 }, (_, i) =>
  new Date(start_ms + (first_day + i) * day_s * 1000).toISOString().slice(0, 10),
);

function dateOf(day: number): string {
  return dates[day - first_day] as string;
}

function twoDigits(number: number): string {
  return String(Math.floor(number)).padStart(2, '0');
}

/** Seconds since the start -> '2026-11-10T20:00:00+08:00'. */
export function offsetTime(ts_s: number): string {
  return `${wallTime(ts_s).replace(' ', 'T')}+08:00`;
}

export function dayOf(ts_s: number): number {
  return Math.floor(ts_s / day_s);
}

const waking_hours = [
  7, 8, 8, 9, 10, 10, 11, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23,
];

/** A time on that day when people are awake; evenings are busiest. */
export function momentOf(random: Random, day: number): number {
  return day * day_s + pick(random, waking_hours) * hour_s + between(random, 0, hour_s - 1);
}
