import { number, percent } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Block, Finding, Part, Table } from '../report/report.js';
import { rowsBehind } from './findings/rows_behind.js';
import { refundShares, weekShown } from './opening/strip.js';
import { weeksBefore } from './signals/signals.js';
import { fewestForShares, headlineGoals, mainGoal, sum } from './totals.js';
import { refundFindings } from './weeks/refund_change.js';
import { isOneWeek } from './weeks/spans.js';
import { column, fewCell, peopleCell, share, textCell, whole } from './wording/cells.js';
import { goalLabel, labelOf, mainAmongSeveral } from './wording/labels.js';
import { isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

const weeksShown = 8;

/** Part 14: the cost: refunds at equal age, leaves, people who look like promo abusers. */
export function risk(published: Published): Part {
  const words = wordsOf(published.facts);
  return {
    id: 'risk',
    question: riskWords[words.language].question,
    title: titleOf(published, words),
    lead: riskWords[words.language].lead,
    blocks: [
      { kind: 'findings', findings: [...refundFindings(published, words), ...suspects(published, words)] },
      ...headlineGoals(published).flatMap((goal) =>
        refundTable(published, goal.goal, labelOf(goal, published), words),
      ),
      ...leaveTable(published, words),
    ],
  };
}

/** What the week costs; a report on anything else than one week says which. */
function titleOf(published: Published, words: Language): string {
  const week = weekShown(published);
  const title = weekTitle(published, words);
  return week === null || isOneWeek(published.facts) ? title : riskWords[words.language].ofWeek(week, title);
}

function weekTitle(published: Published, words: Language): string {
  const goal = mainGoal(published);
  const week = weekShown(published);
  const [now] = goal === null || week === null ? [] : refundShares(published, goal.goal, [week]);
  const few = now === undefined || isFew(now.back, published.facts);
  const row = published.membership_week.find(({ week_start }) => week_start === week);
  const seen = published.membership_week.some(({ left }) => left !== null);
  const left = !seen || isFew(row?.left ?? null, published.facts) ? null : row?.left;
  const known = published.sources.some(({ table_name }) => table_name === 'reversals');
  if (!known || now === undefined || now.gross < fewestForShares)
    return riskWords[words.language].noShare(
      known,
      left === null || left === undefined ? null : number(left),
    );
  return riskWords[words.language].title(
    few ? words.few(Math.max(1, published.facts.min_cell)) : percent(now.share, words, 1),
    left === null || left === undefined ? null : number(left),
    mainAmongSeveral(published),
  );
}

function suspects(published: Published, words: Language): Finding[] {
  const found = published.promo_effect.filter(({ suspects: count }) => count > 0);
  const rows = found.filter(({ suspects: count }) => !isFew(count, published.facts));
  const few = words.few(published.facts.min_cell);
  if (found.length > 0 && rows.length === 0)
    return found.map((row) => ({
      text: riskWords[words.language].fewSuspects(few, goalLabel(published, row.goal)),
      evidence: 'counted' as const,
    }));
  if (rows.length === 0) return [{ text: riskWords[words.language].noSuspects, evidence: 'counted' }];
  return rows.map((row) => ({
    text: riskWords[words.language].suspects(
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
      query: rowsBehind('promo_effect', { goal: row.goal }),
    },
  }));
}

function refundTable(published: Published, goal: string, label: string, words: Language): Table[] {
  const { columns: c, refundTitle, refundNote } = riskWords[words.language];
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
  const { columns: c, leaveTitle } = riskWords[words.language];
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

/** Who left, in English. */
function leavers(count: string): string {
  return count === '1' ? '1 person left' : `${count} people left`;
}

/** Words of the part risk alone. */
export const riskWords = bilingual({
  en: {
    question: 'At what price?',
    ofWeek: (week: string, title: string) => `Week of ${week}: ${title}`,
    noShare: (known: boolean, left: string | null) =>
      `${known ? 'Too few results for a share of refunds' : 'Refunds are not known'}${left === null ? '' : `; ${leavers(left)}`}`,
    title: (refunds: string, left: string | null, goal: string | null) =>
      `${refunds} of ${goal ?? 'the results'} came back so far${left === null ? '' : `; ${leavers(left)}`}`,
    lead: 'Refunds at equal age, leaves, and people who look like promo abusers.',
    columns: {
      week: 'Week',
      gross: 'Gross',
      back: 'Reversed by that age',
      share: 'Share',
      left: 'Left',
      joined: 'Joined',
    },
    refundTitle: 'Refunds at equal age',
    refundNote:
      'Of every week only what came back by as many days after its end as the reported week is old now.',
    leaveTitle: 'People who joined and left, by week',
    suspects: (count: string, goal: string, withThem: string, without: string) =>
      `${count === '1' ? '1 person who landed a result in the period looks like a promo abuser' : `${count} people who landed a result in the period look like promo abusers`}. ${goal}: ${withThem} net with them, ${without} without; nothing was taken out.`,
    noSuspects: 'Nobody who landed a result in the period looks like a promo abuser.',
    fewSuspects: (few: string, goal: string) =>
      `${few} people who landed ${goal} in the period look like promo abusers; nothing was taken out.`,
  },
  zh: {
    question: '代价是什么？',
    ofWeek: (week, title) => `${week} 当周：${title}`,
    noShare: (known, left) =>
      `${known ? '结果太少，不算退款占比' : '没有退款数据'}${left === null ? '' : `；${left} 人退群`}`,
    title: (refunds, left, goal) =>
      `${goal ?? ''}目前退款、取消 ${refunds}${left === null ? '' : `；${left} 人退群`}`,
    lead: '同期退款、退群、疑似羊毛党。',
    columns: {
      week: '周',
      gross: '含退款',
      back: '同期退款、取消',
      share: '占比',
      left: '退群',
      joined: '入群',
    },
    refundTitle: '同期退款',
    refundNote: '每一周只算周末之后同样天数以内的退款和取消。',
    leaveTitle: '每周入群与退群人数',
    suspects: (count, goal, withThem, without) =>
      `本期有落地的人里，${count} 人像羊毛党。${goal}净落地：算上他们 ${withThem}，不算 ${without}；没有剔除任何人。`,
    noSuspects: '本期有落地的人里，没有谁像羊毛党。',
    fewSuspects: (few, goal) => `本期落地${goal}的人里，像羊毛党的 ${few} 人；没有剔除任何人。`,
  },
});
