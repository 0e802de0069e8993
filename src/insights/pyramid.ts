import { percent } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { Goal, Published } from '../report/published.js';
import { pyramidTiers } from '../report/published.js';
import type { Part, Table } from '../report/report.js';
import { fewestForShares, headlineGoals, mainGoal } from './totals.js';
import { triangleBlocks } from './triangles.js';
import { column, fewCell, noneCell, share, tenth, textCell, whole } from './wording/cells.js';
import { labelOf } from './wording/labels.js';
import { isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

/** Part 12: how many people land how much, next to how much they write. */
export function pyramid(published: Published): Part {
  const words = wordsOf(published.facts);
  return {
    id: 'pyramid',
    question: pyramidWords[words.language].question,
    title: titleOf(published, words),
    lead: pyramidWords[words.language].lead,
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
  if (all < fewestForShares) return pyramidWords[words.language].question;
  if (tiers.every(({ people, conversions }) => people === conversions))
    return pyramidWords[words.language].once(labelOf(goal, published));
  const top = tiers.filter(({ tier }) => tier === 'top_1_percent' || tier === 'next_9_percent');
  if (top.some(({ people }) => isFew(people, published.facts))) return pyramidWords[words.language].question;
  const part = top.reduce((sum, { conversions }) => sum + conversions, 0) / all;
  return pyramidWords[words.language].title(percent(part, words), labelOf(goal, published));
}

function tierTable(published: Published, goal: Goal, words: Language): Table[] {
  const { columns: c, tiers: names, table } = pyramidWords[words.language];
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

/** Words of the part pyramid alone. */
export const pyramidWords = bilingual({
  en: {
    question: 'Pyramid',
    title: (share: string, goal: string) =>
      `The 10 % of people with the most results land ${share} of ${goal}`,
    once: (goal: string) => `Nobody landed ${goal} more than once in 90 days`,
    lead: 'Known people with a result in the last 90 days, by the number of their results. A diagnosis, not a claim: by chance alone some people have more than others.',
    tiers: {
      top_1_percent: 'Top 1 %',
      next_9_percent: 'Next 9 %',
      next_40_percent: 'Next 40 %',
      rest: 'The rest',
    },
    columns: {
      tier: 'People',
      people: 'How many',
      share: 'Share of results',
      messages: 'Share of messages',
      each: 'Results each',
    },
    table: (goal: string) => `Who lands ${goal}`,
  },
  zh: {
    question: '用户金字塔',
    title: (share, goal) => `落地最多的 10% 的人贡献了${share}的${goal}`,
    once: (goal) => `90 天里没有人落地两次以上：${goal}`,
    lead: '最近 90 天有落地、认得出的人，按落地次数排。只是诊断：只凭偶然，也总有人比别人多。',
    tiers: {
      top_1_percent: '前 1%',
      next_9_percent: '接下来 9%',
      next_40_percent: '接下来 40%',
      rest: '其余',
    },
    columns: { tier: '层级', people: '人数', share: '占落地', messages: '占消息', each: '人均落地' },
    table: (goal) => `谁在贡献${goal}`,
  },
});
