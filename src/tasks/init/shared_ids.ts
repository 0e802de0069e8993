import { idsIn } from './contacts.js';
import type { DataFile, Found } from './found.js';
import { plainName } from './plain_name.js';

/** What the files of a folder seem to be, and those that fit nowhere. */
export interface Guessed {
  readonly found: readonly Found[];
  readonly left: readonly DataFile[];
}

/**
 * What `guessProject` found, with identities that lead from the members of the groups to the users of the results: of several columns that
 * could hold either, those that the other tables have, too. A list of members that names both is a table of identities as well.
 */
export function withSharedIds({ found, left }: Guessed): Guessed {
  const members = columnsIn(found, ['activities', 'memberships'], 'member_id');
  const users = columnsIn(found, ['conversions'], 'user_id');
  const own = found.filter(({ table }) => table === 'identities').map((one) => aligned(one, members, users));
  const lists = found.filter(({ table, keys }) => table === 'memberships' && keys === undefined);
  const more =
    own.length > 0 ? [] : bridges([...lists.flatMap(({ files }) => files), ...left], members, users);
  const bridge = [...own, ...more];
  const leads = bridge.length === 0 ? members : bridge.flatMap(({ columns }) => columns.user_id ?? []);
  const others = found
    .filter(({ table }) => table !== 'identities')
    .map((one) => (one.table === 'conversions' ? towards(one, leads) : one));
  const place = others.findIndex(({ table }) => table === 'memberships');
  const at = place < 0 ? others.length : place;
  const placed = new Set(bridge.flatMap(({ files }) => files));
  return {
    found: [...others.slice(0, at), ...bridge, ...others.slice(at)],
    left: left.filter((file) => !placed.has(file)),
  };
}

function columnsIn(found: readonly Found[], tables: readonly string[], canonical: string): string[] {
  return found.flatMap(({ table, columns }) =>
    tables.includes(table) && columns[canonical] !== undefined ? [columns[canonical]] : [],
  );
}

/** The column of a header with ids of the same name as one of `wanted`, or of the same sort, if they are addresses or telephone numbers. */
function sharedColumn(header: readonly string[], wanted: readonly string[]): string | undefined {
  const names = new Set(wanted.map(plainName));
  const sorts = new Set(wanted.map(idsIn));
  const isOfSort = (column: string) => idsIn(column) !== 'other' && sorts.has(idsIn(column));
  return header.find((column) => names.has(plainName(column))) ?? header.find(isOfSort);
}

function headerOf({ files }: Found): readonly string[] {
  return files[0]?.columns ?? [];
}

/** Identities whose columns are those of the other tables, if the file has them. */
function aligned(one: Found, members: readonly string[], users: readonly string[]): Found {
  const member = sharedColumn(headerOf(one), members) ?? one.columns.member_id;
  const user = sharedColumn(headerOf(one), users) ?? one.columns.user_id;
  if (member === undefined || user === undefined || member === user) return one;
  return { ...one, columns: { ...one.columns, member_id: member, user_id: user } };
}

/** Files that name a member and a user of the other tables, each in a column of its own. */
function bridges(files: readonly DataFile[], members: readonly string[], users: readonly string[]): Found[] {
  const sets = new Map<string, Found>();
  for (const file of files) {
    const member_id = sharedColumn(file.columns, members);
    const user_id = sharedColumn(file.columns, users);
    if (member_id === undefined || user_id === undefined || member_id === user_id) continue;
    const key = JSON.stringify([file.sheet ?? '', file.skip_lines ?? 0, ...[...file.columns].sort()]);
    const before = sets.get(key)?.files ?? [];
    sets.set(key, {
      table: 'identities',
      columns: { member_id, user_id },
      missing: [],
      files: [...before, file],
    });
  }
  return [...sets.values()];
}

/** Orders that name their buyer in the way in which the identities do, if they have such a column. */
function towards(one: Found, users: readonly string[]): Found {
  const own = one.columns.user_id;
  if (own === undefined || users.length === 0 || isShared(own, users)) return one;
  const taken = new Set(Object.values(one.columns));
  const user = sharedColumn(
    headerOf(one).filter((column) => !taken.has(column)),
    users,
  );
  return user === undefined ? one : { ...one, columns: { ...one.columns, user_id: user } };
}

function isShared(column: string, others: readonly string[]): boolean {
  return sharedColumn([column], others) !== undefined;
}
