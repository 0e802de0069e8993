import { isKnown } from '../contract/row_columns.js';
import { number } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Goal, Published } from '../report/published.js';
import type { Block, Finding, Part } from '../report/report.js';
import { backOf } from './hidden/credit_people.js';
import { hiddenCredit } from './hidden/hidden_credit.js';
import { topFinding } from './opening/summary.js';
import { ownersTable } from './ranking/league_owners.js';
import { isOneSet, leagueTable, typeNoun } from './ranking/league_table.js';
import { best, candidates, creditIn, creditsIn, type League, leaguesOf } from './ranking/ranking.js';
import { typeSum } from './signals/group_sums.js';
import { fewestForShares, headlineGoals, mainGoal, sum } from './totals.js';
import { allWeeks, inPeriod } from './weeks/weeks.js';
import { weeksBeyond } from './weeks/whole_weeks.js';
import { capital, labelOf } from './wording/labels.js';
import { groupNames, isFew } from './wording/names.js';
import { labelFor, wordsOf } from './wording/words.js';

const fewestGroups = 3;
const leadersNamed = 2;

/** Part 7: the groups of each type, ranked, and which of them differ by more than chance. */
export function league(published: Published): Part {
  const words = wordsOf(published.facts);
  const goals = headlineGoals(published);
  const main = mainGoal(published);
  const shocks = main !== null && leaguesOf(published, main).some((one) => one.allowsForShocks);
  return {
    id: 'league',
    question: words.league.question,
    title: leagueTitle(published, words),
    lead: words.league.lead(labelFor(words.modelLabels, published.facts.default_model)),
    blocks: [
      { kind: 'findings', findings: main === null ? [] : mainFindings(published, main, words) },
      ...goals.flatMap((goal) => goalBlocks(published, goal, goals.length > 1, words)),
      {
        kind: 'notes',
        notes: [words.league.placesNote(shocks), words.league.trendNote, ...messagesNote(published, words)],
      },
    ],
  };
}

/** Messages are kept by the week: in a period that cuts weeks they are those of more days than the credit beside them. */
function messagesNote(published: Published, words: Language): string[] {
  if (!isKnown(published.group_week.columns.messages)) return [];
  const beyond = weeksBeyond(
    allWeeks(published).filter((week) => inPeriod(week, published.facts)),
    published.facts,
  );
  return beyond === null ? [] : [words.league.messagesNote(beyond.from, beyond.to)];
}

/** Who leads each type, and the types whose groups cannot be told apart. */
export function leagueTitle(published: Published, words: Language): string {
  const goal = mainGoal(published);
  if (goal === null) return words.league.noGroups;
  const leagues = leaguesOf(published, goal);
  const groups = sum(leagues.map((one) => creditsIn(one).length));
  if (groups === 0) return words.league.noGroups;
  if (sum(leagues.map(creditIn)) === 0) return words.league.noCredit(labelOf(goal, published));
  if (groups === 1) return words.league.oneGroup;
  const names = groupNames(published);
  const leaders = leagues.flatMap((one) => {
    const first = best(one);
    return first === null ||
      one.ranked.length < fewestGroups ||
      creditIn(one) < fewestForShares ||
      isFew(first.credit.any_touch, published.facts)
      ? []
      : [names.get(first.group_id) ?? first.group_id];
  });
  const [largest] = leagues.filter(({ ranked }) => ranked.length >= fewestGroups);
  const open = leagues.filter(isOneSet);
  const sentences = [
    ...(leaders.length > 0
      ? [words.league.lead2(words.and(leaders.slice(0, leadersNamed)), leaders.length)]
      : []),
    ...(leaders.length === 0 && largest !== undefined && !isOneSet(largest)
      ? [
          words.league.mayBeFirstOf(
            number(candidates(largest)),
            number(largest.ranked.length),
            typeNoun(largest, words),
          ),
        ]
      : []),
    ...open.slice(0, 1).map((one) => words.league.notApart(number(one.ranked.length), typeNoun(one, words))),
  ];
  return sentences.length === 0 ? words.league.nobodyLeads : words.titleList(sentences);
}

/** The first groups, then a line for the types whose groups cannot be told apart, and one for those with too few groups. */
function mainFindings(published: Published, goal: Goal, words: Language): Finding[] {
  const leagues = leaguesOf(published, goal);
  if (sum(leagues.map(creditIn)) === 0) return [];
  const small = leagues.filter((one) => creditsIn(one).length < fewestGroups);
  const open = leagues.filter((one) => creditsIn(one).length >= fewestGroups && isOneSet(one));
  const line = (parts: readonly string[], text: (all: string) => string): Finding[] =>
    parts.length === 0 ? [] : [{ text: capital(text(words.list(parts))), evidence: 'D' }];
  return [
    ...(leagues[0] !== undefined && isOneSet(leagues[0]) ? [] : topFinding(published, goal, words)),
    ...line(
      open.map((one) => openPart(one, goal, published, words)),
      words.league.oneSet,
    ),
    ...line(
      small.map((one) => smallPart(one, goal, published, words)),
      words.league.fewGroups,
    ),
  ];
}

/** Whether the credit of a type is about too few people, or would give away such a figure. */
function isHiddenType(one: League, goal: Goal, published: Published): boolean {
  const { facts } = published;
  const { sums } = hiddenCredit(published, goal.goal, facts.default_model);
  return isFew(Math.ceil(creditIn(one)), facts) || sums.has(typeSum(one.type));
}

function smallPart(one: League, goal: Goal, published: Published, words: Language): string {
  const credit = sum(creditsIn(one).map((row) => row.conversions_net));
  const shown = isHiddenType(one, goal, published) ? null : number(credit, 1);
  return words.league.fewPart(typeNoun(one, words), creditsIn(one).length, shown);
}

function openPart(one: League, goal: Goal, published: Published, words: Language): string {
  const members = sum(one.ranked.map((row) => row.members ?? 0));
  const credit = creditIn(one);
  const back = sum(creditsIn(one).map(backOf));
  const isHidden = isHiddenType(one, goal, published) || isFew(back, published.facts);
  const known = one.byRate && members > 0 && credit >= fewestForShares && !isHidden;
  const mean = known ? number((100 * credit) / members, 1) : null;
  return words.league.openPart(number(one.ranked.length), typeNoun(one, words), mean);
}

/** The tables of one goal, one per type of group that can be ranked, then its owners. */
function goalBlocks(published: Published, goal: Goal, named: boolean, words: Language): Block[] {
  const leagues = leaguesOf(published, goal);
  const hidden = hiddenCredit(published, goal.goal, published.facts.default_model);
  const large = leagues.filter((one) => creditsIn(one).length >= fewestGroups);
  const shown = large.length > 0 ? large : leagues.filter((one) => creditsIn(one).length > 1);
  const tables = shown.map((one) => {
    const table = leagueTable(published, goal, one, hidden, words);
    return isOneSet(one) ? { ...table, folded: true as const } : table;
  });
  const owners = ownersTable(published, goal, hidden, words);
  const [first, ...rest] = tables;
  const blocks: Block[] = [...(first === undefined ? [] : [first]), ...owners, ...rest];
  if (blocks.length === 0) return [];
  return named ? [{ kind: 'heading', text: labelOf(goal, published) }, ...blocks] : blocks;
}
