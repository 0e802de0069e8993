import type { Named, Person, Somebody } from '../../importers/events.js';
import { ownText } from '../../text/own_text.js';

/** Who somebody turned out to be: an id, or null if there is neither id nor name. */
export type MemberId = string | null;

/** Somebody who was seen, with the names and the chat of the last time. */
interface Known {
  /** a copy, so that it does not keep the text of the file in memory */
  readonly id: string;
  names: readonly string[];
  chat: string | null;
}

function areSame(names: readonly string[], others: readonly string[]): boolean {
  if (names.length !== others.length) return false;
  for (let place = 0; place < names.length; place += 1) if (names[place] !== others[place]) return false;
  return true;
}

/** The members of the chats by name, and everything known about them. */
export class Members {
  readonly names = new Map<string, string>();
  /** who was seen, by how they were written */
  private readonly known = new Map<string, Known>();
  readonly roles = new Map<string, string>();
  /** chat -> name -> ids */
  private readonly byName = new Map<string, Map<string, Set<string>>>();
  readonly aliases = new Map<string, { member: string; chat: string; name: string }>();
  /** the name that the user gave for "you" */
  private readonly me: string | null;
  /** ids under which the person who made the export appears, by chat */
  private readonly own = new Map<string, string>();

  constructor(me: string | null) {
    this.me = me;
  }

  /** Remembers a member of a chat under every name; returns the id. */
  meet(chat: string, person: Person): MemberId {
    const names = person.names ?? [];
    if (person.exporter === true && person.id !== undefined) this.own.set(chat, person.id);
    const written = person.id ?? (person.exporter === true ? this.exporter(chat) : (names[0] ?? null));
    if (written === null || written === '') return null;
    const known = this.known.get(written) ?? this.newcomer(written, names[0] ?? written);
    if (known.chat !== chat || !areSame(known.names, names)) {
      for (const one of names) if (one !== '') this.name(chat, one, known.id);
      // whoever was first met as an inviter or a creator had no name yet
      const [name = ''] = names;
      if (name !== '' && this.names.get(known.id) === known.id) this.names.set(known.id, ownText(name));
      known.names = names.map(ownText);
      known.chat = ownText(chat);
    }
    return known.id;
  }

  private newcomer(written: string, name: string): Known {
    const id = ownText(written);
    const made: Known = { id, names: [], chat: null };
    this.known.set(id, made);
    if (!this.names.has(id)) this.names.set(id, ownText(name));
    return made;
  }

  /** By the name that the user gave, else as in the messages of the chat. */
  private exporter(chat: string): string {
    if (this.me !== null) return this.idOf(chat, this.me);
    return this.own.get(chat) ?? '(exporter)';
  }

  private name(chat: string, name: string, id: string): void {
    if (this.byName.get(chat)?.get(name)?.has(id) === true) return;
    const [place, own] = [ownText(chat), ownText(name)];
    const names = this.byName.get(place) ?? new Map<string, Set<string>>();
    const ids = names.get(own) ?? new Set<string>();
    this.byName.set(place, names.set(own, ids.add(id)));
    if (own !== id)
      this.aliases.set(JSON.stringify([id, place, own]), { member: id, chat: place, name: own });
  }

  /** The ids of the people that a notice names; a name that exactly one member has is that member. */
  resolve(chat: string, who: Somebody): readonly string[] {
    if (!('named' in who)) {
      const id = this.meet(chat, who);
      return id === null ? [] : [id];
    }
    const ids = this.parts(chat, who).map((name) => this.idOf(chat, name));
    for (const id of ids) if (!this.names.has(id)) this.names.set(id, id);
    return [...new Set(ids)];
  }

  private idOf(chat: string, name: string): string {
    const ids = this.byName.get(chat)?.get(name);
    const [only] = ids ?? [];
    return ids?.size === 1 && only !== undefined ? only : name;
  }

  /** The names in a list; known names may themselves contain a separator. */
  private parts(chat: string, { named, between }: Named): readonly string[] {
    const known = this.byName.get(chat);
    const whole = named.trim();
    if (whole === '') return [];
    if (known?.has(whole) === true) return [whole];
    const places = separatorsIn(whole, between);
    const names: string[] = [];
    let start = 0;
    for (let place = 0; place <= places.length; ) {
      const ends = [...places.slice(place), { at: whole.length, end: whole.length }];
      const longest = ends.findLastIndex(({ at }) => known?.has(whole.slice(start, at).trim()) === true);
      const chosen = ends[Math.max(longest, 0)];
      if (chosen === undefined) break;
      names.push(whole.slice(start, chosen.at).trim());
      place += Math.max(longest, 0) + 1;
      start = chosen.end;
    }
    return names.filter((name) => name !== '');
  }
}

/** Where one name ends and the next begins, longest separator first. */
function separatorsIn(text: string, between: readonly string[]): { at: number; end: number }[] {
  const longest = between.toSorted((a, b) => b.length - a.length);
  const found: { at: number; end: number }[] = [];
  for (let at = 1; at < text.length; ) {
    const separator = longest.find((one) => text.startsWith(one, at));
    if (separator === undefined) at += 1;
    else {
      found.push({ at, end: at + separator.length });
      at += separator.length;
    }
  }
  return found;
}
