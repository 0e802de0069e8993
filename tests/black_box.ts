/** Runs the built program in a folder of its own, as a user would: in a process that stays, or in one of its own where that matters. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { program } from './program.js';
import { warmly } from './warm.js';

/** File name -> content; null leaves a file of the base project out. */
export type Files = Readonly<Record<string, string | Buffer | null>>;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** whether the output folder exists */
  readonly published: boolean;
  /** everything beside the output folder that was not there before */
  readonly leftovers: readonly string[];
  readonly seconds: number;
  /** the rows of a SELECT in which `{name}` stands for a published table */
  readonly rows: (select: string) => Promise<Record<string, unknown>[]>;
  readonly out: string;
}

const folders: string[] = [];

/** A new temporary folder with these files. */
export function writeProject(files: Files, name = 'project'): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'black-box-')), name);
  folders.push(dirname(folder));
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Removes every folder of `writeProject`. */
export function removeProjects(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export interface RunRequest {
  readonly args?: readonly string[];
  /** output folder, relative to the project */
  readonly out?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** another build than ours, in a process of its own */
  readonly program?: string;
  /** gets the child, a process of its own, once it runs */
  readonly meanwhile?: (child: ChildProcess) => void;
}

/** `grouplift run` in a project folder, in a time zone that is nobody's business zone. */
export async function runIn(folder: string, request: RunRequest = {}): Promise<Outcome> {
  const out = join(folder, request.out ?? 'out');
  const before = listing(dirname(out));
  const started = performance.now();
  const args = ['run', '--out', request.out ?? 'out', ...(request.args ?? [])];
  const isAlone = request.program !== undefined || request.meanwhile !== undefined;
  const ended = await (isAlone ? childOf(args, folder, request) : warmly(args, folder, request.env));
  return {
    ...ended,
    published: existsSync(join(out, 'manifest.json')),
    leftovers: listing(dirname(out)).filter(
      (name) => !before.includes(name) && join(dirname(out), name) !== out,
    ),
    seconds: (performance.now() - started) / 1000,
    rows: (select) =>
      query(
        select.replace(
          /\{(\w+)\}/g,
          (_, name) => `'${join(out, 'tables', name).replaceAll("'", "''")}.parquet'`,
        ),
      ),
    out,
  };
}

/** The rows of a published table as text, from a run with --csv. */
export function csvTable({ out }: Outcome, name: string): Record<string, string>[] {
  return parse(readFileSync(join(out, 'tables', `${name}.csv`)), { columns: true });
}

/** What the page of a run says, without its markup. */
export function pageText({ out }: Pick<Outcome, 'out'>): string {
  return readFileSync(join(out, 'report.html'), 'utf8').replace(/<[^>]*>/g, '');
}

/** Another command in a project folder. */
export function commandIn(folder: string, args: readonly string[]) {
  return warmly(args, folder);
}

function listing(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}

/** What a run says every 15 seconds: on a busy machine any run may. */
const quietLine = /^ {2}[\w ]+ \(\d+ %, \d+ s\)\n/gm;

function childOf(args: readonly string[], folder: string, request: RunRequest) {
  return new Promise<Pick<Outcome, 'code' | 'stdout' | 'stderr'>>((resolve, reject) => {
    const env = { ...process.env, TZ: 'America/St_Johns', NODE_ENV: '', ...request.env };
    const child = spawn(process.execPath, [request.program ?? program, ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr: stderr.replace(quietLine, '') }));
    request.meanwhile?.(child);
  });
}

let database: Promise<DuckDBInstance> | undefined;

/** Rows of a SELECT (whole numbers as numbers), or the effect of another statement. */
export async function query(sql: string): Promise<Record<string, unknown>[]> {
  database ??= DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await (await database).connect();
  try {
    const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS() as Record<string, unknown>[];
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
      ),
    );
  } finally {
    connection.closeSync();
  }
}
