import { type Clock, wallMs } from '../clock.js';
import type { ActivityEvent } from '../events.js';
import type { ImportContext, Input } from '../importer.js';
import { type JsonObject, numberOf, textOf } from '../json_stream.js';

/**
 * The times of one chat. Records have an instant and a wall time, reactions and old records only a wall time: its offset from UTC is
 * that of the next record that has both.
 */
export class Times {
  private offset_ms: number | null = null;
  private both: { readonly date: string; readonly seconds: number } | null = null;
  private waiting: { wall_ms: number; event: ActivityEvent }[] = [];
  private clock: Clock | null = null;
  private readonly input: Input;
  private readonly context: ImportContext;

  constructor(input: Input, context: ImportContext) {
    this.input = input;
    this.context = context;
  }

  /** When a record happened; null if it does not say. */
  at(record: JsonObject): number | null {
    const seconds = numberOf(record.date_unixtime);
    const date = textOf(record.date);
    if (seconds !== null && seconds > 0) {
      if (date !== null) this.both = { date, seconds };
      return seconds * 1_000_000;
    }
    const wall = wallOf(date);
    if (wall === null) return null;
    const offset_ms = this.offset();
    if (offset_ms !== null) return (wall - offset_ms) * 1000;
    this.clock ??= this.context.clock(this.input);
    return this.clock.us(wall);
  }

  /** The offset from UTC of the last record with both times; computed only when needed. */
  private offset(): number | null {
    const { both } = this;
    if (both !== null) {
      const wall = wallOf(both.date);
      if (wall !== null) this.offset_ms = wall - both.seconds * 1000;
      this.both = null;
    }
    return this.offset_ms;
  }

  /** Keeps an event with a wall time until a later record tells its offset from UTC. */
  wait(date: string, event: ActivityEvent): void {
    const wall_ms = wallOf(date);
    if (wall_ms !== null) this.waiting.push({ wall_ms, event });
  }

  /** The events that waited for a record at this wall time or later. */
  *ready(date: string | null): Generator<ActivityEvent> {
    if (this.waiting.length === 0) return;
    const wall = wallOf(date);
    if (wall === null || this.offset() === null) return;
    const due = this.waiting.filter(({ wall_ms }) => wall_ms <= wall);
    if (due.length === 0) return;
    this.waiting = this.waiting.filter(({ wall_ms }) => wall_ms > wall);
    yield* due.map((one) => this.timed(one));
  }

  *rest(): Generator<ActivityEvent> {
    yield* this.waiting.map((one) => this.timed(one));
    this.waiting = [];
  }

  private timed({ wall_ms, event }: { wall_ms: number; event: ActivityEvent }): ActivityEvent {
    const offset_ms = this.offset();
    if (offset_ms !== null) return { ...event, at_us: (wall_ms - offset_ms) * 1000 };
    this.clock ??= this.context.clock(this.input);
    return { ...event, at_us: this.clock.us(wall_ms) ?? event.at_us };
  }
}

/** A time such as `2024-06-01T10:00:00`, as if it were UTC. */
function wallOf(date: string | null): number | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(date ?? '')?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  return wallMs(year, month, day, hour, minute, second);
}
