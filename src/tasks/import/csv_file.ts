import { closeSync, openSync, writeSync } from 'node:fs';
import { type Cell, csvCell } from '../../text/csv.js';

const bufferBytes = 1 << 19;
/** A UTF-16 unit becomes at most three bytes. */
const mostBytes = 3;

const [comma, lineFeed] = [0x2c, 0x0a];

/** Which units are one byte each and need no quotes. */
const plain = Uint8Array.from({ length: 0x80 }, (_, unit) =>
  Number(!'",\r\n'.includes(String.fromCharCode(unit))),
);

const smallNumbers = Array.from({ length: 1000 }, (_, number) => String(number));

/**
 * A table that is written row by row. Cells go straight into the bytes of the file, because building a row's text takes dozens of strings. What
 * a row has in common with the previous one is copied from there.
 */
export class CsvFile {
  rows = 0;
  private readonly file: number;
  /** with spare room, because copies are made four bytes at a time */
  private readonly bytes = Buffer.allocUnsafeSlow(bufferBytes + 4);
  private readonly words = new DataView(this.bytes.buffer);
  private size = 0;
  /** the previous row, where it begins in the buffer, and the bytes of each cell including the separator after it; empty if it is no longer there */
  private above: readonly Cell[] = [];
  private begin = 0;
  private readonly widths: number[] = [];
  /** whether the buffer was flushed within this row */
  private isCut = false;

  constructor(path: string, header: readonly string[]) {
    this.file = openSync(path, 'w');
    this.write(header);
  }

  add(row: readonly Cell[]): void {
    this.rows += 1;
    this.write(row);
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private write(row: readonly Cell[]): void {
    const { length } = row;
    const { widths } = this;
    if (this.above.length !== length) this.above = [];
    const begin = this.size;
    let old = this.begin;
    for (let place = 0; place < length; ) {
      const { above } = this;
      let same = place;
      let width = 0;
      for (; same < above.length && row[same] === above[same]; same += 1) width += widths[same] ?? 0;
      if (same > place && this.repeat(old, width)) {
        old += width;
        place = same;
        continue;
      }
      const start = this.size;
      this.cell(row[place] ?? null);
      this.sign(place === length - 1 ? lineFeed : comma);
      old += widths[place] ?? 0;
      widths[place] = this.size - start;
      place += 1;
    }
    this.begin = begin;
    this.above = this.isCut ? [] : row;
    this.isCut = false;
  }

  /** Copies bytes of the previous row; false if the buffer has no room for that. */
  private repeat(from: number, length: number): boolean {
    const { size, words } = this;
    if (size + length > bufferBytes) {
      this.flush();
      return false;
    }
    for (let at = 0; at < length; at += 4) words.setUint32(size + at, words.getUint32(from + at));
    this.size = size + length;
    return true;
  }

  private cell(cell: Cell): void {
    if (typeof cell === 'string') this.text(cell);
    else if (cell !== null)
      this.text((Number.isInteger(cell) ? smallNumbers[cell] : undefined) ?? String(cell));
  }

  private sign(byte: number): void {
    if (this.size === bufferBytes) this.flush();
    this.bytes[this.size] = byte;
    this.size += 1;
  }

  /** Nearly all cells are ASCII without anything to quote, and are copied unit by unit. */
  private text(cell: string): void {
    if (this.size + cell.length > bufferBytes) this.flush();
    if (cell.length > bufferBytes || !this.isCopied(cell)) this.encoded(csvCell(cell));
  }

  private isCopied(cell: string): boolean {
    const { bytes, size } = this;
    const { length } = cell;
    for (let at = 0; at < length; at += 1) {
      const unit = cell.charCodeAt(at);
      if (plain[unit] !== 1) return false;
      bytes[size + at] = unit;
    }
    this.size = size + length;
    return true;
  }

  private encoded(cell: string): void {
    if (this.size + cell.length * mostBytes > bufferBytes) this.flush();
    if (cell.length * mostBytes > bufferBytes) writeAll(this.file, Buffer.from(cell));
    else this.size += this.bytes.write(cell, this.size);
  }

  private flush(): void {
    writeAll(this.file, this.bytes.subarray(0, this.size));
    this.size = 0;
    this.above = [];
    this.isCut = true;
  }
}

/** A write may accept fewer bytes than it is given. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
