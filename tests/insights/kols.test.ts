import { expect, it } from 'vitest';
import { kols } from '../../src/insights/kols.js';
import { kolCards } from '../../src/publish/kol_cards.js';
import type { Table } from '../../src/report/report.js';
import { blankRow } from '../blank_row.js';
import { sample } from '../report/sample.js';

it('puts those first who land and bring in most, as far as it is printed, and keeps the goals of one together', () => {
  const card = (kol_id: string, goal: string, own_net: number) =>
    blankRow(kolCards, { kol_id, goal, own: own_net, own_net });
  const { blocks } = kols({
    ...sample,
    kol_credit: [],
    kol_cards: [
      // 4 are few in the sample, so that their place says nothing
      ...[card('ann', 'orders', 4), card('ann', 'posts', 90), card('bo', 'orders', 7)],
      ...[card('cy', 'orders', 20), card('cy', 'posts', 0), card('di', 'orders', 0)],
    ],
  });
  const table = blocks.find((block): block is Table => block.kind === 'table');
  expect(table?.rows.map(([name]) => (name?.is === 'text' ? name.text : ''))).toEqual([
    'cy',
    'cy',
    'bo',
    'ann',
    'ann',
    'di',
  ]);
});
