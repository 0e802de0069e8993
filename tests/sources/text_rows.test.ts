/** Tables that follow no contract of ours (`lift panel`, `lift trial`): every row in its place, whatever the encoding and the size. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { readTextRows } from '../../src/sources/copies/text_rows.js';
import { program } from '../program.js';

const folder = mkdtempSync(join(tmpdir(), 'grouplift-rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('the line of a row, after empty lines and values that hold line breaks', async () => {
  const text = 'unit,note\n\na,"one\ntwo"\nb,x\n\n\nc,"1\r\n2\r\n3"\nd,y\n';
  const { header, columns, lines } = await readTextRows(written('lines.csv', text));
  expect(header).toEqual(['unit', 'note']);
  expect(columns).toEqual([
    ['a', 'b', 'c', 'd'],
    ['one\ntwo', 'x', '1\r\n2\r\n3', 'y'],
  ]);
  expect(lines).toEqual([3, 5, 8, 11]);
});

describe('larger than a piece of reading', () => {
  // about 3 MB in UTF-8: characters of several bytes lie across every border of pieces
  const rows = Array.from({ length: 120_000 }, (_, row) => `群${row},每周${row % 7}次,${row}`);
  const text = `社群,频率,数\n${rows.join('\n')}\n`;

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with carriage returns only', Buffer.from(text.replaceAll('\n', '\r'))],
    ['UTF-8, gzip', gzipSync(text)],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('%s', async (name, content) => {
    const read = await readTextRows(written(`${name}.csv`, content));
    expect(read.header).toEqual(['社群', '频率', '数']);
    expect(read.lines).toHaveLength(120_000);
    expect(read.lines.at(-1)).toBe(120_001);
    expect(read.columns[0]?.every((text, row) => text === `群${row}`)).toBe(true);
    expect(read.columns[1]?.every((text, row) => text === `每周${row % 7}次`)).toBe(true);
    expect(read.columns[2]?.every((text, row) => text === String(row))).toBe(true);
  });

  test('the line of a byte that is not text', async () => {
    const bytes = Buffer.from(text);
    bytes[bytes.indexOf('群100000,')] = 0xff;
    await expect(readTextRows(written('damaged.csv', bytes))).rejects.toThrow(/damaged\.csv, line 100002/);
  });

  test('the line of a row that is too short', async () => {
    const short = text.replace('群100000,', '群100000');
    await expect(readTextRows(written('short.csv', short))).rejects.toThrow(
      'short.csv, line 100002: found 2 values, expected 3',
    );
  });
});

test('a table that does not fit into memory is refused, not a process that is aborted', () => {
  const rows = Array.from({ length: 900_000 }, (_, row) => `u${row},${row % 2},${Math.sqrt(row)},\n`);
  const path = written('large.csv', `unit,time,y,first\n${rows.join('')}`);
  const said = spawnSync(
    process.execPath,
    [
      '--max-old-space-size=64',
      program,
      ...[
        'lift',
        'panel',
        path,
        '--unit',
        'unit',
        '--time',
        'time',
        '--outcome',
        'y',
        '--first-treated',
        'first',
      ],
    ],
    { encoding: 'utf8' },
  );
  expect(said.stderr).toMatch(/large\.csv does not fit into memory: \d+ rows/);
  expect([said.status, said.stdout]).toEqual([3, '']);
}, 120_000);
