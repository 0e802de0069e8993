import { number, percent } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Block, Finding, Part, Table } from '../report/report.js';
import { rowsBehind, rowsOfSeveral } from './findings/rows_behind.js';
import { isHiddenLanded, isHiddenMatrix, isTold } from './hidden/hidden_landed.js';
import { hiddenMemberSums, hiddenMembers } from './hidden/hidden_members.js';
import { hiddenTogether } from './hidden/suppression.js';
import { groupPanel } from './signals/group_panel.js';
import { matrixSum } from './signals/group_sums.js';
import { groupRows, weeksBefore } from './signals/signals.js';
import { fewestForShares, mainGoal, sum } from './totals.js';
import { addDays, inPeriod } from './weeks/weeks.js';
import { weeksBeyond } from './weeks/whole_weeks.js';
import { column, fewCell, share, textCell, whole } from './wording/cells.js';
import { labelOf } from './wording/labels.js';
import { groupNames, isFew } from './wording/names.js';
import { labelFor, wordsOf } from './wording/words.js';

const pairsShown = 10;
const weeksAround = 8;

/** Part 11: the group matrix, who is in several groups, and what became of splits and merges. */
export function matrix(published: Published): Part {
  const words = wordsOf(published.facts);
  const m = matrixWords[words.language];
  const [totals] = published.membership_totals;
  const people = totals?.people ?? 0;
  const several = totals?.in_several ?? 0;
  const few = isFew(several, published.facts) || isFew(people - several, published.facts);
  return {
    id: 'matrix',
    question: matrixWords[words.language].question,
    title: people < fewestForShares || few ? m.few : m.title(percent(several / people, words)),
    lead: isFew(people, published.facts) ? '' : m.lead(number(people), number(totals?.places ?? 0)),
    blocks: [
      ...lineageFindings(published, words),
      ...matrixTable(published, words),
      ...overlapTable(published, words),
      ...lineageTable(published, words),
    ],
    about: {
      unit: 'share',
      figure: people > 0 && !few ? (totals?.in_several ?? 0) / people : null,
      query: rowsBehind('membership_totals'),
    },
  };
}

interface MatrixSum {
  readonly groups: Set<string>;
  members: number;
  landed: number;
  /** what each group landed in each week, and whether that is printed anywhere */
  readonly weekly: { readonly value: number; readonly hidden: boolean }[];
}

/** What each matrix of groups landed in the period. */
function matrixTable(published: Published, words: Language): Table[] {
  const { columns: c, noMatrix } = matrixWords[words.language];
  const goal = mainGoal(published);
  const names = new Map(published.groups.map((group) => [group.group_id, group.matrix]));
  const rows = new Map<string | null, MatrixSum>();
  const of = (group: string) => {
    const name = names.get(group) ?? null;
    const mine = rows.get(name) ?? { groups: new Set<string>(), members: 0, landed: 0, weekly: [] };
    rows.set(name, mine);
    mine.groups.add(group);
    return mine;
  };
  for (const row of published.group_members) of(row.group_id).members += row.home_members;
  const { columns } = published.group_goal_week;
  const weeks = columns.week_start.texts.filter((week) => inPeriod(week, published.facts));
  const only = { column: columns.goal, text: goal?.goal ?? '' };
  for (const [group, counts] of groupPanel(columns, columns.conversions, weeks, 0, only))
    addWeeks(of(group), group, counts);
  function addWeeks(mine: MatrixSum, group: string, counts: readonly number[]): void {
    mine.landed += sum(counts);
    for (const [at, value] of counts.entries())
      mine.weekly.push({ value, hidden: isHiddenLanded(published, group, weeks[at] ?? '') });
  }
  if ([...rows.keys()].every((name) => name === null)) return [];
  const sorted = [...rows].toSorted(
    (a, b) => b[1].landed - a[1].landed || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1),
  );
  const { facts } = published;
  const memberSums = hiddenMemberSums(published);
  const told = sorted.map(([name, row]) => ({
    members: memberSums.has(matrixSum(name)),
    landed:
      isTold(row.weekly, facts) || (weeks.length === 1 && isHiddenMatrix(published, name, weeks[0] ?? '')),
  }));
  const hidden = (['members', 'landed'] as const).map((figure) =>
    hiddenTogether(
      sorted.map(([, row]) => row[figure]),
      facts,
      told.map((row) => row[figure]),
    ),
  );
  return [
    {
      kind: 'table',
      id: 'matrix',
      title: matrixTitle(weeks, published, words),
      columns: [
        column(c.matrix, { kind: 'text' }),
        column(c.groups, whole),
        column(c.members, whole, 'counted'),
        {
          ...column(c.landed(goal === null ? '' : labelOf(goal, published)), whole, 'counted'),
          bar: true,
        },
      ],
      rows: sorted.map(([name, { groups, members, landed }], at) => [
        textCell(name === null ? noMatrix : labelFor(words.matrixLabels, name)),
        { is: 'number' as const, value: groups.size },
        ...[members, landed].map((value, place) =>
          hidden[place]?.[at] ? fewCell(facts, words) : { is: 'number' as const, value },
        ),
      ]),
      shown: pairsShown,
      note: null,
    },
  ];
}

/** What is added up: the period or, if it begins or ends within a week, the whole weeks that it touches. */
function matrixTitle(weeks: readonly string[], { facts }: Published, words: Language): string {
  const { matrixTitle: ofPeriod, matrixWeeksTitle: ofWeeks } = matrixWords[words.language];
  const beyond = weeksBeyond(weeks, facts);
  return beyond === null ? ofPeriod : ofWeeks(beyond.from, beyond.to);
}

function overlapTable(published: Published, words: Language): Table[] {
  const { columns: c, overlapTitle } = matrixWords[words.language];
  const names = groupNames(published);
  const few = hiddenMembers(published);
  const pairs = published.group_overlap.filter(({ people }) => !isFew(people, published.facts) && people > 1);
  if (pairs.length === 0) return [];
  return [
    {
      kind: 'table',
      id: 'group_overlap',
      title: overlapTitle,
      columns: [
        column(c.first, { kind: 'text' }),
        column(c.second, { kind: 'text' }),
        column(c.shared, whole, 'counted'),
        { ...column(c.share, share), bar: true },
      ],
      rows: pairs.slice(0, 100).map((row) => [
        textCell(names.get(row.first_group) ?? row.first_group),
        textCell(names.get(row.second_group) ?? row.second_group),
        { is: 'number' as const, value: row.people },
        // the size of the smaller group could be derived from its share
        [row.first_group, row.second_group].some((group) => few.has(group))
          ? fewCell(published.facts, words)
          : {
              is: 'number' as const,
              value: row.people / Math.max(1, Math.min(row.first_people, row.second_people)),
            },
      ]),
      shown: 5,
      note: null,
      folded: true,
    },
  ];
}

function lineageTable(published: Published, words: Language): Table[] {
  const { columns: c, lineageTitle, lineageNote } = matrixWords[words.language];
  const names = groupNames(published);
  const { facts } = published;
  if (published.lineage.length === 0) return [];
  const hidden = hiddenMoves(published);
  return [
    {
      kind: 'table',
      id: 'lineage',
      title: lineageTitle,
      columns: [
        column(c.from, { kind: 'text' }),
        column(c.to, { kind: 'text' }),
        column(c.day, { kind: 'date' }),
        column(c.people, whole, 'counted'),
        column(c.followed, whole),
      ],
      rows: published.lineage.map((row) => {
        const cell = (value: number) =>
          hidden.has(row) ? fewCell(facts, words) : { is: 'number' as const, value };
        return [
          textCell(names.get(row.from_group) ?? row.from_group),
          textCell(names.get(row.to_group) ?? row.to_group),
          textCell(row.at_day),
          cell(row.people),
          cell(row.followed),
        ];
      }),
      shown: pairsShown,
      note: lineageNote,
    },
  ];
}

/** The moves of people that are not printed: of a group, those into each other group, and those who went into none, add up to it. */
function hiddenMoves({ lineage, facts }: Published): ReadonlySet<Published['lineage'][number]> {
  const origins = [...new Set(lineage.map(({ from_group }) => from_group))];
  return new Set(
    origins.flatMap((origin) => {
      const mine = lineage.filter(({ from_group }) => from_group === origin);
      const people = Math.max(...mine.map((row) => row.people));
      const gone = people - sum(mine.map(({ followed }) => followed));
      const counts = [...mine.map(({ followed }) => followed), Math.max(0, gone)];
      const hidden = hiddenTogether(counts, facts);
      return mine.filter((row, at) => isFew(row.people, facts) || hidden[at]);
    }),
  );
}

/** Results per week of a split or merged group and its successors together, before and after. */
function lineageFindings(published: Published, words: Language): Block[] {
  const goal = mainGoal(published);
  const weeks = weeksBefore(published);
  if (goal === null || weeks.length === 0) return [];
  const rows = groupRows(published, goal.goal, weeks);
  const names = groupNames(published);
  const origins = [...new Set(published.lineage.map(({ from_group }) => from_group))];
  const findings = origins.flatMap((origin): Finding[] => {
    const moves = published.lineage.filter(({ from_group }) => from_group === origin);
    const day = moves[0]?.at_day ?? '';
    const family = [origin, ...moves.map(({ to_group }) => to_group)];
    const sum = (some: readonly string[]) =>
      some.reduce((total, week) => {
        const at = weeks.indexOf(week);
        return total + family.reduce((all, group) => all + (rows.get(group)?.[at] ?? 0), 0);
      }, 0);
    const before = weeks.filter((week) => addDays(week, 6) < day).slice(-weeksAround);
    const after = weeks.filter((week) => week >= day).slice(0, weeksAround);
    const [a, b] = [sum(after), sum(before)];
    if (a === 0 || b === 0 || isFew(a, published.facts) || isFew(b, published.facts)) return [];
    const ratio = a / after.length / (b / before.length);
    const reach = Math.exp(1.959963984540054 * Math.sqrt(1 / a + 1 / b));
    const about = {
      goal: goal.goal,
      unit: 'ratio',
      figure: ratio,
      low: ratio / reach,
      high: ratio * reach,
      query: rowsOfSeveral(
        rowsBehind('lineage', { from_group: origin }),
        rowsBehind('group_goal_week', { goal: goal.goal }),
      ),
    };
    const text = matrixWords[words.language].moved(
      names.get(origin) ?? origin,
      number(ratio, 1),
      number(about.low, 1),
      number(about.high, 1),
    );
    return [{ text, evidence: 'C', about }];
  });
  return findings.length === 0 ? [] : [{ kind: 'findings', findings: findings.slice(0, 5) }];
}

/** Words of the part matrix alone. */
export const matrixWords = bilingual({
  en: {
    question: 'Group matrix',
    few: 'Too few members for shares',
    title: (share: string) => `${share} of the members sit in two groups or more`,
    lead: (people: string, places: string) =>
      `${people} people hold ${places} places in groups at the end of the period.`,
    overlapTitle: 'Groups that share the most people',
    columns: {
      first: 'Group',
      second: 'And',
      shared: 'Shared',
      share: 'Of the smaller',
      matrix: 'Matrix',
      groups: 'Groups',
      members: 'Home members',
      landed: (goal: string) => `${goal}, gross`,
      from: 'Before',
      to: 'After',
      day: 'Day',
      people: 'People',
      followed: 'Went along',
      before: '8 weeks before',
      after: 'Weeks after, per week',
    },
    lineageTitle: 'Splits and merges: who went along',
    matrixTitle: 'The group matrix: what each landed in the period',
    matrixWeeksTitle: (from: string, to: string) =>
      `The group matrix: what each landed in the weeks from ${from} to ${to}`,
    noMatrix: 'No matrix given',
    moved: (name: string, ratio: string, low: string, high: string) =>
      `${name} and its people landed ${ratio} times as much a week after the change as before (95\u00a0% ${low} to ${high}), season included. That does not say what the change caused.`,
    lineageNote: 'People of a split or merged group are followed into the group they went on in.',
  },
  zh: {
    question: '社群矩阵',
    few: '成员太少，不算占比',
    title: (share) => `${share}的成员同时在两个以上的群`,
    lead: (people, places) => `期末 ${people} 人占了 ${places} 个群位。`,
    overlapTitle: '重叠最多的群',
    columns: {
      first: '群',
      second: '另一个群',
      shared: '共同成员',
      share: '占较小群的比例',
      matrix: '矩阵',
      groups: '群数',
      members: '归属成员',
      landed: (goal) => `${goal}（含退款）`,
      from: '之前',
      to: '之后',
      day: '日期',
      people: '人数',
      followed: '跟过去的',
      before: '前 8 周',
      after: '之后每周',
    },
    lineageTitle: '拆群与并群：谁跟过去了',
    matrixTitle: '社群矩阵：本期各落地多少',
    matrixWeeksTitle: (from, to) => `社群矩阵：${from} 至 ${to} 各周各落地多少`,
    noMatrix: '没有填矩阵',
    moved: (name, ratio, low, high) =>
      `${name}原来的人，变动之后每周落地是之前的 ${ratio} 倍（${low} 至 ${high}），季节影响也在里面，不能说是变动带来的。`,
    lineageNote: '拆群、并群之后，人去了哪个群，就算哪个群的。',
  },
});
