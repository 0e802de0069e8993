/** Runs an import of files that a test writes, and reads the tables that come out. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type ImportOptions, importFiles } from '../../src/tasks/import/index.js';
import { silent } from '../silent.js';

export type Row = Readonly<Record<string, string>>;

export interface Imported {
  readonly activities: readonly Row[];
  readonly memberships: readonly Row[];
  readonly members: readonly Row[];
  readonly groups: readonly Row[];
  readonly identities: readonly Row[];
  readonly codes: readonly Row[];
  readonly aliases: readonly Row[];
  readonly aggregates: readonly Row[];
  readonly lineage: readonly Row[];
  readonly rejects: readonly Row[];
  readonly sources: readonly Row[];
  readonly notes: readonly string[];
  readonly lines: readonly string[];
}

type Options = Partial<Omit<ImportOptions, 'out'>>;

/** The tables of files given by name and content. */
export async function imported(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Options = {},
): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-import-'));
  try {
    const paths = Object.entries(files).map(([name, content]) => {
      const path = join(folder, 'in', name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    });
    return await importedPaths(paths, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tables of files that are there. */
export async function importedPaths(paths: readonly string[], options: Options = {}): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-imported-'));
  const out = join(folder, 'out');
  try {
    const { lines, notes } = await importFiles(paths, { out, maxRejects: '0.001', ...options }, silent);
    const table = (name: string): Row[] => {
      const path = join(out, `${name}.csv`);
      return existsSync(path) ? (parse(readFileSync(path), { columns: true }) as Row[]) : [];
    };
    return {
      activities: table('activities'),
      memberships: table('memberships'),
      members: table('members'),
      groups: table('groups'),
      identities: table('identities'),
      codes: table('codes'),
      aliases: table('member_alias'),
      aggregates: table('aggregates'),
      lineage: table('group_lineage'),
      rejects: table('rejects'),
      sources: table('sources'),
      ...{ lines, notes },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Some cells of every row, joined by blanks; `-` for an empty one. */
export function cells(rows: readonly Row[], ...names: readonly string[]): string[] {
  return rows.map((row) => names.map((name) => (row[name] === '' ? '-' : row[name])).join(' '));
}
