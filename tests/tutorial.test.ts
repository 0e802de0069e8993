/** The tutorial from end to end: its folder is written, its commands are run, its edits are made, and the numbers are those of the rows. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, expect, test } from 'vitest';
import { styled, workbook } from './sources/workbooks.js';
import { warmly } from './warm.js';

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'tutorial.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'grouplift-tutorial-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Words of the click log in GBK, which Node can read and not write. */
const gbk: Readonly<Record<string, string>> = {
  时: 'cab1',
  间: 'bce4',
  群: 'c8ba',
  成: 'b3c9',
  员: 'd4b1',
  类: 'c0e0',
  型: 'd0cd',
  点: 'b5e3',
  击: 'bbf7',
  社: 'c9e7',
  区: 'c7f8',
  消: 'cffb',
  息: 'cfa2',
  扫: 'c9a8',
  码: 'c2eb',
  报: 'b1a8',
  名: 'c3fb',
};
const inGbk = (text: string) =>
  Buffer.concat(
    [...text].map((one) => (one < '\u0080' ? Buffer.from(one) : Buffer.from(gbk[one] ?? '', 'hex'))),
  );

const people = Array.from({ length: 12 }, (_, at) => at + 1);
const clicks = people.map(
  (no) =>
    `2026-11-02 ${String(8 + no)}:00:00,${no % 2 === 0 ? '社区' : '报名'}群,m${no},${no === 12 ? '扫码' : '点击'}`,
);
const states = (no: number) => (no % 4 === 0 ? '已关闭' : '交易成功');
const orders = people.map((no) => [`90${no}`, styled(2, 46329 + no / 24), `u${no}`, no * 10, states(no)]);

mkdirSync(join(folder, '名单'));
const files: Readonly<Record<string, string | Buffer>> = {
  '点击.csv': inGbk(`时间,群ID,成员ID,类型\n${clicks.join('\n')}\n`),
  '订单.xlsx': workbook([
    {
      name: '订单',
      rows: [
        ['订单导出'],
        ['导出时间：2026-11-04 00:00'],
        ['订单编号', '下单时间', '用户ID', '实付金额', '订单状态'],
        ...orders,
        ['合计', null, null, 780],
      ],
    },
  ]),
  '玩法日历.xlsx': workbook([
    { name: '日历', rows: [['十一月'], ['玩法编号', '类型', '时间'], ['t1', '红包', '11.2-11.4']] },
  ]),
  // 12 messages of even people, on the day of their clicks; one line that goes on
  'WhatsApp Chat with 社区群.txt': people
    .map(
      (no) => `2026/11/02, ${String(8 + no).padStart(2, '0')}:30 - m${2 * Math.ceil(no / 2)}: 在吗\n还有吗\n`,
    )
    .join(''),
  '会话存档.jsonl': people
    .slice(0, 5)
    .map((no) =>
      JSON.stringify({
        ...{ msgid: `w${no}`, action: 'send', from: `m${2 * no - 1}`, tolist: [], roomid: '报名群' },
        ...{ msgtime: Date.UTC(2026, 10, 2, no), msgtype: 'text', text: { content: '想要' } },
      }),
    )
    .join('\n'),
  '会员.csv': `成员ID,用户ID\n${people.map((no) => `m${no},u${no}`).join('\n')}\n`,
  ...Object.fromEntries(
    ['01', '02', '03'].map((day) => [
      `名单/2026-11-${day}.csv`,
      `群ID,成员ID\n${people
        .filter((no) => no !== 3 || day !== '03')
        .map((no) => `${no % 2 === 0 ? '社区' : '报名'}群,m${no}`)
        .join('\n')}\n`,
    ]),
  ),
};

test('init, the edits of the page, check and run', { timeout: 300_000 }, async () => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const say = (...args: string[]) => warmly(args, folder);
  const [, command = ''] = /```sh\n(grouplift import [^\n]+)\n```/.exec(page) ?? [];
  const words = [...command.matchAll(/'([^']+)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  expect((await say('init', '.')).stdout).toContain(command.replace(' --timezone Asia/Shanghai', ''));
  rmSync(join(folder, 'grouplift.yaml'));
  expect(await say(...words.slice(1))).toMatchObject({ code: 0 });
  const init = await say('init', '.');
  expect(init.stdout).toContain('nothing is missing for a run');
  const path = join(folder, 'grouplift.yaml');
  let yaml = readFileSync(path, 'utf8');
  const edits = [...page.matchAll(/^\| `(.+)` \| `(.+)` \|$/gm)];
  expect(edits.length).toBeGreaterThan(0);
  for (const [, from = '', to = ''] of edits) {
    expect(yaml, from).toContain(from);
    yaml = yaml.replace(from, to);
  }
  writeFileSync(path, yaml);
  const check = await say('check');
  expect(check.code).toBe(0);
  const run = await say('run', '--out', 'report', '--csv');
  expect(run.code).toBe(0);
  const manifest = readFileSync(join(folder, 'report', 'manifest.json'), 'utf8');
  expect(manifest).toContain('gb18030');
  expect(check.stdout).not.toContain('same content');
  // landed: every order but those of 4, 8 and 12; odd people clicked in one group, even ones in the other
  const landed = people.filter((no) => no % 4 !== 0);
  const odd = landed.filter((no) => no % 2 === 1);
  expect(run.stdout).toContain(`${landed.length} landed · ${landed.length} credited · 0 unattributed`);
  expect(run.stdout).toMatch(
    new RegExp(`报名群 ${odd.length}\\.0 .*社区群 ${landed.length - odd.length}\\.0`),
  );
  expect(run.stdout).toContain('reconciled: difference 0 · no rejected rows');
  const weeks = parse(readFileSync(join(folder, 'report/tables/group_week.csv')), { columns: true }) as {
    [column: string]: string;
  }[];
  const messages = (group: string) =>
    weeks.filter(({ group_id }) => group_id === group).reduce((sum, row) => sum + Number(row.messages), 0);
  expect([messages('社区群'), messages('报名群')]).toEqual([12, 5]);
  const value = landed.reduce((sum, no) => sum + no * 10, 0);
  expect(readFileSync(join(folder, 'report', 'report.html'), 'utf8')).toMatch(
    new RegExp(`\\b${value}(\\.00)?\\b`),
  );
});
