/** The output folder, without a run: killed between any two steps, with files of the user, under a lock that is alive, dead or of elsewhere. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { UserError } from '../src/contract/errors.js';
import { hashesOf } from '../src/project/output/owned_files.js';
import { lifeOf, thisOwner } from '../src/project/output/owner.js';
import { openOutput, recoverOutput, writeText } from '../src/project/output.js';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = fs.mkdtempSync(join(tmpdir(), 'output-'));
  made.push(folder);
  return folder;
}

const runs = {
  first: { 'report.md': 'first', 'tables/a.parquet': 'a1', 'tables/a.csv': 'csv1' },
  second: { 'report.md': 'second', 'tables/a.parquet': 'a2', 'tables/b.parquet': 'b2' },
} as const;
const planned = ['manifest.json', 'report.md', 'tables/a.parquet', 'tables/a.csv', 'tables/b.parquet'];

/** What a run does with its output folder. */
async function publish(out: string, name: keyof typeof runs): Promise<void> {
  const output = await openOutput(out, planned);
  try {
    for (const [path, text] of Object.entries(runs[name])) fs.writeFileSync(join(output.staging, path), text);
    const files = { 'manifest.json': null, ...hashesOf(output.staging) };
    fs.writeFileSync(join(output.staging, 'manifest.json'), JSON.stringify({ tool: 'grouplift', files }));
    output.publish();
  } catch (error) {
    output.discard();
    throw error;
  }
}

/** Every file below a folder with its text, the manifest without it. */
function contentOf(folder: string): Record<string, string> | null {
  if (!fs.existsSync(folder)) return null;
  const found = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile());
  return Object.fromEntries(
    found
      .map((one) => join(one.parentPath, one.name))
      .map(
        (path) =>
          [
            path.slice(folder.length + 1),
            path.endsWith('manifest.json') ? '' : fs.readFileSync(path, 'utf8'),
          ] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const whole = (name: keyof typeof runs, more: Record<string, string> = {}) => {
  const all = { 'manifest.json': '', ...runs[name], ...more };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
};

const changing = [
  'renameSync',
  'rmSync',
  'rmdirSync',
  'linkSync',
  'writeFileSync',
  'mkdirSync',
  'fsyncSync',
] as const;

/** Does the work until the step `last` of those that change the disk; from then on nothing changes it, as if the process were dead. Returns how many steps there were. */
async function untilStep(last: number, work: () => Promise<void>): Promise<number> {
  const original = Object.fromEntries(changing.map((name) => [name, fs[name]]));
  let steps = 0;
  for (const name of changing)
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        steps += 1;
        if (steps > last) throw new Error('dead');
        return (original[name] as (...given: unknown[]) => unknown)(...args);
      },
    });
  syncBuiltinESMExports();
  try {
    await work();
  } catch {
  } finally {
    Object.assign(fs, original);
    syncBuiltinESMExports();
  }
  return steps;
}

/** Makes every lock that was left one of a process that is gone. */
function bury(...folders: string[]): void {
  const locks = folders.flatMap((folder) =>
    fs.existsSync(folder)
      ? fs
          .readdirSync(folder)
          .filter((name) => /lock$/.test(name))
          .map((name) => join(folder, name))
      : [],
  );
  for (const lock of locks) {
    const owner = JSON.parse(fs.readFileSync(lock, 'utf8')) as object;
    fs.writeFileSync(lock, JSON.stringify({ ...owner, process_started: '1' }));
  }
}

describe('killed between any two steps', () => {
  it.each([
    ['a new folder', false],
    ['a folder with a run and a file of the user', true],
  ])('%s: old whole or new whole, and nothing left after the next run', async (_, hasRun) => {
    let steps = Number.POSITIVE_INFINITY;
    const found = { old: 0, new: 0, half: 0 };
    for (let last = 0; last <= steps; last++) {
      const parent = newFolder();
      const out = join(parent, 'out');
      if (hasRun) {
        await publish(out, 'first');
        fs.writeFileSync(join(out, 'notes.txt'), 'mine');
      }
      const mine = hasRun ? { 'notes.txt': 'mine' } : {};
      const old = hasRun ? whole('first', mine) : null;
      const took = await untilStep(last, () => publish(out, 'second'));
      if (took <= last) steps = last;
      bury(parent, join(out, '.grouplift'));
      if (fs.existsSync(join(out, '.grouplift', 'journal.json'))) found.half += 1;
      await recoverOutput(out);
      const now = contentOf(out);
      const visible =
        now && Object.fromEntries(Object.entries(now).filter(([path]) => !path.startsWith('.')));
      const isNew = JSON.stringify(visible) === JSON.stringify(whole('second', mine));
      expect(visible, `killed at step ${last}`).toEqual(isNew ? whole('second', mine) : old);
      found[isNew ? 'new' : 'old'] += 1;
      await publish(out, 'first');
      expect(contentOf(out), `killed at step ${last}`).toEqual(whole('first', mine));
      expect(fs.readdirSync(parent), `killed at step ${last}`).toEqual(['out']);
    }
    expect(steps).toBeGreaterThan(15);
    expect(found.old).toBeGreaterThan(10);
    expect(found.new).toBeGreaterThan(0);
    if (hasRun) expect(found.half).toBeGreaterThan(4);
  });
});

describe('one run at a time', () => {
  const held = (change: object) => {
    const parent = newFolder();
    const out = join(parent, 'out');
    fs.writeFileSync(
      join(parent, '.out.lock'),
      JSON.stringify({ ...thisOwner(), token: 'other', ...change }),
    );
    return { parent, out };
  };

  it('a second run is told who is using the folder, and changes nothing', async () => {
    const { parent, out } = held({});
    await expect(publish(out, 'first')).rejects.toThrow(
      `another run is writing into "${out}" (process ${process.pid} on ${hostname()}, since 20`,
    );
    expect(fs.readdirSync(parent)).toEqual(['.out.lock']);
  });

  it.runIf(process.platform === 'linux')(
    'a dead run has it no more, though its process id lives again',
    async () => {
      const { parent, out } = held({ process_started: '1' });
      await publish(out, 'first');
      expect(contentOf(out)).toEqual(whole('first'));
      expect(fs.readdirSync(parent)).toEqual(['out']);
    },
  );

  it('a run of another room of processes has it as long as it renews its lock, and no longer', async () => {
    const { parent, out } = held({ namespace: 'pid:[1]' });
    const lock = join(parent, '.out.lock');
    const beats = setInterval(() => fs.utimesSync(lock, new Date(), new Date()), 100);
    await expect(publish(out, 'first')).rejects.toThrow('another run is writing into');
    clearInterval(beats);
    await publish(out, 'first');
    expect(contentOf(out)).toEqual(whole('first'));
  });

  it('a run of another machine keeps it: how to remove the lock is said, and works', async () => {
    const { parent, out } = held({ host: 'elsewhere', boot: 'other' });
    const error = await publish(out, 'first').catch((thrown: UserError) => thrown);
    expect(error).toMatchObject({ exitCode: 2 });
    expect(String((error as UserError).message)).toContain('on another machine (process');
    const lock = /remove the file "(.+)" and run again/.exec((error as UserError).hint)?.[1] ?? '';
    fs.rmSync(lock);
    await publish(out, 'first');
    expect(fs.readdirSync(parent)).toEqual(['out']);
  });

  it('a run that stood still so long that another took its folder publishes nothing', async () => {
    const out = join(newFolder(), 'out');
    const output = await openOutput(out, planned);
    fs.writeFileSync(join(out, '..', '.out.lock'), JSON.stringify({ ...thisOwner(), token: 'other' }));
    expect(output.publish).toThrow('another run has taken');
    expect(fs.existsSync(out)).toBe(false);
  });

  it('tells a process from a later one of the same number', () => {
    const here = thisOwner();
    expect(lifeOf(here, here)).toBe(process.platform === 'linux' ? 'alive' : 'unseen');
    expect(lifeOf({ ...here, host: 'b', boot: 'b' }, here)).toBe('elsewhere');
    expect(lifeOf({ ...here, namespace: 'b' }, here)).toBe('unseen');
  });
});

describe('the folder of the user', () => {
  it('keeps what a run did not write, and loses what only the run before wrote', async () => {
    const out = join(newFolder(), 'out');
    await publish(out, 'first');
    fs.writeFileSync(join(out, 'tables', 'mine.csv'), 'mine');
    fs.mkdirSync(join(out, 'kept'));
    await publish(out, 'second');
    expect(contentOf(out)).toEqual(whole('second', { 'tables/mine.csv': 'mine' }));
    expect(fs.existsSync(join(out, 'kept'))).toBe(true);
  });

  it.each([
    ['a file of ours that was changed', 'report.md', /"\S+report.md" has changed since grouplift wrote it/],
    [
      'a file of somebody else under a name that is written',
      'tables/b.parquet',
      /"\S+b.parquet" was not written by/,
    ],
  ])('%s: refused before anything is written', async (_, path, sentence) => {
    const out = join(newFolder(), 'out');
    await publish(out, 'first');
    fs.writeFileSync(join(out, path), 'with comments');
    await expect(openOutput(out, planned)).rejects.toThrow(sentence);
    expect(contentOf(out)).toEqual(whole('first', { [path]: 'with comments' }));
  });

  it('a file of ours that is changed while the run works is not replaced', async () => {
    const out = join(newFolder(), 'out');
    await publish(out, 'first');
    const output = await openOutput(out, planned);
    fs.writeFileSync(join(output.staging, 'report.md'), 'second');
    fs.writeFileSync(join(out, 'report.md'), 'with comments');
    expect(output.publish).toThrow('has changed since');
    output.discard();
    expect(contentOf(out)).toEqual(whole('first', { 'report.md': 'with comments' }));
  });

  it('a link to a folder stays a link', async () => {
    const parent = newFolder();
    fs.mkdirSync(join(parent, 'real'));
    fs.symlinkSync('real', join(parent, 'out'));
    await publish(join(parent, 'out'), 'first');
    await publish(join(parent, 'out'), 'second');
    expect(fs.lstatSync(join(parent, 'out')).isSymbolicLink()).toBe(true);
    expect(contentOf(join(parent, 'real'))).toEqual(whole('second'));
    expect(fs.readdirSync(parent).sort()).toEqual(['out', 'real']);
  });

  it('below a link to nowhere or to itself says which one that is', async () => {
    const parent = newFolder();
    fs.symlinkSync('loop', join(parent, 'loop'));
    fs.symlinkSync('nowhere', join(parent, 'lost'));
    for (const name of ['loop', 'lost'])
      await expect(publish(join(parent, name, 'out', 'week'), 'first')).rejects.toThrow(
        `--out: "${join(parent, name)}" is a link to a place that does not exist.`,
      );
    expect(fs.readdirSync(parent).sort()).toEqual(['loop', 'lost']);
  });

  it('a manifest that names files outside its folder removes none of them', async () => {
    const parent = newFolder();
    const out = join(parent, 'out');
    await publish(out, 'first');
    fs.writeFileSync(join(parent, 'precious'), 'mine');
    const manifest = JSON.parse(fs.readFileSync(join(out, 'manifest.json'), 'utf8'));
    fs.writeFileSync(
      join(out, 'manifest.json'),
      JSON.stringify({
        ...manifest,
        files: { ...manifest.files, '../precious': null, [join(parent, 'precious')]: null },
      }),
    );
    await publish(out, 'second');
    expect(fs.readFileSync(join(parent, 'precious'), 'utf8')).toBe('mine');
  });
});

describe('on a disk of its own (a small one has to be mounted, which takes root)', () => {
  it.skipIf(process.getuid?.() !== 0)(
    'a mount point is written to; when it is full, nothing changes',
    async ({ skip }) => {
      const out = join(newFolder(), 'out');
      fs.mkdirSync(out);
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', out]).status !== 0)
        skip('no mount here');
      try {
        fs.mkdirSync(join(out, 'lost+found'));
        await publish(out, 'first');
        const output = await openOutput(out, planned);
        expect(() => fs.writeFileSync(join(output.staging, 'report.md'), Buffer.alloc(2e6))).toThrow(
          'ENOSPC',
        );
        output.discard();
        expect(contentOf(out)).toEqual(whole('first'));
        expect(() => writeText(join(out, 'text.csv'), 'x'.repeat(2e6))).toThrow('the disk is full');
        expect(contentOf(out)).toEqual(whole('first'));
        await publish(out, 'second');
        expect(contentOf(out)).toEqual(whole('second'));
        expect(fs.readdirSync(out).sort()).toEqual(['lost+found', 'manifest.json', 'report.md', 'tables']);
      } finally {
        spawnSync('umount', [out]);
      }
    },
  );
});
