/** What commands print for people: no name moves the cursor, clears the screen or turns what stands behind it. */
import { afterAll, expect, it } from 'vitest';
import { scenarios, simulateFiles } from '../../src/invented/simulate/index.js';
import { commandIn, removeProjects, writeProject } from '../black_box.js';

afterAll(removeProjects);

/** Control characters but the ends of lines, and marks of direction. */
const commanding = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const evil = 'evil\u001b[2J\u009b2J\u202egnp.exe\u0085\u2066';

it('of lift read, with every name of a tactic and a group hostile', async () => {
  const files: Record<string, string> = { ...simulateFiles(scenarios.base, { groups: 60, weeks: 20 }, 3) };
  const tactics = files['tactics.csv'] ?? '';
  const [id = ''] = (tactics.split('\n')[1] ?? '').split(',');
  const renamed = (text: string) =>
    `\uFEFF${text.replace(new RegExp(`(^|,)${id}(?=,|$)`, 'gm'), `$1${evil}`)}`;
  const folder = writeProject(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, name.endsWith('.csv') ? renamed(text) : text]),
    ),
  );
  const said = await commandIn(folder, ['lift', 'read']);
  expect([said.code, said.stdout, said.stderr]).toEqual([
    0,
    expect.stringContaining('evil'),
    expect.any(String),
  ]);
  expect(said.stdout).not.toMatch(commanding);
  expect(said.stderr).not.toMatch(commanding);
});

it('of paths as Markdown, and in the notes beside it', async () => {
  const folder = writeProject({
    'paths.csv': `path,total_conversions\n${evil} > a longer channel > b,3\n${evil},1\n${'some more text > '.repeat(20)}B,1\n`,
  });
  const said = await commandIn(folder, ['paths', 'paths.csv', '--format', 'md', '--models', 'linear']);
  expect([said.code, said.stdout, said.stderr]).toEqual([
    0,
    expect.stringContaining('evil'),
    expect.any(String),
  ]);
  expect(said.stdout).not.toMatch(commanding);
  expect(said.stderr).not.toMatch(commanding);
});
