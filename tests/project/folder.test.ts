/** Projects and single files: written completely, or not at all. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeExample, writeNew, writeProject } from '../../src/project/folder.js';
import { silent } from '../silent.js';

let above = '';
beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(above, { recursive: true, force: true }));

const first = '# an example';
const files = { 'grouplift.yaml': `${first}\nold`, 'data/a.csv': 'old' };
/** No file system takes the last of these names. */
const impossible = { 'grouplift.yaml': `${first}\nnew`, 'data/a.csv': 'new', ['x'.repeat(300)]: '' };
const read = (name: string) => readFileSync(join(above, 'o', name), 'utf8');

describe('a project of which one file cannot be written', () => {
  it('leaves neither files nor the folders that were made for it', async () => {
    const out = join(above, 'o', 'deep');
    expect(() => writeProject(out, impossible, [first])).toThrow();
    await expect(writeExample(out, impossible, [first], silent)).rejects.toThrow(
      `--out: "${out}" cannot be written: the name is too long.`,
    );
    expect(readdirSync(above)).toEqual([]);
  });

  it('leaves the earlier one as it was', async () => {
    const out = join(above, 'o');
    await writeExample(out, files, [first], silent);
    await expect(writeExample(out, impossible, [first], silent)).rejects.toThrow('the name is too long');
    expect([read('grouplift.yaml'), read('data/a.csv')]).toEqual([`${first}\nold`, 'old']);
    expect(readdirSync(out).sort()).toEqual(['data', 'grouplift.yaml']);
  });
});

describe('a project that was killed', () => {
  it('before its files were in place leaves a folder that the next one may use, and cleans', async () => {
    const out = join(above, 'o');
    mkdirSync(join(out, '.grouplift', 'abc'), { recursive: true });
    writeFileSync(join(out, '.grouplift', 'abc', 'grouplift.yaml'), '');
    await writeExample(out, files, [first], silent);
    expect(readdirSync(out).sort()).toEqual(['data', 'grouplift.yaml']);
  });

  it('while they were put in place is completed, and then replaced', async () => {
    const out = join(above, 'o');
    const work = join(out, '.grouplift');
    mkdirSync(join(work, 'abc'), { recursive: true });
    writeFileSync(join(work, 'abc', 'b.csv'), 'half');
    writeFileSync(join(work, 'abc', 'grouplift.yaml'), `${first}\nhalf`);
    const journal = { staging: 'abc', files: ['a.csv', 'b.csv', 'grouplift.yaml'], removed: [] };
    writeFileSync(join(work, 'journal.json'), JSON.stringify(journal));
    await writeExample(out, files, [first], silent);
    expect(readdirSync(out).sort()).toEqual(['b.csv', 'data', 'grouplift.yaml']);
    expect(read('data/a.csv')).toBe('old');
  });
});

it('a folder of somebody else is refused, and stays as it is', async () => {
  const out = join(above, 'o');
  mkdirSync(out);
  writeFileSync(join(out, 'grouplift.yaml'), 'timezone: UTC');
  await expect(writeExample(out, files, [first], silent)).rejects.toThrow('does not contain an example');
  expect(readdirSync(out)).toEqual(['grouplift.yaml']);
});

describe('a new file', () => {
  it('may have the longest name there is, and is not written twice', () => {
    const path = join(above, 'n'.repeat(255));
    writeNew(path, 'one');
    expect(() => writeNew(path, 'two')).toThrow(`--out: "${path}" already exists.`);
    expect([readFileSync(path, 'utf8'), readdirSync(above).length]).toEqual(['one', 1]);
  });

  it('leaves nothing if it cannot be written', () => {
    expect(() => writeNew(join(above, 'none', 'a.csv'), 'one')).toThrow('there is no such file or folder');
    expect(existsSync(join(above, 'none'))).toBe(false);
  });
});
