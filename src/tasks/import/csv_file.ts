import { closeSync, openSync, writeFileSync } from 'node:fs';
import { type Cell, csvLine, csvLines } from '../../text/csv.js';

const bufferCharacters = 1 << 18;

/** A table that is written row by row. */
export class CsvFile {
  rows = 0;
  private readonly file: number;
  private waiting = '';

  constructor(path: string, header: readonly string[]) {
    this.file = openSync(path, 'w');
    writeFileSync(this.file, csvLines([header]));
  }

  add(row: readonly Cell[]): void {
    this.rows += 1;
    this.waiting += csvLine(row);
    if (this.waiting.length >= bufferCharacters) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    if (this.waiting === '') return;
    writeFileSync(this.file, this.waiting);
    this.waiting = '';
  }
}
