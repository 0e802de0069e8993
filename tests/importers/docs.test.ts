/** docs/imports.md says what the importers declare. `npx vitest run tests/importers/docs.test.ts -u` writes the table again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capabilityNames } from '../../src/importers/capabilities.js';

import { importers } from '../../src/importers/index.js';

const page = join(import.meta.dirname, '../../docs/imports.md');
const [start, end] = [
  '<!-- Generated from the importers: do not edit. -->',
  '<!-- The importers end here. -->',
];

test('the table of formats', async () => {
  const text = readFileSync(page, 'utf8');
  const rows = importers.map(({ name, summary, capabilities }) => {
    const able = capabilityNames.filter((one) => capabilities[one]).map((one) => one.replaceAll('_', ' '));
    return `| \`${name}\` | ${summary} | ${able.length === 0 ? 'totals' : able.join(', ')} |`;
  });
  const table = [start, '', '| format | what | can say |', '| --- | --- | --- |', ...rows, '', end].join(
    '\n',
  );
  const [before = '', rest = ''] = text.split(start);
  const [, after = ''] = rest.split(end);
  await expect(`${before}${table}${after}`).toMatchFileSnapshot(page);
});

test('names are unlike', () => {
  expect(new Set(importers.map(({ name }) => name)).size).toBe(importers.length);
});
