import { inputError } from '../contract/errors.js';
import type { Input } from './importer.js';
import { growingChunks, refuseLong } from './text_lines.js';

/** A place in a text that comes in chunks. */
export class Cursor {
  private readonly source: Iterator<string>;
  private readonly input: Input;
  private text = '';
  private at = 0;
  private before = 0;
  private held = 0;
  private ended = false;

  constructor(input: Input) {
    this.input = input;
    this.source = growingChunks(input, () => this.held);
  }

  /** Characters from the beginning of the file. */
  place(): number {
    return this.before + this.at;
  }

  atEnd(): boolean {
    return this.at >= this.text.length && !this.more();
  }

  peek(): string {
    if (this.atEnd()) throw unfinished(this.input, this.place());
    return this.text.charAt(this.at);
  }

  take(expected: string): void {
    if (this.peek() !== expected) throw this.unexpected();
    this.at += 1;
  }

  /** Skips blanks and returns them. */
  space(): string {
    let passed = '';
    for (;;) {
      const start = this.at;
      while (this.at < this.text.length && isSpace(this.text.charCodeAt(this.at))) this.at += 1;
      passed += this.text.slice(start, this.at);
      if (this.at < this.text.length || !this.more()) return passed;
    }
  }

  /** Skips the comma after a value and the blanks around it, and returns them; '' if there is no comma. */
  comma(): string {
    const before = this.space();
    if (this.peek() !== ',') return '';
    this.take(',');
    return `${before},${this.space()}`;
  }

  /** Text from here on that was already read, at most this many characters. */
  ahead(most: number): string {
    return this.text.slice(this.at, this.at + most);
  }

  /** The rest of the line, without its end; null if the end has not been read yet. */
  line(): string | null {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? null : this.text.slice(this.at, end);
  }

  /** Skips some characters that were already read. */
  pass(characters: number): void {
    this.at += characters;
  }

  /** The text of any value. */
  value(): string {
    const first = this.peek();
    return first === '{' || first === '[' ? this.block() : this.scalar();
  }

  /** The text of a string, number or word. */
  scalar(): string {
    const start = this.place();
    if (this.peek() === '"') {
      this.at += 1;
      this.skipString();
      return this.since(start);
    }
    for (;;) {
      while (this.at < this.text.length && !endsScalar(this.text.charCodeAt(this.at))) this.at += 1;
      if (this.at < this.text.length || !this.moreAfter(start)) break;
    }
    const word = this.since(start);
    if (this.ended && this.at >= this.text.length) throw unfinished(this.input, this.place());
    if (word === '') throw this.unexpected();
    return word;
  }

  /** The text of an object or a list, to its end. */
  block(): string {
    const start = this.place();
    let depth = 0;
    for (;;) {
      while (this.at < this.text.length) {
        const unit = this.text.charCodeAt(this.at);
        this.at += 1;
        if (unit === quote) this.skipString(start);
        else if (unit === openBrace || unit === openBracket) depth += 1;
        else if (unit === closeBrace || unit === closeBracket) {
          depth -= 1;
          if (depth === 0) return this.since(start);
        }
      }
      if (!this.moreAfter(start)) throw unfinished(this.input, start);
    }
  }

  unexpected(): Error {
    return notJson(
      this.input,
      this.place(),
      `found ${JSON.stringify(this.text.slice(this.at, this.at + 12))}`,
    );
  }

  notValid(error: unknown): Error {
    return notJson(this.input, this.place(), error instanceof Error ? error.message : String(error));
  }

  /** Moves from after the opening quote to after the closing one. */
  private skipString(start = this.place() - 1): void {
    for (;;) {
      const end = this.text.indexOf('"', this.at);
      if (end < 0) {
        this.at = this.text.length;
        if (!this.moreAfter(start)) throw unfinished(this.input, start);
        continue;
      }
      const isEscaped = backslashesBefore(this.text, end) % 2 === 1;
      this.at = end + 1;
      if (!isEscaped) return;
    }
  }

  private since(start: number): string {
    refuseLong(this.place() - start, this.input);
    return this.text.slice(start - this.before, this.at);
  }

  private more(): boolean {
    return this.moreAfter(this.place());
  }

  /** Reads more, keeping the text from `start` on. */
  private moreAfter(start: number): boolean {
    if (this.ended) return false;
    this.held = this.before + this.text.length - start;
    const next = this.source.next();
    if (next.done === true) {
      this.ended = true;
      return false;
    }
    const kept = this.text.slice(start - this.before);
    this.at = this.place() - start;
    this.before = start;
    this.text = kept + next.value;
    refuseLong(kept.length, this.input);
    return true;
  }
}

const [quote, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x7b, 0x7d, 0x5b, 0x5d];

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

function endsScalar(unit: number): boolean {
  return isSpace(unit) || unit === 0x2c || unit === closeBrace || unit === closeBracket || unit === 0x3a;
}

function backslashesBefore(text: string, end: number): number {
  let count = 0;
  while (text.charCodeAt(end - 1 - count) === 0x5c) count += 1;
  return count;
}

function unfinished(input: Input, place: number): Error {
  return inputError(
    `${input.name}: it ends in the middle of the record that begins at character ${place + 1}: the file is cut short.`,
    'Export or copy the file again; nothing was written.',
  );
}

export function notJson(input: Input, place: number, found: string): Error {
  return inputError(
    `${input.name}, near character ${place + 1}: it is not valid JSON: ${found}.`,
    'Export or copy the file again; nothing was written.',
  );
}
