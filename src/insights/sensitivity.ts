import { counted, list, plural } from '../report/en/nouns.js';
import { number, percent } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { Goal, Published, Sensitivity } from '../report/published.js';
import type { Cell, Part, Table } from '../report/report.js';
import { fewestForShares, mainGoal, orderedGoals, totalsOf } from './totals.js';
import { column, fewCell, tenth, textCell } from './wording/cells.js';
import { labelOf } from './wording/labels.js';
import { groupNames, isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

/** A group counts as one of the first if its rank is at most this. */
const first = 5;

/** How one group fares over all cells of a goal. */
interface Standing {
  readonly group_id: string;
  /** cells in which it is one of the first five */
  readonly kept: number;
  readonly ranks: readonly number[];
  readonly conversions: readonly number[];
}

/** Part 15: whether another model, window or touch rule would change which groups are first. */
export function sensitivity(published: Published): Part {
  const words = wordsOf(published.facts);
  const { sensitivity: rows, facts } = published;
  const windows = [...new Set(rows.map((row) => row.window_days))].sort((a, b) => a - b);
  const rules = new Set(rows.map((row) => row.rule)).size;
  return {
    id: 'sensitivity',
    question: sensitivityWords[words.language].question,
    title: sensitivityTitle(published, words),
    lead: sensitivityWords[words.language].lead(
      facts.models.length,
      windows.map((days) => number(days, days % 1 === 0 ? 0 : 2)),
      rules,
    ),
    blocks: [
      ...orderedGoals(published).flatMap((goal) => goalTable(published, goal, words)),
      { kind: 'notes', notes: [sensitivityWords[words.language].note] },
    ],
  };
}

/** The finding about the main goal: how many of the first five groups stay there in every cell. */
function sensitivityTitle(published: Published, words: Language): string {
  const goal = mainGoal(published);
  if (goal === null) return sensitivityWords[words.language].nothing;
  const cells = cellsOf(published, goal.goal);
  const standings = standingsOf(published, goal.goal);
  if (standings.length === 0) return sensitivityWords[words.language].nothing;
  const net = totalsOf(published, goal.goal).conversions;
  if (net < fewestForShares) return sensitivityWords[words.language].fewResults(labelOf(goal, published));
  const always = standings.filter((standing) => standing.kept === cells).length;
  const name = labelOf(goal, published);
  if (standings.length <= first && always === standings.length)
    return sensitivityWords[words.language].steady(name, cells);
  return sensitivityWords[words.language].moves(name, always, standings.length, cells);
}

/** The cells of a goal: models times windows times rules, whether or not anything has credit in them. */
function cellsOf(published: Published, goal: string): number {
  const mine = published.sensitivity.filter((row) => row.goal === goal);
  return new Set(mine.map(cellKey)).size;
}

function cellKey({ model, window_days, rule }: Sensitivity): string {
  return JSON.stringify([model, window_days, rule]);
}

/** Every group that is one of the first in any cell, steadiest first. */
function standingsOf(published: Published, goal: string): Standing[] {
  const byGroup = new Map<string, Sensitivity[]>();
  for (const row of published.sensitivity) {
    if (row.goal !== goal || row.rank === null) continue;
    const mine = byGroup.get(row.group_id);
    if (mine === undefined) byGroup.set(row.group_id, [row]);
    else mine.push(row);
  }
  const standings = [...byGroup].map(([group_id, rows]): Standing => {
    const ranks = rows.flatMap((row) => (row.rank === null ? [] : [row.rank]));
    return {
      group_id,
      kept: ranks.filter((rank) => rank <= first).length,
      ranks,
      conversions: rows.map((row) => row.conversions),
    };
  });
  return standings
    .filter((standing) => standing.kept > 0)
    .sort((a, b) => b.kept - a.kept || mean(a.ranks) - mean(b.ranks) || (a.group_id < b.group_id ? -1 : 1));
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** One goal as a table, titled by its finding. */
function goalTable(published: Published, goal: Goal, words: Language): Table[] {
  const cells = cellsOf(published, goal.goal);
  const standings = standingsOf(published, goal.goal);
  if (standings.length === 0) return [];
  const names = groupNames(published);
  const share = published.sensitivity.find((row) => row.goal === goal.goal)?.share_read ?? 1;
  const s = sensitivityWords[words.language];
  return [
    {
      kind: 'table',
      id: `sensitivity_${goal.goal}`,
      title: s.tableTitle(labelOf(goal, published), cells),
      columns: [
        column(words.columns.group, { kind: 'text' }),
        column(s.kept, { kind: 'text' }, 'D'),
        column(s.ranks, { kind: 'text' }, 'D'),
        column(s.least, tenth, 'D'),
        column(s.most, tenth, 'D'),
      ],
      rows: standings.map((standing) => [
        textCell(names.get(standing.group_id) ?? standing.group_id),
        { is: 'text', text: s.keptOf(standing.kept, cells) },
        { is: 'text', text: ranksText(standing, cells, words) },
        ...creditCells(standing, cells, published, words),
      ]),
      shown: 10,
      note: share < 1 ? s.sampled(percent(share, words)) : null,
    },
  ];
}

/** The best and the worst rank; a group has no rank in cells where it has no credit. */
function ranksText({ ranks }: Standing, cells: number, words: Language): string {
  const [best, worst] = [Math.min(...ranks), Math.max(...ranks)];
  const last = ranks.length < cells ? sensitivityWords[words.language].unranked : String(worst);
  return String(best) === last ? last : `${best}\u2013${last}`;
}

/** The least and the most credit of a group over the cells; suppressed if about too few people. */
function creditCells(
  { conversions }: Standing,
  cells: number,
  { facts }: Published,
  words: Language,
): Cell[] {
  const least = conversions.length < cells ? 0 : Math.min(...conversions);
  return [least, Math.max(...conversions)].map((value) =>
    isFew(value, facts) ? fewCell(facts, words) : { is: 'number' as const, value },
  );
}

/** Words of the part sensitivity alone. */
export const sensitivityWords = bilingual({
  en: {
    question: 'Would another choice change it?',
    nothing: 'No group has credit, so there is nothing to compare',
    fewResults: (goal: string) => `${goal}: too few results to compare places`,
    steady: (goal: string, cells: number) =>
      `${goal}: the same groups are first in all ${plural(cells, 'cell', 'cells')}`,
    moves: (goal: string, always: number, some: number, cells: number) =>
      `${goal}: ${counted(always, 'group is', 'groups are').toLowerCase()} among the first five in all ${plural(cells, 'cell', 'cells')}, ${counted(some, 'group', 'groups').toLowerCase()} in at least one`,
    lead: (models: number, windows: readonly string[], rules: number) =>
      `A cell is one of ${plural(models, 'model', 'models')} with one window (${list(windows)} days)${rules > 1 ? ' and the touch rules together or one of them alone' : ''}. What holds in every cell does not depend on these choices.`,
    note: 'All cells are bookkeeping: that they agree is no evidence of cause.',
    tableTitle: (goal: string, cells: number) => `${goal}: places over ${plural(cells, 'cell', 'cells')}`,
    kept: 'In the top 5',
    keptOf: (kept: number, cells: number) => `${kept} of ${cells} cells`,
    ranks: 'Places, best to worst',
    unranked: 'none',
    least: 'Credited, least',
    most: 'Credited, most',
    sampled: (share: string) =>
      `Computed from ${share} of the conversions, chosen by the hash of their ids: the grid of so many touches would cost more than the run.`,
  },
  zh: {
    question: '换个口径会变吗？',
    nothing: '没有社群获得归因，无从比较',
    fewResults: (goal) => `${goal}：结果太少，名次没法比`,
    steady: (goal, cells) => `${goal}：全部 ${cells} 个组合中，居前的都是同样的社群`,
    moves: (goal, always, some, cells) =>
      `${goal}：${always} 个社群在全部 ${cells} 个组合中都居前五，${some} 个至少在一个组合中居前五`,
    lead: (models, windows, rules) =>
      `一个组合 = ${models} 个模型之一、一个归因窗口（${windows.join('、')} 天）${rules > 1 ? '，以及全部触点规则或其中一条' : ''}。在所有组合中都成立的结论，不取决于这些选择。`,
    note: '所有组合都只是记账方式：彼此一致并不是因果证据。',
    tableTitle: (goal, cells) => `${goal}：${cells} 个组合中的名次`,
    kept: '居前五',
    keptOf: (kept, cells) => `${cells} 个组合中的 ${kept} 个`,
    ranks: '名次（最好到最差）',
    unranked: '无',
    least: '归因（最少）',
    most: '归因（最多）',
    sampled: (share) => `按转化编号的哈希选取 ${share} 的转化计算：触点太多，全量计算的成本会超过整个运行。`,
  },
});
