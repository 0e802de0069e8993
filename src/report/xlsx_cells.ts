import type { Shape } from './report.js';

/** Cells of a workbook: text, numbers, dates, headers. */

/** How a cell looks. Equal styles may be the same object, so that a workbook looks up its number only once. */
export interface Style {
  /** number or date format, in Excel's notation */
  readonly format?: string;
  /** points */
  readonly fontSize?: number;
  readonly fontWeight?: 'bold';
  readonly fontStyle?: 'italic';
  /** #RRGGBB */
  readonly textColor?: string;
  readonly backgroundColor?: string;
  readonly bottomBorderColor?: string;
  readonly align?: 'left' | 'right';
  readonly alignVertical?: 'top' | 'bottom';
  readonly wrap?: boolean;
}

/** A value and its style; an empty text is a cell that only has a style. */
export interface SheetCell {
  readonly value: string | number;
  readonly style: Style;
  /** number of columns that it covers; those to its right are left out of the row */
  readonly columnSpan?: number;
}

/** Cells from column A on; null: no cell is written there. */
export type SheetRow = readonly (SheetCell | null)[];

export const grey = '#6B7280';
const headStyle: Style = {
  fontWeight: 'bold',
  backgroundColor: '#EEF1F4',
  bottomBorderColor: '#1B1F24',
  wrap: true,
  alignVertical: 'bottom',
};
const numberHeadStyle: Style = { ...headStyle, align: 'right' };
const plainStyle: Style = {};
const dayStyle: Style = { format: 'yyyy-mm-dd', align: 'left' };
const longestCell = 32_767;
const dayMs = 86_400_000;
/** Days from Excel's first day to 1970-01-01, including the 29 February 1900 that never existed. */
const daysBefore1970 = 25_569;

/** A row of bold column headers, each on the side on which the cells below it are. */
export function heads(labels: readonly string[], rows: readonly SheetRow[] = []): SheetRow {
  return labels.map((label, at) => text(label, isRight(rows, at) ? numberHeadStyle : headStyle));
}

/** Whether a column holds numbers, or texts in their place. */
function isRight(rows: readonly SheetRow[], at: number): boolean {
  const first = rows.find((row) => (row[at] ?? null) !== null)?.[at] ?? null;
  if (first === null) return false;
  return first.style.align === undefined ? typeof first.value === 'number' : first.style.align === 'right';
}

/** A number with the number format of its shape. */
export function figure(value: number, shape: Shape, currency = ''): SheetCell | null {
  if (!Number.isFinite(value)) return null;
  const digits = 'digits' in shape ? shape.digits : 0;
  const decimals = digits === 0 ? '' : `.${'0'.repeat(digits)}`;
  return {
    value,
    style: formatted(shape.kind === 'percent' ? `0${decimals}%` : `${currency}#,##0${decimals}`),
  };
}

const formats = new Map<string, Style>();

function formatted(format: string): Style {
  const known = formats.get(format);
  if (known !== undefined) return known;
  const style = { format };
  formats.set(format, style);
  return style;
}

/** A day as a date of the workbook; anything else as text. */
export function dateOrText(value: string): SheetCell {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return text(value);
  return { value: Date.parse(`${value}T00:00:00Z`) / dayMs + daysBefore1970, style: dayStyle };
}

/** Text, never a formula. Two traps: Excel reads _x0041_ as an escape, and allows at most 32,767 characters. */
export function text(value: string, style: Style = plainStyle): SheetCell {
  return { value: value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').slice(0, longestCell), style };
}

/** Text over several columns. */
export function wideText(value: string, columnSpan: number, style: Style): SheetCell {
  return { ...text(value, style), columnSpan };
}

const paragraphs = new Map<string, Style>();

/** A text over several columns that may take several lines. */
export function paragraph(value: string, columnSpan: number, style: Style = plainStyle): SheetCell {
  const key = JSON.stringify(style);
  const known = paragraphs.get(key) ?? { ...style, wrap: true, alignVertical: 'top' };
  paragraphs.set(key, known);
  return wideText(value, columnSpan, known);
}

const greys = new WeakMap<Style, Style>();

/** The same cell in grey. */
export function greyed<C extends SheetCell | null>(cell: C): C {
  if (cell === null) return cell;
  const known = greys.get(cell.style);
  const style = known ?? { ...cell.style, textColor: grey };
  if (known === undefined) greys.set(cell.style, style);
  return { ...cell, style };
}
