import { numberAt, textAt } from '../../contract/row_columns.js';
import type { Credit, GroupCredit, Published } from '../../report/published.js';
import { type Cell, type Column, sheetRows, type Table } from '../../report/report.js';
import { hiddenCredit, hiddenReasons } from '../hidden/hidden_credit.js';
import { isHiddenLanded } from '../hidden/hidden_landed.js';
import { hiddenMembers } from '../hidden/hidden_members.js';
import { type HiddenRows, hiddenKols, hiddenTactics } from '../hidden/hidden_rows_of_credit.js';
import { hiddenRows } from '../hidden/suppression.js';
import { placeboColumns, placeboSheet } from '../trust/placebo.js';
import { column, fewCell, peopleCell, rawCell, secondary, whole } from '../wording/cells.js';
import { wordsOf } from '../wording/words.js';

/** The main published tables under their own column names, for the sheets of a workbook. */
export function mainTables(published: Published): readonly Table[] {
  const raw = (text: string) => rawCell(text);
  return [
    creditTable(published, 'group_credit', 'group_id', published.group_credit, {
      keyCell: (row) => raw(row.group_id),
      hidden: rowsOfGroups(published, 'groups'),
      gross: rowsOfGroups(published, 'gross'),
    }),
    creditTable(published, 'tactic_credit', 'tactic_id', published.tactic_credit, {
      keyCell: (row) => raw(row.tactic_id),
      ...hiddenTactics(published),
    }),
    creditTable(published, 'kol_credit', 'kol_id', published.kol_credit, {
      keyCell: (row) => raw(row.kol_id),
      ...hiddenKols(published),
    }),
    groupMembersTable(published),
    groupWeekTable(published),
    landedTable(published),
    unattributedTable(published),
    placeboTable(published),
    { ...sheet('placebo_test', placeboColumns), rows: placeboSheet(published) },
    groupsTable(published),
  ].filter((table) => table.rows.length > 0);
}

/** Columns hidden in a row whose reversals are about too few people, because they would give them by subtraction. */
const netFields: ReadonlySet<string> = new Set(['conversions_net', 'value_net', 'any_touch', 'placebo']);

interface CreditRows<Row> extends HiddenRows<Row> {
  readonly keyCell: (row: Row) => Cell;
}

/** The credit of groups that is not printed. */
function rowsOfGroups(published: Published, which: 'groups' | 'gross'): ReadonlySet<GroupCredit> {
  return new Set(
    published.group_credit.filter(({ group_id, goal, model }) =>
      hiddenCredit(published, goal, model)[which].has(group_id),
    ),
  );
}

/** One of the three credit tables; figures about too few conversions are suppressed. */
function creditTable<Row extends Credit>(
  published: Published,
  id: string,
  key: string,
  rows: readonly Row[],
  { keyCell, hidden, gross }: CreditRows<Row>,
): Table {
  const { facts } = published;
  const words = wordsOf(facts);
  const fields = [
    'conversions',
    'conversions_se',
    'conversions_low',
    'conversions_high',
    'conversions_net',
    'value',
    'value_se',
    'value_low',
    'value_high',
    'value_net',
    'any_touch',
    'placebo',
  ] as const;
  const ids = ['model', 'goal', key].map((name) => column(name, { kind: 'id' }));
  const figures = fields.map((name) =>
    column(name, { kind: 'number', digits: name === 'any_touch' || name === 'placebo' ? 0 : 2 }, 'D'),
  );
  const figure = (row: Row, field: (typeof fields)[number]) => {
    if (hidden.has(row)) return fewCell(facts, words);
    if (gross.has(row) && !netFields.has(field)) return fewCell(facts, words);
    const people = field === 'placebo' ? row.placebo : (row.any_touch ?? row.conversions);
    return peopleCell(row[field], people, facts, words.notInRun, words);
  };
  return {
    ...sheet(id, [...ids, ...figures]),
    rows: rows.map((row) => [
      rawCell(row.model),
      rawCell(row.goal),
      keyCell(row),
      ...fields.map((field) => figure(row, field)),
    ]),
  };
}

/** The frame of a sheet: everything shown, titled by the name of its table. */
export function sheet(id: string, columns: readonly Column[]): Table {
  return { kind: 'table', id, title: id, columns, rows: [], shown: Number.POSITIVE_INFINITY, note: null };
}

function groupMembersTable(published: Published): Table {
  const { group_members, facts } = published;
  const hidden = hiddenMembers(published);
  const words = wordsOf(facts);
  const columns = [
    column('group_id', { kind: 'id' }),
    column('members', whole, 'counted'),
    column('home_members', whole, 'counted'),
    column('basis', { kind: 'id' }),
  ];
  const rows = group_members.map((row) => [
    rawCell(row.group_id),
    ...[row.members, row.home_members].map((value) =>
      hidden.has(row.group_id) ? fewCell(facts, words) : peopleCell(value, value, facts, '', words),
    ),
    rawCell(row.basis),
  ]);
  return { ...sheet('group_members', columns), rows };
}

function groupWeekTable(published: Published): Table {
  const { group_week, facts } = published;
  const hidden = hiddenMembers(published);
  const words = wordsOf(facts);
  const columns = [
    column('group_id', { kind: 'id' }),
    column('week_start', { kind: 'date' }),
    column('members', whole, 'counted'),
    column('home_members', whole, 'counted'),
    column('landed', whole, 'counted'),
    column('value', { kind: 'number', digits: 2 }, 'counted'),
    column('value_reversed', { kind: 'number', digits: 2 }, 'counted'),
    secondary('messages', whole, 'activity'),
    secondary('chatters', whole, 'activity'),
  ];
  const cell = (value: number | null, people: number | null, reason: string = words.notObservableReason) =>
    peopleCell(value, people, facts, reason, words);
  const { group_id, week_start, ...figures } = group_week.columns;
  const all = Array.from({ length: group_week.length }, (_, at) => at);
  const week = (at: number) => textAt(week_start, at);
  const homes = hiddenRows(all, week, (at) => numberAt(figures.home_members, at), facts);
  const rows = all.map((row) => {
    if (row >= sheetRows) return [];
    const of = (figure: keyof typeof figures) => numberAt(figures[figure], row);
    return [
      rawCell(textAt(group_id, row)),
      rawCell(week(row)),
      hidden.has(textAt(group_id, row))
        ? fewCell(facts, words)
        : cell(of('members'), of('members'), words.noMembersReason),
      homes.has(row) || hidden.has(textAt(group_id, row))
        ? fewCell(facts, words)
        : cell(of('home_members'), of('home_members'), words.noMembersReason),
      ...(['landed', 'value'] as const).map((figure) =>
        isHiddenLanded(published, textAt(group_id, row), week(row))
          ? fewCell(facts, words)
          : cell(
              of(figure),
              of('landed'),
              figure === 'landed' ? words.notObservableReason : words.noSumReason,
            ),
      ),
      // how many people got this money back is not known: it may be one
      cell(of('value_reversed'), Math.sign(of('value_reversed') ?? 0), words.noSumReason),
      cell(of('messages'), of('chatters')),
      cell(of('chatters'), of('chatters')),
    ];
  });
  return { ...sheet('group_week', columns), rows };
}

function landedTable({ landed, facts }: Published): Table {
  const words = wordsOf(facts);
  const fields = ['conversions', 'conversions_net', 'value', 'value_net'] as const;
  const ids = ['goal', 'week_start', 'member_class'].map((name) =>
    column(name, { kind: name === 'week_start' ? 'date' : 'id' }),
  );
  const figures = fields.map((name) =>
    column(name, name.startsWith('value') ? { kind: 'number', digits: 2 } : whole, 'counted'),
  );
  const hidden = hiddenRows(
    landed,
    ({ goal, week_start }) => JSON.stringify([goal, week_start]),
    (row) => row.conversions_net,
    facts,
  );
  const backs = hiddenRows(
    landed,
    ({ goal, week_start }) => JSON.stringify([goal, week_start]),
    (row) => row.conversions - row.conversions_net,
    facts,
  );
  const rows = landed.map((row) => {
    const back = backs.has(row);
    return [
      rawCell(row.goal),
      rawCell(row.week_start),
      rawCell(row.member_class),
      ...fields.map((field) =>
        hidden.has(row) || (back && !field.endsWith('_net'))
          ? fewCell(facts, words)
          : peopleCell(row[field], row.conversions, facts, words.noValueReason, words),
      ),
    ];
  });
  return { ...sheet('landed', [...ids, ...figures]), rows };
}

function unattributedTable(published: Published): Table {
  const { unattributed, facts } = published;
  const words = wordsOf(facts);
  const columns = [
    column('goal', { kind: 'id' }),
    column('reason', { kind: 'id' }),
    column('conversions', whole, 'D'),
    column('value', { kind: 'number', digits: 2 }, 'D'),
  ];
  const rows = unattributed.map((row) => [
    rawCell(row.goal),
    rawCell(row.reason),
    ...[row.conversions, row.value].map((value) =>
      hiddenReasons(published, row.goal).has(row.reason)
        ? fewCell(facts, words)
        : peopleCell(value, row.conversions, facts, words.noValueReason, words),
    ),
  ]);
  return { ...sheet('unattributed', columns), rows };
}

function placeboTable({ placebo, facts }: Published): Table {
  const words = wordsOf(facts);
  const columns = [
    column('goal', { kind: 'id' }),
    column('window_days', whole),
    column('real', whole, 'D'),
    column('placebo', whole, 'D'),
  ];
  const rows = placebo.map((row) => [
    rawCell(row.goal),
    { is: 'number' as const, value: row.window_days },
    peopleCell(row.real, row.real, facts, '', words),
    peopleCell(row.placebo, row.placebo, facts, '', words),
  ]);
  return { ...sheet('placebo', columns), rows };
}

function groupsTable({ groups }: Published): Table {
  const fields = ['group_id', 'name', 'type', 'platform', 'matrix'] as const;
  const columns = fields.map((name) => column(name, { kind: name === 'name' ? 'text' : 'id' }));
  return {
    ...sheet('groups', columns),
    rows: groups.map((row) => fields.map((field) => rawCell(row[field]))),
  };
}
