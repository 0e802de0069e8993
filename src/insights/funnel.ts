import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Cell, Finding, Part, Table } from '../report/report.js';
import { wilson } from '../statistics/proportion.js';
import { shareChange } from '../statistics/share_change.js';
import { column, fewCell, noneCell, share, textCell, whole } from './cells.js';
import { labelOf } from './labels.js';
import { isFew } from './names.js';
import { reportDay } from './spans.js';
import { hiddenTogether } from './suppression.js';
import { orderedGoals } from './totals.js';
import { addDays } from './weeks.js';
import { wordsOf } from './words.js';

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
    question: words.parts.funnel,
    title: titleOf(steps, published, words),
    lead: week === null ? '' : words.funnel.lead(shownClicked, week, addDays(week, 6)),
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
  if (step === undefined || step.clicked === 0) return words.funnel.none;
  if (isFew(step.people, published.facts) || isFew(step.clicked, published.facts)) return words.parts.funnel;
  const moved = steps.filter((one) => hasMoved(one, steps)).map(({ label }) => label);
  return words.funnel.title(perHundred(step), step.label, words.list(moved));
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
      ...{ p: step.p, family: steps.length, query: `funnel where goal = '${step.goal}'` },
    };
    const text = words.funnel.against(
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
  const c = words.funnel.columns;
  const hidden = steps.map(
    ({ people, clicked }) =>
      hiddenTogether([people], facts)[0] === true || isFew(clicked, facts) || isFew(clicked - people, facts),
  );
  const cell = (at: number, shown: Cell) => (hidden[at] ? fewCell(facts, words) : shown);
  return {
    kind: 'table',
    id: 'funnel',
    title: words.funnel.table,
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
        usual === null ? noneCell(words.funnel.noUsual, words) : cell(at, { is: 'number', value: usual }),
      ];
    }),
    shown: 8,
    note: words.funnel.note,
  };
}
