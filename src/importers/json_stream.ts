import type { Input } from './importer.js';
import { Cursor, notJson } from './json_cursor.js';
import { JsonLines, RecordRuns } from './json_runs.js';
import type { Json, JsonObject } from './json_value.js';

export type { Json, JsonObject } from './json_value.js';

/** A value of a document and its path: keys joined by dots, `*` for an element of a list. */
export interface JsonPart {
  readonly path: string;
  readonly value: Json;
}

export interface JsonReading {
  /** Whether the value at a path is wanted as a whole; otherwise its parts come one by one. */
  readonly isRecord: (path: string) => boolean;
  /** turns what a program writes that is nearly JSON into JSON */
  readonly repair?: (text: string) => string;
}

/** Consecutive values of one path. */
interface JsonRun {
  readonly path: string;
  readonly values: readonly Json[];
}

/** Reads a document of any size: records as a whole, everything else value by value. */
export function* readJson(input: Input, reading: JsonReading): Generator<JsonPart> {
  const text = new Cursor(input);
  text.space();
  for (const { path, values } of readValue(text, '', reading))
    for (const value of values) yield { path, value };
  text.space();
  if (!text.atEnd()) throw notJson(input, text.place(), 'more text after the end of the document');
}

/** Reads consecutive documents, such as one per line. */
export function* readJsonDocuments(input: Input, reading: JsonReading): Generator<JsonPart> {
  const text = new Cursor(input);
  const lines = reading.isRecord('') ? new JsonLines() : null;
  text.space();
  while (!text.atEnd()) {
    const document = lines?.next(text);
    if (document !== undefined) yield { path: '', value: document };
    else
      for (const { path, values } of readValue(text, '', reading))
        for (const value of values) yield { path, value };
    text.space();
  }
}

function* readValue(text: Cursor, path: string, reading: JsonReading): Generator<JsonRun> {
  const first = text.peek();
  if (first !== '{' && first !== '[') yield { path, values: [parsed(text, text.scalar(), reading)] };
  else if (reading.isRecord(path)) yield { path, values: [parsed(text, text.block(), reading)] };
  else if (first === '{') yield* readObject(text, path, reading);
  else yield* readList(text, path === '' ? '*' : `${path}.*`, reading);
}

function* readObject(text: Cursor, path: string, reading: JsonReading): Generator<JsonRun> {
  text.take('{');
  text.space();
  while (text.peek() !== '}') {
    const key = String(parsed(text, text.scalar(), reading));
    text.space();
    text.take(':');
    text.space();
    yield* readValue(text, path === '' ? key : `${path}.${key}`, reading);
    if (text.comma() === '' && text.peek() !== '}') throw text.unexpected();
  }
  text.take('}');
}

function* readList(text: Cursor, path: string, reading: JsonReading): Generator<JsonRun> {
  text.take('[');
  text.space();
  if (reading.isRecord(path)) yield* readRecords(text, path, reading);
  else
    while (text.peek() !== ']') {
      yield* readValue(text, path, reading);
      if (text.comma() === '' && text.peek() !== ']') throw text.unexpected();
    }
  text.take(']');
}

function* readRecords(text: Cursor, path: string, reading: JsonReading): Generator<JsonRun> {
  const runs = new RecordRuns();
  while (text.peek() !== ']') {
    const run = runs.next(text);
    const written = run === null ? text.value() : '';
    yield { path, values: run ?? [parsed(text, written, reading)] };
    const comma = text.comma();
    if (comma === '' && text.peek() !== ']') throw text.unexpected();
    runs.learn(written, comma);
  }
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

/** The text of a value, or null if it is not text. */
export function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** An id as text: ids come as text or as integers. */
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

/** A number given as a number or as digits. */
export function numberOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}
