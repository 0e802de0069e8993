/** Runs that are killed at any instant: what is in the output folder then is what was there, or all of the new; and the next run is right. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeProjects, writeProject } from './black_box.js';
import { program } from './program.js';

const kills = Number(process.env.KILLS ?? 4);
const ways = ['SIGKILL', 'SIGINT', 'SIGTERM'] as const;
/** Exit codes of a program that a signal ended, where it could still say so. */
const interrupted = { SIGINT: 130, SIGTERM: 143 } as const;

/** Every run gets the same process id: in a room of processes of its own, where the machine allows that. */
const alone = ['--pid', '--fork', '--kill-child', '--mount-proc'];
const mayBeAlone = spawnSync('unshare', [...alone, 'true']).status === 0;

const config = (models: string) => `timezone: UTC
currency: CNY
inputs: { activities: activities.csv, conversions: conversions.csv, identities: identities.csv }
goals: [{ name: order, match: { goal: order }, window_days: 7, value: true }]
attribution: { models: [${models}] }
report: { min_cell: 0 }
`;
const files = {
  'old.yaml': config('linear'),
  'new.yaml': config('first_touch, last_touch'),
  'activities.csv': 'ts,group_id,member_id,kind\n2026-03-02 10:00:00,g1,m1,link_click\n',
  'conversions.csv': 'conversion_id,ts,user_id,goal,value\nc1,2026-03-03 12:00:00,u1,order,90.00\n',
  'identities.csv': 'member_id,user_id\nm1,u1\n',
};

/** What a run says every 15 seconds (on a busy machine any run may), and that there is no memberships table. */
const quietLine = /^( {2}[\w ]+ \(\d+ %, \d+ s\)|note: There is no memberships table.*)\n/gm;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly seconds: number;
  readonly stderr: string;
}

/** One run as a process; `meanwhile` gets it when it has begun. */
function start(folder: string, name: string, meanwhile: (child: ChildProcess) => void = () => {}) {
  const command = [process.execPath, program, 'run', '--config', `${name}.yaml`, '--out', 'out', '--csv'];
  const [file = '', ...args] = mayBeAlone ? ['unshare', ...alone, ...command] : command;
  const started = performance.now();
  return new Promise<Ended>((resolve) => {
    const child = spawn(file, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        stderr: stderr.replace(quietLine, ''),
        seconds: (performance.now() - started) / 1000,
      }),
    );
    meanwhile(child);
  });
}

/** Sends a signal to the program itself, which may be the only child of `unshare`. */
function send(child: ChildProcess, signal: NodeJS.Signals): void {
  const below = mayBeAlone
    ? spawnSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' }).stdout.trim()
    : String(child.pid);
  try {
    if (below !== '') process.kill(Number(below), signal);
  } catch {}
}

/** The tables of a folder, each with a hash of its bytes; the reports and the manifest carry the time of the run. */
function tablesIn(folder: string): Record<string, string> | null {
  if (!existsSync(join(folder, 'manifest.json'))) return null;
  const tables = readdirSync(join(folder, 'tables')).sort();
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, 'tables', name)))
      .digest('hex');
  return Object.fromEntries(tables.map((name) => [name, hash(name)]));
}

/** Whether every file of a folder is the one that its manifest names, and no other of ours lies there. */
function isWhole(folder: string): boolean {
  const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    files: Record<string, string | null>;
  };
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('.') && path !== 'notes.txt')
    .sort();
  const right = (path: string) =>
    path === 'manifest.json' ||
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex') === files[path];
  return found.join() === Object.keys(files).sort().join() && found.every(right);
}

const expected: Record<string, Record<string, string> | null> = { old: null, new: null };
let longest = 0;
let oldOutput = '';

beforeAll(async () => {
  for (const name of Object.keys(expected)) {
    const folder = writeProject(files);
    const ended = await start(folder, name);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    longest = Math.max(longest, ended.seconds);
    expected[name] = tablesIn(join(folder, 'out'));
    if (name === 'old') oldOutput = join(folder, 'out');
  }
  expect(expected.old).not.toEqual(expected.new);
});
afterAll(removeProjects);

/** Calls back when the last file of a run is written, and only the putting in place is left. */
function atTheEnd(folder: string, onEnd: () => void): NodeJS.Timeout {
  const timer = setInterval(() => {
    const rooms = [folder, join(folder, 'out', '.grouplift')].flatMap((room) =>
      existsSync(room) ? readdirSync(room).map((name) => join(room, name, 'manifest.json')) : [],
    );
    if (!rooms.some((path) => path.includes('.staging/') && existsSync(path))) return;
    clearInterval(timer);
    onEnd();
  }, 1);
  return timer;
}

/** The same numbers in every run of the tests. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

it(
  `killed at ${kills} instants: the old run or the new one, whole; nothing left after the next run`,
  async () => {
    const draw = draws(Number(process.env.SEED ?? 1));
    const figures = { killed: 0, ended: 0, old: 0, new: 0, none: 0, half: 0, left: 0 };
    for (let n = 0; n < kills; n++) {
      const folder = writeProject(files);
      const out = join(folder, 'out');
      const isFirst = n % 4 === 3;
      if (!isFirst) {
        cpSync(oldOutput, out, { recursive: true });
        writeFileSync(join(out, 'notes.txt'), 'of the user');
      }
      const way = ways[n % ways.length] ?? 'SIGKILL';
      const ended = await start(folder, 'new', (child) => {
        const timer =
          n % 2 === 0
            ? setTimeout(() => send(child, way), draw() * longest * 1100)
            : atTheEnd(folder, () => setTimeout(() => send(child, way), draw() * 60));
        child.on('close', () => clearTimeout(timer));
      });
      const where = `kill ${n}: ${way}, ${JSON.stringify(ended)}`;
      if (ended.code === 0) figures.ended += 1;
      else figures.killed += 1;
      const isHalf = existsSync(join(out, '.grouplift', 'journal.json'));
      figures.half += Number(isHalf);
      const found = tablesIn(out);
      if (!isHalf) {
        const now =
          found === null ? 'none' : JSON.stringify(found) === JSON.stringify(expected.old) ? 'old' : 'new';
        figures[now] += 1;
        expect(found, where).toEqual(now === 'none' ? null : expected[now]);
        expect(now === 'none' ? isFirst : isWhole(out), where).toBe(true);
        if (ended.code === 0) expect(now, where).toBe('new');
      }
      if (way !== 'SIGKILL') expect([0, null, interrupted[way]], where).toContain(ended.code);
      if (way !== 'SIGKILL' && ended.code === interrupted[way])
        expect([found, ended.stderr], where).toEqual([
          isFirst ? null : expected.old,
          'interrupted: nothing was written\n',
        ]);
      const before = readdirSync(folder).filter((name) => name.startsWith('.')).length;
      figures.left += Number(before > 0);

      expect(await start(folder, 'old'), where).toMatchObject({ code: 0, stderr: '' });
      expect(tablesIn(out), where).toEqual(expected.old);
      expect(isWhole(out), where).toBe(true);
      expect(readdirSync(folder).sort(), where).toEqual([...Object.keys(files), 'out'].sort());
      expect(
        readdirSync(out).filter((name) => name.startsWith('.')),
        where,
      ).toEqual([]);
      expect(existsSync(join(out, 'notes.txt')), where).toBe(!isFirst);
    }
    if (process.env.KILLS !== undefined) console.log(JSON.stringify({ kills, mayBeAlone, ...figures }));
  },
  60_000 + kills * 40_000,
);

it('of two concurrent runs one gets the folder, and the other is told who has it', async () => {
  const folder = writeProject(files);
  const both = await Promise.all([start(folder, 'old'), start(folder, 'old')]);
  const codes = both.map(({ code }) => code).sort();
  const refused = both.find(({ code }) => code === 2);
  expect([0, 2]).toContain(codes[1]);
  if (refused !== undefined)
    expect(refused.stderr).toMatch(
      /^error: --out: another run is writing into "out" \(process \d+ on \S+, since [\d:.TZ-]+\)\.\n {2}hint: Wait .+\n$/,
    );
  expect(tablesIn(join(folder, 'out'))).toEqual(expected.old);
  expect(readdirSync(folder).sort()).toEqual([...Object.keys(files), 'out'].sort());
}, 60_000);
