import { writeFileSync } from 'node:fs';
import type { InputConfig } from '../../config/config.js';
import { inputError, usageError } from '../../contract/errors.js';
import { csv } from '../../text/csv.js';
import { visible } from '../../text/printable.js';
import { type LoadPlan, type SourceFile, sourceColumn } from '../plan.js';
import { lineInSource } from '../records/line_shifts.js';
import { transformed } from '../transforms.js';
import { csvRows, madeCopy, nameOfMany, someFiles } from './made_copy.js';

/** A group as described in the groups table: canonical column -> value. */
export type GroupRow = Readonly<Record<string, string>>;

const everybody = /^(?:all|every group|全部|所有|所有群|全部群|全群)$/i;
const condition = /^([a-z_]+)\s*[=:：]\s*(.+)$/i;
const conditions = ['type', 'matrix', 'platform', 'owner_id', 'kol_id', 'name'];

/** The groups that a cell names: ids separated by commas, `all`, or a condition on the groups table, such as `type=store`. */
export function groupsIn(
  cell: string,
  groups: readonly GroupRow[],
): readonly string[] | { readonly wrong: string } {
  const known = new Set(groups.map(({ group_id = '' }) => group_id));
  const found: string[] = [];
  for (const part of cell.split(/[,，;；、\n]/).map((one) => transformed(one, ['unwrap'], null))) {
    if (part === '') continue;
    const [, column = '', value = ''] = condition.exec(part) ?? [];
    const isId = known.has(part) || (!everybody.test(part) && !conditions.includes(column.toLowerCase()));
    if (isId) found.push(part);
    else if (groups.length === 0)
      return { wrong: `"${part}", but there is no groups table to say which these are` };
    else {
      const fitting = groups.filter(
        (group) => column === '' || group[column.toLowerCase()]?.toLowerCase() === value.trim().toLowerCase(),
      );
      if (fitting.length === 0) return { wrong: `"${part}", which matches no group` };
      found.push(...fitting.map(({ group_id = '' }) => group_id));
    }
  }
  return [...new Set(found)];
}

/** The rows of the groups table, under canonical names. */
export async function groupRows(plans: readonly LoadPlan[]): Promise<GroupRow[]> {
  const rows: GroupRow[] = [];
  for (const { files, columns } of plans)
    for (const file of files)
      for await (const { cells, isLeftover } of csvRows(
        file,
        `inputs.groups: ${file.name}: cells that name several groups`,
      )) {
        if (isLeftover) continue;
        const entries = Object.entries(columns).map(([canonical, source]) => {
          const constant = file.constants?.[source];
          return [
            canonical,
            constant ?? transformed(cells[file.format.header.indexOf(source)] ?? '', ['unwrap'], null),
          ];
        });
        rows.push(Object.fromEntries(entries) as GroupRow);
      }
  return rows.filter(({ group_id = '' }) => group_id !== '');
}

/** Turns rows whose cells name several groups into one row per group. */
export async function listCellsFile(
  files: readonly SourceFile[],
  input: InputConfig,
  groups: readonly GroupRow[],
  target: string,
): Promise<SourceFile> {
  const given = someFiles(files, () =>
    usageError('inputs.tactic_groups has no file to read.', 'Write `files:`.'),
  );
  const [first] = given;
  const constant = input.constants[input.columns.group_id ?? ''];
  const isConstant = constant !== undefined;
  const column = isConstant
    ? input.columns.group_id
    : sourceColumn('tactic_groups', input, 'group_id', first.format.header);
  if (column === undefined)
    throw usageError(
      `${first.name} has no column with the groups.`,
      'Name it with `columns: { group_id: ... }`.',
    );
  const header = isConstant ? [...first.format.header, column] : first.format.header;
  const rows: string[][] = [];
  for (const file of files) {
    // the columns of another file may be in another order
    const places = header.map((name) => file.format.header.indexOf(name));
    const place = file.format.header.indexOf(column);
    for await (const { cells, line } of csvRows(
      file,
      `inputs.tactic_groups: ${file.name}: cells that name several groups`,
    )) {
      const found = groupsIn(constant ?? cells[place] ?? '', groups);
      if ('wrong' in found)
        throw inputError(
          `${file.name}, row ${lineInSource(file.line_shifts ?? [], line)}, column ${visible(column)}: found ${visible(found.wrong)}.`,
          `Write group ids separated by commas, or all, or one of ${conditions.join(', ')} with a value, such as type=store.`,
        );
      for (const group of found)
        rows.push(header.map((name, at) => (name === column ? group : (cells[places[at] ?? -1] ?? ''))));
    }
  }
  writeFileSync(target, csv(header, rows));
  const { [column]: _, ...constants } = first.constants ?? {};
  const copy = madeCopy(given, { name: nameOfMany(given, 'files'), target, header });
  const types = Object.fromEntries(Object.keys(constants).map((name) => [name, 'VARCHAR']));
  return { ...copy, constants, types: { ...copy.types, ...types } };
}
