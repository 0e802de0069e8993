import { columnsOf, type TableName, tableNames } from '../../contract/tables.js';
import { likelyNames, plainName } from './names.js';

/** A data file and its column names. */
export interface DataFile {
  /** relative to the configuration */
  readonly name: string;
  readonly bytes: number;
  readonly columns: readonly string[];
  /** name of the sheet, where the file is a workbook */
  readonly sheet?: string;
}

/** Which canonical table a header seems to be, and which source column feeds each canonical one. */
export interface Guess {
  readonly table: TableName;
  /** canonical column -> source column */
  readonly columns: Readonly<Record<string, string>>;
  /** required columns that no source column was found for */
  readonly missing: readonly string[];
}

/** What a file must have to be taken for a table: all of `all`, and one of `any` where there are any. */
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

/** The table that explains most of a header and lacks least; null where none fits. */
export function guessTable(columns: readonly string[]): Guess | null {
  const fitting = tableNames.map((table) => guessFor(table, columns)).filter(fits);
  return fitting.toSorted((a, b) => likeness(b) - likeness(a))[0] ?? null;
}

function likeness({ columns, missing }: Guess): number {
  return Object.keys(columns).length - 2 * missing.length;
}

function fits({ table, columns }: Guess): boolean {
  const has = (name: string) => columns[name] !== undefined;
  if (table === 'identities')
    return (has('member_id') && has('user_id')) || ['id_type_a', 'id_a', 'id_type_b', 'id_b'].every(has);
  const { all, any } = signs[table] ?? { all: requiredOf(table), any: [] };
  return all.every(has) && (any.length === 0 || any.some(has));
}

function requiredOf(table: TableName): string[] {
  return Object.entries(columnsOf(table)).flatMap(([name, { required }]) => (required ? [name] : []));
}

/** The columns of one table among those of a header; each source column feeds one canonical column at most. */
export function guessFor(table: TableName, columns: readonly string[]): Guess {
  const free = new Set(columns);
  const mapped: Record<string, string> = {};
  const take = (canonical: string, source: string | undefined) => {
    if (source === undefined || mapped[canonical] !== undefined) return;
    mapped[canonical] = source;
    free.delete(source);
  };
  const names = Object.keys(columnsOf(table));
  for (const name of names) take(name, free.has(name) ? name : undefined);
  for (const name of names) take(name, likeliest(table, name, free));
  return { table, columns: mapped, missing: requiredOf(table).filter((name) => mapped[name] === undefined) };
}

function likeliest(table: TableName, canonical: string, free: ReadonlySet<string>): string | undefined {
  for (const likely of likelyNames(table, canonical)) {
    const found = [...free].find((column) => plainName(column) === plainName(likely));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The files of one table, all with the same columns. */
export interface Found extends Guess {
  readonly files: readonly DataFile[];
}

/** What the files of a folder seem to be: one entry a table, and the files that have no place. */
export function guessProject(files: readonly DataFile[]): { found: Found[]; left: DataFile[] } {
  const guessed = files.map((file) => ({ file, guess: guessTable(file.columns) }));
  const found = tableNames.flatMap((table) => foundFor(table, guessed));
  const placed = new Set(found.flatMap((one) => one.files));
  return { found, left: files.filter((file) => !placed.has(file)) };
}

/** Files of one input must share their columns: of several sets of columns the one with the most bytes is taken. */
function foundFor(table: TableName, guessed: readonly { file: DataFile; guess: Guess | null }[]): Found[] {
  const sets = new Map<string, Found>();
  for (const { file, guess } of guessed) {
    if (guess?.table !== table) continue;
    const key = JSON.stringify([file.sheet ?? '', ...[...file.columns].sort()]);
    sets.set(key, { ...guess, files: [...(sets.get(key)?.files ?? []), file] });
  }
  const bytes = (one: Found) => one.files.reduce((sum, file) => sum + file.bytes, 0);
  return [...sets.values()]
    .sort((a, b) => a.missing.length - b.missing.length || bytes(b) - bytes(a))
    .slice(0, 1);
}
