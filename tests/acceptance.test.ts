import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config/parse.js';
import { runBatch } from '../src/tasks/run/index.js';
import { silent } from './silent.js';

const shared = fileURLToPath(new URL('../../shared/', import.meta.url));
const present = existsSync(join(shared, 'acceptance'));
if (!present) console.warn('acceptance: the folder ../shared is not here, skipped');

type Rows = Record<string, unknown>[];

async function sql(select: string): Promise<Rows> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  return (await connection.runAndReadAll(select)).getRowObjectsJson() as Rows;
}

describe.skipIf(!present)('lean-zulip.yaml', () => {
  let out = '';
  const scratch = mkdtempSync(join(tmpdir(), 'acceptance-'));
  const table = (name: string) => `'${join(out, 'tables', `${name}.parquet`)}'`;

  beforeAll(async () => {
    out = join(scratch, 'out');
    await runBatch({ config: join(shared, 'acceptance/lean-zulip.yaml'), out }, silent);
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('credits 467 of 730 first commits, and says why not for the others', async () => {
    expect(
      await sql(
        `SELECT source_total, credited, unattributed FROM ${table('reconciliation')} WHERE goal = 'first_mathlib_commit' AND model = 'linear'`,
      ),
    ).toEqual([{ source_total: 730, credited: 467, unattributed: 263 }]);
    expect(
      await sql(
        `SELECT reason, conversions FROM ${table('unattributed')} WHERE goal = 'first_mathlib_commit' ORDER BY conversions DESC`,
      ),
    ).toEqual([
      { reason: 'no_identity', conversions: '157' },
      { reason: 'touch_before_window', conversions: '66' },
      { reason: 'touch_only_after', conversions: '40' },
    ]);
  });

  it('has the published credit by group, to four decimals', async () => {
    const rows = await sql(
      `SELECT g.name, c.model, round(c.conversions, 4) AS conversions FROM ${table('group_credit')} c JOIN ${table('groups')} g USING (group_id) WHERE c.goal = 'first_mathlib_commit'`,
    );
    const credit = (name: string) =>
      ['last_touch', 'first_touch', 'linear', 'position_based'].map((model) =>
        Number(rows.find((row) => row.name === name && row.model === model)?.conversions),
      );
    const expected: Record<string, number[]> = {
      'new members': [126, 158, 147.4382, 143.2627],
      mathlib4: [125, 87, 99.8378, 104.4534],
      general: [45, 50, 48.67, 47.778],
      'Is there code for X?': [51, 45, 48.2342, 47.9972],
      maths: [29, 34, 35.6178, 32.4859],
    };
    for (const [name, figures] of Object.entries(expected))
      credit(name).forEach((value, index) => {
        expect(value, `${name} ${index}`).toBeCloseTo(figures[index] ?? Number.NaN, 3);
      });
  });

  it('has the placebo counts and the large goal', async () => {
    expect(await sql(`SELECT goal, "real", placebo FROM ${table('placebo')} ORDER BY goal`)).toEqual([
      { goal: 'first_mathlib_commit', real: '467', placebo: '397' },
      { goal: 'mathlib_commit', real: '42958', placebo: '42515' },
    ]);
    expect(
      await sql(
        `SELECT count(*) AS pairs FROM ${table('credit')} WHERE goal = 'mathlib_commit' AND reason IS NULL`,
      ),
    ).toEqual([{ pairs: '9801154' }]);
    expect(await sql(`SELECT sum(abs(difference)) AS difference FROM ${table('reconciliation')}`)).toEqual([
      { difference: 0 },
    ]);
  });

  it('agrees with plain SQL over the source files on last touch, conversion by conversion', async () => {
    const data = join(shared, 'data/lean-zulip');
    const [row] = await sql(`
      WITH links AS (SELECT DISTINCT member_id, user_id FROM '${data}/identities.csv'),
      touches AS (SELECT l.user_id, a.group_id, a.ts, a.activity_id FROM '${data}/activities.parquet' a JOIN links l USING (member_id) WHERE kind IN ('message', 'topic_start', 'quote_reply')),
      truth AS (SELECT c.conversion_id, max_by(t.group_id, (t.ts, t.activity_id)) AS group_id FROM '${data}/conversions.parquet' c JOIN touches t ON t.user_id = c.user_id AND t.ts BETWEEN c.ts - INTERVAL 720 HOUR AND c.ts WHERE c.type = 'first_commit' AND c.product = 'mathlib' GROUP BY c.conversion_id),
      ours AS (SELECT conversion_id, group_id FROM ${table('credit')} WHERE goal = 'first_mathlib_commit' AND last_touch = 1000000)
      SELECT count(*) AS conversions, sum(CASE WHEN truth.group_id = ours.group_id THEN 0 ELSE 1 END) AS wrong FROM truth FULL JOIN ours USING (conversion_id)`);
    expect(row).toEqual({ conversions: '467', wrong: '0' });
  });
});

describe.skipIf(!present)('the weekly report of lean-zulip, 2024-W37', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'acceptance-'));
  let page = '';
  beforeAll(async () => {
    const out = join(scratch, 'out');
    await runBatch({ config: join(shared, 'acceptance/lean-zulip.yaml'), out, week: '2024-W37' }, silent);
    page = readFileSync(join(out, 'report.html'), 'utf8');
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('has the commits on its first screen and in its title, and rests no title on two first commits', () => {
    const first = page.slice(page.indexOf('<h1'), page.indexOf('<nav'));
    expect(first).toMatch(/<td><b>165<\/b><\/td>/);
    expect(first).not.toMatch(/as usual|stands out/);
    const english = page.slice(0, page.indexOf('id="zh-'));
    const titles = [...english.matchAll(/<h[12][^>]*>(.*?)<\/h[12]>/gs)].map(([, text]) => text ?? '');
    const mine = titles.filter((title) => title.includes('first_mathlib_commit'));
    expect(mine.length).toBeGreaterThan(2);
    for (const title of mine) expect(title, title).not.toMatch(/%|usual|stand|lead/);
  });

  it('tells of no tactic that began after the week', async () => {
    const data = join(shared, 'data/lean-zulip');
    const begun = async (when: string) => {
      const rows = await sql(`
        SELECT title FROM '${data}/events.csv'
        WHERE length(title) <= 36 AND title NOT IN (SELECT group_name FROM '${data}/groups.csv')
        GROUP BY title HAVING min(CAST(start_date AS DATE)) ${when}`);
      return rows.map(({ title }) => String(title)).filter((title) => page.includes(`>${title}<`));
    };
    expect(await begun("> DATE '2024-09-15'")).toEqual([]);
    expect((await begun("<= DATE '2024-09-15'")).length).toBeGreaterThan(5);
  });
});

describe.skipIf(!present)('mta-touches.yaml', () => {
  it('credits every purchase to its last channel', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'acceptance-'));
    await runBatch(
      { config: join(shared, 'acceptance/mta-touches.yaml'), out: join(scratch, 'out') },
      silent,
    );
    const table = (name: string) => `'${join(scratch, 'out/tables', `${name}.parquet`)}'`;
    expect(
      await sql(
        `SELECT group_id, conversions FROM ${table('group_credit')} WHERE model = 'last_touch' ORDER BY conversions DESC`,
      ),
    ).toEqual([
      { group_id: 'Facebook', conversions: 561 },
      { group_id: 'Paid Search', conversions: 457 },
      { group_id: 'Online Video', conversions: 350 },
      { group_id: 'Instagram', conversions: 237 },
      { group_id: 'Online Display', conversions: 233 },
      { group_id: '(unattributed)', conversions: 0 },
    ]);
    expect(
      await sql(
        `SELECT DISTINCT value_source_total, value_credited, value_difference FROM ${table('reconciliation')}`,
      ),
    ).toEqual([{ value_source_total: 11423.5, value_credited: 11423.5, value_difference: 0 }]);
    rmSync(scratch, { recursive: true, force: true });
  });
});

describe.skipIf(!present)('full.yaml', () => {
  it('parses', async () => {
    const { readFileSync } = await import('node:fs');
    const path = join(shared, 'acceptance/full.yaml');
    expect(Object.keys(parseConfig(readFileSync(path, 'utf8'), path).inputs)).toHaveLength(15);
  });
});
