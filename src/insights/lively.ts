import { anyLabel } from '../contract/published_words.js';
import type { DotsChart } from '../report/chart_data.js';
import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { MemberUse, Published } from '../report/published.js';
import { memberUses } from '../report/published.js';
import type { Block, Finding, Part, Table } from '../report/report.js';
import { meanCorrelation, rankCorrelation } from '../statistics/proportion.js';
import { rowsBehind, rowsOfSeveral } from './findings/rows_behind.js';
import { isHiddenLanded, isTold } from './hidden/hidden_landed.js';
import { hiddenMembers } from './hidden/hidden_members.js';
import { hiddenRows } from './hidden/suppression.js';
import { livelyWords } from './lively_words.js';
import { regrouped, type TalkDot, talkChanges, talkDots } from './talk_and_land.js';
import { fewestForShares, mainGoal } from './totals.js';
import { column, fewCell, noneCell, share, tenth, textCell, whole } from './wording/cells.js';
import { labelOf } from './wording/labels.js';
import { groupNames, isFew } from './wording/names.js';
import { labelFor, wordsOf } from './wording/words.js';

const rowsShown = 10;

/** Part 8: why people are there, and whether talk goes with results. */
export function lively(published: Published): Part {
  const words = wordsOf(published.facts);
  const l = livelyWords[words.language];
  const dots = talkDots(published);
  const shown = printedDots(dots, published);
  return {
    id: 'lively',
    question: livelyWords[words.language].question,
    title: titleOf(published, words),
    lead: l.lead,
    blocks: [
      ...useTable(published, words),
      ...chartOf(shown, published, words),
      {
        kind: 'findings',
        findings: [...dotFindings(shown, published, words), ...together(dots, published, words)],
      },
      ...groupsTable(published, words),
    ],
  };
}

/** The classes of every group, sorted once. */
const uses = new WeakMap<readonly MemberUse[], Map<string, Map<string, MemberUse>>>();

function usesOf({ member_use }: Published, group: string): ReadonlyMap<string, MemberUse> {
  const known = uses.get(member_use) ?? new Map<string, Map<string, MemberUse>>();
  if (!uses.has(member_use)) {
    uses.set(member_use, known);
    for (const row of member_use) {
      const mine = known.get(row.group_id) ?? new Map<string, MemberUse>();
      mine.set(row.class, row);
      known.set(row.group_id, mine);
    }
  }
  return known.get(group) ?? new Map();
}

/** Whether a class could be derived from the others by subtraction, so that either all are hidden or none. */
function isHidden(uses: ReadonlyMap<string, MemberUse>, { facts }: Published): boolean {
  return [...uses.values()].some(({ people }) => isFew(people, facts));
}

function titleOf(published: Published, words: Language): string {
  const uses = usesOf(published, anyLabel);
  const all = [...uses.values()].reduce((sum, { people }) => sum + people, 0);
  if (all === 0 || isHidden(uses, published)) {
    const goal = mainGoal(published);
    return goal === null
      ? words.summary.nothing
      : livelyWords[words.language].doesNot(labelOf(goal, published));
  }
  const count = (...classes: string[]) => classes.reduce((sum, one) => sum + (uses.get(one)?.people ?? 0), 0);
  const [talk, land] = [count('talks'), count('lands', 'both')];
  const landing = land < fewestForShares ? null : percent(land / all, words);
  if (talk < fewestForShares) return livelyWords[words.language].few;
  return livelyWords[words.language].title(percent(talk / all, words), landing);
}

/** What everybody in the groups did: only talk, only land, both or neither, and what each class lands. */
function useTable(published: Published, words: Language): Table[] {
  const uses = usesOf(published, anyLabel);
  const l = livelyWords[words.language];
  const all = [...uses.values()].reduce((sum, { people }) => sum + people, 0);
  if (all === 0) return [];
  const hidden = isHidden(uses, published);
  const cell = (value: number) =>
    hidden ? fewCell(published.facts, words) : { is: 'number' as const, value };
  return [
    {
      kind: 'table',
      id: 'member_use',
      title: l.useTitle,
      columns: [
        column(l.columns.use, { kind: 'text' }),
        column(l.columns.people, whole, 'counted'),
        { ...column(l.columns.share, share), bar: true },
        column(l.columns.conversions, whole),
        column(l.columns.each, tenth),
      ],
      rows: memberUses.map((name) => {
        const { people = 0, conversions_net: net = 0 } = uses.get(name) ?? {};
        return [
          textCell(l.uses[name]),
          cell(people),
          cell(people / all),
          cell(net),
          people === 0 ? noneCell(words.nothingToShare, words) : cell((100 * net) / people),
        ];
      }),
      shown: 4,
      note: l.useNote,
    },
  ];
}

/** Groups of enough members and people, and none that the mean of its type and the other groups would give. */
function printedDots(dots: readonly TalkDot[], published: Published): TalkDot[] {
  const { facts } = published;
  const without = hiddenMembers(published);
  const isGone = ({ group_id, members, weekly }: TalkDot) =>
    isFew(members, facts) ||
    without.has(group_id) ||
    isTold(
      weekly.map(({ week, people }) => ({
        value: people,
        hidden: isFew(people, facts) || isHiddenLanded(published, group_id, week),
      })),
      facts,
    );
  const already = new Set(dots.filter(isGone));
  const hidden = hiddenRows(
    dots,
    ({ type }) => JSON.stringify(type),
    ({ people }) => people,
    facts,
    already,
  );
  return dots.filter((dot) => !hidden.has(dot) && !already.has(dot));
}

/** The largest type of group as dots. */
function chartOf(dots: readonly TalkDot[], published: Published, words: Language): DotsChart[] {
  const l = livelyWords[words.language];
  const type = largestType(dots);
  const mine = dots.filter((dot) => dot.type === type);
  if (mine.length < 3) return [];
  const names = groupNames(published);
  const named = new Set(
    mine
      .filter(({ sure }) => sure)
      .toSorted((a, b) => Math.abs(b.rate - b.mean) - Math.abs(a.rate - a.mean))
      .slice(0, 5),
  );
  const mean = mine[0]?.mean ?? 0;
  const changed = regrouped(published).size;
  return [
    {
      kind: 'dots',
      title: l.chart,
      description: words.join([
        l.described(typeName(type, words), number(mean, 1)),
        ...(changed > 0 ? [l.regrouped(changed)] : []),
      ]),
      evidence: 'counted',
      x: l.x,
      y: l.y,
      cut: { x: mine[0]?.median ?? 0, y: mean },
      fields: l.fields,
      dots: mine.slice(0, 200).map((dot) => ({
        name: named.has(dot) ? (names.get(dot.group_id) ?? dot.group_id) : '',
        x: dot.messages,
        y: dot.rate,
        low: dot.low,
        high: dot.high,
        sure: dot.sure,
      })),
    },
  ];
}

function largestType(dots: readonly TalkDot[]): string | null {
  const counts = new Map<string | null, number>();
  for (const { type } of dots) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function typeName(type: string | null, words: Language): string {
  return type === null ? words.league.withoutType : labelFor(words.typeLabels, type);
}

/** One sentence for the clearest group of each field. */
function dotFindings(dots: readonly TalkDot[], published: Published, words: Language): Finding[] {
  const l = livelyWords[words.language];
  const names = groupNames(published);
  const sure = dots.filter(({ sure }) => sure);
  const clearest = (isLively: boolean, lands: boolean) =>
    sure
      .filter((dot) => dot.messages > dot.median === isLively && dot.rate > dot.mean === lands)
      .toSorted((a, b) => Math.abs(b.rate - b.mean) - Math.abs(a.rate - a.mean))[0];
  const sentence = (dot: TalkDot | undefined, text: (dot: TalkDot, name: string) => string): Finding[] =>
    dot === undefined
      ? []
      : [
          {
            text: text(dot, names.get(dot.group_id) ?? dot.group_id),
            evidence: 'counted',
            about: {
              unit: 'people per 100 members',
              figure: dot.rate,
              low: dot.low,
              high: dot.high,
              expected: dot.mean,
              query: rowsOfSeveral(
                rowsBehind('group_goal_week', { group_id: dot.group_id }),
                rowsBehind('group_week', { group_id: dot.group_id }),
              ),
            },
          },
        ];
  const [messages, rate] = [(dot: TalkDot) => number(dot.messages, 1), (dot: TalkDot) => number(dot.rate, 1)];
  return [
    ...sentence(clearest(true, false), (dot, name) =>
      l.livelyNot(name, messages(dot), rate(dot), number(dot.mean, 1)),
    ),
    ...sentence(clearest(false, true), (dot, name) => l.quietLanding(name, messages(dot), rate(dot))),
    ...sentence(clearest(true, true), (dot, name) => l.livelyLanding(name, rate(dot))),
    ...sentence(clearest(false, false), (dot, name) => l.quietNot(name, rate(dot))),
  ];
}

/** Whether chat and results go together: across groups, and within groups from week to week. */
function together(dots: readonly TalkDot[], published: Published, words: Language): Finding[] {
  const l = livelyWords[words.language];
  const across = rankCorrelation(
    dots.map(({ messages }) => messages),
    dots.map(({ rate }) => rate),
  );
  const within = meanCorrelation(talkChanges(published));
  const text = (r: number) => number(r, 2);
  return [
    ...(across === null
      ? []
      : [
          {
            text: l.across(text(across)),
            evidence: 'counted' as const,
            about: { figure: across, unit: 'correlation' },
          },
        ]),
    ...(within === null
      ? []
      : [
          {
            text: l.within(text(within.mean), text(within.low), text(within.high), within.low > 0),
            evidence: 'counted' as const,
            about: { unit: 'correlation', figure: within.mean, low: within.low, high: within.high },
          },
        ]),
  ];
}

/** Every group with the shares of its members, folded away. */
function groupsTable(published: Published, words: Language): Block[] {
  const l = livelyWords[words.language];
  const names = groupNames(published);
  const ids = [...new Set(published.member_use.map(({ group_id }) => group_id))].filter(
    (id) => id !== anyLabel,
  );
  if (ids.length < 2) return [];
  const few = hiddenMembers(published);
  const rows = ids
    .map((id) => {
      const uses = usesOf(published, id);
      return { id, uses, all: [...uses.values()].reduce((sum, { people }) => sum + people, 0) };
    })
    .toSorted((a, b) => b.all - a.all || (a.id < b.id ? -1 : 1));
  return [
    {
      kind: 'table',
      id: 'member_use_groups',
      title: l.tableTitle,
      columns: [
        column(l.columns.group, { kind: 'text' }),
        column(l.columns.people, whole, 'counted'),
        ...memberUses.map((name) => column(l.uses[name], share)),
      ],
      rows: rows.map(({ id, uses, all }) => {
        const hidden = isHidden(uses, published);
        return [
          textCell(names.get(id) ?? id),
          few.has(id) || isFew(all, published.facts)
            ? fewCell(published.facts, words)
            : { is: 'number' as const, value: all },
          ...memberUses.map((name) =>
            hidden || few.has(id) || all === 0
              ? fewCell(published.facts, words)
              : { is: 'number' as const, value: (uses.get(name)?.people ?? 0) / all },
          ),
        ];
      }),
      shown: rowsShown,
      note: null,
      folded: true,
    },
  ];
}
