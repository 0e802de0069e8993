import type { InputConfig } from '../config/config.js';
import type { DayOrderFormat, DecimalMark, DigitsFormat, TimeFormat } from '../config/formats.js';
import { columnsOf, type TableName } from '../contract/tables.js';

export type { DecimalMark };

/**
 * What times made of digits only mean in a column. `compact`: always a calendar time such as 202611051000; `epoch`: seconds or smaller
 * units since 1970, told apart by their size; `mixed`: a calendar time if the digits can be one, else an epoch; the others: that unit only.
 */
export type DigitsReading = 'compact' | 'epoch' | 'mixed' | DigitsFormat;

/** Whether the day or the month comes first in dates with the year last; `unclear`: the column does not say, and those that show neither are not read. */
export type DayOrder = DayOrderFormat | 'unclear';

/** How to read the values of a column when a single value is ambiguous: declared, or decided over the whole source. */
export interface Reading {
  readonly digits?: DigitsReading;
  readonly day_order?: DayOrder;
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
    if (kind === 'time' || kind === 'end' || kind === 'date') {
      const format = formatOf(input.time_format, name);
      if (format === undefined) return [];
      return [[name, isDayOrder(format) ? { day_order: format } : { digits: format }]];
    }
    const isAmount = kind === 'money' || kind === 'number' || kind === 'integer';
    return isAmount && input.decimal_mark !== null ? [[name, { decimal_mark: input.decimal_mark }]] : [];
  });
  return Object.fromEntries(declared);
}

function isDayOrder(format: TimeFormat): format is DayOrderFormat {
  return format === 'day_first' || format === 'month_first';
}

function formatOf(format: InputConfig['time_format'], column: string): TimeFormat | undefined {
  if (format === null || typeof format === 'string') return format ?? undefined;
  return Object.hasOwn(format, column) ? format[column] : undefined;
}
