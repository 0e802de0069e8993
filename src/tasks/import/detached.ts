import type { ActivityEvent, Somebody } from '../../importers/events.js';

/**
 * An event that may be kept: a text that was cut from a stretch of the file keeps all of that stretch alive, and only text that is read
 * anew has a place of its own.
 */
export function detached(event: ActivityEvent): ActivityEvent {
  const copy = JSON.parse(JSON.stringify(event)) as ActivityEvent;
  const { entry } = event;
  if (entry?.inviter === undefined) return { ...copy, who: ownNames(copy.who, event.who) };
  const inviter = ownNames(copy.entry?.inviter ?? null, entry.inviter) ?? entry.inviter;
  return { ...copy, who: ownNames(copy.who, event.who), entry: { ...copy.entry, inviter } };
}

/** The list of separators is the same for all notices, and is no part of the file. */
function ownNames(copy: Somebody | null, from: Somebody | null): Somebody | null {
  if (copy === null || from === null || !('named' in copy) || !('named' in from)) return copy;
  return { named: copy.named, between: from.between };
}
