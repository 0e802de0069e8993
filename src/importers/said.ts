import type { ActivityEvent } from './events.js';
import { callsEverybody, linksIn } from './text_facts.js';

/** Facts that follow from the text of a message. */
export function textFacts(text: string): Pick<ActivityEvent, 'text' | 'url_count' | 'mention_all'> {
  return { text, url_count: linksIn(text), mention_all: callsEverybody(text) };
}

/** The id of an event, if there is one. */
export function idFact(id: string | null): { id?: string } {
  return id === null ? {} : { id };
}
