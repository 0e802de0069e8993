/** What the bytes of a CSV file tell by themselves: how many records begin in them, and which of these no reader can parse. */

/** A stretch of a file, from the first byte of a record to the line end after it, that cannot be read as a record. */
export interface Damage {
  readonly start: number;
  readonly end: number;
  readonly first_line: number;
  readonly last_line: number;
  /** column, from 0, of the cell whose quote opens last */
  readonly cell: number;
  readonly kind: 'open_quote' | 'unquoted_value' | 'columns' | 'size';
}

/** A value with line breaks that seems to contain whole rows of the file. */
export interface RowLike {
  readonly first_line: number;
  readonly last_line: number;
  readonly rows: number;
}

/** A damaged stretch, as reported to the user. */
export interface DamagedRows extends Damage {
  /** the beginning of it, as text */
  readonly text: string;
  /** how many rows begin in it if the unclosed quote is taken as text */
  readonly rows: number;
}

/** The first damaged stretches of a file, and the number of rows that begin in any of them. */
export interface DamagedStretches {
  readonly damaged: readonly DamagedRows[];
  readonly rows: number;
}

/** Facts about the records of a CSV file, from its bytes. */
export interface RecordFacts {
  /** readable records after the header */
  readonly readable: number;
  /** empty lines in the file that is opened; if there is only one column, the engine reads each as a row */
  readonly empty_lines: number;
  /** a single thread must read the file from the beginning: DuckDB's threads mistake lines inside a value for rows */
  readonly needs_order: boolean;
  /** the first unreadable stretches, which are empty lines in the file that is opened */
  readonly damaged: readonly DamagedRows[];
  /** number of rows that begin in any such stretch */
  readonly damaged_rows: number;
  /** the first values with line breaks that seem to contain whole rows, and the number of rows in all such values */
  readonly row_like: readonly RowLike[];
  readonly rows_inside: number;
  /** cells of the total rows, at the end of the file or before a repeated header */
  readonly totals: readonly (readonly string[])[];
}

/** How to read a file: its delimiter (one byte) and the number of columns in its header. */
export interface Shape {
  readonly delimiter: string;
  readonly width: number;
  /** whether the text of one line looks like a row of the file */
  readonly looksLikeRow: (line: string) => boolean;
}

/** Callbacks for what a reader finds; offsets are those in the file. */
export interface Listener {
  readonly damaged?: (damage: Damage) => void;
  readonly rowLike?: (value: RowLike) => void;
  /** the line of a readable record or of an empty line; this callback forces the slow path through every byte */
  readonly begun?: (line: number, what: 'record' | 'empty line') => void;
  /** a byte of a line end between two records: a carriage return, or the line feed after one; also slow */
  readonly lineEnd?: (offset: number, part: 'return' | 'second') => void;
}

/** DuckDB does not accept records of more bytes than this. */
const largestRecord = 8_000_000;

const [lineFeed, carriageReturn, space, quote] = [0x0a, 0x0d, 0x20, 0x22];

/** Where in a record the reader is. */
const at = { start: 0, cell: 1, indented: 2, plain: 3, quoted: 4, closing: 5, after: 6, broken: 7 } as const;
type State = (typeof at)[keyof typeof at];

/**
 * Reads the bytes of a CSV file once, in chunks, and counts records. A record is what RFC 4180 calls one; beyond it, a quote
 * inside an unquoted cell is text, and a quoted value may be surrounded by spaces, as in DuckDB. Memory does not grow with the file.
 */
export class RecordReader {
  /** readable records, including the header */
  records = 0;
  /** of these, the ones with as many cells as the header; counted only on the slow path */
  fitting = 0;
  emptyLines = 0;
  /** number of records followed by each kind of line end */
  readonly ends = { feed: 0, return: 0, both: 0 };
  /** a quoted value of a readable record contains a line end */
  hasLongValues = false;
  /** there is a quote inside an unquoted cell, or there are spaces around a quoted value */
  hasOddQuotes = false;

  readonly #shape: Shape;
  readonly #delimiter: number;
  readonly #listener: Listener;
  /** 1 for bytes that change nothing inside a cell, quoted or not */
  readonly #common = new Uint8Array(256).fill(1);
  #state: State = at.start;
  #offset = 0;
  #line = 1;
  #afterReturn = false;
  #record = { start: 0, line: 1, cells: 1, openCell: 0, breaks: 0, rows: 0 };
  /** for a line inside a quoted value: its number of delimiters (NaN if it begins outside), and where in the chunk it begins (below 0: in an earlier chunk) */
  #inner = { delimiters: 0, start: 0 };

  constructor(shape: Shape, listener: Listener = {}) {
    this.#shape = shape;
    this.#delimiter = shape.delimiter.charCodeAt(0);
    this.#listener = listener;
    for (const byte of [lineFeed, carriageReturn, quote, this.#delimiter]) this.#common[byte] = 0;
  }

  /** Line of the next byte, from 1. */
  get line(): number {
    return this.#line;
  }

  feed(chunk: Buffer): void {
    const isFast = this.#listener.lineEnd === undefined && this.#listener.begun === undefined;
    const hasReturn = chunk.includes(carriageReturn);
    let nextQuote = -2;
    let place = this.#offset === 0 && chunk.subarray(0, 3).equals(mark) ? 3 : 0;
    while (place < chunk.length) {
      if (this.#state === at.start && isFast) {
        if (nextQuote !== -1 && nextQuote < place) nextQuote = chunk.indexOf(quote, place);
        place = this.#skipPlain(chunk, place, nextQuote === -1 ? chunk.length : nextQuote, hasReturn);
      }
      place = this.#readRecord(chunk, place);
    }
    this.#offset += chunk.length;
    this.#inner.start -= chunk.length;
  }

  /** Ends the last record, which has no line end after it. */
  finish(): void {
    if (this.#state === at.start) return;
    const hasEnded = this.#state === at.quoted && this.#record.breaks > 0 && this.#inner.start === 0;
    if (hasEnded) this.#line -= 1;
    this.#endRecord(this.#offset, this.#state);
  }

  /** Counts the complete lines that end before `end`, none of which has a quote, and returns where the next line begins. */
  #skipPlain(chunk: Buffer, from: number, end: number, hasReturn: boolean): number {
    if (end === from) return from;
    const feed = chunk.lastIndexOf(lineFeed, end - 1);
    const last = hasReturn ? Math.max(feed, chunk.lastIndexOf(carriageReturn, end - 1)) : feed;
    if (last < from) return from;
    if (hasReturn) this.#countMixed(chunk, from, last);
    else this.#countFeeds(chunk, from, last);
    return last + 1;
  }

  #countFeeds(chunk: Buffer, from: number, last: number): void {
    let start = from;
    let lines = 0;
    let empty = 0;
    if (this.#afterReturn && chunk[from] === lineFeed) start = this.#second(from);
    this.#afterReturn = false;
    while (start <= last) {
      const end = chunk.indexOf(lineFeed, start);
      if (end === start) empty += 1;
      lines += 1;
      start = end + 1;
    }
    this.#addLines(lines, empty);
    this.ends.feed += lines;
  }

  #countMixed(chunk: Buffer, from: number, last: number): void {
    let start = from;
    let lines = 0;
    let empty = 0;
    for (let place = from; place <= last; place += 1) {
      const byte = chunk[place]!;
      if (byte > carriageReturn || (byte !== lineFeed && byte !== carriageReturn)) continue;
      const isSecond = byte === lineFeed && this.#afterReturn && start === place;
      if (isSecond) this.#second(place);
      else {
        this.#afterReturn = byte === carriageReturn;
        if (byte === carriageReturn) this.ends.return += 1;
        else this.ends.feed += 1;
        if (start === place) empty += 1;
        lines += 1;
      }
      start = place + 1;
    }
    if (chunk[last] !== carriageReturn) this.#afterReturn = false;
    this.#addLines(lines, empty);
  }

  #addLines(lines: number, empty: number): void {
    this.#line += lines;
    this.emptyLines += empty;
    this.records += lines - empty;
  }

  /** Reads the line feed after a carriage return between records; returns the place after it. */
  #second(place: number): number {
    this.#afterReturn = false;
    this.ends.return -= 1;
    this.ends.both += 1;
    this.#listener.lineEnd?.(this.#offset + place, 'second');
    return place + 1;
  }

  /** Reads on until a record ends or the chunk does, and returns the place after it. */
  #readRecord(chunk: Buffer, from: number): number {
    let state = this.#state;
    let isCommon = false;
    for (let place = from; place < chunk.length; place += 1) {
      const byte = chunk[place]!;
      if (isCommon && this.#common[byte] === 1) continue;
      if (byte === lineFeed || byte === carriageReturn) {
        isCommon = false;
        if (byte === lineFeed && this.#afterReturn) {
          if (state !== at.quoted) return this.#second(place);
          this.#afterReturn = false;
          this.#inner.start = place + 1;
          continue;
        }
        this.#afterReturn = byte === carriageReturn;
        if (state !== at.quoted) return this.#endLine(place, byte, state);
        this.#breakInside(chunk, place);
        continue;
      }
      if (this.#afterReturn) this.#afterReturn = false;
      if (state === at.start) this.#beginRecord(place);
      state = this.#next(state === at.start ? at.cell : state, byte);
      isCommon = state === at.quoted || state === at.plain;
    }
    this.#state = state;
    return chunk.length;
  }

  #beginRecord(place: number): void {
    this.#record = {
      start: this.#offset + place,
      line: this.#line,
      cells: 1,
      openCell: 0,
      breaks: 0,
      rows: 0,
    };
  }

  /** The state after a byte that does not end a line. */
  #next(state: State, byte: number): State {
    if (state === at.quoted) {
      if (byte === this.#delimiter) this.#inner.delimiters += 1;
      return byte === quote ? at.closing : at.quoted;
    }
    if (state === at.broken) return state;
    if (byte === this.#delimiter) {
      this.#record.cells += 1;
      return at.cell;
    }
    if (state <= at.plain) {
      if (byte === quote) return this.#quoteIn(state);
      return byte === space && state !== at.plain ? at.indented : at.plain;
    }
    if (byte === quote && state === at.closing) return at.quoted;
    if (byte === space) this.hasOddQuotes = true;
    return byte === space ? at.after : at.broken;
  }

  /** A quote outside quotes: at the beginning of a cell it opens a value, later it is text. */
  #quoteIn(state: State): State {
    if (state !== at.cell) this.hasOddQuotes = true;
    if (state === at.plain) return state;
    this.#record.openCell = this.#record.cells - 1;
    this.#inner.delimiters = Number.NaN;
    return at.quoted;
  }

  /** A line end inside a quoted value: if the line before it is completely inside, it may be a row of the file. */
  #breakInside(chunk: Buffer, place: number): void {
    this.#line += 1;
    const { delimiters, start } = this.#inner;
    if (
      delimiters + 1 === this.#shape.width &&
      (start < 0 || this.#shape.looksLikeRow(chunk.toString('utf8', start, place)))
    )
      this.#record.rows += 1;
    this.#record.breaks += 1;
    this.#inner = { delimiters: 0, start: place + 1 };
  }

  /** A line end between two records: it ends a record or an empty line. */
  #endLine(place: number, byte: number, state: State): number {
    if (state === at.start) this.#emptyLine();
    else this.#endRecord(this.#offset + place, state);
    this.#line += 1;
    this.#state = at.start;
    if (byte === carriageReturn) this.ends.return += 1;
    else this.ends.feed += 1;
    if (byte === carriageReturn) this.#listener.lineEnd?.(this.#offset + place, 'return');
    return place + 1;
  }

  #emptyLine(): void {
    this.emptyLines += 1;
    this.#listener.begun?.(this.#line, 'empty line');
  }

  #endRecord(end: number, state: State): void {
    const { start, line, cells, openCell, breaks, rows } = this.#record;
    const kind = this.#damageOf(end - start, state);
    const lines = { first_line: line, last_line: this.#line };
    if (kind !== null) {
      this.#listener.damaged?.({ start, end, ...lines, cell: openCell, kind });
      return;
    }
    this.records += 1;
    this.#listener.begun?.(line, 'record');
    if (cells === this.#shape.width) this.fitting += 1;
    if (breaks > 0) this.hasLongValues = true;
    if (rows > 0) this.#listener.rowLike?.({ ...lines, rows });
  }

  #damageOf(bytes: number, state: State): Damage['kind'] | null {
    if (state === at.quoted) return 'open_quote';
    const { breaks, cells } = this.#record;
    if (state === at.broken) return breaks > 0 ? 'open_quote' : 'unquoted_value';
    if (bytes > largestRecord) return 'size';
    return breaks > 0 && cells !== this.#shape.width && this.records > 0 ? 'columns' : null;
  }
}

const mark = Buffer.from('\uFEFF');
