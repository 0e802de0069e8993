import type { RowReading } from '../config/config.js';
import { transformed } from './transforms.js';

/** Nothing is done with the rows of a file before they are read. */
export const asTheyStand: RowReading = { skip_lines: 0, until: null, clean: [], derived: [], year: null };

/** Whether the rows of a file must be copied to be read so. */
export function needsCopy({ skip_lines, until, clean, derived }: RowReading): boolean {
  return skip_lines > 0 || until !== null || clean.length > 0 || derived.length > 0;
}

/** What becomes of the rows of a file with this header. */
export class RowChanges {
  /** the columns of the file, cleaned, and those derived from them */
  readonly header: readonly string[];
  readonly #width: number;
  readonly #reading: RowReading;
  /** place of the source of each derived column; -1 where the file has none */
  readonly #places: readonly number[];

  constructor(header: readonly string[], reading: RowReading) {
    const { derived } = reading;
    this.#reading = reading;
    this.#width = header.length;
    this.#places = derived.map(({ column }) => header.indexOf(column));
    this.header = [...header, ...derived.filter((_, at) => this.#places[at] !== -1).map(({ name }) => name)];
  }

  /** Whether the data has ended before this row. */
  isEnd(cells: readonly string[]): boolean {
    const { until } = this.#reading;
    return until !== null && transformed(cells[0] ?? '', ['unwrap'], null).startsWith(until);
  }

  /** The cells of a row with what is to be done; a row of another width keeps being one. */
  changed(written: readonly string[]): string[] {
    const { clean, year, derived } = this.#reading;
    // a delimiter at the end of a line is no cell, as in every other file
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
