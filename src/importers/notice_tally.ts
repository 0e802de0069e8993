import type { Capabilities } from './capabilities.js';
import type { ImportEvent } from './events.js';
import type { Input } from './importer.js';

/** Counts the notices of a file that match no template: joins and leaves among them are not seen. */
export class NoticeTally {
  private known = 0;
  private unknown = 0;
  private first = 0;

  /** Adds one notice: whether it matches a template, and the line on which it begins if lines are known. */
  add(isKnown: boolean, line: number | null): void {
    if (isKnown) this.known += 1;
    else {
      this.unknown += 1;
      if (this.first === 0) this.first = line ?? 0;
    }
  }

  /** What has to be reported at the end: if most notices are unknown, the file cannot tell what notices would tell. */
  *end(input: Input, told: readonly (keyof Capabilities)[]): Generator<ImportEvent> {
    if (this.unknown === 0) return;
    const notices = this.unknown === 1 ? '1 notice' : `${this.unknown} notices`;
    const where =
      this.first === 0 ? 'with the source_kind notice:unknown' : `the first on line ${this.first}`;
    const of = `${input.name}: ${notices} of ${this.known + this.unknown}, ${where},`;
    if (this.unknown <= this.known) {
      yield {
        type: 'note',
        text: `${of} have unknown wording: if they say that people joined or left, that is missing.`,
      };
      return;
    }
    yield { type: 'unable', capabilities: told };
    yield {
      type: 'note',
      text: `${of} have unknown wording, perhaps in an unsupported language: joins and leaves count as not observable in this file.`,
    };
  }
}
