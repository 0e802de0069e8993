import { closeSync, openSync, writeSync } from 'node:fs';
import { type Cell, csvCell } from '../../text/csv.js';

const bufferBytes = 1 << 19;
/** A unit of UTF-16 becomes at most three bytes. */
const mostBytes = 3;

const [comma, lineFeed] = [0x2c, 0x0a];

/** Which units are one byte each, and ask for no quotes. */
const plain = Uint8Array.from({ length: 0x80 }, (_, unit) =>
  Number(!'",\r\n'.includes(String.fromCharCode(unit))),
);

/** A table that is written row by row: cells go straight into the bytes of the file, as a text of a row is made of dozens of texts. */
export class CsvFile {
  rows = 0;
  private readonly file: number;
  private readonly bytes = Buffer.allocUnsafe(bufferBytes);
  private size = 0;

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
    for (let place = 0; place < row.length; place += 1) {
      if (place > 0) this.sign(comma);
      const cell = row[place] ?? null;
      if (typeof cell === 'string') this.text(cell);
      else if (cell !== null) this.text(String(cell));
    }
    this.sign(lineFeed);
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
  }
}

/** A disk may take less than it is given at once. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
