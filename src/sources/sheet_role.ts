import type { Config, InputConfig } from '../config/config.js';
import { columnsOf, type TableName } from '../contract/tables.js';
import { asTheyStand } from './records/row_reading.js';
import type { SheetRole } from './xlsx/sheet_copy.js';

/** A workbook about which nothing is known. */
export const anySheet: Omit<SheetRole, 'key'> = {
  sheet: null,
  wanted: [],
  needed: [],
  ids: [],
  amounts: [],
  money: [],
  rows: asTheyStand,
};

/** What a table needs from a workbook: the names of its columns there, as far as they are known. */
export function sheetRole(table: TableName, input: InputConfig, config: Config): SheetRole {
  const { derived } = input.rows;
  const inFile = (name: string) => derived.find((one) => one.name === name)?.column ?? name;
  const columns = Object.entries(columnsOf(table))
    .map(([canonical, column]) => ({
      source: inFile(input.columns[canonical] ?? canonical),
      isNeeded: input.columns[canonical] !== undefined || 'required' in column,
      isId: column.kind === 'id',
      isMoney: column.kind === 'money',
      isAmount: column.kind === 'money' || column.kind === 'number' || column.kind === 'integer',
    }))
    .filter(({ source }) => input.constants[source] === undefined);
  const keys = table === 'conversions' || table === 'reversals' ? input.key : [];
  const asked = [
    ...Object.keys(input.where),
    ...input.filled,
    ...(table === 'conversions' ? config.goals.flatMap(({ match }) => Object.keys(match)) : []),
  ];
  return {
    sheet: input.sheet,
    key: `inputs.${table}`,
    wanted: [...columns.map(({ source }) => source), ...keys, ...asked],
    needed: columns.flatMap(({ source, isNeeded }) => (isNeeded ? [source] : [])),
    rows: input.rows,
    amounts: columns.flatMap(({ source, isAmount }) => (isAmount ? [source] : [])),
    money: columns.flatMap(({ source, isMoney }) => (isMoney ? [source] : [])),
    ids: [...columns.flatMap(({ source, isId }) => (isId ? [source] : [])), ...keys],
  };
}
