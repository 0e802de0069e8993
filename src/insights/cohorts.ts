import { number, percent } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { Cohort, Goal, Published } from '../report/published.js';
import type { Cell, Finding, Part, Table } from '../report/report.js';
import { type Share, shareChange } from '../statistics/share_change.js';
import { rowsBehind } from './findings/rows_behind.js';
import { fewestForShares, headlineGoals, mainGoal } from './totals.js';
import { reportDay } from './weeks/spans.js';
import { addDays, daysBetween } from './weeks/weeks.js';
import { column, fewCell, noneCell, share, whole } from './wording/cells.js';
import { labelOf } from './wording/labels.js';
import { isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

const ages = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const rowsShown = 12;
const cohortsBefore = 8;

/** The week in which the first cohort will be eight weeks old; null: one already is, or there is no cohort. */
export function cohortBegin(published: Published): string | null {
  const first = firstWeeks(published, mainGoal(published)?.goal ?? '')[0];
  if (first === undefined) return null;
  const ready = addDays(first, 7 * 9);
  return ready <= addDays(reportDay(published), 1) ? null : ready;
}

/** Part 13: of those who landed for the first time, how many landed again, by age. */
export function cohorts(published: Published): Part {
  const words = wordsOf(published.facts);
  const goals = headlineGoals(published);
  return {
    id: 'cohorts',
    question: cohortsWords[words.language].question,
    title: titleOf(published, words),
    lead: cohortsWords[words.language].lead,
    blocks: goals
      .flatMap((goal) => [
        cohortTable(published, goal.goal, labelOf(goal, published), words),
        { kind: 'findings' as const, findings: newestFindings(published, goal, words) },
      ])
      .filter((block) => block.kind === 'table' || block.findings.length > 0),
    closed: true,
  };
}

function firstWeeks({ cohorts: rows }: Published, goal: string): string[] {
  return [...new Set(rows.filter((row) => row.goal === goal).map((row) => row.first_week))].sort();
}

/** Whether the week of an age is over. */
function isOver(published: Published, first: string, age: number): boolean {
  return daysBetween(addDays(first, 7 * age + 6), reportDay(published)) >= 0;
}

function titleOf(published: Published, words: Language): string {
  const goal = mainGoal(published);
  if (goal === null) return words.summary.nothing;
  const mine = published.cohorts.filter((row) => row.goal === goal.goal);
  const ripe = firstWeeks(published, goal.goal).filter((first) => isOver(published, first, 8));
  const size = sumOf(mine, ripe, 0, 0);
  if (size === 0) return cohortsWords[words.language].young;
  const again = sumOf(mine, ripe, 1, ages.length) / ages.length;
  if (isFew(size, published.facts)) return cohortsWords[words.language].young;
  if (again === 0) return cohortsWords[words.language].once(labelOf(goal, published));
  if (again * ages.length < fewestForShares)
    return cohortsWords[words.language].few(labelOf(goal, published));
  return cohortsWords[words.language].title(percent(again / size, words), labelOf(goal, published));
}

/** The newest cohort that is eight weeks old against the eight before it, all at that age. */
function newestFindings(published: Published, goal: Goal, words: Language): Finding[] {
  const mine = published.cohorts.filter((row) => row.goal === goal.goal);
  const ripe = firstWeeks(published, goal.goal).filter((first) => isOver(published, first, ages.length));
  const newest = ripe.at(-1);
  const size = newest === undefined ? 0 : sumOf(mine, [newest], 0, 0);
  const isHidden = mine.some((row) => row.first_week === newest && isFew(row.people, published.facts));
  if (newest === undefined || size < fewestForShares || isHidden) return [];
  const earlier = ripe.slice(-1 - cohortsBefore, -1).map((first) => personWeeks(mine, first));
  const now = personWeeks(mine, newest);
  const change = shareChange(now, earlier);
  if (change === null) return [];
  const { usual, reach, p } = change;
  const [figure, low, high] = [now.hits / now.trials, Math.max(0, usual - reach), Math.min(1, usual + reach)];
  const shown = [figure, usual, low, high].map((one) => percent(one, words)) as [
    string,
    string,
    string,
    string,
  ];
  const text = cohortsWords[words.language].newest(newest, number(size), earlier.length, ...shown, p < 0.05);
  const about = {
    goal: goal.goal,
    unit: 'share',
    figure,
    low,
    high,
    expected: usual,
    p,
    query: rowsBehind('cohorts', { goal: goal.goal }),
  };
  return [{ text, evidence: 'counted', about }];
}

/** Of all weeks that people of a cohort lived through after their first, those in which they landed again. */
function personWeeks(rows: readonly Cohort[], first: string): Share {
  return { hits: sumOf(rows, [first], 1, ages.length), trials: sumOf(rows, [first], 0, 0) * ages.length };
}

function sumOf(rows: readonly Cohort[], firsts: readonly string[], from: number, to: number): number {
  const wanted = new Set(firsts);
  return rows
    .filter((row) => wanted.has(row.first_week) && row.age_weeks >= from && row.age_weeks <= to)
    .reduce((total, row) => total + row.people, 0);
}

function cohortTable(published: Published, goal: string, label: string, words: Language): Table {
  const c = cohortsWords[words.language];
  const mine = published.cohorts.filter((row) => row.goal === goal);
  const find = new Map(mine.map((row) => [`${row.first_week} ${row.age_weeks}`, row.people]));
  const firsts = firstWeeks(published, goal).filter((first) => first <= reportDay(published));
  return {
    kind: 'table',
    id: `cohorts_${goal}`,
    title: c.table(label),
    columns: [
      column(c.first, { kind: 'date' }),
      column(c.size, whole, 'counted'),
      ...ages.map((age) => column(c.age(age), share, null)),
    ],
    rows: firsts.slice(-rowsShown).map((first) => {
      const size = find.get(`${first} 0`) ?? 0;
      const few = isFew(size, published.facts);
      const cell = (age: number): Cell => {
        if (!isOver(published, first, age)) return noneCell(c.young, words);
        const people = find.get(`${first} ${age}`) ?? 0;
        if (few || isFew(people, published.facts)) return fewCell(published.facts, words);
        return { is: 'number', value: size > 0 ? people / size : 0 };
      };
      return [
        { is: 'text' as const, text: first },
        few ? fewCell(published.facts, words) : { is: 'number' as const, value: size },
        ...ages.map(cell),
      ];
    }),
    shown: rowsShown,
    note: c.note,
  };
}

/** Words of the part cohorts alone. */
export const cohortsWords = bilingual({
  en: {
    question: 'Do they stay?',
    title: (share: string, goal: string) =>
      `In an average week of the eight after their first, ${share} of the people have ${goal} again`,
    newest: (
      week: string,
      size: string,
      before: number,
      share: string,
      usual: string,
      low: string,
      high: string,
      moved: boolean,
    ) =>
      `Of the ${size} people whose first week is ${week}, ${share} landed again in an average week of the next eight; ${usual} of the ${before} cohorts before them, and ${low} to ${high} would be usual. ${moved ? 'More than cohorts usually vary' : 'No more than cohorts usually vary'}.`,
    once: (goal: string) => `Nobody landed ${goal} again in the eight weeks after their first`,
    few: (goal: string) => `Too few people landed ${goal} again for a share`,
    lead: 'Rows are the week of the first result in these data, columns the weeks after it. A cell is printed once its whole week is over.',
    table: (goal: string) => `Landed again: ${goal}`,
    first: 'First week',
    size: 'People',
    age: (weeks: number) => `+${weeks}`,
    young: 'Not old enough.',
    note: 'First means first in these data: somebody who bought before they begin counts as new.',
  },
  zh: {
    question: '留得住吗？',
    title: (share, goal) => `${goal}：首次落地之后的八周里，平均每周有${share}的人再次落地`,
    newest: (week, size, before, share, usual, low, high, moved) =>
      `首周为 ${week} 的 ${size} 人，之后八周平均每周有${share}的人再次落地；之前 ${before} 批人是${usual}，${low}到${high}之间都算平常。${moved ? '差别超出各批之间的平常波动' : '没有超出各批之间的平常波动'}。`,
    once: (goal) => `${goal}：首次落地之后的八周里，没有人再次落地`,
    few: (goal) => `${goal}：再次落地的人太少，不算占比`,
    lead: '行是首次落地的那一周（以这份数据为准），列是之后第几周。整周过完才显示。',
    table: (goal) => `再次落地：${goal}`,
    first: '首周',
    size: '人数',
    age: (weeks) => `+${weeks}`,
    young: '还不满龄。',
    note: '“首次”指这份数据里的首次：数据开始之前买过的人也算新人。',
  },
});
