import type { Published } from '../report/published.js';
import type { Table } from '../report/report.js';
import { column, moneyCell, peopleCell, textCell, whole } from './cells.js';
import { goalLabel } from './labels.js';
import { moneyColumns } from './tables.js';
import { orderedGoals } from './totals.js';
import { wordsOf } from './words.js';

/** What landed with and without the people suspected of promo abuse; no rows if none of them landed anything in the period. */
export function promoTable(published: Published): Table {
  const { facts, promo_effect } = published;
  const words = wordsOf(facts);
  const { promo, columns } = words;
  const effects = orderedGoals(published).flatMap(
    ({ goal }) => promo_effect.find((row) => row.goal === goal && row.suspects > 0) ?? [],
  );
  return {
    kind: 'table',
    id: 'promo_effect',
    title: promo.title,
    columns: [
      column(columns.goal, { kind: 'id' }),
      column(promo.suspects, whole, 'counted'),
      column(columns.gross, whole, 'counted'),
      column(promo.grossWithout, whole, 'counted'),
      column(columns.net, whole, 'counted'),
      column(promo.netWithout, whole, 'counted'),
      ...moneyColumns(published, [columns.valueNet, promo.valueWithout]),
    ],
    rows: effects.map((row) => {
      const cell = (value: number) => peopleCell(value, row.suspects, facts, '', words);
      const money = (value: number | null) => (value === null ? moneyCell(value, words) : cell(value));
      return [
        textCell(goalLabel(published, row.goal)),
        cell(row.suspects),
        cell(row.conversions),
        cell(row.conversions_without),
        cell(row.conversions_net),
        cell(row.conversions_net_without),
        money(row.value_net),
        money(row.value_net_without),
      ];
    }),
    shown: 12,
    note: promo.note,
  };
}
