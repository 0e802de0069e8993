import { languages } from '../report/language.js';
import type { Credit, Published } from '../report/published.js';
import type { Cell, Column, Table } from '../report/report.js';
import {
  column,
  fewCell,
  moneyCell,
  numberCell,
  peopleCell,
  rawCell,
  secondary,
  share,
  tenth,
  textCell,
  whole,
} from './cells.js';
import { groupNames, isFew, md5Short, personId } from './names.js';
import { placeboColumns, placeboSheet } from './placebo.js';

/** The tables read, how many rows, how fresh. */
export function sourcesTable({ sources, facts }: Published): Table {
  const words = languages[facts.language];
  const c = words.columns;
  return {
    kind: 'table',
    id: 'sources',
    title: words.tables.sources,
    columns: [
      column(c.table, { kind: 'id' }),
      column(c.rows, whole, 'counted'),
      column(c.rejected, whole, 'counted'),
      column(c.first, { kind: 'date' }),
      column(c.last, { kind: 'date' }),
    ],
    rows: sources.map((row) => [
      textCell(row.table_name),
      { is: 'number', value: row.rows },
      { is: 'number', value: row.rejected },
      textCell(shortTime(row.first_ts)),
      textCell(shortTime(row.last_ts)),
    ]),
    shown: 20,
    note: null,
  };
}

/** A time to the minute. */
function shortTime(time: string | null): string {
  return (time ?? '\u2013').slice(0, 16).replace('T', ' ');
}

/** How many members of each group are known in the product, the largest groups first. */
export function matchTable(published: Published): Table {
  const { match_rate, facts } = published;
  const words = languages[facts.language];
  const names = groupNames(published);
  const some = match_rate.some((row) => row.basis === 'observed');
  const observed = some && match_rate.every((row) => row.basis === 'observed');
  const ordered = [...match_rate].sort((a, b) => b.members - a.members || (a.group_id < b.group_id ? -1 : 1));
  return {
    kind: 'table',
    id: 'match_rate',
    title: words.tables.match,
    columns: [
      column(words.columns.group, { kind: 'text' }),
      column(observed ? words.columns.membersObserved : words.columns.members, whole, 'counted'),
      column(words.columns.matched, whole, 'counted'),
      { ...column(words.columns.matchRate, share, 'counted'), bar: true },
    ],
    rows: ordered.map((row) => [
      textCell(names.get(row.group_id) ?? row.group_id),
      peopleCell(row.members, row.members, facts, '', words),
      peopleCell(row.matched, row.matched, facts, '', words),
      isFew(row.members, facts) || isFew(row.matched, facts)
        ? fewCell(facts, words)
        : numberCell(row.members > 0 ? row.matched / row.members : null, words.noMembersReason, words),
    ]),
    shown: 8,
    note: some ? words.tables.matchObserved : null,
  };
}

/** Credited + unattributed against the ledger, per goal and model. */
export function reconciliationTable(published: Published): Table {
  const words = languages[published.facts.language];
  const c = words.columns;
  const hasValue = published.goals.some((goal) => goal.has_value);
  const value = moneyColumns(published, [c.valueLedger, c.valueDifference]);
  return {
    kind: 'table',
    id: 'reconciliation',
    title: words.tables.reconciliation,
    columns: [
      column(c.goal, { kind: 'id' }),
      column(c.model, { kind: 'id' }),
      column(c.ledger, whole, 'counted'),
      column(c.credited, tenth, 'D'),
      column(c.unattributed, tenth, 'D'),
      column(c.difference, { kind: 'number', digits: 0 }, 'counted'),
      ...(hasValue ? value : []),
    ],
    rows: published.reconciliation.map((row) => [
      textCell(row.goal),
      textCell(row.model),
      { is: 'number', value: row.source_total },
      { is: 'number', value: row.credited },
      { is: 'number', value: row.unattributed },
      { is: 'number', value: row.difference },
      ...(hasValue ? [moneyCell(row.value_source_total, words), moneyCell(row.value_difference, words)] : []),
    ]),
    shown: 12,
    note: null,
  };
}

/** Counted money columns that hold several goals: the most decimals any of them needs, the currency only if it is one. */
export function moneyColumns({ goals }: Published, labels: readonly string[]): Column[] {
  const currencies = new Set(goals.filter((goal) => goal.has_value).map((goal) => goal.currency));
  const digits = Math.max(
    0,
    ...goals.filter((goal) => goal.has_value).map((goal) => goal.currency_digits ?? 2),
  );
  const currency = currencies.size === 1 ? ([...currencies][0] ?? null) : null;
  return labels.map((label) => column(label, { kind: 'money', digits, currency }, 'counted'));
}

/** The rows that were rejected, with file and line; what was found is hidden when people are masked. */
export function rejectsTable({ rejects, facts }: Published): Table {
  const words = languages[facts.language];
  const c = words.columns;
  const found = (text: string | null) => (facts.mask === 'hash' && text !== null ? md5Short(text) : text);
  return {
    kind: 'table',
    id: 'rejects',
    title: words.tables.rejects,
    columns: [
      column(c.table, { kind: 'id' }),
      column(c.file, { kind: 'text' }),
      column(c.line, { kind: 'id' }),
      column(c.column, { kind: 'id' }),
      column(c.found, { kind: 'text' }),
      column(c.expected, { kind: 'text' }),
      column(c.reason, { kind: 'text' }),
    ],
    rows: rejects.map((row) =>
      [
        row.table_name,
        row.file,
        String(row.line ?? ''),
        row.column,
        found(row.found),
        row.expected,
        row.reason,
      ].map(textCell),
    ),
    shown: 5,
    note: facts.mask === 'hash' ? words.tables.foundHidden : null,
  };
}

/** The main published tables with their own field names, for the sheets of a workbook. */
export function mainTables(published: Published): readonly Table[] {
  const { facts } = published;
  const raw = (text: string) => rawCell(text);
  const person = (text: string) => rawCell(personId(text, facts));
  return [
    creditTable(published, 'group_credit', 'group_id', published.group_credit, (row) => raw(row.group_id)),
    creditTable(published, 'tactic_credit', 'tactic_id', published.tactic_credit, (row) =>
      raw(row.tactic_id),
    ),
    creditTable(published, 'kol_credit', 'kol_id', published.kol_credit, (row) => person(row.kol_id)),
    groupWeekTable(published),
    landedTable(published),
    unattributedTable(published),
    placeboTable(published),
    { ...sheet('placebo_test', placeboColumns), rows: placeboSheet(published) },
    groupsTable(published),
  ].filter((table) => table.rows.length > 0);
}

/** One of the three credit tables; figures about too few conversions are suppressed. */
function creditTable<Row extends Credit>(
  published: Published,
  id: string,
  key: string,
  rows: readonly Row[],
  keyCell: (row: Row) => Cell,
): Table {
  const { facts } = published;
  const words = languages[facts.language];
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
function sheet(id: string, columns: readonly Column[]): Table {
  return { kind: 'table', id, title: id, columns, rows: [], shown: Number.POSITIVE_INFINITY, note: null };
}

function groupWeekTable({ group_week, facts }: Published): Table {
  const words = languages[facts.language];
  const columns = [
    column('group_id', { kind: 'id' }),
    column('week_start', { kind: 'date' }),
    column('members', whole, 'counted'),
    column('landed', whole, 'counted'),
    column('value', { kind: 'number', digits: 2 }, 'counted'),
    column('value_reversed', { kind: 'number', digits: 2 }, 'counted'),
    secondary('messages', whole, 'activity'),
    secondary('chatters', whole, 'activity'),
  ];
  const cell = (value: number | null, people: number | null, reason: string = words.notObservableReason) =>
    peopleCell(value, people, facts, reason, words);
  const rows = group_week.map((row) => [
    rawCell(row.group_id),
    rawCell(row.week_start),
    cell(row.members, row.members),
    cell(row.landed, row.landed),
    cell(row.value, row.landed, words.noSumReason),
    cell(row.value_reversed, row.landed, words.noSumReason),
    cell(row.messages, row.chatters),
    cell(row.chatters, row.chatters),
  ]);
  return { ...sheet('group_week', columns), rows };
}

function landedTable({ landed, facts }: Published): Table {
  const words = languages[facts.language];
  const fields = ['conversions', 'conversions_net', 'value', 'value_net'] as const;
  const ids = ['goal', 'week_start', 'member_class'].map((name) => column(name, { kind: 'id' }));
  const figures = fields.map((name) =>
    column(name, name.startsWith('value') ? { kind: 'number', digits: 2 } : whole, 'counted'),
  );
  const rows = landed.map((row) => [
    rawCell(row.goal),
    rawCell(row.week_start),
    rawCell(row.member_class),
    ...fields.map((field) => peopleCell(row[field], row.conversions, facts, words.noValueReason, words)),
  ]);
  return { ...sheet('landed', [...ids, ...figures]), rows };
}

function unattributedTable({ unattributed, facts }: Published): Table {
  const words = languages[facts.language];
  const columns = [
    column('goal', { kind: 'id' }),
    column('reason', { kind: 'id' }),
    column('conversions', whole, 'D'),
    column('value', { kind: 'number', digits: 2 }, 'D'),
  ];
  const rows = unattributed.map((row) => [
    rawCell(row.goal),
    rawCell(row.reason),
    peopleCell(row.conversions, row.conversions, facts, '', words),
    peopleCell(row.value, row.conversions, facts, words.noValueReason, words),
  ]);
  return { ...sheet('unattributed', columns), rows };
}

function placeboTable({ placebo, facts }: Published): Table {
  const words = languages[facts.language];
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
