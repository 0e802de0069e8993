import { closeSync, openSync, writeSync } from 'node:fs';
import { type Cell, csvLines } from '../../text/csv.js';

const bufferRows = 2000;

/** A table that is written row by row. */
export class CsvFile {
  rows = 0;
  private readonly file: number;
  private waiting: (readonly Cell[])[] = [];

  constructor(path: string, header: readonly string[]) {
    this.file = openSync(path, 'w');
    writeSync(this.file, csvLines([header]));
  }

  add(row: readonly Cell[]): void {
    this.rows += 1;
    this.waiting.push(row);
    if (this.waiting.length >= bufferRows) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    writeSync(this.file, csvLines(this.waiting));
    this.waiting = [];
  }
}
