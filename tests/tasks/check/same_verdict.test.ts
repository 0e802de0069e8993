/** One list of rules: what `check` refuses `run` never publishes, and what `check` accepts `run` publishes. */
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandIn, type Files, removeProjects, runIn, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const base: Files = {
  'grouplift.yaml': `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: activities.csv
  conversions: { files: orders.csv, columns: { conversion_id: order_id } }
  identities: ids.csv
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
attribution: { models: [last_touch] }
`,
  'activities.csv':
    'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n2026-03-02 09:00:00,g2,link_click,m2\n',
  'orders.csv':
    'order_id,ts,user_id,goal,value\n1,2026-03-03 10:00:00,u1,order,10.00\n2,2026-03-03 11:00:00,u2,order,20.00\n',
  'ids.csv': 'member_id,user_id\nm1,u1\nm2,u2\n',
};

const yaml = (from: string | RegExp, to: string) => String(base['grouplift.yaml']).replace(from, to);
const orders = (rows: string, header = 'order_id,ts,user_id,goal,value') => `${header}\n${rows}\n`;

/** Inputs of which somebody once said yes and somebody else no; `is_fine` is what both must say. */
const inputs: Record<string, { files: Files; is_fine: boolean }> = {
  'a clean one': { files: {}, is_fine: true },
  'ids that never meet': {
    files: { 'ids.csv': 'member_id,user_id\nx1,y1\n' },
    is_fine: false,
  },
  'ids that never meet, known codes': {
    files: {
      'grouplift.yaml': yaml('goals:', '  codes: codes.csv\ngoals:'),
      'codes.csv': 'code,group_id\nTEA,g1\n',
      'orders.csv': orders('1,2026-03-03 10:00:00,x1,order,10.00,TEA', 'order_id,ts,user_id,goal,value,code'),
    },
    is_fine: true,
  },
  'ids that never meet, known codes that are ignored': {
    files: {
      'grouplift.yaml': yaml('goals:', '  codes: codes.csv\ngoals:').replace(
        '[last_touch]',
        '[last_touch], code: ignore',
      ),
      'codes.csv': 'code,group_id\nTEA,g1\n',
      'orders.csv': orders('1,2026-03-03 10:00:00,x1,order,10.00,TEA', 'order_id,ts,user_id,goal,value,code'),
    },
    is_fine: false,
  },
  'a goal that matches nothing': {
    files: { 'grouplift.yaml': yaml('{ goal: order }', '{ goal: Order }') },
    is_fine: false,
  },
  'mixed currencies': {
    files: {
      'orders.csv': orders(
        '1,2026-03-03 10:00:00,u1,order,10.00,CNY\n2,2026-03-03 11:00:00,u2,order,20.00,USD',
        'order_id,ts,user_id,goal,value,currency',
      ),
    },
    is_fine: false,
  },
  'one currency, another in the configuration': {
    files: {
      'orders.csv': orders(
        '1,2026-03-03 10:00:00,u1,order,10.00,USD',
        'order_id,ts,user_id,goal,value,currency',
      ),
    },
    is_fine: false,
  },
  'an as_of before everything': {
    files: { 'grouplift.yaml': yaml('currency: CNY', 'currency: CNY\nas_of: 2026-02-01') },
    is_fine: false,
  },
  'one goal of two only after as_of': {
    files: {
      'grouplift.yaml': yaml('currency: CNY', 'currency: CNY\nas_of: 2026-03-04').replace(
        'attribution',
        '  - { name: late, match: { goal: late }, window_days: 7 }\nattribution',
      ),
      'orders.csv': orders('1,2026-03-03 10:00:00,u1,order,10.00\n2,2026-03-05 11:00:00,u2,late,20.00'),
    },
    is_fine: true,
  },
  'too many rejected rows': {
    files: { 'orders.csv': orders('1,2026-03-03 10:00:00,u1,order,10.00\n2,soon,u2,order,20.00') },
    is_fine: false,
  },
  'no identity rows': { files: { 'ids.csv': 'member_id,user_id\n' }, is_fine: false },
  'an audience without memberships': {
    files: { 'grouplift.yaml': yaml('goals:', 'touches: [{ kinds: broadcast, reach: audience }]\ngoals:') },
    is_fine: false,
  },
  'a limit of lift that does not exist': {
    files: { 'grouplift.yaml': yaml('goals:', 'lift: { gates: { nothing: 1 } }\ngoals:') },
    is_fine: false,
  },
  'reversals of unknown conversions': {
    files: {
      'grouplift.yaml': yaml('goals:', '  reversals: r.csv\ngoals:'),
      'r.csv': 'conversion_id,ts,value\n9,2026-03-03 10:00:00,1.00\n',
    },
    is_fine: true,
  },
};

/** What check and run say in one folder: whether each is content. */
async function verdicts(folder: string): Promise<{ check: boolean; run: boolean; published: boolean }> {
  const check = await commandIn(folder, ['check']);
  const run = await runIn(folder);
  for (const code of [check.code, run.code]) expect([0, 2, 3]).toContain(code);
  return { check: check.code === 0, run: run.code === 0, published: run.published };
}

describe('check and run say the same', () => {
  it.each(Object.entries(inputs))('%s', async (_title, { files, is_fine }) => {
    expect(await verdicts(writeProject({ ...base, ...files }))).toEqual({
      check: is_fine,
      run: is_fine,
      published: is_fine,
    });
  });

  const fixtures = join(import.meta.dirname, '../../../fixtures');
  it.each(readdirSync(fixtures))('fixtures/%s', async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'same-verdict-'));
    cpSync(join(fixtures, name), folder, { recursive: true });
    expect(await verdicts(folder)).toEqual({ check: true, run: true, published: true });
  });

  it('run says on stderr what check warns of, and nothing of it on stdout', async () => {
    const folder = writeProject({ ...base, ...inputs['reversals of unknown conversions']?.files });
    const [check, run] = [await commandIn(folder, ['check']), await runIn(folder)];
    const warned = /1 of 1 reversals \(100 %\) name a conversion that is not in the conversions table/;
    expect(check.stdout).toMatch(warned);
    expect(run.stderr).toMatch(warned);
    expect(run.stdout).not.toMatch(/warning|note/);
  });
});
