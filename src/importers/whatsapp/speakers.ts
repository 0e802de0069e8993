import { ownText } from '../../text/own_text.js';
import type { Person } from '../events.js';
import { cleanName } from './notices.js';
import { isName } from './records.js';

/** The senders of one chat by the text before the colon, cached because nearly all messages come from few people. */
export class Speakers {
  private readonly known = new Map<string, Person & { readonly id: string }>();

  /** The person written like this; null if it is not a name. */
  find(written: string): (Person & { readonly id: string }) | null {
    const found = this.known.get(written);
    if (found !== undefined) return found;
    if (!isName(written)) return null;
    const own = ownText(written);
    const id = cleanName(own);
    const made = { id, names: [id] };
    this.known.set(own, made);
    return made;
  }
}
