import type { ActivityEvent, Somebody } from '../../importers/events.js';

/** An event that may be kept: a text that was cut from a stretch of the file keeps all of that stretch alive, so its texts are copied. */
export function detached(event: ActivityEvent): ActivityEvent {
  const { who, entry } = event;
  const inviter = entry?.inviter;
  return {
    ...(copiedTexts(event) as ActivityEvent),
    who: who === null ? null : ownNames(who),
    ...(entry === undefined
      ? {}
      : {
          entry: { ...copiedTexts(entry), ...(inviter === undefined ? {} : { inviter: ownNames(inviter) }) },
        }),
  };
}

/** The list of separators is the same for all notices, and is no part of the file. */
function ownNames(who: Somebody): Somebody {
  if ('named' in who) return { named: copied(who.named), between: who.between };
  return { ...copiedTexts(who), ...(who.names === undefined ? {} : { names: who.names.map(copied) }) };
}

function copiedTexts<T extends object>(record: T): T {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, typeof value === 'string' ? copied(value) : value]),
  ) as T;
}

/** The engine shares parts of texts; only text that is read anew has a place of its own. */
function copied(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
