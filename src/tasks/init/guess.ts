import { columnsOf, type TableName, tableNames } from '../../contract/tables.js';
import { dayIn } from '../../sources/copies/stays.js';
import { holdsStates, stateColumnIn } from '../../sources/state_column.js';
import { tellsReturns } from '../../sources/telling_columns.js';
import { visible } from '../../text/printable.js';
import { coveredGroups, withRanges } from './calendars.js';
import type { DataFile, Found, Guess } from './found.js';
import { kindByTime } from './kinds.js';
import { likelyNames } from './names.js';
import { plainName } from './plain_name.js';
import { platformOf } from './platforms/index.js';
import { type Platform, type PlatformTable, present } from './platforms/platform.js';

/** What a file must have to be recognised as a table: all of `all`, and one of `any` if there are any. */
interface Signs {
  readonly all: readonly string[];
  readonly any: readonly string[];
}

const signs: Readonly<Partial<Record<TableName, Signs>>> = {
  activities: { all: ['ts', 'group_id'], any: ['kind', 'member_id', 'activity_id'] },
  conversions: { all: ['ts', 'user_id'], any: ['goal', 'conversion_id', 'value'] },
  groups: { all: ['group_id'], any: ['name', 'type', 'matrix', 'owner_id', 'created_at'] },
  codes: { all: ['code'], any: ['group_id', 'tactic_id', 'kol_id'] },
  kols: { all: ['kol_id'], any: ['member_id', 'user_id', 'fee'] },
  users: { all: ['user_id'], any: ['registered_at', 'first_order_at', 'segment'] },
};

/** The table that explains most of a header and lacks least; null if none fits. */
export function guessTable(columns: readonly string[], title = ''): Guess | null {
  const returned = returnsTitled(title, columns);
  if (returned !== null) return returned;
  const guesses = tableNames.map((table) => guessFor(table, columns));
  const fitting = guesses.filter(
    (guess) => fits(guess) && !areOrders(guess, columns) && !areOfMembers(guess, columns),
  );
  return fitting.toSorted((a, b) => likeness(b) - likeness(a))[0] ?? null;
}

/**
 * The reversals in a file whose own name says that it has refunds, where the name of its time does not: what it has money of is the
 * refunds, and its plain `id` is theirs. Null for files that name a buyer, a group, or no conversion.
 */
function returnsTitled(title: string, columns: readonly string[]): Guess | null {
  if (!isOfReturns(title)) return null;
  const { table, columns: own, missing } = guessFor('reversals', columns);
  const taken = new Set(Object.values(own));
  const id = columns.find((column) => plainName(column) === 'id' && !taken.has(column));
  if (own.conversion_id === undefined || own.ts === undefined) return null;
  const named = own.reversal_id === undefined && id !== undefined ? { reversal_id: id } : {};
  return { table, columns: { ...named, ...own }, missing };
}

/** Whether the name of a file or sheet says that it has refunds, and only those. */
function isOfReturns(title: string): boolean {
  const name = title.normalize('NFKC').toLowerCase();
  return (
    /refund|reversal|退款|退货|返金|返品|환불|reembols|rembours|rimbors|erstattung|возврат/.test(name) &&
    !/order|订单|conversion|and|与|和/.test(name)
  );
}

/** A goal is written into the configuration where orders have none: its lack says nothing against orders. */
function likeness(guess: Guess): number {
  const lacking = isOfOneGoal(guess) || kindOfAll(guess) !== undefined ? 0 : guess.missing.length;
  return Object.keys(guess.columns).length - 2 * lacking;
}

/** What a header lacks to be recognised as a table. */
export function lackingFor({ table, columns }: Guess): string[] {
  const lacks = (name: string) => columns[name] === undefined;
  if (table === 'identities') return ['member_id', 'user_id'].filter(lacks);
  if (table === 'reversals' && !isTimeOfReturn(columns.ts)) return ['ts'];
  const { all, any } = signs[table] ?? { all: requiredOf(table), any: [] };
  const one = any.length > 0 && any.every(lacks) ? [any.join(' or ')] : [];
  return [...all.filter(lacks), ...one];
}

function fits(guess: Guess): boolean {
  const { table, columns } = guess;
  const isGeneral = ['id_type_a', 'id_a', 'id_type_b', 'id_b'].every((name) => columns[name] !== undefined);
  return lackingFor(guess).length === 0 || (table === 'identities' && isGeneral);
}

/** Orders have times and ids, too: taken for reversals, each would take itself back. */
function isTimeOfReturn(column: string | undefined): boolean {
  return column !== undefined && (column === 'ts' || tellsReturns(column));
}

/** Whether what looks like reversals is orders with the time of a return: they have a time and money of their own, and no money that went back. */
export function areOrders({ table, columns }: Guess, header: readonly string[]): boolean {
  if (table !== 'reversals' || columns.value !== undefined) return false;
  const own = guessFor('conversions', header).columns;
  return own.value !== undefined && own.ts !== undefined && !tellsReturns(own.ts);
}

/** Whether what looks like groups has a row for each member of a group, such as the names that they have there. */
function areOfMembers({ table, columns }: Guess, header: readonly string[]): boolean {
  const taken = new Set(Object.values(columns));
  const { member_id } = guessFor('activities', header).columns;
  return table === 'groups' && member_id !== undefined && !taken.has(member_id);
}

function requiredOf(table: TableName): string[] {
  return Object.entries(columnsOf(table)).flatMap(([name, { required }]) => (required ? [name] : []));
}

/** The columns of one table among those of a header; each source column feeds at most one canonical column. */
export function guessFor(table: TableName, columns: readonly string[]): Guess {
  const free = new Set(columns);
  const plain = new Map(columns.toReversed().map((column) => [plainName(column), column]));
  const mapped: Record<string, string> = {};
  const take = (canonical: string, source: string | undefined) => {
    if (source === undefined || mapped[canonical] !== undefined) return;
    mapped[canonical] = source;
    free.delete(source);
  };
  const likeliest = (canonical: string) =>
    plainNames(table, canonical)
      .map((name) => plain.get(name))
      .find((column) => column !== undefined && free.has(column));
  const names = Object.keys(columnsOf(table));
  for (const name of names) take(name, free.has(name) ? name : undefined);
  for (const name of names) take(name, likeliest(name));
  return { table, columns: mapped, missing: requiredOf(table).filter((name) => mapped[name] === undefined) };
}

const comparable = new Map<string, readonly string[]>();

/** The likely names of a column as they are compared. */
function plainNames(table: TableName, canonical: string): readonly string[] {
  const key = `${table}.${canonical}`;
  const known = comparable.get(key) ?? [...new Set(likelyNames(table, canonical).map(plainName))];
  comparable.set(key, known);
  return known;
}

/** What the files of a folder seem to be: one entry per table, and the files that fit nowhere. */
export function guessProject(files: readonly DataFile[]): { found: Found[]; left: DataFile[] } {
  const guesses = new Map<string, Guess | null>();
  /** Most files of a large folder have one of a few headers. */
  const guessOf = ({ name, sheet, columns }: DataFile): Guess | null => {
    const title = sheet ?? name;
    const header = JSON.stringify([isOfReturns(title), columns]);
    const known = guesses.get(header);
    const guess = known === undefined ? guessTable(columns, title) : known;
    guesses.set(header, guess);
    return guess;
  };
  const guessed = files.map((file) => ({ file, guess: guessOf(file) }));
  const ofPlatforms = files.flatMap((file) => platformTables(file));
  const ofOthers = new Set(ofPlatforms.flatMap((one) => one.files));
  const isFree = ({ file }: { file: DataFile }) => !ofOthers.has(file);
  const lists = rosterOf(files);
  const listed = new Set(lists.flatMap((one) => one.files));
  const isList = ({ file }: { file: DataFile }) => listed.has(file);
  const free = guessed.filter((one) => isFree(one) && !isList(one));
  const found = tableNames.flatMap((table) => [
    ...alike(ofPlatforms.filter((one) => one.table === table)),
    ...(table === 'memberships' && lists.length > 0 ? lists : foundFor(table, free)).map(withRanges),
  ]);
  found.push(...coveredGroups(found));
  const placed = new Set(found.flatMap((one) => one.files));
  return { found, left: files.filter((file) => !placed.has(file)) };
}

/** The tables contained in a file of a known platform. */
function platformTables(file: DataFile): Found[] {
  const platform = platformOf(file.columns);
  if (platform === undefined) return [];
  return (['conversions', 'reversals'] as const).flatMap((table) => {
    const layout = platform[table];
    return layout === undefined ? [] : [platformTable(table, layout, platform, file)];
  });
}

function platformTable(table: TableName, layout: PlatformTable, platform: Platform, file: DataFile): Found {
  const columns: Record<string, string> = {};
  const constants: Record<string, string> = {};
  const comments = [`${platform.name}; ${platform.seen}`, ...layout.asks];
  const names = [...file.columns, ...Object.keys(layout.made ?? {})];
  for (const [canonical, source] of Object.entries(layout.columns)) {
    const found = 'value' in source ? undefined : present(source, names);
    if ('value' in source) constants[canonical] = source.value;
    else if (found !== undefined) columns[canonical] = found;
    else if (canonical === 'user_id') {
      constants.user_id = '';
      comments.push('the file does not say who bought: orders can only be credited through codes');
    }
  }
  const missing = requiredOf(table).filter(
    (name) => columns[name] === undefined && constants[name] === undefined,
  );
  const keys = layout.keys.filter((key) => namesOnly(key, file.columns));
  const transforms = layout.transforms === undefined ? {} : { transforms: layout.transforms };
  const found = { table, missing, files: [file], comments, ...transforms };
  if (layout.made === undefined) return { ...found, columns, constants, keys };
  return { ...found, columns, keys: [queryOf(layout, constants), ...keys] };
}

/** The query of a table with columns that are made: values that are the same in all rows are among them. */
function queryOf({ made, rows }: PlatformTable, constants: Readonly<Record<string, string>>): string {
  const values = Object.entries(constants).map(([name, value]) => [name, `'${value}'`]);
  const columns = [...Object.entries(made ?? {}), ...values].map(([name, sql]) => `${sql} AS ${name}`);
  const where = rows === undefined ? '' : ` WHERE ${rows}`;
  return `query: SELECT *, ${columns.join(', ')} FROM files${where}`;
}

/** Whether the column named in a layout's `where` is in the file; other keys name no column. */
function namesOnly(key: string, columns: readonly string[]): boolean {
  const named = /^where: \{ (\S+):/.exec(key)?.[1];
  return named === undefined || present([named], columns) !== undefined;
}

/** Groups files of the same layout. */
function alike(found: readonly Found[]): Found[] {
  const shape = (one: Found) =>
    JSON.stringify([one.columns, one.files[0]?.sheet ?? '', one.files[0]?.skip_lines ?? 0]);
  const sets = new Map<string, Found>();
  for (const one of found)
    sets.set(shape(one), { ...one, files: [...(sets.get(shape(one))?.files ?? []), ...one.files] });
  return [...sets.values()];
}

/** Daily lists of who was in a group: files with the same columns and different dates in their names, which only name people and groups. */
function rosterOf(files: readonly DataFile[]): Found[] {
  const sets = new Map<string, DataFile[]>();
  for (const file of files) {
    if (dayIn(file.name) === null) continue;
    const { columns } = guessFor('activities', file.columns);
    const isList = columns.group_id !== undefined && columns.member_id !== undefined;
    if (!isList || columns.ts !== undefined || columns.kind !== undefined) continue;
    const key = JSON.stringify([file.sheet ?? '', [...file.columns].sort()]);
    sets.set(key, [...(sets.get(key) ?? []), file]);
  }
  const [largest = []] = [...sets.values()].sort((a, b) => b.length - a.length);
  const days = new Set(largest.map(({ name }) => dayIn(name)));
  if (days.size < 2 || days.size < largest.length) return [];
  const { columns } = guessFor('memberships', largest[0]?.columns ?? []);
  return [
    {
      table: 'memberships',
      columns,
      missing: ['group_id', 'member_id'].filter((name) => columns[name] === undefined),
      files: largest,
      keys: [
        'roster: file name   # dated lists of members: joins and leaves are the differences between them',
      ],
    },
  ];
}

/** Questions about columns whose names suggest returned orders, or a second state. */
function stateQuestions({ columns }: Omit<Guess, 'missing'>, file: DataFile): string[] {
  const taken = new Set(Object.values(columns));
  const free = file.columns.filter((column) => !taken.has(column));
  return [
    ...free.filter(tellsReturns).map(returnQuestion),
    ...free
      .filter((column) => holdsStates(column) && !tellsReturns(column))
      .map(
        (column) =>
          `${visible(column)} holds states, too: keep the rows that count with where: { ${visible(column)}: [...] }, or make it the status`,
      ),
  ];
}

/** What is asked about a column that may say what was returned. */
export function returnQuestion(column: string): string {
  return `${visible(column)} may say what was returned: leave such rows out with where:, or read inputs.reversals from this file, too, with filled: [${visible(column)}]`;
}

/** The state of an order by whatever its column is called; one that may be about something else is listed with its values, too. */
function withStatus<T extends Omit<Guess, 'missing'>>(guess: T, header: readonly string[]): T {
  if (guess.table !== 'conversions' || guess.columns.status !== undefined) return guess;
  const taken = new Set(Object.values(guess.columns));
  const status = stateColumnIn(header.filter((column) => !taken.has(column)));
  return status === undefined ? guess : { ...guess, columns: { ...guess.columns, status } };
}

/** Orders in a file without a goal are results of a single goal; rows with the time of a click are clicks. */
function withConstants(guess: Guess): Omit<Found, 'files'> {
  if (isOfOneGoal(guess)) return { ...guess, missing: [], constants: { goal: 'order' } };
  const kind = kindOfAll(guess);
  return kind === undefined ? guess : { ...guess, missing: [], constants: { kind } };
}

/** What every row of a file of activities is, if the name of its time says so and nothing else does. */
function kindOfAll({ table, columns, missing }: Guess): string | undefined {
  const isAsked = table === 'activities' && missing.join() === 'kind';
  return isAsked && columns.ts !== undefined ? kindByTime(columns.ts) : undefined;
}

function isOfOneGoal({ table, columns, missing }: Guess): boolean {
  const isOrders = columns.value !== undefined || columns.conversion_id !== undefined;
  return table === 'conversions' && isOrders && missing.join() === 'goal';
}

/** Files with the same columns are one source. Further sources of events are used if they lack nothing; for other tables, only the source with the most bytes. */
function foundFor(table: TableName, guessed: readonly { file: DataFile; guess: Guess | null }[]): Found[] {
  const sets = new Map<string, Found>();
  for (const { file, guess } of guessed) {
    if (guess?.table !== table) continue;
    const key = JSON.stringify([file.sheet ?? '', file.skip_lines ?? 0, ...[...file.columns].sort()]);
    const read = withStatus(withConstants(guess), file.columns);
    const comments = table === 'conversions' ? stateQuestions(read, file) : [];
    sets.set(key, { ...read, comments, files: [...(sets.get(key)?.files ?? []), file] });
  }
  const bytes = (one: Found) => one.files.reduce((sum, file) => sum + file.bytes, 0);
  const [best, ...others] = [...sets.values()].sort(
    (a, b) => a.missing.length - b.missing.length || bytes(b) - bytes(a),
  );
  if (best === undefined) return [];
  const isEvents = table === 'activities' || table === 'conversions' || table === 'identities';
  return [best, ...(isEvents ? others.filter(({ missing }) => missing.length === 0) : [])];
}
