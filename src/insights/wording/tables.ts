import type { Language } from '../../report/language.js';
import type { Facts, Published, Reconciliation } from '../../report/published.js';
import type { Cell, Column, Table } from '../../report/report.js';
import { hiddenMembers } from '../hidden/hidden_members.js';
import { totalsOf } from '../totals.js';
import {
  column,
  fewCell,
  moneyCell,
  numberCell,
  peopleCell,
  share,
  tenth,
  textCell,
  whole,
} from './cells.js';
import { goalLabel } from './labels.js';
import { groupNames, isFew } from './names.js';
import { inputLabel, knownLabel, labelFor, wordsOf } from './words.js';

/** The tables read, their number of rows, and how fresh they are. */
export function sourcesTable({ sources, facts }: Published): Table {
  const words = wordsOf(facts);
  const c = words.columns;
  return {
    kind: 'table',
    id: 'sources',
    title: words.tables.sources,
    columns: [
      column(c.table, { kind: 'text' }),
      column(c.rows, whole, 'counted'),
      column(c.rejected, whole, 'counted'),
      column(c.first, { kind: 'date' }),
      column(c.last, { kind: 'date' }),
    ],
    rows: sources.map((row) => [
      textCell(inputLabel(words, row.table_name)),
      peopleCell(row.rows, row.rows, facts, '', words),
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

/** How many members of each group are known in the product, largest groups first. */
export function matchTable(published: Published): Table {
  const { match_rate, facts } = published;
  const words = wordsOf(facts);
  const names = groupNames(published);
  const some = match_rate.some((row) => row.basis === 'observed');
  const observed = some && match_rate.every((row) => row.basis === 'observed');
  const hidden = hiddenMembers(published);
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
      hidden.has(row.group_id)
        ? fewCell(facts, words)
        : peopleCell(row.members, row.members, facts, '', words),
      hidden.has(row.group_id) || isFew(row.members - row.matched, facts)
        ? fewCell(facts, words)
        : peopleCell(row.matched, row.matched, facts, '', words),
      hidden.has(row.group_id) || isFew(row.matched, facts) || isFew(row.members - row.matched, facts)
        ? fewCell(facts, words)
        : numberCell(row.members > 0 ? row.matched / row.members : null, words.noMembersReason, words),
    ]),
    shown: 8,
    note: some ? words.tables.matchObserved : null,
  };
}

/** Credited + unattributed compared with the ledger, per goal and model. */
export function reconciliationTable(published: Published): Table {
  const words = wordsOf(published.facts);
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
      textCell(goalLabel(published, row.goal)),
      textCell(labelFor(words.modelLabels, row.model)),
      ...bookCells(row, isFewBack(published, row.goal), published.facts, words),
      { is: 'number', value: row.difference },
      ...(hasValue
        ? [
            isFew(row.source_total, published.facts) || isFewBack(published, row.goal)
              ? fewCell(published.facts, words)
              : moneyCell(row.value_source_total, words),
            moneyCell(row.value_difference, words),
          ]
        : []),
    ]),
    shown: 12,
    note: null,
  };
}

/** Whether what came back of a goal is about too few people: net is printed, so that gross is not. */
function isFewBack(published: Published, goal: string): boolean {
  const { conversions, conversions_net } = totalsOf(published, goal);
  return isFew(conversions - conversions_net, published.facts);
}

/** The ledger of a goal, the credited and the unattributed part: the last two are hidden together, and all three with what came back. */
function bookCells(row: Reconciliation, fewBack: boolean, facts: Facts, words: Language): Cell[] {
  const few = isFew(Math.ceil(row.credited), facts) || isFew(Math.ceil(row.unattributed), facts) || fewBack;
  return [
    fewBack ? fewCell(facts, words) : peopleCell(row.source_total, row.source_total, facts, '', words),
    ...[row.credited, row.unattributed].map((value) =>
      few ? fewCell(facts, words) : { is: 'number' as const, value },
    ),
  ];
}

/** Counted money columns that cover several goals: with the most decimals any of them needs, and the currency only if it is the same. */
export function moneyColumns({ goals }: Published, labels: readonly string[]): Column[] {
  const currencies = new Set(goals.filter((goal) => goal.has_value).map((goal) => goal.currency));
  const digits = Math.max(
    0,
    ...goals.filter((goal) => goal.has_value).map((goal) => goal.currency_digits ?? 2),
  );
  const currency = currencies.size === 1 ? ([...currencies][0] ?? null) : null;
  return labels.map((label) => column(label, { kind: 'money', digits, currency }, 'counted'));
}

/** The rows that were rejected, with file and line; what was found is hidden if people are masked. */
export function rejectsTable({ rejects, facts }: Published): Table {
  const words = wordsOf(facts);
  const c = words.columns;
  return {
    kind: 'table',
    id: 'rejects',
    title: words.tables.rejects,
    columns: [
      column(c.table, { kind: 'text' }),
      column(c.file, { kind: 'text' }),
      column(c.line, whole),
      column(c.column, { kind: 'id' }),
      column(c.found, { kind: 'text' }),
      column(c.reason, { kind: 'text' }),
      ...(words.tables.hasExpected ? [column(c.expected, { kind: 'text' })] : []),
    ],
    rows: rejects.map((row) => [
      textCell(inputLabel(words, row.table_name)),
      textCell(row.file),
      row.line === null ? textCell('') : { is: 'number', value: row.line },
      ...[row.column, row.found].map(textCell),
      textCell(knownLabel(words.tables.wrong, row.reason) ?? words.tables.wrongOther),
      ...(words.tables.hasExpected ? [textCell(row.expected)] : []),
    ]),
    shown: 5,
    note: facts.mask === 'hash' ? words.tables.foundHidden : null,
  };
}
