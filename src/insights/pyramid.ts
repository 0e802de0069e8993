import { percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Goal, Published } from '../report/published.js';
import { pyramidTiers } from '../report/published.js';
import type { Part, Table } from '../report/report.js';
import { column, fewCell, noneCell, share, tenth, textCell, whole } from './cells.js';
import { labelOf } from './labels.js';
import { isFew } from './names.js';
import { fewestForShares, headlineGoals, mainGoal } from './totals.js';
import { triangleBlocks } from './triangles.js';
import { wordsOf } from './words.js';

/** Part 12: how many people land how much, next to how much they write. */
export function pyramid(published: Published): Part {
  const words = wordsOf(published.facts);
  return {
    id: 'pyramid',
    question: words.parts.pyramid,
    title: titleOf(published, words),
    lead: words.people.pyramid.lead,
    blocks: [
      ...headlineGoals(published).flatMap((goal) => tierTable(published, goal, words)),
      ...triangleBlocks(published),
    ],
    closed: true,
  };
}

function tiersOf({ pyramid: rows }: Published, goal: string) {
  return pyramidTiers.flatMap((tier) => rows.filter((row) => row.goal === goal && row.tier === tier));
}

function titleOf(published: Published, words: Language): string {
  const goal = mainGoal(published);
  const tiers = goal === null ? [] : tiersOf(published, goal.goal);
  const all = tiers.reduce((sum, { conversions }) => sum + conversions, 0);
  if (goal === null || all === 0) return words.missing.pyramid;
  if (all < fewestForShares) return words.parts.pyramid;
  if (tiers.every(({ people, conversions }) => people === conversions))
    return words.people.pyramid.once(labelOf(goal, published));
  const top = tiers.filter(({ tier }) => tier === 'top_1_percent' || tier === 'next_9_percent');
  if (top.some(({ people }) => isFew(people, published.facts))) return words.parts.pyramid;
  const part = top.reduce((sum, { conversions }) => sum + conversions, 0) / all;
  return words.people.pyramid.title(percent(part, words), labelOf(goal, published));
}

function tierTable(published: Published, goal: Goal, words: Language): Table[] {
  const { columns: c, tiers: names, table } = words.people.pyramid;
  const tiers = tiersOf(published, goal.goal);
  if (tiers.length === 0) return [];
  const sum = (figure: 'conversions' | 'messages') => tiers.reduce((total, row) => total + row[figure], 0);
  const [results, messages] = [sum('conversions'), sum('messages')];
  const hidden = tiers.some(({ people }) => isFew(people, published.facts));
  const cell = (value: number) =>
    hidden ? fewCell(published.facts, words) : { is: 'number' as const, value };
  return [
    {
      kind: 'table',
      id: `pyramid_${goal.goal}`,
      title: table(labelOf(goal, published)),
      columns: [
        column(c.tier, { kind: 'text' }),
        column(c.people, whole, 'counted'),
        { ...column(c.share, share), bar: true },
        { ...column(c.messages, share, 'activity'), secondary: true },
        column(c.each, tenth),
      ],
      rows: tiers.map((row) => [
        textCell(names[row.tier]),
        cell(row.people),
        cell(results > 0 ? row.conversions / results : 0),
        messages === 0 ? noneCell(words.notObservableReason, words) : cell(row.messages / messages),
        cell(row.people > 0 ? row.conversions / row.people : 0),
      ]),
      shown: 4,
      note: null,
    },
  ];
}
