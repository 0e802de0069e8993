import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Goal, Published, Sensitivity } from '../report/published.js';
import type { Cell, Part, Table } from '../report/report.js';
import { column, fewCell, tenth, textCell } from './cells.js';
import { labelOf } from './labels.js';
import { groupNames, isFew } from './names.js';
import { fewestForShares, mainGoal, orderedGoals, totalsOf } from './totals.js';
import { wordsOf } from './words.js';

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
    question: words.parts.sensitivity,
    title: sensitivityTitle(published, words),
    lead: words.sensitivity.lead(
      facts.models.length,
      windows.map((days) => number(days, days % 1 === 0 ? 0 : 2)),
      rules,
    ),
    blocks: [
      ...orderedGoals(published).flatMap((goal) => goalTable(published, goal, words)),
      { kind: 'notes', notes: [words.sensitivity.note] },
    ],
  };
}

/** The finding about the main goal: how many of the first five groups stay there in every cell. */
function sensitivityTitle(published: Published, words: Language): string {
  const goal = mainGoal(published);
  if (goal === null) return words.sensitivity.nothing;
  const cells = cellsOf(published, goal.goal);
  const standings = standingsOf(published, goal.goal);
  if (standings.length === 0) return words.sensitivity.nothing;
  const net = totalsOf(published, goal.goal).conversions;
  if (net < fewestForShares) return words.sensitivity.fewResults(labelOf(goal, published));
  const always = standings.filter((standing) => standing.kept === cells).length;
  const name = labelOf(goal, published);
  if (standings.length <= first && always === standings.length) return words.sensitivity.steady(name, cells);
  return words.sensitivity.moves(name, always, standings.length, cells);
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
  const s = words.sensitivity;
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
  const last = ranks.length < cells ? words.sensitivity.unranked : String(worst);
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
