import { microCredits } from '../attribution.js';
import type { Row } from '../engines/engine.js';
import type { ModelName } from '../models/index.js';
import { type SensitivityCell, sensitivityCells } from '../sensitivity_cells.js';
import { grouped, indexed, type Publisher, tableOf } from './table.js';

const noneLabel = '(none)';

/** Per goal, model, window and touch rule: the credit of every group that has any, and its rank. */
export const sensitivity: Publisher = async ({ engine, config, models }) => {
  const read = indexed(
    await engine.rows(
      'SELECT c.goal_no, count(*) AS reported, count(s.conversion_no) AS read FROM conversions c LEFT JOIN sensitivity_conversions s ON s.conversion_no = c.conversion_no WHERE c.is_reported = 1 GROUP BY c.goal_no',
    ),
    (row) => String(row.goal_no),
  );
  const sums = grouped(
    await engine.rows(
      'SELECT s.*, g.label FROM sensitivity_sums s LEFT JOIN groups g ON g.group_no = s.group_no ORDER BY s.goal_no, s.cell_no, s.group_no NULLS LAST',
    ),
    (row) => `${row.goal_no} ${row.cell_no}`,
  );
  const cells = sensitivityCells(config);
  const rows = config.goals.flatMap((goal, index) => {
    const counts = read.get(String(index + 1));
    const share_read = Number(counts?.read ?? 0) / Number(counts?.reported ?? 1);
    return models.flatMap((model) =>
      cells.flatMap((cell, cell_no) =>
        cellRows(model, cell, sums.get(`${index + 1} ${cell_no}`) ?? [], share_read).map((row) => ({
          goal: goal.name,
          ...row,
        })),
      ),
    );
  });
  return tableOf('sensitivity', rows);
};

/** The groups with credit in one cell, best first; equal credit has equal rank, and credit without a group has none. */
function cellRows(model: ModelName, cell: SensitivityCell, sums: readonly Row[], share_read: number): Row[] {
  const credits = sums
    .map((row) => ({
      group_id: row.label === null ? noneLabel : String(row.label),
      credit: Number(row[`credit_${model}`]),
    }))
    .filter(({ credit }) => credit > 0)
    .sort((a, b) => b.credit - a.credit || (a.group_id < b.group_id ? -1 : 1));
  const ranked = credits.filter(({ group_id }) => group_id !== noneLabel).map(({ credit }) => credit);
  return credits.map(({ group_id, credit }) => ({
    model,
    window_days: cell.window_days,
    rule: cell.rule,
    group_id,
    conversions: credit / microCredits / share_read,
    rank: group_id === noneLabel ? null : 1 + ranked.indexOf(credit),
    share_read,
  }));
}
