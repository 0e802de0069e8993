import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Block, Finding, Part, Table } from '../report/report.js';
import { column, fewCell, share, textCell, whole } from './cells.js';
import { groupPanel } from './group_panel.js';
import { groupNames, isFew } from './names.js';
import { groupRows, weeksBefore } from './signals.js';
import { hiddenTogether } from './suppression.js';
import { fewestForShares, mainGoal, sum } from './totals.js';
import { addDays, inPeriod } from './weeks.js';
import { labelFor, wordsOf } from './words.js';

const pairsShown = 10;
const weeksAround = 8;

/** Part 11: the group matrix, who is in several groups, and what became of splits and merges. */
export function matrix(published: Published): Part {
  const words = wordsOf(published.facts);
  const m = words.people.matrix;
  const [totals] = published.membership_totals;
  const people = totals?.people ?? 0;
  const several = totals?.in_several ?? 0;
  const few = isFew(several, published.facts) || isFew(people - several, published.facts);
  const part =
    people > 0 && !few
      ? percent((totals?.in_several ?? 0) / people, words)
      : words.few(published.facts.min_cell);
  return {
    id: 'matrix',
    question: words.parts.matrix,
    title: people < fewestForShares ? m.few : m.title(part),
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
      query: 'membership_totals',
    },
  };
}

/** What each matrix of groups landed in the period. */
function matrixTable(published: Published, words: Language): Table[] {
  const { columns: c, noMatrix, matrixTitle } = words.people.matrix;
  const goal = mainGoal(published);
  const names = new Map(published.groups.map((group) => [group.group_id, group.matrix]));
  const rows = new Map<string | null, { groups: Set<string>; members: number; landed: number }>();
  const of = (group: string) => {
    const name = names.get(group) ?? null;
    const mine = rows.get(name) ?? { groups: new Set<string>(), members: 0, landed: 0 };
    rows.set(name, mine);
    mine.groups.add(group);
    return mine;
  };
  for (const row of published.group_members) of(row.group_id).members += row.home_members;
  const { columns } = published.group_goal_week;
  const weeks = columns.week_start.texts.filter((week) => inPeriod(week, published.facts));
  const only = { column: columns.goal, text: goal?.goal ?? '' };
  for (const [group, counts] of groupPanel(columns, columns.conversions, weeks, 0, only))
    of(group).landed += sum(counts);
  if ([...rows.keys()].every((name) => name === null)) return [];
  const sorted = [...rows].toSorted(
    (a, b) => b[1].landed - a[1].landed || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1),
  );
  const { facts } = published;
  const hidden = (['members', 'landed'] as const).map((figure) =>
    hiddenTogether(
      sorted.map(([, row]) => row[figure]),
      facts,
    ),
  );
  return [
    {
      kind: 'table',
      id: 'matrix',
      title: matrixTitle,
      columns: [
        column(c.matrix, { kind: 'text' }),
        column(c.groups, whole),
        column(c.members, whole, 'counted'),
        { ...column(c.landed, whole, 'counted'), bar: true },
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

function overlapTable(published: Published, words: Language): Table[] {
  const { columns: c, overlapTitle } = words.people.matrix;
  const names = groupNames(published);
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
        {
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
  const { columns: c, lineageTitle, lineageNote } = words.people.matrix;
  const names = groupNames(published);
  const { facts } = published;
  if (published.lineage.length === 0) return [];
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
        const few =
          isFew(row.people, facts) || isFew(row.followed, facts) || isFew(row.people - row.followed, facts);
        const cell = (value: number) => (few ? fewCell(facts, words) : { is: 'number' as const, value });
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
      query: `group_goal_week, lineage where from_group = '${origin}'`,
    };
    const text = words.people.matrix.moved(
      names.get(origin) ?? origin,
      number(ratio, 1),
      number(about.low, 1),
      number(about.high, 1),
    );
    return [{ text, evidence: 'C', about }];
  });
  return findings.length === 0 ? [] : [{ kind: 'findings', findings: findings.slice(0, 5) }];
}
