import type { InputConfig } from '../config/config.js';
import type { DecimalMark, DigitsFormat } from '../config/formats.js';
import { columnsOf, type TableName } from '../contract/tables.js';

export type { DecimalMark };

/**
 * What times made of digits only mean in a column. `compact`: always a calendar time such as 202611051000; `epoch`: seconds or smaller
 * units since 1970, told apart by their size; `mixed`: a calendar time if the digits can be one, else an epoch; the others: that unit only.
 */
export type DigitsReading = 'compact' | 'epoch' | 'mixed' | DigitsFormat;

/** How to read the values of a column when a single value is ambiguous: declared, or decided over the whole source. */
export interface Reading {
  readonly digits?: DigitsReading;
  readonly decimal_mark?: DecimalMark;
  /** first and last plausible time, in microseconds: others are too far from the rest to be intended */
  readonly between_us?: readonly [number, number];
}

/** Readings, by canonical column. */
export type Readings = Readonly<Record<string, Reading>>;

/** The first and last of some times, in microseconds. */
export type Span = readonly [number, number];

/** The readings that the configuration declares for an input. */
export function declaredReadings(
  table: TableName,
  input: Pick<InputConfig, 'time_format' | 'decimal_mark'>,
  columns: Readonly<Record<string, string>>,
): Readings {
  const declared = Object.keys(columns).flatMap((name): [string, Reading][] => {
    const kind = columnsOf(table)[name]?.kind;
    if (kind === 'time' || kind === 'end') {
      const digits = formatOf(input.time_format, name);
      return digits === undefined ? [] : [[name, { digits }]];
    }
    const isAmount = kind === 'money' || kind === 'number' || kind === 'integer';
    return isAmount && input.decimal_mark !== null ? [[name, { decimal_mark: input.decimal_mark }]] : [];
  });
  return Object.fromEntries(declared);
}

function formatOf(format: InputConfig['time_format'], column: string): DigitsFormat | undefined {
  if (format === null || typeof format === 'string') return format ?? undefined;
  return Object.hasOwn(format, column) ? format[column] : undefined;
}
