import type { ActivityEvent, Person, Somebody } from '../../importers/events.js';
import { ownText } from '../../text/own_text.js';

type Writable<T> = { -readonly [key in keyof T]: T[key] };

const texts = ['chat', 'source_kind', 'id', 'role', 'code', 'reply_to', 'text', 'currency'] as const;

/** An event that may be kept: its texts are no part of the file any more. */
export function detached(event: ActivityEvent): ActivityEvent {
  const own: Writable<ActivityEvent> = { ...event };
  for (const key of texts) {
    const text = event[key];
    if (text !== undefined) own[key] = ownText(text);
  }
  if (event.who !== null) own.who = detachedNames(event.who);
  if (event.entry === undefined) return own;
  const entry: Writable<NonNullable<ActivityEvent['entry']>> = { ...event.entry };
  if (entry.code !== undefined) entry.code = ownText(entry.code);
  if (entry.inviter !== undefined) entry.inviter = detachedNames(entry.inviter);
  own.entry = entry;
  return own;
}

/** The list of separators is the same for all notices, and is no part of the file. */
function detachedNames(who: Somebody): Somebody {
  if ('named' in who) return { named: ownText(who.named), between: who.between };
  const own: Writable<Person> = { ...who };
  if (who.id !== undefined) own.id = ownText(who.id);
  if (who.names !== undefined) own.names = who.names.map(ownText);
  return own;
}
