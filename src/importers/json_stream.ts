import { inputError } from '../contract/errors.js';
import type { Input } from './importer.js';
import { refuseLong } from './text_lines.js';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A value of a document and where it stands: keys joined by dots, `*` for an element of a list. */
export interface JsonPart {
  readonly path: string;
  readonly value: Json;
}

export interface JsonReading {
  /** Whether the value at a path is wanted whole; else what it holds comes one by one. */
  readonly isRecord: (path: string) => boolean;
  /** makes JSON of what a program writes that is nearly JSON */
  readonly repair?: (text: string) => string;
}

/** Reads a document of any size: its records whole, everything else value by value. */
export function* readJson(input: Input, reading: JsonReading): Generator<JsonPart> {
  const text = new Cursor(input);
  text.skipSpace();
  yield* readValue(text, '', reading);
  text.skipSpace();
  if (!text.atEnd()) throw notJson(input, text.place(), 'more text after the end of the document');
}

function* readValue(text: Cursor, path: string, reading: JsonReading): Generator<JsonPart> {
  const first = text.peek();
  if (first !== '{' && first !== '[') yield { path, value: parsed(text, text.scalar(), reading) };
  else if (reading.isRecord(path)) yield { path, value: parsed(text, text.block(), reading) };
  else if (first === '{') yield* readObject(text, path, reading);
  else yield* readList(text, path, reading);
}

function* readObject(text: Cursor, path: string, reading: JsonReading): Generator<JsonPart> {
  text.take('{');
  text.skipSpace();
  while (text.peek() !== '}') {
    const key = String(parsed(text, text.scalar(), reading));
    text.skipSpace();
    text.take(':');
    text.skipSpace();
    yield* readValue(text, path === '' ? key : `${path}.${key}`, reading);
    text.skipSpace();
    if (text.peek() === ',') {
      text.take(',');
      text.skipSpace();
    } else if (text.peek() !== '}') throw text.unexpected();
  }
  text.take('}');
}

function* readList(text: Cursor, path: string, reading: JsonReading): Generator<JsonPart> {
  text.take('[');
  text.skipSpace();
  const inside = path === '' ? '*' : `${path}.*`;
  while (text.peek() !== ']') {
    yield* readValue(text, inside, reading);
    text.skipSpace();
    if (text.peek() === ',') {
      text.take(',');
      text.skipSpace();
    } else if (text.peek() !== ']') throw text.unexpected();
  }
  text.take(']');
}

function parsed(text: Cursor, written: string, { repair }: JsonReading): Json {
  try {
    return JSON.parse(written) as Json;
  } catch (error) {
    if (repair === undefined) throw text.notValid(error);
    try {
      return JSON.parse(repair(written)) as Json;
    } catch (second) {
      throw text.notValid(second);
    }
  }
}

/** A place in a text that comes in chunks. */
class Cursor {
  private readonly source: Iterator<string>;
  private readonly input: Input;
  private text = '';
  private at = 0;
  private before = 0;
  private ended = false;

  constructor(input: Input) {
    this.input = input;
    this.source = input.chunks()[Symbol.iterator]();
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

  skipSpace(): void {
    for (;;) {
      while (this.at < this.text.length && isSpace(this.text.charCodeAt(this.at))) this.at += 1;
      if (this.at < this.text.length || !this.more()) return;
    }
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

  /** From behind the opening quote to behind the closing one. */
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
    return this.text.slice(start - this.before, this.at);
  }

  private more(): boolean {
    return this.moreAfter(this.place());
  }

  /** Reads on, and keeps the text from `start`. */
  private moreAfter(start: number): boolean {
    if (this.ended) return false;
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
    `${input.name}: it ends in the middle of a record that begins at character ${place + 1}: the file was cut short.`,
    'Export or copy the file again; nothing was written.',
  );
}

function notJson(input: Input, place: number, found: string): Error {
  return inputError(
    `${input.name}, near character ${place + 1}: it is not valid JSON: ${found}.`,
    'Export or copy the file again; nothing was written.',
  );
}

/** The text of a value, or null where it is none. */
export function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** An id as text: ids come as text or as whole numbers. */
export function idOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

export function objectOf(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A number that comes as a number or as digits. */
export function numberOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}

/** Reads documents that stand one after the other, such as one a line. */
export function* readJsonDocuments(input: Input, reading: JsonReading): Generator<JsonPart> {
  const text = new Cursor(input);
  text.skipSpace();
  while (!text.atEnd()) {
    yield* readValue(text, '', reading);
    text.skipSpace();
  }
}
