/** A month begins and ends within a week: what the report says by class of member is of its days alone. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runBatch } from '../../src/tasks/run/index.js';
import { silent } from '../silent.js';

const config = `timezone: Asia/Shanghai
as_of: 2026-03-20
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
goals:
  - { name: order, match: { goal: order }, window_days: 7, headline: true }
`;

/** One order on each of 40 days from 10 February: 28 February is a Saturday, 1 March a Sunday of the same week. */
const days = Array.from({ length: 38 }, (_, at) =>
  new Date(Date.UTC(2026, 1, 10 + at)).toISOString().slice(0, 10),
);
const files = {
  'grouplift.yaml': config,
  'activities.csv': 'ts,group_id,kind,member_id\n2026-02-01 10:00:00,G,link_click,m1\n',
  'conversions.csv': `conversion_id,ts,user_id,goal\n${days.map((day, at) => `c${at},${day} 12:00:00,u1,order`).join('\n')}\n`,
  'identities.csv': 'member_id,user_id\nm1,u1\n',
};

it('adds up by class to what landed in the month', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reported-'));
  try {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    const out = join(folder, 'out');
    await runBatch({ config: join(folder, 'grouplift.yaml'), out, month: '2026-02', csv: true }, silent);
    const [header = '', ...lines] = readFileSync(join(out, 'tables', 'landed.csv'), 'utf8')
      .trim()
      .split('\n');
    const at = (name: string) => header.split(',').indexOf(name);
    const figures = lines.map((line) => {
      const cells = line.split(',');
      return [cells[at('week_start')], Number(cells[at('conversions')]), Number(cells[at('reported')])];
    });
    // 10 to 28 February are 19 days; the week of 23 February has six of them and 1 March
    expect(figures.slice(0, 4)).toEqual([
      ['2026-02-09', 6, 6],
      ['2026-02-16', 7, 7],
      ['2026-02-23', 7, 6],
      ['2026-03-02', 7, 0],
    ]);
    // 6 + 7 + 6 days of the month, all of one class
    const page = readFileSync(join(out, 'report.html'), 'utf8');
    const table = page.slice(page.indexOf('By class of member'));
    const cells = table.slice(0, table.indexOf('</table>')).replace(/<[^>]*>/g, ' ');
    expect(cells).toMatch(/Unknown\s+19\b/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
