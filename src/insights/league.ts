import { number } from '../report/format.js';
import { type Language, languages } from '../report/language.js';
import type { Facts, Goal, GroupWeek, Published } from '../report/published.js';
import type { Block, Cell, Column, Part, Table } from '../report/report.js';
import {
  column,
  fewCell,
  moneyCell,
  moneyShape,
  noneCell,
  peopleCell,
  secondary,
  tenth,
  textCell,
  whole,
} from './cells.js';
import { intervalCell } from './interval.js';
import { labelOf } from './labels.js';
import { groupNames, isFew, oneLine, shorten } from './names.js';
import {
  best,
  creditIn,
  creditsIn,
  groupsCarryingHalf,
  type League,
  type Listed,
  leaguesOf,
  type Ranked,
  weeksByGroup,
} from './ranking.js';
import { rateShape, tiesText } from './ranking_words.js';
import { topFinding } from './summary.js';
import { mainGoal, orderedGoals, sum, sumKnown } from './totals.js';
import { allWeeks, inPeriod } from './weeks.js';

const weeksOfTrend = 12;
const rowsShown = 15;

/** Part 7: the groups of each type, ordered, with what chance allows to tell apart. */
export function league(published: Published): Part {
  const words = languages[published.facts.language];
  const goals = orderedGoals(published);
  const main = mainGoal(published);
  const shocks = main !== null && leaguesOf(published, main).some((one) => one.allowsForShocks);
  return {
    id: 'league',
    question: words.parts.league,
    title: leagueTitle(published, words),
    lead: words.league.lead(published.facts.default_model),
    blocks: [
      { kind: 'findings', findings: main === null ? [] : topFinding(published, main, words) },
      ...goals.flatMap((goal) => goalBlocks(published, goal, goals.length > 1, words)),
      {
        kind: 'notes',
        notes: [words.league.placesNote(shocks), words.league.grossNote, words.league.trendNote],
      },
    ],
  };
}

/** The finding about the main goal: how concentrated the credit is, or that there is nothing to rank. */
export function leagueTitle(published: Published, words: Language): string {
  const goal = mainGoal(published);
  if (goal === null) return words.league.noGroups;
  const leagues = leaguesOf(published, goal);
  const groups = sum(leagues.map((one) => creditsIn(one).length));
  if (groups === 0) return words.league.noGroups;
  const half = groupsCarryingHalf(leagues);
  if (half === 0) return words.league.noCredit(labelOf(goal, published));
  if (groups === 1) return words.league.oneGroup;
  return words.league.half(words.groups(half), number(groups), labelOf(goal, published), half === 1);
}

/** The tables of one goal, one a type of group. */
function goalBlocks(published: Published, goal: Goal, named: boolean, words: Language): Block[] {
  const tables = leaguesOf(published, goal).map((one) => leagueTable(published, goal, one, words));
  if (tables.length === 0) return [];
  return named ? [{ kind: 'heading', text: labelOf(goal, published) }, ...tables] : tables;
}

/** One league as a table, titled by its finding. */
export function leagueTable(published: Published, goal: Goal, one: League, words: Language): Table {
  const names = groupNames(published);
  const weeks = weeksByGroup(published);
  const withNet = creditsIn(one).some((row) => Math.abs(row.conversions_net - row.conversions) > 1e-9);
  const cells = (row: Listed, shrunk: number | null) => [
    textCell(names.get(row.group_id) ?? row.group_id),
    ...creditCells(row, shrunk, goal, one, withNet, published.facts, words),
    ...contextCells(row, goal, weeks.get(row.group_id) ?? [], published, words),
  ];
  return {
    kind: 'table',
    id: `league_${goal.goal}_${one.type ?? ''}`,
    title: tableTitle(one, names, published.facts, words),
    columns: columnsOf(goal, one, withNet, words),
    rows: [
      ...one.ranked.map((row) => [textCell(placeText(row, one)), ...cells(row, row.shrunk)]),
      ...one.empty.map((row) => [noneCell(rateReason(row, words), words), ...cells(row, null)]),
    ],
    shown: rowsShown,
    note: orderNote(one, words),
  };
}

/** What the order is made of, and whose number stands for members. */
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
  const type = one.type === null ? words.league.noType : shorten(oneLine(one.type), 40);
  const leader = one.ranked[0];
  if (leader === undefined || creditIn(one) === 0) return words.league.typeNothing(type);
  if (one.ranked.length === 1) return words.league.typeOne(type);
  if (isFew(leader.credit.any_touch, facts)) return words.league.typeFew(type);
  const first = best(one) ?? leader;
  const leads = words.league.leads(names.get(first.group_id) ?? first.group_id);
  return words.league.typeTitle(type, tiesText(one, words) ?? leads);
}

/** The place, or the places a group can hold. */
export function placeText({ places }: Ranked, { ranked }: League): string {
  if (ranked.length === 1) return '\u2013';
  return places.first === places.last ? String(places.first) : `${places.first}\u2013${places.last}`;
}

function columnsOf(goal: Goal, one: League, withNet: boolean, words: Language): Column[] {
  const c = words.columns;
  const credited: Column = { ...column(c.credited, tenth, 'D'), ...(one.byRate ? {} : { bar: true }) };
  const rate: Column = {
    ...column(one.observed ? c.perHundredObserved : c.perHundred, rateShape(one), 'D'),
    bar: true,
  };
  return [
    column(c.place, { kind: 'text' }),
    column(c.group, { kind: 'text' }),
    ...(one.byRate ? [rate] : []),
    credited,
    one.byRate ? column(c.shrunkRate, rate.shape, 'D') : column(c.shrunkCredit, tenth, 'D'),
    ...(withNet ? [column(c.creditedNet, tenth, 'D')] : []),
    ...(goal.has_value ? [column(c.valueNet, moneyShape(goal), 'D')] : []),
    ...(goal.headline ? [column(c.trend(weeksOfTrend), whole, 'counted')] : []),
    secondary(c.anyTouch, whole, 'D'),
    secondary(one.observed ? c.membersObserved : c.membersPresent, whole, 'counted'),
    secondary(c.messages, whole, 'activity'),
    secondary(c.chatters, whole, 'activity'),
  ];
}

/** Rate, credit, net credit and net value of a group; suppressed when they are about too few. */
function creditCells(
  row: Listed,
  shrunk: number | null,
  goal: Goal,
  one: League,
  withNet: boolean,
  facts: Facts,
  words: Language,
): Cell[] {
  const { credit, members } = row;
  const hidden = isFew(credit.any_touch ?? Math.ceil(credit.conversions), facts);
  const cell = (shown: Cell) => (hidden ? fewCell(facts, words) : shown);
  const rate = isFew(members, facts)
    ? fewCell(facts, words)
    : members === null || members === 0
      ? noneCell(rateReason(row, words), words)
      : intervalCell(credit, members / 100, words);
  return [
    ...(one.byRate ? [cell(rate)] : []),
    cell(intervalCell(credit, 1, words)),
    cell(shrunkCell(row, shrunk, one, facts, words)),
    ...(withNet ? [cell({ is: 'number', value: credit.conversions_net })] : []),
    ...(goal.has_value ? [cell(moneyCell(credit.value_net, words))] : []),
  ];
}

/** What the league is ordered by; per 100 members where it is a rate. */
function shrunkCell(
  row: Listed,
  shrunk: number | null,
  { byRate }: League,
  facts: Facts,
  words: Language,
): Cell {
  if (shrunk === null) return noneCell(rateReason(row, words), words);
  if (!byRate) return { is: 'number', value: shrunk };
  return peopleCell(100 * shrunk, row.members, facts, words.noMembersReason, words);
}

/** Trend, touched conversions, members and the activity of a group: context, never what it is ranked by. */
function contextCells(
  row: Listed,
  goal: Goal,
  weeks: readonly GroupWeek[],
  published: Published,
  words: Language,
): Cell[] {
  const { facts } = published;
  const mine = weeks.filter((week) => inPeriod(week.week_start, facts));
  const messages = sumKnown(mine.map((week) => week.messages));
  const writing = mine.flatMap((week) => (week.chatters === null ? [] : [week.chatters]));
  const chatters = writing.length === 0 ? null : Math.round(sum(writing) / writing.length);
  const unobserved = words.notObservableReason;
  return [
    ...(goal.headline ? [trendCell(weeks, published, words)] : []),
    peopleCell(row.credit.any_touch, row.credit.any_touch, facts, words.notInRun, words),
    peopleCell(row.members, row.members, facts, words.noMembersReason, words),
    peopleCell(messages, chatters, facts, unobserved, words),
    peopleCell(chatters, chatters, facts, unobserved, words),
  ];
}

/** What the people of a group landed in each of the last weeks; weeks about too few are left out. */
function trendCell(weeks: readonly GroupWeek[], published: Published, words: Language): Cell {
  const { facts } = published;
  const byWeek = new Map(weeks.map((week) => [week.week_start, week.landed]));
  const shown = allWeeks(published).filter((week) => facts.period_to === null || week <= facts.period_to);
  const first = weeks[0]?.week_start;
  const values = shown.slice(-weeksOfTrend).map((week) => {
    const landed = byWeek.get(week);
    if (landed === undefined) return first !== undefined && week >= first ? 0 : null;
    return isFew(landed, facts) ? null : landed;
  });
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return noneCell(words.league.noTrend, words);
  return { is: 'trend', values };
}
