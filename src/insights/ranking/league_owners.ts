import type { Language } from '../../report/language.js';
import type { Goal, Published } from '../../report/published.js';
import type { Cell, Table } from '../../report/report.js';
import { creditPeople } from '../hidden/credit_people.js';
import type { HiddenCredit } from '../hidden/hidden_credit.js';
import { hiddenMemberSums, hiddenMembers } from '../hidden/hidden_members.js';
import { hiddenTogether } from '../hidden/suppression.js';
import { ownerSum } from '../signals/group_sums.js';
import { column, fewCell, noneCell, tenth, textCell, whole } from '../wording/cells.js';
import { ownerCell } from '../wording/labels.js';
import { creditsIn, leaguesOf } from './ranking.js';

const rowsShown = 8;

/** The sums over the groups of one owner. */
interface Sums {
  readonly groups: number;
  readonly places: number;
  readonly net: number;
  readonly touched: number;
  /** number of groups whose own credit, or members, are not printed: a single one could be derived from the sum */
  readonly without_credit: number;
  readonly without_members: number;
}

const nothing: Sums = { groups: 0, places: 0, net: 0, touched: 0, without_credit: 0, without_members: 0 };

/**
 * The credit of one goal by group owner; nothing if fewer than two owners are known.
 *
 * @param hidden the groups, and sums of groups, whose credit is not printed
 */
export function ownersTable(
  published: Published,
  goal: Goal,
  { groups: withoutCredit, sums: hiddenSums }: Pick<HiddenCredit, 'groups' | 'sums'>,
  words: Language,
): Table[] {
  const { facts } = published;
  const withoutMembers = hiddenMembers(published);
  const memberSums = hiddenMemberSums(published);
  const owners = new Map(published.groups.map(({ group_id, owner_id }) => [group_id, owner_id]));
  const places = new Map(published.group_members.map((row) => [row.group_id, row.members]));
  const sums = new Map<string, Sums>();
  for (const row of leaguesOf(published, goal).flatMap(creditsIn)) {
    const owner = owners.get(row.group_id);
    if (owner === null || owner === undefined) continue;
    const mine = sums.get(owner) ?? nothing;
    sums.set(owner, {
      groups: mine.groups + 1,
      places: mine.places + (places.get(row.group_id) ?? 0),
      net: mine.net + row.conversions_net,
      touched: mine.touched + creditPeople(row, facts),
      without_credit: mine.without_credit + (withoutCredit.has(row.group_id) ? 1 : 0),
      without_members: mine.without_members + (withoutMembers.has(row.group_id) ? 1 : 0),
    });
  }
  if (sums.size < 2) return [];
  const rows = [...sums].toSorted((a, b) => b[1].net - a[1].net || (a[0] < b[0] ? -1 : 1));
  const hidden = hiddenTogether(
    rows.map(([, { touched }]) => touched),
    facts,
    rows.map(
      ([owner, { without_credit, without_members }]) =>
        without_credit === 1 ||
        without_members === 1 ||
        hiddenSums.has(ownerSum(owner)) ||
        memberSums.has(ownerSum(owner)),
    ),
  );
  const c = words.columns;
  return [
    {
      kind: 'table',
      id: `owners_${goal.goal}`,
      title: words.league.ownersTitle,
      columns: [
        column(c.owner, { kind: 'text' }),
        column(c.groups, whole, 'counted'),
        column(c.places, whole, 'counted'),
        { ...column(c.creditedNet, tenth, 'D'), bar: true },
        column(c.perHundredPlaces, tenth, 'D'),
      ],
      rows: rows.map(([owner, row], at) => {
        const cell = (value: number): Cell => (hidden[at] ? fewCell(facts, words) : { is: 'number', value });
        return [
          textCell(ownerCell(published, owner)),
          { is: 'number', value: row.groups },
          cell(row.places),
          cell(row.net),
          row.places === 0 ? noneCell(words.noMembersReason, words) : cell((100 * row.net) / row.places),
        ];
      }),
      shown: rowsShown,
      note: words.league.ownersNote,
    },
  ];
}
