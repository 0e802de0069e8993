import { Temporal } from 'temporal-polyfill';

const quarter_ms = 15 * 60_000;
const day_ms = 86_400_000;

/** Milliseconds of a wall time as if it were UTC; null if there is no such day or hour. */
export function wallMs(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return null;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  return new Date(ms).getUTCDate() === day ? ms : null;
}

/** A Gregorian year. Phones in Thailand use the Buddhist calendar, 543 years ahead: 2567 is 2024. */
export function gregorianYear(year: number): number {
  return year >= 2400 ? year - 543 : year;
}

/**
 * Turns the wall times of one file, in file order, into instants. A repeated hour is the first one until the clock goes back,
 * then the second; an hour that does not exist is null.
 */
export class Clock {
  private readonly offsets = new Map<number, readonly number[]>();
  private readonly days = new Map<number, readonly number[] | null>();
  private lastWall = Number.NEGATIVE_INFINITY;
  private repeatedUntil = Number.NEGATIVE_INFINITY;
  private readonly zone: string;

  constructor(zone: string) {
    this.zone = zone;
  }

  /** Microseconds since the epoch. */
  us(wall_ms: number): number | null {
    const offsets = this.offsetsOf(wall_ms);
    const [first, second] = offsets;
    if (first === undefined) return null;
    let offset = first;
    if (second !== undefined) {
      if (wall_ms < this.lastWall && this.lastWall - wall_ms < 2 * 3_600_000)
        this.repeatedUntil = wall_ms + day_ms;
      if (wall_ms < this.repeatedUntil) offset = second;
    }
    this.lastWall = wall_ms;
    return (wall_ms - offset) * 1000;
  }

  /** The possible offsets, the one of the earlier instant first. */
  private offsetsOf(wall_ms: number): readonly number[] {
    const steady = this.steadyOffset(Math.floor(wall_ms / day_ms));
    if (steady !== null) return steady;
    const bucket = Math.floor(wall_ms / quarter_ms);
    const known = this.offsets.get(bucket);
    if (known !== undefined) return known;
    const candidates = new Set([this.offsetAt(wall_ms - day_ms), this.offsetAt(wall_ms + day_ms)]);
    const possible = [...candidates].filter((offset) => this.offsetAt(wall_ms - offset) === offset);
    const found = possible.toSorted((a, b) => b - a);
    this.offsets.set(bucket, found);
    return found;
  }

  /** The only offset of a day around which the clocks do not change; null if they do. */
  private steadyOffset(day: number): readonly number[] | null {
    const known = this.days.get(day);
    if (known !== undefined) return known;
    const [before, after] = [this.offsetAt((day - 1) * day_ms), this.offsetAt((day + 2) * day_ms)];
    const found = before === after ? [before] : null;
    this.days.set(day, found);
    return found;
  }

  private offsetAt(instant_ms: number): number {
    const at = Temporal.Instant.fromEpochMilliseconds(instant_ms).toZonedDateTimeISO(this.zone);
    return at.offsetNanoseconds / 1e6;
  }
}
