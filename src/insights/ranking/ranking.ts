import type { Goal, GroupCredit, GroupMembers, Published } from '../../report/published.js';
import { typicalWeight } from '../../statistics/gamma_interval.js';
import { type Places, type Ratio, rankSets } from '../../statistics/rank_sets.js';
import { shrunkRates } from '../../statistics/shrunk_rates.js';
import { onceARun } from '../findings/once_a_run.js';
import { shockOf } from '../signals/group_shocks.js';
import { creditOf } from '../totals.js';
import { noGroup, unattributed } from '../wording/names.js';

/** One group of a league, and its members. */
export interface Listed {
  readonly group_id: string;
  readonly credit: GroupCredit;
  /** people present in the group in the period; null: not observable */
  readonly members: number | null;
}

/** One group in the league of its type. */
export interface Ranked extends Listed {
  /** what the league is ordered by: credit per member, or credit, shrunk towards the mean of the type */
  readonly shrunk: number;
  /** the places that the group can hold, from the unshrunk rates */
  readonly places: Places;
}

/** The groups of one type, best first; different types are never ranked together. */
export interface League {
  /** null: the groups have no type */
  readonly type: string | null;
  /** whether they are ranked by credit per member, rather than by credit */
  readonly byRate: boolean;
  /** whether members are those seen in the activities, because there are no memberships */
  readonly observed: boolean;
  /** whether the places allow for weekly shocks to a whole group; if not, there is too little data to tell */
  readonly allowsForShocks: boolean;
  readonly ranked: readonly Ranked[];
  /** groups without a rate, because nobody was present in the period: they come last and hold no place */
  readonly empty: readonly Listed[];
}

const known = onceARun(() => new Map<string, readonly League[]>());

/** The leagues of one goal under the default model, the type with the most credit first; several parts need them, but they are ranked once. */
export function leaguesOf(published: Published, goal: Goal): readonly League[] {
  const mine = known(published);
  const leagues = mine.get(goal.goal) ?? rankedLeagues(published, goal);
  mine.set(goal.goal, leagues);
  return leagues;
}

function rankedLeagues(published: Published, goal: Goal): readonly League[] {
  const rows = creditOf(published, goal.goal);
  const credits = new Map(rows.map((row) => [row.group_id, row]));
  const typical = typicalWeight(rows.map((row) => ({ sum: row.conversions, se: row.conversions_se ?? 0 })));
  const shock = shockOf(published, typical);
  const types = new Map(published.groups.map((group) => [group.group_id, group.type || null]));
  const members = new Map(published.group_members.map((row) => [row.group_id, row]));
  const byType = new Map<string | null, GroupCredit[]>();
  for (const id of groupIds(published)) {
    const type = types.get(id) ?? null;
    const credit = credits.get(id) ?? noCredit(published, goal, id);
    const mine = byType.get(type);
    if (mine === undefined) byType.set(type, [credit]);
    else mine.push(credit);
  }
  const leagues = [...byType].map(([type, mine]) => leagueOf(type, mine, members, { typical, shock }));
  return leagues.sort((a, b) => creditIn(b) - creditIn(a) || ((a.type ?? '') < (b.type ?? '') ? -1 : 1));
}

/** All credit of a league. */
export function creditIn(league: League): number {
  return creditsIn(league).reduce((total, row) => total + row.conversions, 0);
}

/** The credit of every group of a league, including those without a place. */
export function creditsIn({ ranked, empty }: League): readonly GroupCredit[] {
  return [...ranked, ...empty].map((row) => row.credit);
}

/** Ranks the groups of one type: by credit per member present if the members of every group with credit are known, else by credit; both shrunk. */
function leagueOf(
  type: string | null,
  credits: readonly GroupCredit[],
  members: ReadonlyMap<string, GroupMembers>,
  chance: { readonly typical: number; readonly shock: number | null },
): League {
  const present = ({ group_id }: GroupCredit) => members.get(group_id)?.members ?? 0;
  const byRate =
    credits.some((row) => present(row) > 0) &&
    credits.every((row) => members.has(row.group_id) || row.conversions === 0);
  const placed = byRate ? credits.filter((row) => present(row) > 0) : credits;
  const ratios = placed.map((row) => ({
    ...ratioOf(row, byRate ? present(row) : 1, chance.typical),
    shock: chance.shock ?? 0,
  }));
  const places = rankSets(ratios);
  const shrunk = shrunkRates(ratios);
  const listed = (credit: GroupCredit): Listed => ({
    group_id: credit.group_id,
    credit,
    members: members.get(credit.group_id)?.members ?? null,
  });
  const ranked = placed.map((credit, at) => ({
    ...listed(credit),
    shrunk: shrunk[at] ?? 0,
    places: places[at] ?? { first: 1, last: placed.length },
  }));
  return {
    type,
    byRate,
    allowsForShocks: chance.shock !== null,
    observed: credits.some((row) => members.get(row.group_id)?.basis === 'observed'),
    ranked: ranked.sort(better),
    empty: byRate
      ? credits
          .filter((row) => present(row) === 0)
          .sort(moreCredit)
          .map(listed)
      : [],
  };
}

function moreCredit(a: GroupCredit, b: GroupCredit): number {
  return b.conversions - a.conversions || (a.group_id < b.group_id ? -1 : 1);
}

/** The group with the larger shrunk rate first, then the one with more credit. */
function better(a: Ranked, b: Ranked): number {
  return (
    b.shrunk - a.shrunk || b.credit.conversions - a.credit.conversions || (a.group_id < b.group_id ? -1 : 1)
  );
}

/** What the statistics need to know about a group's credit; `typical` is what a typical person of the goal carries. */
function ratioOf(credit: GroupCredit, exposure: number, typical: number): Ratio {
  const { conversions: sum, person_buckets: filled_buckets } = credit;
  const se = credit.conversions_se ?? Math.sqrt(sum);
  return { total: { sum, se, filled_buckets, event: 1, typical }, exposure };
}

/** Every group of the run: with credit, with activity, or only in the groups table. */
const groupIds = onceARun(findIds);

function findIds({ groups, group_credit, group_members, group_week }: Published): readonly string[] {
  const ids = new Set<string>();
  for (const rows of [groups, group_credit, group_members])
    for (const { group_id } of rows) ids.add(group_id);
  for (const id of group_week.columns.group_id.texts) ids.add(id);
  ids.delete(unattributed);
  ids.delete(noGroup);
  return [...ids];
}

/** The credit of a group that has none. */
function noCredit({ facts }: Published, goal: Goal, group_id: string): GroupCredit {
  const value = goal.has_value ? 0 : null;
  return {
    model: facts.default_model,
    goal: goal.goal,
    group_id,
    conversions: 0,
    conversions_se: 0,
    conversions_low: null,
    conversions_high: null,
    person_buckets: 0,
    value,
    value_se: null,
    value_low: null,
    value_high: null,
    conversions_net: 0,
    value_net: value,
    any_touch: 0,
    placebo: null,
  };
}

/** The group that can only hold the first place, if there is one; otherwise the best is not known. */
export function best({ ranked }: League): Ranked | null {
  return ranked.find((row) => row.places.last === 1) ?? null;
}

/** How many groups can hold the first place. */
export function candidates({ ranked }: League): number {
  return ranked.filter((row) => row.places.first === 1).length;
}
