import type { Row } from '../engines/engine.js';
import { learnedAmong, type ModelName, ruleModels } from '../models/index.js';
import { microCredits } from '../pipeline/attribution.js';
import { allRules, sensitivityCells } from '../pipeline/stages/sensitivity_cells.js';
import { count, goalName, measure, modelName, text } from './columns.js';
import { grouped, indexed, type Publisher } from './table.js';

const noneLabel = '(none)';

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
 * Per goal, model, window and touch rule: the credit of every group that has any, and its rank. Learned models stand at the window of their
 * goal, where they were learned.
 */
export const sensitivity = {
  name: 'sensitivity',
  summary:
    'One goal, model, window and touch rule, and one group with credit in that cell: would another choice change the decision? All cells come from one set of pairs at the largest window, weighed anew in each; learned models stand at the window of their goal.',
  columns: {
    goal: goalName,
    model: modelName,
    window_days: measure(
      'days',
      'The window of the cell, in place of that of the goal; a rule may have a shorter one.',
    ),
    rule: text(
      'The touch rule that counts alone, as reach and kinds; `(all)`: all of them, and codes. A kind that several rules name belongs to the first.',
    ),
    group_id: text('The group; `(none)` is credit of touches without a group.'),
    conversions: measure('conversions', 'Gross credit; an estimate where share_read is below 1.'),
    rank: count('', 'Its place among the groups of the cell, 1 the most credit; equal credit, equal rank.'),
    share_read: measure(
      '',
      'The share of the conversions that the cells were computed from: 1, less for a goal with more than about 1.5 million touches in the largest window.',
    ),
  },
  rows: async ({ engine, config, models }) => {
    const labels = new Map(
      (await engine.rows('SELECT group_no, label FROM groups')).map((row) => [row.group_no, row.label]),
    );
    const groupSum = (row: Row, credit: Row[string] | undefined): GroupSum => ({
      group_id: row.group_no == null ? noneLabel : String(labels.get(row.group_no)),
      credit: Number(credit ?? 0),
    });
    const read = indexed(
      await engine.rows(
        'SELECT c.goal_no, count(*) AS reported, count(s.conversion_no) AS chosen FROM conversions c LEFT JOIN sensitivity_conversions s ON s.conversion_no = c.conversion_no WHERE c.is_reported = 1 GROUP BY c.goal_no',
      ),
      (row) => String(row.goal_no),
    );
    const sums = grouped(
      await engine.rows('SELECT * FROM sensitivity_sums'),
      (row) => `${row.goal_no} ${row.cell_no}`,
    );
    const moments = grouped(
      await engine.rows('SELECT model, goal_no, group_no, credit FROM group_moments'),
      (row) => `${row.goal_no} ${row.model}`,
    );
    const cells = sensitivityCells(config);
    return config.goals.flatMap((goal, index) => {
      const counts = read.get(String(index + 1));
      const share_read = Number(counts?.chosen ?? 0) / Number(counts?.reported ?? 1);
      const ruled = ruleModels(models).flatMap((model) =>
        cells.flatMap(({ window_days, rule }, cell_no) => {
          const mine = sums.get(`${index + 1} ${cell_no}`) ?? [];
          const groups = mine.map((row) => groupSum(row, row[`credit_${model}`]));
          return cellRows({ model, window_days, rule }, groups, share_read);
        }),
      );
      const learned = learnedAmong(models).flatMap(({ name: model }) => {
        const mine = moments.get(`${index + 1} ${model}`) ?? [];
        const groups = mine.map((row) => groupSum(row, row.credit));
        return cellRows({ model, window_days: goal.window_days, rule: allRules }, groups, 1);
      });
      return [...ruled, ...learned].map((row) => ({ goal: goal.name, ...row }));
    });
  },
} as const satisfies Publisher;

/** The groups with credit in one cell, best first; equal credit has equal rank, and credit without a group has none. */
function cellRows(cell: Cell, groups: readonly GroupSum[], share_read: number): Row[] {
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
