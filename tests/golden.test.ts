import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runBatch } from '../src/tasks/run/index.js';
import { silent } from './silent.js';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** Every folder of fixtures/ is run and compared with its expected/: add a folder, get a test. */
describe.each(readdirSync(fixtures))('fixtures/%s', (name) => {
  it('comes out as expected', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'golden-'));
    try {
      const out = join(scratch, 'out');
      await runBatch({ config: join(fixtures, name, 'grouplift.yaml'), out, csv: true }, silent);
      const more = readdirSync(join(fixtures, name, 'expected')).flatMap((file) =>
        file.endsWith('.csv') ? [file.replace('.csv', '')] : [],
      );
      for (const table of new Set([
        ...more,
        'credit',
        'group_credit',
        'tactic_credit',
        'kol_credit',
        'placebo',
        'unattributed',
        'match_rate',
        'reconciliation',
        'landed',
        'group_week',
      ])) {
        const csv = readFileSync(join(out, 'tables', `${table}.csv`), 'utf8');
        await expect(csv).toMatchFileSnapshot(join(fixtures, name, 'expected', `${table}.csv`));
      }
      await expect(readFileSync(join(out, 'report.md'), 'utf8')).toMatchFileSnapshot(
        join(fixtures, name, 'expected', 'report.md'),
      );
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});
