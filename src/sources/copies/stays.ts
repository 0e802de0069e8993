/** One line of a dated list of a group's members. Days are written as 2026-11-02. */
export interface Listed {
  readonly day: string;
  readonly group_id: string;
  readonly member_id: string;
  /** when the person joined, if the list says so */
  readonly joined_at: string;
  /** further cells belonging to the stay */
  readonly more: readonly string[];
}

/** One stay of a person in a group, as far as the lists show. Empty texts are unknown days. */
export interface Stay extends Omit<Listed, 'day'> {
  /** last day in the lists; empty: still there in the last one of the group */
  readonly left_at: string;
  /** the list before the first one with the person: the stay began between the two */
  readonly joined_after: string;
  /** the list after the last one with the person: the stay ended between the two */
  readonly left_before: string;
  /** whether the person was in the group's first list, and so joined at some time before it */
  readonly isFromStart: boolean;
}

/** What a list means that is much shorter than the previous one: people left, or it was cut short and says nothing. */
export type ShortLists = 'leaves' | 'skip';

/** A list of a group that lacks many people of the previous one. */
export interface ShortList {
  readonly group_id: string;
  readonly day: string;
  readonly people: number;
  readonly day_before: string;
  readonly people_before: number;
}

/** Days between two lists of a group. */
export interface ListGap {
  readonly group_id: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** Stays, and what was noticed on the way. */
export interface FromLists {
  readonly stays: readonly Stay[];
  /** lists that were skipped, because the people missing from them are back in the next one, or because the configuration says so */
  readonly passed_over: readonly ShortList[];
  /** lists whose meaning cannot be told; the user is asked */
  readonly unclear: readonly ShortList[];
  readonly gaps: readonly ListGap[];
}

/**
 * Stays by difference: a person in a list of a group but not in the previous one joined between the two; a person no longer
 * in a list left between the two. A day without a list of the group says nothing: nobody leaves on it.
 */
export function staysOf(rows: readonly Listed[], short: ShortLists | null = null): FromLists {
  const groups = new Map<string, Map<string, Map<string, Listed>>>();
  for (const row of rows) {
    const days = groups.get(row.group_id) ?? new Map<string, Map<string, Listed>>();
    const people = days.get(row.day) ?? new Map<string, Listed>();
    groups.set(row.group_id, days.set(row.day, people.set(row.member_id, row)));
  }
  const all = [...groups].map(([group_id, lists]) => ofGroup(group_id, lists, short));
  return {
    stays: all.flatMap(({ stays }) => stays),
    passed_over: all.flatMap(({ passed_over }) => passed_over),
    unclear: all.flatMap(({ unclear }) => unclear),
    gaps: all.flatMap(({ gaps }) => gaps),
  };
}

type Lists = ReadonlyMap<string, ReadonlyMap<string, Listed>>;

function ofGroup(group_id: string, lists: Lists, short: ShortLists | null): FromLists {
  const kept: string[] = [];
  const passed_over: ShortList[] = [];
  const unclear: ShortList[] = [];
  const days = [...lists.keys()].sort();
  for (const [place, day] of days.entries()) {
    const found = short === 'leaves' ? null : shortList(group_id, lists, kept.at(-1), day, days[place + 1]);
    if (found === null) kept.push(day);
    else if (short === 'skip' || areBack(lists, kept.at(-1) ?? '', day, days[place + 1]))
      passed_over.push(found);
    else {
      unclear.push(found);
      kept.push(day);
    }
  }
  return { stays: staysOfGroup(lists, kept), passed_over, unclear, gaps: gapsOf(group_id, kept) };
}

/** The size of groups with fewer people changes too much to tell anything. */
const leastPeople = 10;

/** A list was cut short if at least this many people, and this share of the previous list, are missing, and this share of them is back in the next list. */
const cut = { people: 3, share: 0.2, back: 0.8 };

/** A list with at most half as many people as the previous one, or one whose missing people come back together. */
function shortList(
  group_id: string,
  lists: Lists,
  before: string | undefined,
  day: string,
  next: string | undefined,
): ShortList | null {
  const [earlier, people] = [lists.get(before ?? '')?.size ?? 0, lists.get(day)?.size ?? 0];
  if (before === undefined) return null;
  const { missing, back } = missingIn(lists, before, day, next);
  const isHalf = earlier >= leastPeople && people * 2 <= earlier;
  const comesBack =
    missing >= Math.max(cut.people, cut.share * earlier) && back >= cut.back * missing && people < earlier;
  return isHalf || comesBack ? { group_id, day, people, day_before: before, people_before: earlier } : null;
}

/** How many people are missing from a list, and how many of those are back in the next one. */
function missingIn(
  lists: Lists,
  before: string,
  day: string,
  next: string | undefined,
): { readonly missing: number; readonly back: number } {
  const gone = [...(lists.get(before)?.keys() ?? [])].filter((one) => lists.get(day)?.has(one) !== true);
  const back = gone.filter((member) => lists.get(next ?? '')?.has(member) === true);
  return { missing: gone.length, back: back.length };
}

/** Whether at least half of those missing from a list are back in the next one. */
function areBack(lists: Lists, before: string, day: string, next: string | undefined): boolean {
  const { missing, back } = missingIn(lists, before, day, next);
  return missing > 0 && back * 2 >= missing;
}

function gapsOf(group_id: string, days: readonly string[]): ListGap[] {
  return days.slice(1).map((to, place) => {
    const from = days[place] ?? to;
    return { group_id, from, to, days: (Date.parse(to) - Date.parse(from)) / 86_400_000 };
  });
}

function staysOfGroup(lists: Lists, days: readonly string[]): Stay[] {
  const stays: Stay[] = [];
  const open = new Map<string, { readonly first: Listed; readonly before: string }>();
  for (const [place, day] of days.entries()) {
    const people = lists.get(day) ?? new Map<string, Listed>();
    for (const [member_id, stay] of open) {
      if (people.has(member_id)) continue;
      stays.push(stayOf(stay, days[place - 1] ?? day, day));
      open.delete(member_id);
    }
    for (const [member_id, row] of people)
      if (!open.has(member_id)) open.set(member_id, { first: row, before: days[place - 1] ?? '' });
  }
  for (const stay of open.values()) stays.push(stayOf(stay, '', ''));
  return stays;
}

function stayOf(
  { first, before }: { first: Listed; before: string },
  left_at: string,
  left_before: string,
): Stay {
  const { day, ...row } = first;
  const isSaid = row.joined_at !== '';
  return {
    ...row,
    joined_at: isSaid ? row.joined_at : day,
    left_at,
    joined_after: isSaid ? '' : before,
    left_before,
    isFromStart: before === '',
  };
}

/** The day that a text contains, such as 2026-11-02, 20261102 or 2026年11月2日; null if it contains none, or several. */
export function dayIn(text: string): string | null {
  const found = [
    ...text
      .normalize('NFKC')
      .matchAll(/(?<!\d)(20\d\d)(?:[-_./年](\d{1,2})[-_./月](\d{1,2})(?!\d)|(\d\d)(\d\d)(?!\d))/g),
  ].map(([, year, month, day, m, d]) => {
    const date = new Date(Date.UTC(Number(year), Number(month ?? m) - 1, Number(day ?? d)));
    return date.getUTCMonth() === Number(month ?? m) - 1 ? date.toISOString().slice(0, 10) : '';
  });
  const [first] = found;
  return first === undefined || found.some((day) => day !== first || day === '') ? null : first;
}
