import type { Capabilities } from './capabilities.js';
import type { ImportEvent } from './events.js';
import type { Input } from './importer.js';

/** Counts the notices of a file whose words no template knows: joins and leaves among them are not seen. */
export class NoticeTally {
  private known = 0;
  private unknown = 0;
  private first = 0;

  /** One notice: whether a template fits it, and the line it begins in. */
  add(isKnown: boolean, line: number): void {
    if (isKnown) this.known += 1;
    else {
      this.unknown += 1;
      if (this.first === 0) this.first = line;
    }
  }

  /** What has to be said at the end: where most words are unknown, the file says nothing of what notices tell. */
  *end(input: Input, told: readonly (keyof Capabilities)[]): Generator<ImportEvent> {
    if (this.unknown === 0) return;
    const notices = this.unknown === 1 ? '1 notice' : `${this.unknown} notices`;
    const of = `${input.name}: ${notices} of ${this.known + this.unknown}, the first in line ${this.first},`;
    if (this.unknown <= this.known) {
      yield {
        type: 'note',
        text: `${of} are in words that are not known: if people came or went there, it is missing.`,
      };
      return;
    }
    yield { type: 'unable', capabilities: told };
    yield {
      type: 'note',
      text: `${of} are in words that are not known, perhaps of a language that is not supported: who came and who left counts as not observable in this file.`,
    };
  }
}
