import type { Language } from '../../report/language.js';
import type { Published } from '../../report/published.js';
import type { Table } from '../../report/report.js';
import { hiddenCrosswise } from '../hidden/suppression.js';
import { column, fewCell, tenth, textCell, whole } from '../wording/cells.js';
import { goalLabel } from '../wording/labels.js';
import { groupNames } from '../wording/names.js';

/** What changed since the earlier run by home group and cause, largest change first. The rows of a figure add up to its change, those of a cause to its part, and those of a group to the difference between the two reports on it. */
export function restatedTable(published: Published, words: Language): Table {
  const { facts } = published;
  const rows = facts.previous?.rows?.by_group ?? [];
  const names = groupNames(published);
  const c = words.columns;
  const hidden = hiddenCrosswise(
    rows,
    [
      ({ goal, figure }) => JSON.stringify([goal, figure]),
      ({ goal, figure, cause }) => JSON.stringify([goal, figure, cause]),
      ({ goal, figure, group_id }) => JSON.stringify([goal, figure, group_id]),
    ],
    (row) =>
      row.figure === 'value_net' || row.delta === 0 ? row.rows : Math.min(row.rows, Math.abs(row.delta)),
    facts,
  );
  return {
    kind: 'table',
    id: 'restated_groups',
    title: words.trust.restatedGroups,
    columns: [
      column(c.group, { kind: 'text' }),
      column(c.goal, { kind: 'text' }),
      column(words.trust.restatedFigure, { kind: 'text' }),
      column(words.trust.restatedCause, { kind: 'text' }),
      column(c.difference, tenth, 'counted'),
      column(c.rows, whole, 'counted'),
    ],
    rows: rows.map((row) => [
      textCell(row.group_id === null ? words.trust.noHomeGroup : (names.get(row.group_id) ?? row.group_id)),
      textCell(goalLabel(published, row.goal)),
      textCell(words.trust.figures[row.figure]),
      textCell(words.trust.causes[row.cause]),
      ...[row.delta, row.rows].map((value) =>
        hidden.has(row) ? fewCell(facts, words) : { is: 'number' as const, value },
      ),
    ]),
    shown: 10,
    note: words.trust.restatedGroupsNote,
  };
}
