/** The sensitivity grid against the ledger: each cell is what a run of its own with that window or rule credits. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoProject } from '../../src/invented/demo/index.js';
import { runBatch } from '../../src/tasks/run/index.js';
import { silent } from '../silent.js';

const scratch = mkdtempSync(join(tmpdir(), 'sensitivity-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const project = demoProject(1, 'en');
const windows = [7, 30, 90];
const models =
  'models: [first_touch, last_touch, last_non, linear, position_based, time_decay, random_touch]';

const rules = {
  actor:
    '  - { kinds: [link_click, code_scan, red_envelope_open, event_signup], reach: actor, weight: 0.5 }\n',
  audience: '  - { kinds: [broadcast, notice], reach: audience, weight: 0.2, window_days: 20 }\n',
};

/** The example project with one window for both goals, and its own touch rules, models and grid. */
function configured(window_days: number, touches: string): string {
  const text = project['grouplift.yaml'] ?? '';
  return `${text.slice(0, text.indexOf('goals:'))}
goals:
  - { name: register, match: { goal: register }, window_days: ${window_days} }
  - { name: order, match: { goal: order, status: [paid, shipped, done] }, window_days: ${window_days}, value: true, headline: true }
touches:
${touches}
attribution: { ${models} }
sensitivity: { windows_days: [${windows.join(', ')}] }
`;
}

async function run(name: string, config: string) {
  const folder = join(scratch, name);
  for (const [file, text] of Object.entries({ ...project, 'grouplift.yaml': config })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const made = await runBatch(
    { config: join(folder, 'grouplift.yaml'), out: join(folder, 'out'), week: '2026-W46' },
    silent,
  );
  return (table: string) => [...(made.tables.find((one) => one.name === table)?.rows ?? [])];
}

/** Credit above 0 by goal, model and group, in millionths. */
function credits(rows: readonly Record<string, unknown>[]) {
  return new Map(
    rows
      .filter((row) => Number(row.conversions) > 0 && row.group_id !== '(unattributed)')
      .map((row) => [
        `${row.goal} ${row.model} ${row.group_id}`,
        Math.round(Number(row.conversions) * 1_000_000),
      ]),
  );
}

describe('the grid of the example', () => {
  let whole: Awaited<ReturnType<typeof run>>;
  let grid: readonly Record<string, unknown>[];
  beforeAll(async () => {
    whole = await run('grid', configured(30, rules.actor + rules.audience));
    grid = whole('sensitivity');
  });

  const cell = (window_days: number, rule: string | RegExp) =>
    credits(grid.filter((row) => row.window_days === window_days && String(row.rule).match(rule) !== null));

  test.each(windows)('all rules in %d days', async (days) => {
    const alone =
      days === 30 ? whole : await run(`all-${days}`, configured(days, rules.actor + rules.audience));
    const expected = credits(alone('group_credit'));
    expect(expected.size).toBeGreaterThan(20);
    expect(cell(days, /^\(all\)$/)).toEqual(expected);
  });

  test.each(['actor', 'audience'] as const)('the %s rule alone', async (reach) => {
    const config = configured(30, rules[reach]).replace(/^ {2}codes:.*\n/m, '');
    const alone = await run(`rule-${reach}`, config);
    const expected = credits(alone('group_credit'));
    expect(expected.size).toBeGreaterThan(10);
    expect(cell(30, new RegExp(`^${reach}`))).toEqual(expected);
  });

  test('ranks follow the credit, ties share one', () => {
    for (const row of grid) {
      const peers = grid.filter(
        (one) =>
          one.goal === row.goal &&
          one.model === row.model &&
          one.window_days === row.window_days &&
          one.rule === row.rule &&
          one.group_id !== '(none)',
      );
      const better = peers.filter((one) => Number(one.conversions) > Number(row.conversions)).length;
      expect(row.rank).toBe(row.group_id === '(none)' ? null : 1 + better);
    }
  });
});
