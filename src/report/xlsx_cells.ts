import type { CellObject, Row } from 'write-excel-file/node';
import type { Shape } from './report.js';

/** Cells of a workbook: text, numbers, dates, heads. */

export const grey = '#6B7280';
const headStyle = {
  fontWeight: 'bold',
  backgroundColor: '#EEF1F4',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#1B1F24',
  wrap: true,
  alignVertical: 'bottom',
} as const;
const longestCell = 32_767;

/** A row of bold column headers. */
export function heads(labels: readonly string[]): Row {
  return labels.map((label) => text(label, headStyle));
}

/** A number with the number format of its shape. */
export function figure(value: number, shape: Shape, currency = ''): CellObject | null {
  if (!Number.isFinite(value)) return null;
  const digits = 'digits' in shape ? shape.digits : 0;
  const decimals = digits === 0 ? '' : `.${'0'.repeat(digits)}`;
  const format = shape.kind === 'percent' ? `0${decimals}%` : `${currency}#,##0${decimals}`;
  return { type: Number, value, format };
}

/** A day as a date of the workbook; anything else as text. */
export function dateOrText(value: string): CellObject {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return text(value);
  return { type: Date, value: new Date(`${value}T00:00:00Z`), format: 'yyyy-mm-dd', align: 'left' };
}

/**
 * Text, never a formula. Three traps: Excel reads _x0041_ as an escape, holds 32,767 characters, and the writer's list of strings
 * is a plain object that finds `constructor` in every object: a NUL, which it drops on writing, makes such a text its own.
 */
export function text(value: string, style: Omit<CellObject, 'value' | 'type'> = {}): CellObject {
  const escaped = value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').slice(0, longestCell);
  const own = escaped in Object.prototype ? `${escaped}\0` : escaped;
  return { ...style, type: String, value: own };
}
