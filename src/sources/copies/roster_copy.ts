import { writeFileSync } from 'node:fs';
import type { InputConfig } from '../../config/config.js';
import { inputError, usageError } from '../../contract/errors.js';
import { csv } from '../../text/csv.js';
import { visible } from '../../text/printable.js';
import { headerOf } from '../headers.js';
import { type SourceFile, sourceColumn } from '../plan.js';
import { lineInSource } from '../records/line_shifts.js';
import { transformed } from '../transforms.js';
import { listDay } from './list_day.js';
import { csvRows, madeCopy, nameOfMany, refuseOtherThanCsv, someFiles } from './made_copy.js';
import { dayIn, type Listed, type ShortList, staysOf } from './stays.js';

const carried = ['inviter_id', 'code'] as const;

/** The value of `roster` that says the date of a list is in its file name. */
export const fileName = 'file name';

/** Turns dated lists of members into one file of stays, under canonical names. */
export async function rosterFile(
  files: readonly SourceFile[],
  input: InputConfig,
  zone: string,
  target: string,
): Promise<SourceFile> {
  const rows: Listed[] = [];
  let left_out = 0;
  for (const file of files) {
    const found = await listedIn(file, input, zone);
    rows.push(...found.rows);
    left_out += found.left_out;
  }
  const nobody = () => inputError('inputs.memberships: the lists contain nobody.', 'Export them again.');
  if (rows.length === 0) throw nobody();
  const given = someFiles(files, nobody);
  const { stays, passed_over, unclear, gaps } = staysOf(rows, input.short_lists);
  if (unclear[0] !== undefined) throw unclearList(unclear[0], unclear.length);
  const header = [
    ...['group_id', 'member_id', 'joined_at', 'left_at', 'left_known', 'joined_after', 'left_before'],
    ...['join_method', ...carried],
  ];
  const lines = stays.map((stay) => [
    stay.group_id,
    stay.member_id,
    stay.joined_at,
    stay.left_at,
    'true',
    stay.joined_after,
    stay.left_before,
    stay.isFromStart ? 'in the first list' : 'between two lists',
    ...stay.more,
  ]);
  writeFileSync(target, csv(header, lines));
  return {
    ...madeCopy(given, { name: nameOfMany(given, 'lists'), target, header }),
    lists: { passed_over, gaps, left_out },
  };
}

/** Either many people left or a file was cut short: only a human can tell. */
function unclearList(list: ShortList, count: number): Error {
  const others = count === 1 ? '' : ` (and ${count - 1} more lists like it)`;
  return usageError(
    `inputs.memberships: the list of group ${visible(list.group_id)} on ${list.day} has ${list.people} people, the one on ${list.day_before} has ${list.people_before}: either most of them left, or the list was cut short${others}.`,
    'Look at the list and say which: `short_lists: leaves`, or `short_lists: skip` to ignore such lists.',
  );
}

function noDay(file: SourceFile, line: number, written: string): Error {
  return inputError(
    `${file.name}, row ${lineInSource(file.line_shifts, line)}: found "${visible(written)}", expected the day of the list, year first, such as 2026-11-16.`,
    'Export the lists again with such days, or name the files by their days and write `roster: file name`.',
  );
}

/** The rows of one list, and how many are totals, headers and the like; a row without a group, member or day is an error that names it. */
async function listedIn(
  file: SourceFile,
  input: InputConfig,
  zone: string,
): Promise<{ readonly rows: Listed[]; readonly left_out: number }> {
  const what = `${file.name}: lists under roster`;
  refuseOtherThanCsv(file, what);
  const { header } = file.format;
  const place = (canonical: string): number => {
    const column = sourceColumn('memberships', input, canonical, header);
    return column === undefined ? -1 : header.indexOf(column);
  };
  const [group, member, joined] = ['group_id', 'member_id', 'joined_at'].map(place) as [
    number,
    number,
    number,
  ];
  const more = carried.map(place);
  const dayColumn =
    input.roster === fileName ? undefined : headerOf(input.roster ?? '', header, 'inputs.memberships.roster');
  const dayOfFile = dayIn(file.name);
  if (input.roster === fileName && dayOfFile === null)
    throw inputError(
      `${file.name}: its name contains no date, or several.`,
      'Name the lists like roster-2026-11-02.csv, or write under `roster` which column has the date.',
    );
  if (input.roster !== fileName && dayColumn === undefined)
    throw usageError(
      `${file.name} has no column "${input.roster}" with the date of the list.`,
      `Write the column under inputs.memberships.roster, or "${fileName}".`,
    );
  const rows: Listed[] = [];
  let left_out = 0;
  for await (const { cells, line, isLeftover } of csvRows(file, what)) {
    if (isLeftover) {
      left_out += 1;
      continue;
    }
    const cell = (at: number) => transformed(cells[at] ?? '', ['unwrap'], null);
    const constant = (canonical: string) => input.constants[input.columns[canonical] ?? ''];
    const written = dayColumn === undefined ? '' : cell(header.indexOf(dayColumn));
    const day = dayColumn === undefined ? dayOfFile : listDay(written, zone);
    if (day === null && written !== '') throw noDay(file, line, written);
    const [group_id, member_id] = [constant('group_id') ?? cell(group), cell(member)];
    if (group_id === '' || member_id === '' || day === null)
      throw inputError(
        `${file.name}, row ${lineInSource(file.line_shifts, line)}: found no ${day === null ? 'date' : group_id === '' ? 'group' : 'member'} in a dated list of members.`,
        'A list needs a group, a member and a date in every row: export it again.',
      );
    if (/[\r\n]/.test(group_id + member_id))
      throw inputError(
        `${file.name}, row ${lineInSource(file.line_shifts, line)}: found a line break inside a group or a member: a quote before it is not closed within its cell, and swallows the rows after it.`,
        'Export the file again with every quote inside a value doubled ("").',
      );
    rows.push({ day, group_id, member_id, joined_at: cell(joined), more: more.map(cell) });
  }
  return { rows, left_out };
}
