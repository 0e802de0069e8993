/** `check` makes only the tables that its rules read: here they are read off the rules themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { checkedTables } from '../../../src/tasks/check/checked_tables.js';

const sources = new URL('../../../src/', import.meta.url);
const rules = readdirSync(new URL('tasks/check/', sources)).map((file) => `tasks/check/${file}`);
const stageNames = new Set(
  readdirSync(new URL('sql/', sources), { recursive: true, encoding: 'utf8' }).map((file) =>
    basename(file, '.sql'),
  ),
);

test('the tables that check makes are those that its rules read', () => {
  const read = [...rules, 'publish/freshness.ts'].flatMap((file) => {
    const text = readFileSync(new URL(file, sources), 'utf8');
    return [...text.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)|readTable\(\s*engine,\s*'([a-z_]+)'/g)];
  });
  const names = read.map(([, inSelect, asTable]) => inSelect ?? asTable ?? '');
  const stages = names.filter((name) => stageNames.has(name));
  expect(stages).toContain('conversion_rows');
  expect([...new Set(stages)].sort()).toEqual([...checkedTables]);
});
