import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isBuilt } from '../scripts/is_built.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'built-'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  mkdirSync(join(root, 'dist'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Files with the time of their last change, in minutes. */
function write(files: Readonly<Record<string, number>>): void {
  for (const [path, minute] of Object.entries(files)) {
    writeFileSync(join(root, path), '');
    utimesSync(join(root, path), 60 * minute, 60 * minute);
  }
}

it('is older than the sources after an edit anywhere in src, and after one of the settings of the compiler', () => {
  write({ 'src/cli.ts': 1, 'src/deep/model.ts': 2, 'tsconfig.json': 1, 'dist/cli.js': 3 });
  expect(isBuilt(root)).toBe(true);
  write({ 'src/deep/model.ts': 4 });
  expect(isBuilt(root)).toBe(false);
  write({ 'dist/cli.js': 5, 'tsconfig.json': 6 });
  expect(isBuilt(root)).toBe(false);
});

it('is missing before the first build, and does not mind stages, which are read where they are', () => {
  write({ 'src/cli.ts': 1 });
  expect(isBuilt(root)).toBe(false);
  write({ 'dist/cli.js': 2, 'src/deep/stage.sql': 3 });
  expect(isBuilt(root)).toBe(true);
});
