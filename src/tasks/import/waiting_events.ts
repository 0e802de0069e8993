import type { ActivityEvent, Somebody } from '../../importers/events.js';
import { ownText } from '../../text/own_text.js';
import type { ReadingOf } from './reading_of.js';

type Writable<T> = { -readonly [key in keyof T]: T[key] };

/** An event that waited: the file it came from, and its number among all events. */
export interface WaitingEvent {
  readonly event: ActivityEvent;
  readonly reading: ReadingOf;
  readonly place: number;
}

/** What many events of one file share. */
interface Frame {
  readonly event: ActivityEvent;
  readonly reading: ReadingOf;
}

/** Texts that only this event has. */
type OwnTexts = Pick<ActivityEvent, 'id' | 'reply_to' | 'text'>;

/**
 * Events that are kept until the end of an import; they may be a whole file. What many of them share is stored once, and no text of
 * theirs keeps the text of the file in memory.
 */
export class WaitingEvents {
  private readonly frames: Frame[] = [];
  private readonly at_us: number[] = [];
  private readonly places: number[] = [];
  private readonly who: (Somebody | null)[] = [];
  private readonly inviters: (Somebody | null)[] = [];
  /** null for the many events without any */
  private readonly texts: (OwnTexts | null)[] = [];
  private readonly known = new Map<string, Frame>();
  private readonly somebodies = new Map<string, Somebody>();

  keep(event: ActivityEvent, reading: ReadingOf, place: number): void {
    this.frames.push(this.frameOf(event, reading));
    this.at_us.push(event.at_us);
    this.places.push(place);
    this.who.push(this.somebody(event.who));
    this.inviters.push(this.somebody(event.entry?.inviter ?? null));
    this.texts.push(ownTextsOf(event));
  }

  /** The events in their original order. */
  *events(): Generator<WaitingEvent> {
    for (const [at, { event: common, reading }] of this.frames.entries()) {
      const event: Writable<ActivityEvent> = { ...common, ...this.texts[at] };
      event.at_us = this.at_us[at] ?? 0;
      event.who = this.who[at] ?? null;
      const inviter = this.inviters[at] ?? null;
      if (inviter !== null) event.entry = { ...common.entry, inviter };
      yield { event, reading, place: this.places[at] ?? 0 };
    }
  }

  private frameOf(event: ActivityEvent, reading: ReadingOf): Frame {
    const { chat, precision_s, kind, source_kind, confidence, role, code, entry } = event;
    const { mention_all, url_count, amount, currency } = event;
    const key = JSON.stringify([
      ...[chat, precision_s, kind, source_kind, confidence, role, code, entry?.method, entry?.code],
      ...[mention_all, url_count, amount, currency],
    ]);
    const found = this.known.get(key);
    if (found !== undefined && found.reading === reading) return found;
    const made = { event: commonOf(event), reading };
    this.known.set(key, made);
    return made;
  }

  /** The same object for the same person or name, because few people write most messages. */
  private somebody(who: Somebody | null): Somebody | null {
    if (who === null) return null;
    const key = 'named' in who ? who.named : who.id;
    const known = this.somebodies.get(key ?? '');
    if (known !== undefined && isSame(known, who)) return known;
    const own = ownSomebody(who);
    if (key !== undefined) this.somebodies.set(ownText(key), own);
    return own;
  }
}

/** An event without its own texts. */
function commonOf({ id, reply_to, text, ...rest }: ActivityEvent): ActivityEvent {
  const own: Writable<ActivityEvent> = { ...rest, who: null };
  for (const key of ['chat', 'source_kind', 'role', 'code', 'currency'] as const) {
    const found = rest[key];
    if (found !== undefined) own[key] = ownText(found);
  }
  if (rest.entry === undefined) return own;
  const { inviter: _, ...entry } = rest.entry;
  own.entry = entry.code === undefined ? entry : { ...entry, code: ownText(entry.code) };
  return own;
}

function ownTextsOf({ id, reply_to, text }: ActivityEvent): OwnTexts | null {
  if (id === undefined && reply_to === undefined && text === undefined) return null;
  return {
    ...(id === undefined ? {} : { id: ownText(id) }),
    ...(reply_to === undefined ? {} : { reply_to: ownText(reply_to) }),
    ...(text === undefined ? {} : { text: ownText(text) }),
  };
}

function isSame(one: Somebody, other: Somebody): boolean {
  if ('named' in one) return 'named' in other && one.named === other.named && one.between === other.between;
  if ('named' in other || one.id !== other.id || one.exporter !== other.exporter) return false;
  const { names } = one;
  const others = other.names;
  if (names === undefined || others === undefined) return names === others;
  return names.length === others.length && names.every((name, place) => name === others[place]);
}

/** The list of separators is shared by all notices, and is not part of the file. */
function ownSomebody(who: Somebody): Somebody {
  if ('named' in who) return { named: ownText(who.named), between: who.between };
  return {
    ...who,
    ...(who.id === undefined ? {} : { id: ownText(who.id) }),
    ...(who.names === undefined ? {} : { names: who.names.map(ownText) }),
  };
}
