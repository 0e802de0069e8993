import { columnOf, numberText, typedText } from './cell_text.js';
import type { Sheet, Workbook } from './workbook.js';
import { readXml } from './xml.js';
import { damaged } from './zip_parts.js';

/** What can be wrong with a cell: a formula whose value was not stored, or a number of more than 15 digits. */
export type CellFault = 'no stored value' | 'lost digits';

/** One row of a sheet: the texts of its cells by column number (gaps are empty), and which of them are faulty. */
export interface SheetRow {
  /** its number in the sheet, starting at 1 */
  readonly row: number;
  readonly cells: readonly string[];
  readonly faults: readonly { readonly column: number; readonly fault: CellFault }[];
  /** the currencies that number formats show, by column number; absent if there are none */
  readonly currencies?: readonly (readonly [column: number, currency: string])[];
}

/** The non-blank rows of a sheet, one at a time. Memory does not grow with the sheet. */
export async function* sheetRows(workbook: Workbook, sheet: Sheet): AsyncGenerator<SheetRow> {
  const reader = new RowReader(workbook, await workbook.sharedTexts());
  for await (const _ of readXml(workbook.zip.read(sheet.part), reader, workbook.name)) yield* reader.take();
}

class RowReader {
  readonly #workbook: Workbook;
  readonly #shared: readonly string[];
  #rows: SheetRow[] = [];
  #row = 0;
  #cells: string[] = [];
  #faults: SheetRow['faults'][number][] = [];
  #currencies: [number, string][] = [];
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #hasValue = false;
  #hasFormula = false;
  #isText = false;
  #isHint = false;

  constructor(workbook: Workbook, shared: readonly string[]) {
    this.#workbook = workbook;
    this.#shared = shared;
  }

  /** The complete rows so far; each is returned only once. */
  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'c') this.#openCell(attributes);
    else if (tag === 'v' || tag === 't') {
      this.#isText = !this.#isHint;
      this.#hasValue = true;
    } else if (tag === 'f') this.#hasFormula = true;
    else if (tag === 'rPh') this.#isHint = true;
    else if (tag === 'row') {
      this.#row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r);
      this.#cells = [];
      this.#faults = [];
      this.#currencies = [];
      this.#column = -1;
    }
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    this.#column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r);
    this.#type = attributes.t ?? 'n';
    this.#style = Number(attributes.s ?? 0);
    this.#value = '';
    this.#hasValue = false;
    this.#hasFormula = false;
  }

  text(text: string): void {
    if (this.#isText) this.#value += text;
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.#isText = false;
    else if (tag === 'rPh') this.#isHint = false;
    else if (tag === 'c') this.#closeCell();
    else if (tag === 'row' && this.#cells.length > 0)
      this.#rows.push({
        row: this.#row,
        cells: this.#cells,
        faults: this.#faults,
        ...(this.#currencies.length > 0 && { currencies: this.#currencies }),
      });
  }

  #closeCell(): void {
    if (this.#hasFormula && (!this.#hasValue || (this.#value === '' && this.#type !== 'str')))
      this.#faults.push({ column: this.#column, fault: 'no stored value' });
    if (!this.#hasValue || this.#value === '') return;
    this.#cells[this.#column] = this.#cellText();
  }

  #cellText(): string {
    if (this.#type === 's') {
      const text = this.#shared[Number(this.#value)];
      if (text === undefined)
        throw damaged(this.#workbook.name, `row ${this.#row} refers to a text that does not exist`);
      return text;
    }
    if (this.#type === 'b') return this.#value === '1' ? 'TRUE' : 'FALSE';
    if (this.#type === 'd') return this.#value.replace('T', ' ');
    if (this.#type !== 'n') return typedText(this.#value);
    const shown = this.#workbook.shown[this.#style] ?? 'number';
    if (Math.abs(Number(this.#value)) >= 1e15)
      this.#faults.push({ column: this.#column, fault: 'lost digits' });
    if (typeof shown === 'object' && 'currency' in shown)
      this.#currencies.push([this.#column, shown.currency]);
    return numberText(this.#value, shown, this.#workbook.since);
  }
}
