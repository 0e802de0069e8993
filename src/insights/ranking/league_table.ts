import type { Language } from '../../report/language.js';
import type { Facts, Goal, Published } from '../../report/published.js';
import type { Cell, Column, Table } from '../../report/report.js';
import type { HiddenCredit } from '../hidden/hidden_credit.js';
import { isHiddenLanded } from '../hidden/hidden_landed.js';
import { lastWeeks, type RecentWeeks, recentWeeks, weeksOfTrend } from '../weeks/recent_weeks.js';
import {
  column,
  fewCell,
  noneCell,
  peopleCell,
  secondary,
  tenth,
  textCell,
  whole,
} from '../wording/cells.js';
import { intervalCell } from '../wording/interval.js';
import { capital, ownerCell } from '../wording/labels.js';
import { groupNames, isFew } from '../wording/names.js';
import { knownLabel, labelFor } from '../wording/words.js';
import { best, creditIn, type League, type Listed, type Ranked } from './ranking.js';
import { rateShape, tiesText } from './ranking_words.js';

const rowsShown = 15;

/** One league as a table of at most seven columns, titled by its finding. */
export function leagueTable(
  published: Published,
  goal: Goal,
  one: League,
  hidden: Pick<HiddenCredit, 'groups' | 'gross'>,
  words: Language,
): Table {
  const names = groupNames(published);
  const recent = recentWeeks(published);
  const shown = lastWeeks(published);
  const owners = new Map(published.groups.map(({ group_id, owner_id }) => [group_id, owner_id]));
  const owned = [...one.ranked, ...one.empty].some(({ group_id }) => owners.get(group_id) != null);
  const cells = (row: Listed, shrunk: number | null) => {
    const owner = owners.get(row.group_id) ?? null;
    return [
      textCell(names.get(row.group_id) ?? row.group_id),
      ...(owned ? [textCell(owner === null ? '\u2013' : ownerCell(published, owner))] : []),
      ...creditCells(row, shrunk, one, hidden, published.facts, words),
      ...contextCells(goal, row.group_id, recent.get(row.group_id), shown, published, words),
    ];
  };
  return {
    kind: 'table',
    id: `league_${goal.goal}_${one.type ?? ''}`,
    title: tableTitle(one, names, published.facts, words),
    columns: columnsOf(goal, one, owned, words),
    rows: [
      ...one.ranked.map((row) => [textCell(placeText(row, one)), ...cells(row, row.shrunk)]),
      ...one.empty.map((row) => [noneCell(rateReason(row, words), words), ...cells(row, null)]),
    ],
    shown: rowsShown,
    note: orderNote(one, words),
  };
}

/** The type of a league, as readers know it. */
export function typeName({ type }: Pick<League, 'type'>, words: Language): string {
  if (type === null) return words.league.noType;
  return labelFor(words.typeLabels, type);
}

/** The groups of a type as a noun: "stores", "groups of the type X". */
export function typeNoun(league: Pick<League, 'type'>, words: Language): string {
  if (league.type === null) return words.league.withoutType;
  const known = knownLabel(words.typeLabels, league.type) !== null;
  const name = typeName(league, words);
  return known ? name : words.league.ofType(name);
}

/** Whether every group could hold every place, so that a ranking would say nothing. */
export function isOneSet({ ranked }: League): boolean {
  return (
    ranked.length > 2 && ranked.every(({ places }) => places.first === 1 && places.last === ranked.length)
  );
}

/** What the ranking is based on, and which count is used for members. */
function orderNote({ byRate, observed }: League, words: Language): string {
  if (!byRate) return words.league.byCredit;
  return observed ? words.join([words.league.byRate, words.league.byObserved]) : words.league.byRate;
}

/** Why a group has no rate. */
function rateReason({ members }: Listed, words: Language): string {
  return members === 0 ? words.league.nobodyPresent : words.noMembersReason;
}

/** "group: new members leads" or "group: 3 of 40 groups may be first". */
function tableTitle(one: League, names: ReadonlyMap<string, string>, facts: Facts, words: Language): string {
  const type = capital(typeName(one, words));
  const leader = one.ranked[0];
  if (leader === undefined || creditIn(one) === 0) return words.league.typeNothing(type);
  if (one.ranked.length === 1) return words.league.typeOne(type);
  if (isFew(leader.credit.any_touch, facts)) return words.league.typeFew(type);
  const first = best(one) ?? leader;
  const leads = words.league.leads(names.get(first.group_id) ?? first.group_id);
  return words.league.typeTitle(type, tiesText(one, words) ?? leads);
}

/** The place of a group, or the range of places it can hold. */
export function placeText({ places }: Ranked, { ranked }: League): string {
  if (ranked.length === 1) return '\u2013';
  return places.first === places.last ? String(places.first) : `${places.first}\u2013${places.last}`;
}

function columnsOf(goal: Goal, one: League, owned: boolean, words: Language): Column[] {
  const c = words.columns;
  const rate = column(
    words.league.shrunk(one.observed ? c.perHundredObserved : c.perHundred),
    rateShape(one),
    'D',
  );
  const ranked = one.byRate ? rate : column(c.credited, tenth, 'D');
  return [
    column(c.place, { kind: 'place' }),
    column(c.group, { kind: 'text' }),
    ...(owned ? [column(c.owner, { kind: 'text' })] : []),
    { ...ranked, bar: true },
    column(c.creditedNet, tenth, 'D'),
    ...(goal.headline ? [column(c.trend(weeksOfTrend), whole, 'counted')] : []),
    secondary(c.messages, whole, 'activity'),
  ];
}

/** What a group is ranked by, shrunk, with the interval of its own figure, and its net credit. */
function creditCells(
  row: Listed,
  shrunk: number | null,
  one: League,
  hidden: Pick<HiddenCredit, 'groups' | 'gross'>,
  facts: Facts,
  words: Language,
): Cell[] {
  const { credit, members } = row;
  if (hidden.groups.has(row.group_id)) return [fewCell(facts, words), fewCell(facts, words)];
  return [rankCell(), { is: 'number', value: credit.conversions_net }];

  /** What is ranked is before refunds: beside what is left after them it would give those away. */
  function rankCell(): Cell {
    if (one.byRate && (members === null || members === 0)) return noneCell(rateReason(row, words), words);
    if (hidden.gross.has(row.group_id)) return noneCell(words.fewReason(facts.min_cell), words);
    if (!one.byRate || members === null) return intervalCell(credit, 1, words);
    if (isFew(members, facts)) return fewCell(facts, words);
    return shrunkInterval(intervalCell(credit, members / 100, words), shrunk === null ? null : 100 * shrunk);
  }
}

function shrunkInterval(cell: Cell, shrunk: number | null): Cell {
  return cell.is === 'interval' && shrunk !== null ? { ...cell, value: shrunk } : cell;
}

/** Trend and activity of a group: context, never the basis of the ranking. */
function contextCells(
  goal: Goal,
  group_id: string,
  recent: RecentWeeks | undefined,
  shown: readonly string[],
  published: Published,
  words: Language,
): Cell[] {
  const { messages = null, chatters = null } = recent ?? {};
  return [
    ...(goal.headline ? [trendCell(group_id, recent, shown, published, words)] : []),
    peopleCell(messages, chatters, published.facts, words.notObservableReason, words),
  ];
}

/** What the people of a group landed in each of the last weeks; weeks about too few people, or next to one in another table, are left out. */
function trendCell(
  group_id: string,
  recent: RecentWeeks | undefined,
  shown: readonly string[],
  published: Published,
  words: Language,
): Cell {
  const values = shown.map((week, at) => {
    const landed = recent?.landed[at] ?? Number.NaN;
    if (Number.isNaN(landed)) return recent !== undefined && week >= recent.first ? 0 : null;
    return isFew(landed, published.facts) || isHiddenLanded(published, group_id, week) ? null : landed;
  });
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return noneCell(words.league.noTrend, words);
  return { is: 'trend', values };
}
