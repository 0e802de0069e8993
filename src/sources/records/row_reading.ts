import type { RowReading } from '../../config/config.js';
import { transformed } from '../transforms.js';

/** No preparation: the rows of a file are read as they are. */
export const asTheyStand: RowReading = { skip_lines: 0, until: null, clean: [], derived: [], year: null };

/** Whether the rows of a file must be copied for this preparation. */
export function needsCopy({ skip_lines, until, clean, derived }: RowReading): boolean {
  return skip_lines > 0 || until !== null || clean.length > 0 || derived.length > 0;
}

/** The rows of a file below its data. */
export interface RowsBelow {
  readonly count: number;
  readonly first_line: number;
}

/** The preparation of the rows of a file with this header. */
export class RowChanges {
  #below: RowsBelow | null = null;
  /** the cleaned columns of the file, and those derived from them */
  readonly header: readonly string[];
  readonly #width: number;
  readonly #reading: RowReading;
  /** position of the source of each derived column; -1 if the file has none */
  readonly #places: readonly number[];

  constructor(header: readonly string[], reading: RowReading) {
    const { derived } = reading;
    this.#reading = reading;
    this.#width = header.length;
    this.#places = derived.map(({ column }) => header.indexOf(column));
    this.header = [...header, ...derived.filter((_, at) => this.#places[at] !== -1).map(({ name }) => name)];
  }

  /** Whether a row is below the data: at or after the one that `until` names. Every such non-blank row is counted. */
  isBelow(cells: readonly string[], line: number): boolean {
    const { until } = this.#reading;
    const isEnd = until !== null && transformed(cells[0] ?? '', ['unwrap'], null).startsWith(until);
    if (this.#below === null && !isEnd) return false;
    const isEmpty = cells.every((cell) => cell.trim() === '');
    const { count, first_line } = this.#below ?? { count: 0, first_line: line };
    this.#below = { count: count + (isEmpty ? 0 : 1), first_line };
    return true;
  }

  /** The rows below the data, which are left out; null if there are none. */
  get below(): RowsBelow | null {
    return this.#below;
  }

  /** The cells of a row, transformed; a row of the wrong width stays one. */
  changed(written: readonly string[]): string[] {
    const { clean, year, derived } = this.#reading;
    // a delimiter at the end of a line does not start a cell, as in every other file
    const cells =
      written.length === this.#width + 1 && written.at(-1) === '' ? written.slice(0, -1) : written;
    const cleaned = clean.length === 0 ? [...cells] : cells.map((cell) => transformed(cell, clean, year));
    if (cells.length !== this.#width)
      return cells.length === this.header.length ? [...cleaned, '…'] : cleaned;
    for (const [at, { transforms }] of derived.entries()) {
      const place = this.#places[at] ?? -1;
      if (place !== -1) cleaned.push(transformed(cleaned[place] ?? '', transforms, year));
    }
    return cleaned;
  }
}
