import { number, percent } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Cell, Finding, Part, Table } from '../report/report.js';
import { wilson } from '../statistics/proportion.js';
import { shareChange } from '../statistics/share_change.js';
import { rowsBehind } from './findings/rows_behind.js';
import { hiddenTogether } from './hidden/suppression.js';
import { orderedGoals } from './totals.js';
import { reportDay } from './weeks/spans.js';
import { addDays } from './weeks/weeks.js';
import { column, fewCell, noneCell, share, textCell, whole } from './wording/cells.js';
import { labelOf } from './wording/labels.js';
import { isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

const weeksBefore = 8;
const level = 0.05;

/** One step of the funnel: people of a cohort who landed a goal, compared with earlier cohorts. */
interface Step {
  readonly goal: string;
  readonly label: string;
  readonly clicked: number;
  readonly people: number;
  readonly usual: number | null;
  readonly p: number | null;
}

/** The last week of clicks whose windows are all over; null if there is none. */
export function funnelWeek(published: Published): string | null {
  const window = Math.max(0, ...published.goals.map(({ window_days }) => Math.ceil(window_days)));
  const end = reportDay(published);
  const over = published.funnel.filter(({ week_start }) => addDays(week_start, 6 + window) <= end);
  return over.reduce<string | null>(
    (last, { week_start }) => (last === null || week_start > last ? week_start : last),
    null,
  );
}

/** Part 6: of those who clicked, how many landed what. */
export function funnel(published: Published): Part {
  const words = wordsOf(published.facts);
  const week = funnelWeek(published);
  const steps = week === null ? [] : stepsOf(published, week);
  const clicked = steps[0]?.clicked ?? 0;
  const few = isFew(clicked, published.facts);
  const shownClicked = few ? words.few(published.facts.min_cell) : number(clicked);
  return {
    id: 'funnel',
    question: funnelWords[words.language].question,
    title: titleOf(steps, published, words),
    lead: week === null ? '' : funnelWords[words.language].lead(shownClicked, week, addDays(week, 6)),
    blocks: [
      { kind: 'findings', findings: movedFindings(steps, published, words) },
      ...(steps.length === 0 ? [] : [stepTable(steps, published, words)]),
    ],
  };
}

/** Steps ordered by share, largest first. */
function stepsOf(published: Published, week: string): Step[] {
  const earlier = Array.from({ length: weeksBefore }, (_, back) => addDays(week, -7 * (back + 1)));
  return orderedGoals(published)
    .flatMap((goal): Step[] => {
      const mine = published.funnel.filter((row) => row.goal === goal.goal);
      const now = mine.find(({ week_start }) => week_start === week);
      if (now === undefined) return [];
      const before = mine.filter(({ week_start }) => earlier.includes(week_start));
      const change = shareChange(
        { hits: now.people, trials: now.clicked },
        before.map(({ people, clicked }) => ({ hits: people, trials: clicked })),
      );
      const { clicked, people } = now;
      return [
        {
          ...{ goal: goal.goal, label: labelOf(goal, published), clicked, people },
          ...{ usual: change?.usual ?? null, p: change?.p ?? null },
        },
      ];
    })
    .toSorted((a, b) => b.people - a.people || (a.goal < b.goal ? -1 : 1));
}

function titleOf(steps: readonly Step[], published: Published, words: Language): string {
  const main = orderedGoals(published)[0]?.goal;
  const step = steps.find(({ goal }) => goal === main) ?? steps[0];
  if (step === undefined || step.clicked === 0) return funnelWords[words.language].none;
  if (isFew(step.people, published.facts) || isFew(step.clicked, published.facts))
    return funnelWords[words.language].question;
  const moved = steps.filter((one) => hasMoved(one, steps)).map(({ label }) => label);
  return funnelWords[words.language].title(perHundred(step), step.label, words.list(moved));
}

/** Per 100 people; with a decimal only if a whole number would hide the difference. */
function perHundred({ people, clicked }: Step): string {
  const share = (100 * people) / clicked;
  return number(share, share < 10 ? 1 : 0);
}

/** Whether a step moved beyond chance, given how many steps are looked at. */
function hasMoved({ p }: Step, steps: readonly Step[]): boolean {
  return p !== null && p < level / steps.length;
}

function movedFindings(steps: readonly Step[], published: Published, words: Language): Finding[] {
  return steps.flatMap((step): Finding[] => {
    const { usual, clicked, people } = step;
    if (usual === null || isFew(people, published.facts) || isFew(clicked, published.facts)) return [];
    const { low, high } = wilson(people, clicked);
    const about = {
      ...{ goal: step.goal, unit: 'share', figure: people / clicked, low, high, expected: usual },
      ...{ p: step.p, family: steps.length, query: rowsBehind('funnel', { goal: step.goal }) },
    };
    const text = funnelWords[words.language].against(
      step.label,
      percent(people / clicked, words, 1),
      percent(usual, words, 1),
      hasMoved(step, steps),
    );
    return [{ text, evidence: 'counted', about }];
  });
}

function stepTable(steps: readonly Step[], published: Published, words: Language): Table {
  const { facts } = published;
  const c = funnelWords[words.language].columns;
  const hidden = steps.map(
    ({ people, clicked }) =>
      hiddenTogether([people], facts)[0] === true || isFew(clicked, facts) || isFew(clicked - people, facts),
  );
  const cell = (at: number, shown: Cell) => (hidden[at] ? fewCell(facts, words) : shown);
  return {
    kind: 'table',
    id: 'funnel',
    title: funnelWords[words.language].table,
    columns: [
      column(c.step, { kind: 'text' }),
      column(c.people, whole, 'counted'),
      { ...column(c.share, share, 'counted'), bar: true },
      column(c.usual, share, 'counted'),
    ],
    rows: steps.map(({ label, people, clicked, usual }, at) => {
      const { low, high } = wilson(people, clicked);
      const value = clicked > 0 ? people / clicked : 0;
      return [
        textCell(label),
        cell(at, { is: 'number', value: people }),
        cell(at, { is: 'interval', value, low, high, missing: null }),
        usual === null
          ? noneCell(funnelWords[words.language].noUsual, words)
          : cell(at, { is: 'number', value: usual }),
      ];
    }),
    shown: 8,
    note: funnelWords[words.language].note,
  };
}

/** Words of the part funnel alone. */
export const funnelWords = bilingual({
  en: {
    question: 'Where do people drop out?',
    none: 'No week of clicks has its windows over yet',
    title: (share: string, goal: string, moved: string) =>
      `Of 100 who clicked, ${share} went on to ${goal}${moved === '' ? '; no step left its usual range' : `; outside the usual range: ${moved}`}`,
    lead: (clicked: string, from: string, to: string) =>
      `${clicked} known people clicked a link or scanned a code from ${from} to ${to}, the last week whose windows are over. The click need not be the cause.`,
    against: (goal: string, share: string, usual: string, moved: boolean) =>
      `${goal}: ${share}, against ${usual} in the eight cohorts before; ${moved ? 'more than chance explains' : 'no more than cohorts usually vary'}.`,
    table: 'Of those who clicked or scanned',
    columns: { step: 'Step', people: 'People', share: 'Share of the cohort', usual: 'Eight cohorts before' },
    noUsual: 'Fewer than four earlier cohorts.',
    note: 'Each step counts people of the cohort who landed it within its window after their first click of the week; steps need not follow each other. Whether a step moved is judged for the steps of this table alone.',
  },
  zh: {
    question: '人在哪一步流失？',
    none: '还没有哪一周的点击走完了归因窗口',
    title: (share, goal, moved) =>
      `每 100 个点击的人里，${share} 人有${goal}${moved === '' ? '；各步都没有超出平常波动' : `；超出平常波动的是：${moved}`}`,
    lead: (clicked, from, to) =>
      `${from} 至 ${to} 有 ${clicked} 个认得出的人点了链接或扫了码，这是窗口已走完的最近一周。点击不一定是原因。`,
    against: (goal, share, usual, moved) =>
      `${goal}：${share}，之前八批为 ${usual}，${moved ? '超出偶然波动' : '没有超出各批之间的平常波动'}。`,
    table: '点击或扫码的人里',
    columns: { step: '步骤', people: '人数', share: '占这批人', usual: '之前八批' },
    noUsual: '之前不足四批。',
    note: '每一步都是这批人在当周首次点击之后、该目标窗口之内落地的人数；各步之间不必先后相连。有没有变化，只就这张表里的几步一起判断。',
  },
});
