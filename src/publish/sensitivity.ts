import { noneLabel } from '../contract/published_words.js';
import { columnsLike, readRows, readTable } from '../engines/typed_rows.js';
import { learnedAmong, type ModelName, ruleModels } from '../models/index.js';
import { microCredits } from '../pipeline/attribution.js';
import { allRules, sensitivityCells } from '../pipeline/stages/sensitivity_cells.js';
import { count, goalName, measure, modelName, orEmpty, text } from './columns.js';
import { grouped, indexed, published } from './table.js';

/** One cell of the grid: a model, a window and a choice of touch rules. */
interface Cell {
  readonly model: ModelName;
  readonly window_days: number;
  readonly rule: string;
}

/** Micro-credits of one group in a cell. */
interface GroupSum {
  readonly group_id: string;
  readonly credit: number;
}

/**
 * Per goal, model, window and touch rule: the credit of every group that has any, and its rank. Learned models appear only at the window of their
 * goal, on which they were learned.
 */
export const sensitivity = published({
  name: 'sensitivity',
  summary:
    'One goal, model, window and touch rule, and one group with credit in that cell: would another choice change the decision? All cells come from one set of pairs at the largest window, reweighted for each; learned models appear only at the window of their goal.',
  columns: {
    goal: goalName,
    model: modelName,
    window_days: measure(
      'days',
      "The window of the cell, instead of the goal's; a rule may have a shorter one.",
    ),
    rule: text(
      'The only touch rule applied, as reach and kinds; `(all)`: all rules, and codes. A kind that several rules name belongs to the first.',
    ),
    group_id: text('The group; `(none)` is credit of touches without a group.'),
    conversions: measure('conversions', 'Gross credit; an estimate if share_read is below 1.'),
    rank: orEmpty(
      count(
        '',
        'Its rank among the groups of the cell: 1 has the most credit, and equal credit means equal rank.',
      ),
    ),
    share_read: measure(
      '',
      'The share of the conversions that the cells were computed from: 1, or less for a goal with more than about 1.5 million touches in the largest window.',
    ),
  },
  rows: async ({ engine, config, models }) => {
    const named = await readTable(engine, 'groups', { group_no: 'number', label: 'text' });
    const labels = new Map(named.map(({ group_no, label }) => [group_no, label]));
    const labelOf = (group_no: number | null) =>
      group_no === null ? noneLabel : (labels.get(group_no) ?? String(group_no));
    const read = indexed(await readRows(engine, sharesShape, sharesSelect), ({ goal_no }) => goal_no);
    const ruleNames = ruleModels(models);
    const creditColumns = ruleNames.map((model) => `credit_${model}` as const);
    const sums = grouped(
      await readTable(engine, 'sensitivity_sums', {
        goal_no: 'number',
        cell_no: 'number',
        group_no: 'number?',
        ...columnsLike(creditColumns, 'number?'),
      }),
      (row) => `${row.goal_no} ${row.cell_no}`,
    );
    const moments = grouped(
      await readTable(engine, 'group_moments', {
        model: 'text',
        goal_no: 'number',
        group_no: 'number?',
        credit: 'number',
      }),
      (row) => `${row.goal_no} ${row.model}`,
    );
    const cells = sensitivityCells(config);
    return config.goals.flatMap((goal, index) => {
      const counts = read.get(index + 1);
      const share_read = (counts?.chosen ?? 0) / (counts?.reported ?? 1);
      const ruled = ruleNames.flatMap((model) =>
        cells.flatMap(({ window_days, rule }, cell_no) => {
          const mine = sums.get(`${index + 1} ${cell_no}`) ?? [];
          const groups = mine.map((row) => ({
            group_id: labelOf(row.group_no),
            credit: row[`credit_${model}`] ?? 0,
          }));
          return cellRows({ model, window_days, rule }, groups, share_read);
        }),
      );
      const learned = learnedAmong(models).flatMap(({ name: model }) => {
        const mine = moments.get(`${index + 1} ${model}`) ?? [];
        const groups = mine.map((row) => ({ group_id: labelOf(row.group_no), credit: row.credit }));
        return cellRows({ model, window_days: goal.window_days, rule: allRules }, groups, 1);
      });
      return [...ruled, ...learned].map((row) => ({ goal: goal.name, ...row }));
    });
  },
});

/** How many of a goal's reported conversions were read for the cells. */
const sharesShape = { goal_no: 'number', reported: 'number', chosen: 'number' } as const;
const sharesSelect = `SELECT c.goal_no, count(*) AS reported, count(s.conversion_no) AS chosen
  FROM conversions c LEFT JOIN sensitivity_conversions s ON s.conversion_no = c.conversion_no
  WHERE c.is_reported = 1 GROUP BY c.goal_no`;

/** The groups with credit in one cell, largest first; equal credit means equal rank, and credit without a group has no rank. */
function cellRows(cell: Cell, groups: readonly GroupSum[], share_read: number) {
  const credits = groups
    .filter(({ credit }) => credit > 0)
    .sort((a, b) => b.credit - a.credit || (a.group_id < b.group_id ? -1 : 1));
  const ranked = credits.filter(({ group_id }) => group_id !== noneLabel);
  const places = new Map(ranked.map(({ credit }, at) => [credit, at + 1] as const).reverse());
  return credits.map(({ group_id, credit }) => ({
    ...cell,
    group_id,
    conversions: credit / microCredits / share_read,
    rank: group_id === noneLabel ? null : (places.get(credit) ?? null),
    share_read,
  }));
}
