/** One line of a dated list of who was in a group. Days are written as 2026-11-02. */
export interface Listed {
  readonly day: string;
  readonly group_id: string;
  readonly member_id: string;
  /** when the person joined, where the list says so */
  readonly joined_at: string;
  /** further cells that belong to the stay */
  readonly more: readonly string[];
}

/** One stay of a person in a group, as far as the lists tell. */
export interface Stay extends Omit<Listed, 'day'> {
  /** last day in the lists; empty: still there in the last one of the group */
  readonly left_at: string;
  /** whether the person was in the first list of the group, and so joined some time before it */
  readonly isFromStart: boolean;
}

/**
 * Stays by difference: somebody who is in a list of a group and not in the one before joined between the two, somebody who is no longer
 * in one left between the two. A day without a list of the group says nothing: nobody leaves on it.
 */
export function staysOf(rows: readonly Listed[]): Stay[] {
  const groups = new Map<string, Map<string, Map<string, Listed>>>();
  for (const row of rows) {
    const days = groups.get(row.group_id) ?? new Map<string, Map<string, Listed>>();
    const people = days.get(row.day) ?? new Map<string, Listed>();
    groups.set(row.group_id, days.set(row.day, people.set(row.member_id, row)));
  }
  return [...groups.values()].flatMap(staysOfGroup);
}

function staysOfGroup(lists: ReadonlyMap<string, ReadonlyMap<string, Listed>>): Stay[] {
  const days = [...lists.keys()].sort();
  const stays: Stay[] = [];
  const open = new Map<string, { readonly first: Listed; readonly isFromStart: boolean }>();
  for (const [place, day] of days.entries()) {
    const people = lists.get(day) ?? new Map<string, Listed>();
    for (const [member_id, stay] of open) {
      if (people.has(member_id)) continue;
      stays.push(stayOf(stay.first, days[place - 1] ?? day, stay.isFromStart));
      open.delete(member_id);
    }
    for (const [member_id, row] of people)
      if (!open.has(member_id)) open.set(member_id, { first: row, isFromStart: place === 0 });
  }
  for (const { first, isFromStart } of open.values()) stays.push(stayOf(first, '', isFromStart));
  return stays;
}

function stayOf(first: Listed, left_at: string, isFromStart: boolean): Stay {
  const { day, ...row } = first;
  return { ...row, joined_at: row.joined_at === '' ? day : row.joined_at, left_at, isFromStart };
}

/** The day that a text holds, such as 2026-11-02, 20261102 or 2026年11月2日; null where it holds none, or several. */
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
