/** People in a report: their ids, or masks that nobody can undo without the key. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readExcelFile from 'read-excel-file/node';
import { afterAll, expect, it } from 'vitest';
import { maskOf } from '../../../src/tasks/run/mask.js';
import { commandIn, type Outcome, removeProjects, runIn, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const phone = '13912345678';
const key = 'a secret of the test, 0123456789';
const other = 'another secret of the test, 0123456789';

const project = (report: string) =>
  writeProject({
    'grouplift.yaml': `timezone: UTC
inputs: { activities: activities.csv, conversions: conversions.csv, identities: same, kols: kols.csv }
goals: [{ name: order, match: { goal: order }, window_days: 7 }]
attribution: { models: [linear] }
report: { mask: hash${report} }
rejects: { max_share: 1 }
`,
    'activities.csv': `ts,group_id,member_id,kind\n2026-03-05 12:00:00,g1,${phone},link_click\n2026-03-05 77:00:00 by ${phone},g1,${phone},link_click\n`,
    'conversions.csv': `conversion_id,ts,user_id,goal\no1,2026-03-06 12:00:00,${phone},order\n`,
    'kols.csv': `kol_id,member_id\n${phone},${phone}\n`,
    'key.txt': `${key}\n`,
    'short.txt': 'abc\n',
  });

const found = `2026-03-05 77:00:00 by ${phone}`;

/** All text of the page and of the sheets of the workbook. */
async function textOf({ out }: Outcome): Promise<string> {
  const sheets = await readExcelFile(join(out, 'report.xlsx'));
  return `${readFileSync(join(out, 'report.html'), 'utf8')}${JSON.stringify(sheets)}`;
}

it('is the start of the HMAC with SHA-256, by test case 1 of RFC 4231', () => {
  expect(maskOf('Hi There', '\u000b'.repeat(20))).toBe('b0344c61d8db');
});

it('shows no personal id, the same mask for the same key, and a different one for a different key', async () => {
  const folder = project('');
  const pages: string[] = [];
  for (const [out, secret] of [
    ['a', key],
    ['b', other],
  ] as const) {
    const run = await runIn(folder, { out, env: { GROUPLIFT_MASK_KEY: secret } });
    expect([run.code, run.stderr]).toEqual([0, expect.not.stringContaining('error')]);
    pages.push(await textOf(run));
  }
  const fromFile = await runIn(project(', mask_key_file: key.txt'), { out: 'c' });
  pages.push(await textOf(fromFile));
  const masks = [phone, found].map((text) =>
    createHmac('sha256', key).update(text).digest('hex').slice(0, 12),
  );
  expect(pages.map((page) => page.includes(phone))).toEqual([false, false, false]);
  for (const mask of masks) expect(pages.map((page) => page.includes(mask))).toEqual([true, false, true]);
});

it('is refused without a key, with a key that can be guessed, and with a missing file', async () => {
  for (const [report, env, sentence] of [
    ['', {}, /^error: report\.mask: hash needs a secret key, and none is given\./],
    ['', { GROUPLIFT_MASK_KEY: 'secret' }, /has 6 characters, expected at least 16\./],
    [', mask_key_file: short.txt', {}, /the key in the file "short\.txt" has 3 characters/],
    [', mask_key_file: none.txt', {}, /report\.mask_key_file: "none\.txt" cannot be read: .*no such file/i],
  ] as const) {
    const folder = project(report);
    const run = await runIn(folder, { env });
    expect([run.code, run.published]).toEqual([2, false]);
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr).toMatch(/hint: Make one, for example with "openssl rand -hex 32"/);
  }
  const checked = await commandIn(project(''), ['check']);
  expect([checked.code, checked.stdout]).toEqual([3, expect.stringContaining('needs a secret key')]);
});
