/**
 * What holds the house: each mutation below is tried on a copy, and must fail `npm run types` or one named test.
 * Slow (a type check for each), so it is a command of its own: `npm run test:house`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const copied = [
  ...['src', 'tests', 'bench', 'bin', 'docs', 'scripts', 'fixtures/smallest'],
  ...['package.json', 'tsconfig.json', 'vitest.config.ts', 'biome.json'],
];

/** A change of one file: every text on the left stands there, and becomes the one on the right. */
interface Mutation {
  readonly name: string;
  readonly file: string;
  readonly changes: readonly (readonly [string, string])[];
  /** a file with an error of `npm run types`; or the file of a test, and the name of the test that fails */
  readonly held_by: { readonly types_of: string } | { readonly test: string; readonly name: string };
}

const mutations: readonly Mutation[] = [
  {
    name: 'the column hours of tactics, in its contract and its SELECT',
    file: 'src/publish/tactics.ts',
    changes: [
      ['hours: orEmpty(', 'work_hours: orEmpty('],
      ['hours, goal, owner', 'hours AS work_hours, goal, owner'],
    ],
    held_by: { types_of: 'src/insights/' },
  },
  {
    name: 'a column of another table',
    file: 'src/publish/group_week.ts',
    changes: [
      ['landed: count(', 'results: count('],
      ['landed: row.landed', 'results: row.landed'],
    ],
    held_by: { types_of: 'src/insights/' },
  },
  {
    name: 'the type of a column',
    file: 'src/publish/match_rate.ts',
    changes: [['matched: count(', 'matched: text(']],
    held_by: { types_of: 'src/insights/' },
  },
  {
    name: 'a column that can be empty from now on',
    file: 'src/publish/match_rate.ts',
    changes: [
      ['import { count,', 'import { count, orEmpty,'],
      [
        "matched: count('members', 'Of those, members linked to a product user and not quarantined.')",
        "matched: orEmpty(count('members', 'Of those, members linked to a product user and not quarantined.'))",
      ],
    ],
    held_by: { types_of: 'src/insights/' },
  },
  {
    name: 'an option of a command',
    file: 'src/commands/shared_options.ts',
    changes: [['asOf: {', 'upTo: {']],
    held_by: { types_of: 'src/commands/run.ts' },
  },
  {
    name: 'a verdict',
    file: 'src/lift/checks/verdict.ts',
    changes: [["'likely_caused'", "'probably_caused'"]],
    held_by: { types_of: 'src/report/' },
  },
  {
    name: 'a field of a goal',
    file: 'src/config/config.ts',
    changes: [['readonly headline: boolean;', 'readonly main: boolean;']],
    held_by: { types_of: 'src/config/goals.ts' },
  },
  {
    name: 'a reason why a conversion is unattributed',
    file: 'src/contract/published_words.ts',
    changes: [["'no_identity'", "'nobody_known'"]],
    held_by: { types_of: 'src/report/' },
  },
  {
    name: 'a check that can be the reason to doubt',
    file: 'src/lift/checks/checks.ts',
    changes: [["  claims: 'claims',", "  claims: 'claims',\n  weather: 'bound',"]],
    held_by: { types_of: 'src/report/' },
  },
  {
    name: 'a missing Chinese word',
    file: 'src/report/zh/tactics.ts',
    changes: [['    likely_caused:', '    // likely_caused:']],
    held_by: { types_of: 'src/report/zh/' },
  },
  {
    name: 'a missing Chinese word of one part alone',
    file: 'src/insights/funnel.ts',
    changes: [["    noUsual: '之前", "    // noUsual: '之前"]],
    held_by: { types_of: 'src/insights/funnel.ts' },
  },
  {
    name: 'a model without a second version in the oracle',
    file: 'src/models/index.ts',
    changes: [['  linear,\n', '  linear,\n  even_split: linear,\n']],
    held_by: { types_of: 'tests/oracle/oracle.ts' },
  },
  {
    name: 'a stage that reads a table it does not list',
    file: 'src/sql/weeks/group_chat.sql',
    changes: [['-- Reads: activities, ', '-- Reads: ']],
    held_by: { test: 'tests/sql.test.ts', name: 'reads what it says it reads' },
  },
  {
    name: 'an import upwards',
    file: 'src/config/weekdays.ts',
    changes: [['', "import '../engines/open.js';\n"]],
    held_by: { test: 'tests/architecture.test.ts', name: 'layers import only what is below them > config' },
  },
];

let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'grouplift-house-'));
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(program: string, args: readonly string[]): { failed: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync(join(copy, 'node_modules/.bin', program), args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', VITEST: undefined },
  });
  if (error !== undefined) throw error;
  return { failed: status !== 0, output: `${stdout}${stderr}` };
}

/** What `npm run types` checks: the program and the tests, of which the second holds the first. */
function types() {
  return run('tsc', ['--noEmit', '--incremental', '--tsBuildInfoFile', 'types.json', '-p', 'tests']);
}

/** The lines that say that the mutation was caught, and all that was said. */
function caught(held_by: Mutation['held_by']): { lines: string[]; output: string } {
  if ('types_of' in held_by) {
    const { output } = types();
    const lines = output.split('\n').filter((line) => /error TS\d+/.test(line));
    return { lines: lines.filter((line) => line.startsWith(held_by.types_of)), output };
  }
  const { output } = run('vitest', ['run', held_by.test, '--reporter=verbose']);
  return {
    lines: output.split('\n').filter((line) => /×/.test(line) && line.includes(held_by.name)),
    output,
  };
}

describe('the copy as it is', () => {
  test('compiles', () => {
    expect(types()).toEqual({ failed: false, output: '' });
  });

  test.each(['tests/sql.test.ts', 'tests/architecture.test.ts'])('passes %s', (file) => {
    const { failed, output } = run('vitest', ['run', file]);
    expect(failed, output).toBe(false);
  });
});

test.each(mutations)('$name', ({ file, changes, held_by }) => {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  const changed = changes.reduce((now, [from, to]) => {
    expect(now).toContain(from);
    return now.replace(from, to);
  }, text);
  try {
    writeFileSync(path, changed);
    const { lines, output } = caught(held_by);
    expect(lines, output).not.toEqual([]);
  } finally {
    writeFileSync(path, text);
  }
});

/** `npm run new -- KIND NAME` for every kind: what it writes is whole, so that a newcomer begins with something that runs. */
describe('what the scaffolds write', () => {
  const begun = [
    ...['model even_split', 'stage goal_counts', 'table goal_counts', 'insight goal_counts'],
    ...['importer toy_chat', 'command say_hello'],
  ];

  function grouplift(...args: readonly string[]): string {
    const made = spawnSync(process.execPath, [join(copy, 'bin/grouplift.js'), ...args], {
      cwd: copy,
      encoding: 'utf8',
    });
    expect(made.status, made.stderr).toBe(0);
    return made.stdout;
  }

  test('compiles, and keeps the rules of stages and layers', () => {
    for (const words of begun) {
      const { status, stderr } = spawnSync(process.execPath, ['scripts/new.js', ...words.split(' ')], {
        cwd: copy,
        encoding: 'utf8',
      });
      expect(status, stderr).toBe(0);
    }
    expect(types()).toEqual({ failed: false, output: '' });
    const begunTests = [
      'tests/insights/goal_counts.test.ts',
      'tests/publish/goal_counts.test.ts',
      'tests/models',
    ];
    const rules = ['tests/sql.test.ts', 'tests/architecture.test.ts'];
    const { failed, output } = run('vitest', ['run', ...rules, ...begunTests]);
    expect(failed, output).toBe(false);
    expect(run('tsc', ['-p', '.'])).toEqual({ failed: false, output: '' });
  });

  test('runs: a model, a table, a part of the report, an importer, a command', () => {
    expect(grouplift('say-hello')).toBe('hello\n');
    const models = ['--models', 'linear,even_split'];
    grouplift('run', '--config', 'fixtures/smallest/grouplift.yaml', '--out', 'out', '--csv', ...models);
    const rows = readFileSync(join(copy, 'out/tables/group_credit.csv'), 'utf8').trim().split('\n').slice(1);
    const of = (model: string) =>
      rows.filter((row) => row.includes(`,${model},`) || row.startsWith(`${model},`));
    expect(of('even_split').length).toBeGreaterThan(0);
    expect(of('even_split')).toEqual(of('linear').map((row) => row.replace('linear', 'even_split')));
    expect(readFileSync(join(copy, 'out/tables/goal_counts.csv'), 'utf8')).toMatch(/^goal,conversions\n/);
    expect(readFileSync(join(copy, 'out/report.html'), 'utf8')).toContain('<section id="goal_counts"');
    writeFileSync(join(copy, 'chat.txt'), '# toy_chat export\n2026-03-02 10:00:00\tAnn\thello\n');
    grouplift('import', 'chat.txt', '--out', 'imported', '--timezone', 'UTC');
  });

  test('refuses a name that is taken, and an unknown kind', () => {
    for (const args of [['model', 'linear'], ['modle', 'x'], ['model', '../x'], []]) {
      const { status, stderr } = spawnSync(process.execPath, ['scripts/new.js', ...args], {
        cwd: copy,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringMatching(/^error: .*\nhint: .*\n$/),
      });
    }
  });
});
