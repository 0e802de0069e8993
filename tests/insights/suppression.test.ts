import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/insights/index.js';
import { mainTables } from '../../src/insights/sheets.js';
import { hiddenTogether } from '../../src/insights/suppression.js';
import type { Published } from '../../src/report/published.js';
import type { Block, Table } from '../../src/report/report.js';
import { facts, sample, withFacts } from '../report/sample.js';

const least = 5;
const few = { ...facts, min_cell: least };

function tablesIn(blocks: readonly Block[]): Table[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'table') return [block];
    return block.kind === 'details' ? tablesIn(block.blocks) : [];
  });
}

const tableOf = (published: Published, id: string) =>
  [...buildReport(published).parts.flatMap(({ blocks }) => tablesIn(blocks)), ...mainTables(published)].find(
    (table) => table.id === id,
  );

const column = (table: Table | undefined, label: string) => {
  const at = table?.columns.findIndex((one) => one.label === label) ?? -1;
  return (table?.rows ?? []).map((row) => row[at]);
};

describe('counts beside their total', () => {
  it('hide the few, and the smallest others until nothing about few can be had by subtraction', () => {
    expect(hiddenTogether([30, 20, 10], few)).toEqual([false, false, false]);
    expect(hiddenTogether([30, 20, 3], few)).toEqual([false, true, true]);
    // two hidden, but 1 + 2 people together are still too few
    expect(hiddenTogether([30, 20, 1, 2], few)).toEqual([false, true, true, true]);
    expect(hiddenTogether([30, 20, 3, 4], few)).toEqual([false, false, true, true]);
    expect(hiddenTogether([0, 3, 0], few)).toEqual([false, true, false]);
    expect(hiddenTogether([null, 3, 9], few)).toEqual([false, true, true]);
    expect(hiddenTogether([1, 2, 30], { ...facts, min_cell: 0 })).toEqual([false, false, false]);
  });

  it('leave no sum of hidden counts below the least, unless all that is not zero is hidden', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 9 }), (counts) => {
        const hidden = hiddenTogether(counts, few);
        const sum = counts.reduce((total, count, at) => total + (hidden[at] ? count : 0), 0);
        const many = hidden.filter((is) => is).length;
        counts.forEach((count, at) => {
          if (count > 0 && count < least) expect(hidden[at]).toBe(true);
          if (count === 0) expect(hidden[at]).toBe(false);
        });
        const rest = counts.some((count, at) => count > 0 && !hidden[at]);
        expect(many === 0 || !rest || (many > 1 && sum >= least)).toBe(true);
      }),
    );
  });
});

/** One week of one goal: so many results, net and gross, of each class. */
function classes(rows: readonly (readonly ['new' | 'existing' | 'unknown', number, number])[]): Published {
  const landed = rows.map(([member_class, conversions, conversions_net]) => ({
    ...{ goal: 'orders', week_start: '2026-11-09', member_class, conversions, conversions_net },
    ...{ value: 10 * conversions, value_net: 10 * conversions_net },
  }));
  return withFacts({ ...sample, landed }, { min_cell: least });
}

describe('the report', () => {
  it('hides a second class beside one about few, and the share in the title', () => {
    const published = classes([
      ['new', 60, 60],
      ['existing', 20, 20],
      ['unknown', 3, 3],
    ]);
    const net = column(tableOf(published, 'landed_orders'), 'Net').map((cell) => cell?.is);
    expect(net).toEqual(['number', 'missing', 'missing']);
    const sheet = column(tableOf(published, 'landed'), 'conversions_net').map((cell) => cell?.is);
    expect(sheet).toEqual(['number', 'missing', 'missing']);
    const part = buildReport(published).parts.find(({ id }) => id === 'landed');
    expect(part?.title).not.toMatch(/%/);
  });

  it('hides gross where what came back is about few, for net stands beside it', () => {
    const published = classes([
      ['new', 60, 58],
      ['existing', 40, 30],
    ]);
    const table = tableOf(published, 'landed_orders');
    expect(column(table, 'Net').map((cell) => cell?.is)).toEqual(['number', 'number']);
    expect(column(table, 'Gross').map((cell) => cell?.is)).toEqual(['missing', 'number']);
    expect(column(table, 'Reversed').map((cell) => cell?.is)).toEqual(['missing', 'number']);
    expect(column(tableOf(published, 'landed'), 'conversions').map((cell) => cell?.is)).toEqual([
      'missing',
      'number',
    ]);
  });

  it('prints no side of the books that is about few, nor the other', () => {
    const [book] = sample.reconciliation;
    if (book === undefined) throw new Error('the sample has no books');
    const published = withFacts(
      { ...sample, reconciliation: [{ ...book, source_total: 30, credited: 27, unattributed: 3 }] },
      { min_cell: least },
    );
    const table = tableOf(published, 'reconciliation');
    expect(column(table, 'Credited').map((cell) => cell?.is)).toEqual(['missing']);
    expect(column(table, 'Unattributed').map((cell) => cell?.is)).toEqual(['missing']);
  });
});
