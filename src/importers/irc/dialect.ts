import { inputError } from '../../contract/errors.js';
import type { Input } from '../importer.js';
import type { Part } from './parts.js';
import { type Day, dayOfPath } from './place.js';

/** When something happened: by the clock of a wall, null if that time does not exist; as an instant; or at some time between two rows. */
export type When =
  | { readonly wall: number | null }
  | { readonly us: number }
  | { readonly from_wall: number; readonly to_wall: number };

/** One row of a log. */
export interface Row {
  readonly at: When;
  readonly precision_s: number;
  readonly part: Part;
}

/** What a line is: a row, a line that only says which day it is, or neither. */
export type Line = Row | 'day' | null;

/** How one program writes its logs. */
export interface Dialect {
  readonly name: string;
  /** Whether the first non-empty lines of a file are in this dialect. */
  readonly recognise: (lines: readonly string[]) => boolean;
  /** Whether a line can be of this dialect: a file of a quiet day, beside others, shows no more than that. */
  readonly isRow?: (line: string) => boolean;
  /** Whether a file must say on which day it begins, by its name or its folders. */
  readonly needsDay?: true;
  /** Reads the lines of one file, in order. */
  readonly reader: (input: Input) => (text: string) => Line;
}

/** Whether somebody says something: only such logs have brackets around a nick. */
export function isSaying(rest: string): boolean {
  return /^@?<[^>\s]+>/.test(rest);
}

/** Whether a line says something behind a time, which is before the last group of a pattern. */
export function isSaid(stamp: RegExp): (line: string) => boolean {
  return (line) => isSaying(stamp.exec(line)?.at(-1) ?? '');
}

export function isMostly(lines: readonly string[], isOne: (line: string) => boolean): boolean {
  const rows = lines.filter(isOne).length;
  return rows > 1 && 2 * rows > lines.length;
}

/** The day on which a log begins, as its name or its folders say; refuses a log of which nothing says it. */
export function firstDay(input: Input): Day {
  const day = dayOfPath(input);
  if (day !== null) return day;
  throw inputError(
    `${input.name}: its rows only have times, and its name does not say which day they belong to.`,
    'Name it as the program that wrote it does, for example 2024-06-01.log, or import it with its folders 2024/06/01.',
  );
}
