/** The package as others get it: the lock file installs on every platform, and the packed program runs without what only we need. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

describe('package-lock.json', () => {
  const locked: Readonly<Record<string, Locked>> = json('package-lock.json').packages;

  it('lists every optional package of every platform, as npm ci demands', () => {
    const missing = Object.entries(locked).flatMap(
      ([path, { optionalDependencies = {}, dependencies = {} }]) =>
        Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isLocked(path, name)),
    );
    expect(missing).toEqual([]);
  });

  /** Node looks for a package beside the one that needs it, and then further up. */
  function isLocked(from: string, name: string): boolean {
    if (locked[`${from}${from === '' ? '' : '/'}node_modules/${name}`] !== undefined) return true;
    const above = from.lastIndexOf('node_modules/');
    return above >= 0 && isLocked(from.slice(0, Math.max(0, above - 1)), name);
  }

  it('pins the exact versions that package.json names', () => {
    const { dependencies, devDependencies, version } = json('package.json');
    for (const [name, wanted] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(locked[`node_modules/${name}`], name).toMatchObject({ version: wanted });
    expect(readFileSync(join(root, 'CITATION.cff'), 'utf8')).toContain(`version: ${version}`);
  });
});

describe('the packed program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('runs the demo in an empty folder, with nothing installed but its dependencies', () => {
    const run = (command: string, args: readonly string[], cwd: string) =>
      execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const [packed] = JSON.parse(
      run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root),
    );
    run('tar', ['xzf', packed.filename], folder);
    linkDependencies(join(folder, 'package'));
    const said = run(
      process.execPath,
      [join(folder, 'package/bin/grouplift.js'), 'demo', '--out', 'demo'],
      folder,
    );
    expect(said).toContain('reconciled: difference 0');
    expect(existsSync(join(folder, 'demo/out/2026-W46/report.html'))).toBe(true);

    const page = readFileSync(join(root, 'docs/library.md'), 'utf8');
    const example = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    mkdirSync(join(folder, 'demo/node_modules'));
    symlinkSync(join(folder, 'package'), join(folder, 'demo/node_modules/grouplift'));
    writeFileSync(join(folder, 'demo/example.mjs'), example);
    const printed = run(process.execPath, ['example.mjs'], join(folder, 'demo'));
    expect(printed).toMatch(/errors: 0,/);
    expect(printed).toMatch(/light: '(green|yellow|red)'/);
    expect(printed).toMatch(/orders: [1-9]\d*,/);
  }, 240_000);

  /** Every package that is needed at run time, and no other. */
  function linkDependencies(installed: string): void {
    const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const path of listed.trim().split('\n').slice(1)) {
      const target = join(installed, path.slice(root.length));
      mkdirSync(dirname(target), { recursive: true });
      if (path.includes('node_modules', root.length + 14)) cpSync(path, target, { recursive: true });
      else symlinkSync(path, target);
    }
  }
});
