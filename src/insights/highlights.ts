import { number } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Card, Finding, Part, Table } from '../report/report.js';
import { answersTo, answerText, groupKey } from './findings/answers.js';
import { rowsBehind } from './findings/rows_behind.js';
import { isHiddenLanded } from './hidden/hidden_landed.js';
import { isPrintable, isShareTelling } from './hidden/printable.js';
import { eventNames } from './opening/opening.js';
import { totalAbout } from './opening/total_about.js';
import { recordsOf } from './signals/records.js';
import { type GroupHighlight, type Signals, signalsOf, type TotalSignal } from './signals/signals.js';
import { ranBetween } from './tactics/tactic_days.js';
import { isOneWeek } from './weeks/spans.js';
import { addDays } from './weeks/weeks.js';
import { column, fewCell, tenth, textCell, whole } from './wording/cells.js';
import { goalLabel, ownerName } from './wording/labels.js';
import { displayName, groupNames, isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

const cardsEach = 3;
const watched = 20;

/** Part 5: what stands out beyond chance, what may be worth a look, and how many records chance alone would give. */
export function highlights(published: Published): Part {
  const words = wordsOf(published.facts);
  const signals = signalsOf(published);
  const { ups, downs, series } = signals;
  const out = signals.totals.filter(({ stands_out }) => stands_out);
  const higher = ups.length + out.filter(({ forecast }) => (forecast?.z ?? 0) > 0).length;
  const lower = ups.length + downs.length + out.length - higher;
  const cards = [...ups.slice(0, cardsEach), ...downs.slice(0, cardsEach)].filter(
    ({ window }) => !isFew(window.landed, published.facts),
  );
  return {
    id: 'highlights',
    question: words.highlights.question,
    title:
      higher + lower === 0
        ? words.highlights.none(number(series))
        : words.highlights.title(higher, lower, number(series)),
    lead: leadOf(signals, published, words),
    blocks: [
      ...(cards.length === 0
        ? []
        : [{ kind: 'cards' as const, cards: cards.map((one) => card(one, signals, published, words)) }]),
      {
        kind: 'findings',
        findings: [...totalFindings(signals, published, words), ...records(published, words)],
      },
      ...watchTable(signals, published, words),
    ],
    about: {
      unit: 'series',
      figure: higher + lower,
      family: series,
      query: rowsBehind('group_goal_week'),
    },
  };
}

/** What is judged, and in a longer period which of its weeks. */
function leadOf({ week }: Signals, published: Published, words: Language): string {
  const { lead, judged } = words.highlights;
  return week === null || isOneWeek(published.facts) ? lead : words.join([judged(week), lead]);
}

function card(one: GroupHighlight, signals: Signals, published: Published, words: Language): Card {
  const { window, kind, goal, group_id } = one;
  const h = words.highlights;
  const group = groupNames(published).get(group_id) ?? group_id;
  const label = goalLabel(published, goal);
  const [landed, expected] = [number(window.landed), number(window.expected)];
  const shown = isPrintable(one, published);
  const telling = isShareTelling(one, published);
  const values = one.landed.map((value, at) =>
    isFew(value, published.facts) || isHiddenLanded(published, group_id, one.weeks[at] ?? '') ? null : value,
  );
  const last = values.at(-1) ?? null;
  const owner = published.groups.find((row) => row.group_id === group_id)?.owner_id ?? null;
  return {
    mark: { tone: kind === 'drop' ? 'down' : 'up', text: (one.since === null ? h.kinds : h.still)[kind] },
    title: shown
      ? h.card(group, landed, label, expected, window.weeks)
      : h.cardWithout(group, label, kind !== 'drop'),
    evidence: 'counted',
    chart: {
      kind: 'range',
      title: h.chart(group, label),
      description: last === null || telling ? '' : h.described(number(last), number(one.usual.at(-1) ?? 0)),
      evidence: 'counted',
      weeks: one.weeks,
      values,
      usual: telling ? null : one.usual,
      low: telling ? null : one.low,
      high: telling ? null : one.high,
      events: [],
      tone: kind === 'drop' ? 'bad' : 'plain',
    },
    text: words.join([
      ...(one.since === null ? (window.weeks > 1 ? [h.slow] : []) : [h.since(one.since)]),
      telling ? h.lineOnly : h.single,
    ]),
    question: words.join([
      answerOrWhy(published, groupKey(goal, group_id), owner, words),
      ranText(published, one.weeks.at(-window.weeks) ?? '', words),
    ]),
    about: {
      key: groupKey(goal, group_id),
      goal,
      unit: 'people',
      figure: shown ? window.landed : null,
      expected: shown ? (telling ? Math.round(window.expected) : window.expected) : null,
      p: shown && !telling ? one.p : null,
      family: signals.series,
      owner: owner === null ? null : ownerName(published, owner, words),
      query: rowsBehind('group_goal_week', { group_id, goal }),
    },
  };
}

/** The operator's answer, in its own words; else the question and who should answer it. */
function answerOrWhy(published: Published, key: string, owner: string | null, words: Language): string {
  const [answer] = answersTo(published, 'highlights', key);
  if (answer === undefined)
    return words.highlights.why(owner === null ? null : ownerName(published, owner, words));
  const by = answer.given_by === null ? null : displayName(answer.given_by, answer.given_by);
  return words.highlights.answered(answerText(answer), by);
}

/** Tactics of the calendar in the weeks of a signal. */
function ranText(published: Published, from: string, words: Language): string {
  const to = addDays(signalsOf(published).week ?? from, 6);
  const { timezone } = published.facts;
  const ran = published.tactics.filter(
    (tactic) => tactic.starts_at_us !== null && ranBetween(tactic, from, to, timezone),
  );
  if (ran.length === 0) return words.highlights.ranNone;
  const names = ran
    .toSorted((a, b) => Number(b.starts_at_us ?? 0) - Number(a.starts_at_us ?? 0))
    .slice(0, 3)
    .map((tactic) => displayName(tactic.name, tactic.tactic_id));
  return words.highlights.ran(words.list(names));
}

/** One sentence for the total of each headline goal. */
function totalFindings(signals: Signals, published: Published, words: Language): Finding[] {
  return signals.totals.flatMap((total) => {
    if (isFew(total.people, published.facts)) return [];
    return [
      {
        text: totalText(total, judgedName(total, signals, published, words), words),
        evidence: 'counted' as const,
        about: { ...totalAbout(total, published.facts), family: signals.totals.length },
      },
    ];
  });
}

/** The goal; with the week that is judged, if the period is another. */
function judgedName({ goal }: TotalSignal, { week }: Signals, published: Published, words: Language): string {
  const name = goalLabel(published, goal);
  return week === null || isOneWeek(published.facts) ? name : words.highlights.inWeek(name, week);
}

function totalText(total: TotalSignal, name: string, words: Language): string {
  const t = words.highlights.totals;
  const people = number(total.people);
  if (total.events.length > 0) return t.marked(name, people, eventNames(total, words));
  if (total.forecast === null) return t.few(name, total.ordinary);
  const [low, high] = [number(total.forecast.low), number(total.forecast.high)];
  return total.stands_out
    ? t.out(name, people, low, high, total.forecast.z > 0)
    : t.usual(name, people, low, high);
}

/** How many groups had their best week, and how many would by chance alone. */
function records(published: Published, words: Language): Finding[] {
  const found = recordsOf(published);
  if (found === null || (found.seen === 0 && found.expected < 0.5)) return [];
  const h = words.highlights;
  const isLuck = found.seen <= found.expected + 2 * Math.sqrt(Math.max(1, found.expected));
  const text = words.join([
    h.records(found.seen, number(found.expected, 1)),
    isLuck ? h.recordsLuck : h.recordsMore,
  ]);
  const about = {
    unit: 'records',
    figure: found.seen,
    expected: found.expected,
    query: rowsBehind('group_goal_week'),
  };
  return [{ text, evidence: 'counted', about }];
}

/** The folded list of what may be worth a look. */
function watchTable(signals: Signals, published: Published, words: Language): Table[] {
  const { watch, watch_by_chance } = signals;
  const names = groupNames(published);
  const c = words.highlights.columns;
  if (watch.length === 0) return [];
  const ups = watch.filter(({ kind }) => kind !== 'drop').slice(0, watched / 2);
  const downs = watch.filter(({ kind }) => kind === 'drop').slice(0, watched / 2);
  return [
    {
      kind: 'table',
      id: 'watch',
      title: words.highlights.watchTitle(watch.length, number(watch_by_chance, 1)),
      columns: [
        column(c.group, { kind: 'text' }),
        column(c.goal, { kind: 'text' }),
        column(c.people, whole, 'counted'),
        column(c.usual, tenth, 'counted'),
      ],
      rows: [...ups, ...downs].map((one) => {
        const { group_id, goal, landed, usual, weeks } = one;
        const [last, share] = [landed.at(-1) ?? 0, usual.at(-1) ?? 0];
        const few = isFew(last, published.facts) || isHiddenLanded(published, group_id, weeks.at(-1) ?? '');
        return [
          textCell(names.get(group_id) ?? group_id),
          textCell(goalLabel(published, goal)),
          few ? fewCell(published.facts, words) : { is: 'number' as const, value: last },
          few || isShareTelling(one, published)
            ? fewCell(published.facts, words)
            : { is: 'number' as const, value: share },
        ];
      }),
      shown: watched,
      note: null,
      folded: true,
    },
  ];
}
