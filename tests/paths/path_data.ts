/** The reference data of 10,000 paths and what is known exactly about them; tests skip where the folder is absent. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Sequences } from '../../src/paths/sequences.js';

const folder = join(import.meta.dirname, '../../../shared/reference/attribution');

export const hasReference = existsSync(folder);

export const pathDataFile = join(folder, 'PathData.csv');

export type TextRow = Readonly<Record<string, string>>;

export function reference(name: string): TextRow[] {
  return parse(readFileSync(join(folder, name)), { columns: true, trim: true });
}

export interface WrittenPath {
  readonly touches: readonly string[];
  readonly conversions: number;
  readonly value: number;
  readonly nulls: number;
}

/** Paths as codes, channels in the order of `channels`. */
export function coded(paths: readonly WrittenPath[], channels: readonly string[]): Sequences {
  const codes = new Map(channels.map((channel, code) => [channel, code]));
  const ends = paths.map(({ touches }) => touches.length);
  const offsets = Int32Array.from([0, ...ends]);
  for (let place = 1; place < offsets.length; place++)
    offsets[place] = (offsets[place] as number) + (offsets[place - 1] as number);
  return {
    channels: channels.length,
    offsets,
    codes: Int32Array.from(
      paths.flatMap(({ touches }) => touches.map((touch) => codes.get(touch) as number)),
    ),
    conversions: Float64Array.from(paths, ({ conversions }) => conversions),
    values: Float64Array.from(paths, ({ value }) => value),
    nulls: Float64Array.from(paths, ({ nulls }) => nulls),
  };
}

export function channelsOf(paths: readonly WrittenPath[]): string[] {
  return [...new Set(paths.flatMap(({ touches }) => touches))].sort();
}

export function pathData(): WrittenPath[] {
  return reference('PathData.csv').map((row) => ({
    touches: String(row.path).split(' > '),
    conversions: Number(row.total_conversions),
    value: Number(row.total_conversion_value),
    nulls: Number(row.total_null),
  }));
}
