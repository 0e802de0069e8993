import { bilingual } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Table } from '../report/report.js';
import { orderedGoals } from './totals.js';
import { column, moneyCell, peopleCell, textCell, whole } from './wording/cells.js';
import { goalLabel } from './wording/labels.js';
import { moneyColumns } from './wording/tables.js';
import { wordsOf } from './wording/words.js';

/** What landed with and without the people suspected of promo abuse; no rows if none of them landed anything in the period. */
export function promoTable(published: Published): Table {
  const { facts, promo_effect } = published;
  const words = wordsOf(facts);
  const { columns } = words;
  const promo = promoWords[words.language];
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

/** Words of this table alone. */
export const promoWords = bilingual({
  en: {
    title: 'With and without those who look like promo abusers',
    suspects: 'Suspects',
    grossWithout: 'Gross without',
    netWithout: 'Net without',
    valueWithout: 'Value net without',
    note: 'Suspects are people with a burst of orders, an order right after joining that came back, red envelopes and nothing else, or a quick leave after taking one. Each has its reason in the table promo_suspects. Nothing was taken out.',
  },
  zh: {
    title: '剔除疑似薅羊毛者前后',
    suspects: '疑似人数',
    grossWithout: '剔除后含退款',
    netWithout: '剔除后净（退款后）',
    valueWithout: '剔除后净成交额',
    note: '疑似者：短时间内集中下单、入群后立即下单又退款、只领红包而无其他行为，或领取后很快退群的人。逐人原因见表 promo_suspects，未从任何数字中剔除。',
  },
});
