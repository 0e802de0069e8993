import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Block, Finding, Part, Table } from '../report/report.js';
import { column, fewCell, peopleCell, share, textCell, whole } from './cells.js';
import { goalLabel, labelOf } from './labels.js';
import { isFew } from './names.js';
import { weeksBefore } from './signals.js';
import { refundShares, weekShown } from './strip.js';
import { fewestForShares, headlineGoals, mainGoal, sum } from './totals.js';
import { wordsOf } from './words.js';

const weeksShown = 8;

/** Part 14: the cost: refunds at equal age, leaves, people who look like promo abusers. */
export function risk(published: Published): Part {
  const words = wordsOf(published.facts);
  return {
    id: 'risk',
    question: words.parts.risk,
    title: titleOf(published, words),
    lead: words.people.risk.lead,
    blocks: [
      { kind: 'findings', findings: suspects(published, words) },
      ...headlineGoals(published).flatMap((goal) =>
        refundTable(published, goal.goal, labelOf(goal, published), words),
      ),
      ...leaveTable(published, words),
    ],
  };
}

function titleOf(published: Published, words: Language): string {
  const goal = mainGoal(published);
  const week = weekShown(published);
  const [now] = goal === null || week === null ? [] : refundShares(published, goal.goal, [week]);
  const few = now === undefined || isFew(now.back, published.facts);
  const row = published.membership_week.find(({ week_start }) => week_start === week);
  const seen = published.membership_week.some(({ left }) => left !== null);
  const left = !seen || isFew(row?.left ?? null, published.facts) ? null : row?.left;
  const known = published.sources.some(({ table_name }) => table_name === 'reversals');
  if (!known || now === undefined || now.gross < fewestForShares)
    return words.people.risk.noShare(known, left === null || left === undefined ? null : number(left));
  return words.people.risk.title(
    few ? words.few(Math.max(1, published.facts.min_cell)) : percent(now.share, words, 1),
    left === null || left === undefined ? null : number(left),
  );
}

function suspects(published: Published, words: Language): Finding[] {
  const found = published.promo_effect.filter(({ suspects: count }) => count > 0);
  const rows = found.filter(({ suspects: count }) => !isFew(count, published.facts));
  const few = words.few(published.facts.min_cell);
  if (found.length > 0 && rows.length === 0)
    return found.map((row) => ({
      text: words.people.risk.fewSuspects(few, goalLabel(published, row.goal)),
      evidence: 'counted' as const,
    }));
  if (rows.length === 0) return [{ text: words.people.risk.noSuspects, evidence: 'counted' }];
  return rows.map((row) => ({
    text: words.people.risk.suspects(
      number(row.suspects),
      goalLabel(published, row.goal),
      number(row.conversions_net),
      number(row.conversions_net_without),
    ),
    evidence: 'counted',
    about: {
      goal: row.goal,
      unit: 'people',
      figure: row.suspects,
      expected: null,
      query: `promo_effect where goal = '${row.goal}'`,
    },
  }));
}

function refundTable(published: Published, goal: string, label: string, words: Language): Table[] {
  const { columns: c, refundTitle, refundNote } = words.people.risk;
  const rows = refundShares(published, goal, weeksBefore(published)).slice(-weeksShown);
  if (rows.length === 0 || !published.sources.some(({ table_name }) => table_name === 'reversals')) return [];
  const { facts } = published;
  const netNow = (week: string) =>
    sum(
      published.landed
        .filter((row) => row.goal === goal && row.week_start === week)
        .map((row) => row.conversions_net),
    );
  return [
    {
      kind: 'table',
      id: `refunds_${goal}`,
      title: `${refundTitle}${words.colon}${label}`,
      columns: [
        column(c.week, { kind: 'date' }),
        column(c.gross, whole, 'counted'),
        column(c.back, whole),
        { ...column(c.share, share), bar: true },
      ],
      rows: rows.map(({ week, gross, back, share: part }) => [
        textCell(week),
        isFew(back, facts) || isFew(gross - netNow(week), facts)
          ? fewCell(facts, words)
          : peopleCell(gross, gross, facts, '', words),
        peopleCell(back, back, facts, '', words),
        peopleCell(part, isFew(gross, facts) ? gross : back, facts, '', words),
      ]),
      shown: weeksShown,
      note: refundNote,
    },
  ];
}

function leaveTable(published: Published, words: Language): Block[] {
  const { columns: c, leaveTitle } = words.people.risk;
  const weeks = weeksBefore(published).slice(-weeksShown);
  const rows = new Map(published.membership_week.map((row) => [row.week_start, row]));
  if (weeks.length === 0 || !published.membership_week.some(({ left }) => left !== null)) return [];
  const { facts } = published;
  return [
    {
      kind: 'table',
      id: 'leaves',
      title: leaveTitle,
      columns: [
        column(c.week, { kind: 'date' }),
        column(c.joined, whole, 'counted'),
        column(c.left, whole, 'counted'),
      ],
      rows: weeks.map((week) => {
        const joined = rows.get(week)?.joined ?? 0;
        const left = rows.get(week)?.left ?? 0;
        return [
          textCell(week),
          peopleCell(joined, joined, facts, '', words),
          peopleCell(left, left, facts, '', words),
        ];
      }),
      shown: weeksShown,
      note: null,
      folded: true,
    },
  ];
}
