import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { LoadPlan } from '../sources/plan.js';
import type { Row } from './engine.js';

/** The key of every table made so far: a hash of its SELECT and of the keys of the tables it reads, so that equal keys mean equal rows. */
export interface StageKeys {
  /** The key of a table that comes from outside: a hash of its content. */
  readonly given: (name: string, content: unknown) => string;
  /** The key of a table made from rows: a hash of them, one after another. */
  readonly put: (name: string, columns: Readonly<Record<string, string>>, rows: Iterable<Row>) => string;
  /** The key of a table that is made from others. */
  readonly made: (name: string, select: string) => string;
  /** The key of a SELECT that makes no table. */
  readonly of: (select: string) => string;
  /** The tables with a key that a SELECT reads. */
  readonly read: (select: string) => string[];
}

/** Keys that are valid for one version of the program on one version of the engine, both named in `salt`. */
export function stageKeys(salt: readonly string[]): StageKeys {
  const keys = new Map<string, string>();
  const read = (select: string) => tablesRead(select).filter((table) => keys.has(table));
  const hash = (content: unknown) =>
    createHash('sha256')
      .update(JSON.stringify([salt, content]))
      .digest('hex')
      .slice(0, 16);
  const of = (select: string) => hash([select, read(select).map((table) => [table, keys.get(table)])]);
  const set = (name: string, key: string) => {
    keys.set(name, key);
    return key;
  };
  return {
    given: (name, content) => set(name, hash(content)),
    put: (name, columns, rows) => {
      const sum = createHash('sha256').update(JSON.stringify([salt, columns]));
      for (const row of rows) sum.update(JSON.stringify(row));
      return set(name, sum.digest('hex').slice(0, 16));
    },
    made: (name, select) => set(name, of(select)),
    of,
    read,
  };
}

/** Keys for a run that keeps no stages: every table has a different one, and nothing is hashed. */
export function passingKeys(): Pick<StageKeys, 'given' | 'put' | 'made'> {
  let tables = 0;
  const next = () => {
    tables += 1;
    return String(tables);
  };
  return { given: next, put: next, made: next };
}

/** Every name after FROM or JOIN in a SELECT of ours, including names of its own common table expressions. */
export function tablesRead(select: string): string[] {
  // Comments, texts and quoted names of both engines, whatever they contain.
  const bare = select.replace(/--.*$|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`/gm, "''");
  const names = [...bare.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]\w*)/gi)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}

/** What determines the rows of an input: the bytes of its files and how they are read, not where they are; for files that stay elsewhere, which version of which. */
export function planContent(plan: LoadPlan): unknown {
  const files = plan.files.map(
    ({ path: _path, readable: _readable, url: _url, stamp: _stamp, ...file }) => file,
  );
  return { ...plan, files };
}

/** What distinguishes one version of a file from another without reading it. */
export function fileContent(path: string): unknown {
  const { size, mtimeMs } = statSync(path);
  return { path, size, mtimeMs };
}
