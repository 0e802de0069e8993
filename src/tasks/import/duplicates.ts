import type { ActivityEvent } from '../../importers/events.js';
import { Seen } from './seen.js';

/** Which records were already read, in this file or in another. */
export class Duplicates {
  private readonly ids = new Seen();
  private readonly contents = new Seen();
  private occurrences = new Map<string, number>();
  private file = 0;
  private readonly has_overlaps: boolean;

  constructor(has_overlaps: boolean) {
    this.has_overlaps = has_overlaps;
  }

  /** Begins the next file. */
  begin(): void {
    this.occurrences = new Map();
    this.file += 1;
  }

  /**
   * Whether a record is new. With an id, the id decides; without one, identical records are kept as often as in the file with the most of them.
   * An id with two different times in one file is not an id: a program wrote a placeholder, and both records happened.
   */
  judge(event: ActivityEvent): 'new' | 'known' | 'no_id' {
    const { id, chat, at_us } = event;
    if (id === undefined) return this.isNewContent(event) ? 'new' : 'known';
    const found = this.ids.find(`${chat}\u0000${id}`, this.file, at_us);
    if (found === 'new') return 'new';
    if (found !== 'other_moment') return 'known';
    return this.isNewContent(event) ? 'no_id' : 'known';
  }

  private isNewContent(event: ActivityEvent): boolean {
    if (!this.has_overlaps) return true;
    const { chat, at_us, kind, who, text, source_kind, code } = event;
    const key = JSON.stringify([chat, at_us, kind, who, text ?? source_kind, code ?? '']);
    const place = (this.occurrences.get(key) ?? 0) + 1;
    this.occurrences.set(key, place);
    return this.contents.add(`${place} ${key}`);
  }
}
