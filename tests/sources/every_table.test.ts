/** Every canonical table with every column that it can have: nothing in it breaks a statement, whatever the column is called. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type CanonicalTable, canonicalTables } from '../../src/contract/tables.js';
import { csv } from '../../src/text/csv.js';
import { warmly } from '../warm.js';

const folder = mkdtempSync(join(tmpdir(), 'grouplift-tables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tables = canonicalTables as Readonly<Record<string, CanonicalTable>>;

/** Two rows; ids and words that name the same things in all tables, so that the tables join. */
function cell(column: string, kind: string, row: number): string {
  if (column === 'goal' || column === 'status') return column === 'goal' ? 'order' : 'paid';
  if (column === 'period') return '2026-03';
  if (column === 'metric') return 'order:conversions';
  if (column === 'id_type_a') return 'member';
  if (column === 'id_type_b') return 'user';
  if (column === 'id_type') return 'member';
  if (column === 'arm') return 'treated';
  if (column === 'currency') return 'CNY';
  const values: Readonly<Record<string, string>> = {
    ...{ id: `${column}-${row}`, text: `${column} ${row}`, flag: 'true', integer: '3', number: '0.5' },
    ...{ money: '12.50', date: `2026-03-0${row}`, time: `2026-03-0${row} 10:00:00` },
    end: `2026-03-2${row} 10:00:00`,
  };
  return values[kind] ?? '';
}

test('loads, and a run publishes', async () => {
  const inputs: string[] = [];
  for (const [name, { columns }] of Object.entries(tables)) {
    const header = Object.keys(columns);
    const rows = [1, 2].map((row) => header.map((one) => cell(one, columns[one]?.kind ?? '', row)));
    writeFileSync(join(folder, `${name}.csv`), csv(header, rows));
    const landed = name === 'conversions' ? ', landed_states: [paid]' : '';
    inputs.push(`  ${name}: { files: ${name}.csv${landed} }`);
  }
  writeFileSync(
    join(folder, 'grouplift.yaml'),
    `timezone: UTC
currency: CNY
as_of: 2026-04-30
identity: { min_confidence: 0 }
inputs:
${inputs.join('\n')}
goals: [{ name: order, match: { goal: order }, window_days: 7, value: true }]
`,
  );
  const check = await warmly(['check', '--json'], folder);
  expect(check.stderr).not.toContain('This is a bug');
  expect(JSON.parse(check.stdout)).toMatchObject({ errors: 0 });
  const run = await warmly(['run', '--out', 'out', '--csv'], folder);
  expect(run.stderr).not.toContain('This is a bug');
  expect(run.code).toBe(0);
});
