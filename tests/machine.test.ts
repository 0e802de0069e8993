/** What the machine refuses, and how long the user waits: full devices, folders that are missing, stages cut short, Ctrl-C at any moment. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { oldestNode } from '../src/contract/version.js';
import { openDuckdb } from '../src/engines/duckdb/engine.js';
import { refuseNode } from '../src/start.js';
import { csvTable, removeProjects, runIn, writeProject } from './black_box.js';
import { program } from './program.js';

afterAll(removeProjects);

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** The program as a process, with stdout at a file or device; `meanwhile` gets it when it has begun. */
function start(
  folder: string,
  args: readonly string[],
  how: { stdout?: string; env?: object; meanwhile?: (child: ChildProcess) => void } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, ...how.env },
      stdio: ['ignore', how.stdout === undefined ? 'ignore' : openSync(how.stdout, 'w'), 'pipe'],
    });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('close', (code, signal) => resolve({ code, signal, stderr }));
    how.meanwhile?.(child);
  });
}

const paths = 'path,total_conversions,total_conversion_value,total_null\na > b,2,20,1\n';

describe('a device that takes nothing', () => {
  const full = '/dev/full';
  const noDevice = !existsSync(full);

  it
    .skipIf(noDevice)
    .concurrent.each([[['--help']], [['schema', '--json']], [['paths', 'p.csv', '--models', 'linear']]])(
    'stdout of %j: one sentence, and no success',
    async (args) => {
      const ended = await start(writeProject({ 'p.csv': paths }), args, { stdout: full });
      expect(ended).toEqual({
        code: 3,
        signal: null,
        stderr: expect.stringMatching(
          /^error: standard output cannot be written: the disk is full\.\n {2}hint: .+\n$/,
        ),
      });
    },
  );

  it.skipIf(noDevice)('--out', async () => {
    const folder = writeProject({ 'p.csv': paths });
    const ended = await start(folder, ['paths', 'p.csv', '--models', 'linear', '--out', full]);
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringContaining('the disk is full') });
    expect(statSync(full).isCharacterDevice()).toBe(true);
  });
});

describe('a small memory', () => {
  it('is enough for small files', async () => {
    const ended = await start(writeProject(project), ['run', '--out', 'out', '--memory', '100MB']);
    expect(ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') });
  });

  it.each(['check', 'run'])('that is too small is one error of %s, and none of an input', async (command) => {
    const ended = await start(writeProject(project), [command, '--memory', '5MB']);
    expect(ended).toEqual({
      code: 3,
      signal: null,
      stderr: expect.stringMatching(
        /^error: The memory limit is reached\.\n {2}hint: Allow more with --memory.+\n$/,
      ),
    });
  });
});

describe('folders that cannot be', () => {
  it.concurrent.each([
    ['does not exist', 'missing/tmp', 'there is no such file or folder'],
    ['is a file', 'p.csv', 'a part of its path is a file'],
  ])('TMPDIR that %s', async (_, name, reason) => {
    const folder = writeProject({ 'p.csv': paths });
    const TMPDIR = join(folder, name);
    const ended = await start(folder, ['paths', 'p.csv', '--models', 'linear'], { env: { TMPDIR } });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(
      `error: TMPDIR: temporary files cannot be written to "${TMPDIR}": ${reason}.\n`,
    );
  });

  it('the folder in which the command is started is gone', () => {
    const folder = writeProject(project);
    const script = 'rm -r "$PWD" && exec "$0" "$1" run';
    const ended = spawnSync('sh', ['-c', script, process.execPath, program], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(ended.status).toBe(2);
    expect(ended.stderr).toBe(
      'error: The folder in which this command was started no longer exists.\n  hint: Change to a folder that exists (cd), even if a new one has the same name, and run again.\n',
    );
    expect(existsSync(folder)).toBe(false);
  });

  it
    .skipIf(!existsSync('/proc/self'))
    .concurrent.each([
      [['demo', '--out', '/proc/example']],
      [['simulate', '--out', '/proc/example']],
      [['run', '--out', '/proc/example']],
    ])('%j, where the kernel lets nobody make one', async (args) => {
    const ended = await start(writeProject(project), args);
    expect(ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: --out: "\/proc\/example.* cannot be written: .+\.\n/),
    });
  });
});

describe('Node.js', () => {
  it.each([
    ['18.20.8', false],
    ['20.9.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['22.0.0', true],
    ['100.1.0', true],
  ])('%s: may run: %s', (found, isGood) => {
    expect(refuseNode(found, '20.19') === null).toBe(isGood);
    if (!isGood)
      expect(refuseNode(found, '20.19')).toContain(`needs Node.js 20.19 or newer, but this is ${found}.`);
  });

  it('the oldest is the one that the package asks for', () => {
    const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
    expect(engines.node).toBe(`>=${oldestNode}`);
    expect(oldestNode).toMatch(/^\d+\.\d+$/);
  });
});

/** Paths on which a Markov chain of order 2 has some ten thousands of states: minutes of arithmetic. */
function heavyPaths(): string {
  let state = 1;
  const draw = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const path = () => Array.from({ length: 3 + draw(8) }, () => `c${draw(300)}`).join(' > ');
  const rows = Array.from({ length: 60_000 }, () => `${path()},1,10,1`);
  return `path,total_conversions,total_conversion_value,total_null\n${rows.join('\n')}\n`;
}

describe('Ctrl-C', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    '%s during minutes of arithmetic ends within a second with %i, and leaves nothing',
    async (signal, code) => {
      const folder = writeProject({ 'p.csv': heavyPaths(), 'tmp/keep': '' });
      let pressed = 0;
      const ended = await start(
        folder,
        ['paths', 'p.csv', '--models', 'markov', '--order', '2', '--out', 'o.csv'],
        {
          env: { TMPDIR: join(folder, 'tmp') },
          meanwhile: (child) =>
            void setTimeout(() => {
              pressed = performance.now();
              child.kill(signal);
            }, 6000),
        },
      );
      expect(performance.now() - pressed).toBeLessThan(1000);
      expect(ended.stderr).toBe('interrupted: nothing was written\n');
      expect([ended.code, ended.signal]).toEqual(ended.code === null ? [null, signal] : [code, null]);
      expect(readdirSync(folder).sort()).toEqual(['p.csv', 'tmp']);
      expect(readdirSync(join(folder, 'tmp'))).toEqual(['keep']);
    },
    60_000,
  );

  it('during the run of the demo says that the example stays, and it is complete', async () => {
    const folder = writeProject({ 'tmp/keep': '' });
    let timer: NodeJS.Timeout | undefined;
    const ended = await start(folder, ['demo', '--out', 'o'], {
      env: { TMPDIR: join(folder, 'tmp') },
      meanwhile: (child) => {
        timer = setInterval(() => {
          if (existsSync(join(folder, 'o', 'out'))) child.kill('SIGINT');
        }, 50);
      },
    });
    clearInterval(timer);
    expect(ended.stderr).toBe('interrupted: the example is in "o", without its report\n');
    expect(readdirSync(join(folder, 'o')).sort()).toEqual(['README.md', 'data', 'grouplift.yaml']);
    expect(readdirSync(join(folder, 'tmp'))).toEqual(['keep']);
    const checked = await start(folder, ['check', '--config', 'o/grouplift.yaml']);
    expect(checked.code).toBe(0);
  }, 60_000);

  it('in a system call that never returns, such as on a pipe without a writer', async ({ skip }) => {
    const folder = writeProject({});
    if (spawnSync('mkfifo', [join(folder, 'c.yaml')]).status !== 0) skip('no mkfifo here');
    let pressed = 0;
    const ended = await start(folder, ['check', '--config', 'c.yaml'], {
      meanwhile: (child) =>
        void setTimeout(() => {
          pressed = performance.now();
          child.kill('SIGINT');
        }, 3000),
    });
    expect(performance.now() - pressed).toBeLessThan(1500);
    expect([ended.code === 130 || ended.signal === 'SIGINT', ended.stderr]).toEqual([
      true,
      'interrupted: nothing was written\n',
    ]);
  }, 30_000);
});

const project = {
  'grouplift.yaml': `timezone: UTC
currency: CNY
inputs: { activities: activities.csv, conversions: conversions.csv, identities: identities.csv }
goals: [{ name: order, match: { goal: order }, window_days: 7, value: true }]
attribution: { models: [linear] }
report: { min_cell: 0 }
`,
  'activities.csv': 'ts,group_id,member_id,kind\n2026-03-02 10:00:00,g1,m1,link_click\n',
  'conversions.csv': 'conversion_id,ts,user_id,goal,value\nc1,2026-03-03 12:00:00,u1,order,90.00\n',
  'identities.csv': 'member_id,user_id\nm1,u1\n',
};

describe('finished stages that were cut short', () => {
  it('a stage is made again, whatever is left of its file', async () => {
    const folder = writeProject({ 'scratch/x': '' });
    const room = {
      scratch: join(folder, 'scratch'),
      stages: join(folder, 'stages'),
      finished: 'use',
      memory: '200MB',
      threads: 1,
    } as const;
    const select = 'SELECT CAST(range AS INTEGER) AS n FROM range(1000)';
    const make = async () => {
      const engine = await openDuckdb(room);
      try {
        return [await engine.make('t', select), await engine.rows('SELECT sum(n) AS total FROM t')];
      } finally {
        engine.close();
      }
    };
    const right = [1000, [{ total: 499_500 }]];
    expect(await make()).toEqual(right);
    const [file = ''] = readdirSync(room.stages);
    const path = join(room.stages, file);
    const { size } = statSync(path);
    for (const length of [0, 1, 4, 12, Math.floor(size / 2), size - 9, size - 8, size - 1]) {
      truncateSync(path, length);
      expect(await make(), `cut to ${length} of ${size} bytes`).toEqual(right);
      expect(statSync(path).size).toBe(size);
    }
  });

  it('--resume after a kill, with every file of the stages cut', async () => {
    const folder = writeProject(project);
    const stages = join(folder, '.out.stages');
    const killed = await runIn(folder, {
      args: ['--resume'],
      meanwhile: (child) => {
        const timer = setInterval(() => {
          if (!existsSync(stages) || readdirSync(stages).length < 12) return;
          clearInterval(timer);
          child.kill('SIGKILL');
        }, 2);
        child.on('close', () => clearInterval(timer));
      },
    });
    expect(killed.published).toBe(false);
    const kept = readdirSync(stages);
    expect(kept.some((name) => name.endsWith('.json'))).toBe(true);
    for (const [n, name] of kept.entries()) {
      const path = join(stages, name);
      if (n % 3 === 0) writeFileSync(path, '');
      else truncateSync(path, Math.floor(statSync(path).size / 2));
    }
    const resumed = await runIn(folder, { args: ['--resume', '--csv'] });
    expect(resumed.code).toBe(0);
    const credit = csvTable(resumed, 'group_credit').map(({ group_id, conversions }) => [
      group_id,
      conversions,
    ]);
    expect(credit).toEqual([
      ['g1', '1.000000'],
      ['(unattributed)', '0.000000'],
    ]);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  }, 60_000);
});
