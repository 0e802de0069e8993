import type { Cell, Column, FindingRow, Shape, Table } from '../../report/report.js';
import { column, rawCell, whole } from '../wording/cells.js';
import { sheet } from './sheets.js';

const id: Shape = { kind: 'id' };
const text: Shape = { kind: 'text' };
const figure: Shape = { kind: 'number', digits: 2 };
const chance: Shape = { kind: 'number', digits: 4 };

const shapes: Readonly<Record<keyof FindingRow, Shape>> = {
  ...{ id, part: id, kind: id, goal: id, unit: text },
  ...{ figure, low: figure, high: figure, expected: figure, p: chance, family: whole },
  ...{ grade: id, owner: text, text_en: text, text_zh: text, query: text },
};

const fields = Object.keys(shapes) as (keyof FindingRow)[];

/** Every sentence of the report as a sheet of the workbook, under the names of the published table. */
export function findingsSheet(rows: readonly FindingRow[]): Table {
  const columns: Column[] = fields.map((field) => column(field, shapes[field]));
  return {
    ...sheet('findings', columns),
    rows: rows.map((row) => fields.map((field) => cellOf(row[field]))),
  };
}

function cellOf(value: string | number | null): Cell {
  return typeof value === 'number' ? { is: 'number', value } : rawCell(value);
}
