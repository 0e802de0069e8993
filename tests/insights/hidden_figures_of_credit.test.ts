/** What `min_cell` hides of credit in one table is not to be had from another one, nor by subtraction. Worked out by hand. */
import { describe, expect, it } from 'vitest';
import { mainTables } from '../../src/insights/findings/sheets.js';
import { buildReport } from '../../src/insights/index.js';
import { groupWeek } from '../../src/publish/group_week.js';
import { kolCards } from '../../src/publish/kol_cards.js';
import { inColumns } from '../../src/publish/table.js';
import type { GroupCredit, KolCredit, Published, TacticCredit } from '../../src/report/published.js';
import type { Block, Cell, Table } from '../../src/report/report.js';
import { blankRow } from '../blank_row.js';
import { facts, sample, withFacts } from '../report/sample.js';

const least = 5;

const tablesIn = (blocks: readonly Block[]): Table[] =>
  blocks.flatMap((block) =>
    block.kind === 'table' ? [block] : block.kind === 'details' ? tablesIn(block.blocks) : [],
  );

const tableOf = (published: Published, id: string): Table => {
  const report = buildReport(published);
  const all = [...report.parts.flatMap(({ blocks }) => tablesIn(blocks)), ...mainTables(published)];
  const found = all.find((table) => table.id === id);
  if (found === undefined) throw new Error(`there is no table ${id}`);
  return found;
};

const figureIn = (cell: Cell | undefined): number | string | null => {
  if (cell?.is === 'number' || cell?.is === 'interval') return cell.value;
  return cell?.is === 'missing' ? null : cell?.is === 'text' ? cell.text : 'another cell';
};

/** The printed figures of one column by the text of another, for one model if the table has several; null: hidden. */
const figures = (published: Published, id: string, key: string, name: string, model?: string) => {
  const table = tableOf(published, id);
  const at = (label: string) => table.columns.findIndex((column) => column.label === label);
  const mine = table.rows.filter((row) => model === undefined || figureIn(row[at('model')]) === model);
  return Object.fromEntries(mine.map((row) => [String(figureIn(row[at(key)])), figureIn(row[at(name)])]));
};

const [creditRow] = sample.group_credit;
if (creditRow === undefined) throw new Error('the sample has no credit');
const { group_id: _, ...blank } = creditRow;

/** Credit of so many results to so many people's buckets, of which so many are left after refunds. */
const credit = (
  touched: number | null,
  conversions: number,
  conversions_net = conversions,
  model = 'linear',
) => ({
  ...{ ...blank, goal: 'orders', model, any_touch: touched, placebo: null, conversions, conversions_net },
  ...{ person_buckets: Math.min(100, Math.ceil(conversions)) },
  ...{ value: 10 * conversions, value_net: 10 * conversions_net },
});

const kolOf = (kol_id: string, ...rest: Parameters<typeof credit>): KolCredit => ({
  kol_id,
  ...credit(...rest),
});
const groupOf = (group_id: string, ...rest: Parameters<typeof credit>): GroupCredit => ({
  group_id,
  ...credit(...rest),
});
const tacticOf = (tactic_id: string, ...rest: Parameters<typeof credit>): TacticCredit => ({
  tactic_id,
  ...credit(...rest),
});

const withKols = (...kol_credit: KolCredit[]): Published =>
  withFacts(
    {
      ...sample,
      kol_credit,
      kol_cards: kol_credit.map(({ kol_id }) => blankRow(kolCards, { kol_id, goal: 'orders', fee: 100 })),
    },
    { min_cell: least },
  );

describe('credit about few people', () => {
  it('is that of few results, however many were touched', () => {
    const tactic_credit = [
      tacticOf('two', 20, 2),
      tacticOf('many', 20, 20),
      tacticOf('some', 20, 9),
      tacticOf('shared', 20, 6.5),
    ];
    const published = withFacts({ ...sample, tactic_credit }, { min_cell: least });
    // beside the 2 the next smallest: all results are known, and 35.5 less 9 and 20 is 8.5 of two together
    const net = { two: null, many: 20, some: 9, shared: null };
    expect(figures(published, 'tactic_credit', 'tactic_id', 'conversions_net')).toEqual(net);
    const value = { two: null, many: 200, some: 90, shared: null };
    expect(figures(published, 'tactic_credit', 'tactic_id', 'value')).toEqual(value);
  });

  it('may be small shares of many', () => {
    const tactic_credit = [{ ...tacticOf('shares', 20, 2), person_buckets: 18 }, tacticOf('many', 20, 20)];
    const published = withFacts({ ...sample, tactic_credit }, { min_cell: least });
    expect(figures(published, 'tactic_credit', 'tactic_id', 'conversions')).toEqual({ shares: 2, many: 20 });
  });

  it('hides money that came back without a whole result: it may be one person\u2019s', () => {
    const part = { ...groupOf('g1', 20, 20), value_net: 116 };
    const group_credit = [part, groupOf('g2', 20, 20), groupOf('g3', 20, 20)];
    const published = withFacts({ ...sample, group_credit }, { min_cell: least });
    const gross = figures(published, 'group_credit', 'group_id', 'value');
    expect(gross).toEqual({ g1: null, g2: 200, g3: 200 });
    expect(figures(published, 'group_credit', 'group_id', 'value_net')).toEqual({
      g1: 116,
      g2: 200,
      g3: 200,
    });
  });
});

describe('a KOL\u2019s card', () => {
  const rows = [
    kolOf('few', 3, 3),
    kolOf('beside', 8, 8),
    kolOf('back', 50, 50, 48),
    kolOf('most', 90, 90, 80),
    kolOf('(none)', 20, 20, 9),
  ];

  it('prints what the sheet prints, and nothing that the sheet hides', () => {
    const published = withKols(...rows);
    const net = { few: null, beside: null, back: 48, most: 80 };
    expect(figures(published, 'kol_credit', 'kol_id', 'conversions_net')).toEqual({ ...net, '(none)': 9 });
    expect(figures(published, 'kol_cards', 'KOL', 'Credited for others')).toMatchObject(net);
    // 100 for 8 results would say the 8
    expect(figures(published, 'kol_cards', 'KOL', 'Fee per credited result')).toMatchObject({ beside: null });
  });

  it('does not say before refunds what stands after them in the sheet', () => {
    const whole = JSON.stringify(
      buildReport(withKols(kolOf('back', 57, 57.25, 55.25), kolOf('most', 90, 90))),
    );
    expect(whole).toContain('55.2');
    expect(whole).not.toContain('57.2');
  });
});

describe('unattributed results', () => {
  it('are not printed after refunds where few came back: before refunds they stand in the books', () => {
    const published = withKols(
      kolOf('a', 20, 20),
      kolOf('b', 30, 30),
      kolOf('c', 40, 40),
      kolOf('(unattributed)', null, 181, 178),
    );
    // 268 in all less 30 and 40 is 198 of two together
    expect(figures(published, 'kol_credit', 'kol_id', 'conversions_net')).toEqual({
      ...{ a: null, b: 30, c: 40, '(unattributed)': null },
    });
  });

  it('are where many did', () => {
    const published = withKols(kolOf('a', 20, 20), kolOf('(unattributed)', null, 181, 170));
    expect(figures(published, 'kol_credit', 'kol_id', 'conversions_net')).toEqual({
      ...{ a: 20, '(unattributed)': 170 },
    });
  });
});

describe('the league', () => {
  it.each([true, false])('has no figure before refunds beside one after them (by rate: %s)', (byRate) => {
    const backs: Readonly<Record<string, number>> = { g1: 2, g2: 3, g3: 0, g4: 12 };
    const group_credit = Object.entries(backs).map(([id, back]) => groupOf(id, 60, 60, 60 - back));
    const published = withFacts(
      {
        ...{ ...sample, group_credit, group_members: byRate ? sample.group_members : [] },
        groups: sample.groups.map((group) => ({ ...group, type: 'group' })),
      },
      { min_cell: least },
    );
    const table = tableOf(published, 'league_orders_group');
    const at = table.columns.findIndex(({ label }) => label === 'Credited net');
    const net = (cells: readonly Cell[]) => figureIn(cells[at]);
    const ranked = (cells: readonly Cell[]) => cells[at - 1]?.is;
    const found = Object.fromEntries(table.rows.map((cells) => [String(net(cells)), ranked(cells)]));
    // 58 of 60, and 57; of these two together 5 came back, which 17 less 12 says as well
    expect(found).toMatchObject({ 58: 'missing', 57: 'missing' });
    expect(found).toMatchObject({ 60: 'interval', 48: 'interval' });
  });
});

describe('weeks', () => {
  it('do not say what a single person of a group got back', () => {
    const rows = [...sample.group_week].map((row, at) =>
      at === 0 ? { ...row, landed: 60, value: 900, value_reversed: 12.34 } : { ...row, value_reversed: 0 },
    );
    const published = withFacts({ ...sample, group_week: inColumns(groupWeek, rows) }, { min_cell: least });
    const table = tableOf(published, 'group_week');
    const at = table.columns.findIndex(({ label }) => label === 'value_reversed');
    expect(table.rows.filter((row) => row[at]?.is === 'number').every((row) => figureIn(row[at]) === 0)).toBe(
      true,
    );
  });

  it('leave out of a chart what is hidden: it is not 0', () => {
    const week = { goal: 'orders', week_start: '2026-11-09', value: null, value_net: null };
    const counts = { new: 60, existing: 20, unknown: 3 } as const;
    const landed = (['new', 'existing', 'unknown'] as const).flatMap((member_class) =>
      ['2026-11-02', '2026-11-09'].map((week_start) => {
        const conversions = counts[member_class];
        return {
          ...{ ...week, week_start, member_class, conversions },
          ...{ conversions_net: conversions, conversions_once: conversions },
          ...{ reported: 0, reported_net: 0, reported_value: null, reported_value_net: null },
        };
      }),
    );
    const report = buildReport(withFacts({ ...sample, landed, facts: { ...facts } }, { min_cell: least }));
    const charts = report.parts
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'weeks' ? [block] : []));
    const chart = charts.find(({ title }) => title.startsWith('orders') || title.startsWith('Orders'));
    const byName = Object.fromEntries(
      (chart?.series ?? []).map(({ label, values }) => [label, values.at(-1)]),
    );
    // 3 are few, and 20 stand beside them: 23 are one piece of the bar
    expect(Object.values(byName)).toEqual([60, null, null, 23]);
  });
});
