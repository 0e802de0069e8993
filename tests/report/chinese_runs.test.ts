/** What runs write in Chinese, over every fixture, the demo and a project full of faults: page, workbook, texts; no English word but names of the data. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import readExcelFile from 'read-excel-file/node';
import { afterAll, describe, expect, it } from 'vitest';
import { demoProject } from '../../src/invented/demo/index.js';
import { contracts } from '../../src/publish/index.js';
import { runBatch } from '../../src/tasks/run/index.js';
import { silent } from '../silent.js';
import { englishWords, wordsIn } from './english_words.js';

type Files = Readonly<Record<string, string>>;

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'chinese-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function fixture(name: string): Files {
  const files = readdirSync(join(fixtures, name)).filter((file) =>
    statSync(join(fixtures, name, file)).isFile(),
  );
  const texts = Object.fromEntries(
    files.map((file) => [file, readFileSync(join(fixtures, name, file), 'utf8')]),
  );
  return { ...texts, 'grouplift.yaml': `${texts['grouplift.yaml']}\nreport: { language: zh }\n` };
}

const faultyRows = `ts,group_id,member_id,kind,activity_id
2026-03-02 09:00,g1,m1,link_click,a1
2026-13-02 09:00,g1,m1,link_click,a2
,g1,m2,link_click,a3
2026-03-03 09:00,g2,m2,message,a4
2026-03-04 09:00,g2,m3,link_clik,a5`;

/** Rows that cannot be read, ids that do not meet, states and codes that nobody knows, a silent day, a repeated file. */
const faulty: Files = {
  'activities.csv': faultyRows,
  'copy.csv': faultyRows,
  'orders.csv': `conversion_id,ts,user_id,goal,value,code
o1,2026-03-02 10:00,u1,order,10.00,c9
o2,2026-03-03 10:00,u2,order,ten,
o3,2026-03-04 10:00,U1,order,,
o4,2026-03-05 10:00,u3,trial,5.00,
o5,2026-03-20 10:00,u3,order,7.00,`,
  'ids.csv': 'member_id,user_id\nm1,u1\nm2,u2\nm7,u7',
  'refunds.csv': 'conversion_id,ts,value\no1,2026-03-06 10:00,20.00\no77,2026-03-06 10:00,1.00',
  'codes.csv': 'code,group_id\nc1,g1\nc2,g9',
  'groups.csv': 'group_id,name,type,matrix\ng1,一群,store,south\ng2,二群,store,south',
  'staff.csv': 'id,id_type\nx1,phone',
  'tactics.csv': 'tactic_id,kind,starts_at,name\nt1,survey,2026-03-02,问卷',
  'grouplift.yaml': `timezone: Asia/Shanghai
currency: CNY
as_of: 2026-03-10
rejects: { max_share: 0.9 }
inputs:
  activities: { files: [activities.csv, copy.csv] }
  conversions: { files: orders.csv }
  identities: { files: ids.csv }
  reversals: { files: refunds.csv }
  codes: { files: codes.csv }
  groups: { files: groups.csv }
  exclusions: { files: staff.csv }
  tactics: { files: tactics.csv }
goals: [{ name: order, match: { goal: order }, window_days: 3, value: true, headline: true, label: { zh: 订单 } }]
touches: [{ kinds: [link_click], reach: actor }]
report: { language: zh }
`,
};

const projects: readonly (readonly [string, Files, { readonly week?: string }])[] = [
  ...readdirSync(fixtures).map((name) => [name, fixture(name), {}] as const),
  ['the demo', demoProject(1, 'zh'), { week: '2026-W46' }],
  ['a project full of faults', faulty, {}],
];

/** Columns of the faulty files, under their own names. */
const rejectedColumns = ['ts', 'value'];

/** Names of the data: words in the cells of the files, without their headers, names of files, and what the configuration calls things. */
function namesOf(files: Files): ReadonlySet<string> {
  const texts = Object.entries(files).flatMap(([file, text]) => {
    if (file.endsWith('.csv')) return [file, ...text.split('\n').slice(1)];
    return file.endsWith('.yaml') ? [file, ...settings(text)] : [file];
  });
  return new Set([...texts.flatMap(wordsIn), ...rejectedColumns]);
}

/** Names of goals, the currency and the zone. */
function settings(yaml: string): string[] {
  return yaml.match(/(?<=(?:name|currency|timezone): *)[^\s,}]+/g) ?? [];
}

/** The texts of the page that is shown, with what is read aloud for charts and buttons. */
function pageTexts(html: string): string {
  const [, shown = ''] =
    /<div class="page[^>]*lang="zh-CN"[^>]*>([\s\S]*?)(?=<div class="page|<script>)/.exec(html) ?? [];
  const said = [...shown.matchAll(/ (?:aria-label|title|alt|placeholder|data-title)="([^"]*)"/g)].map(
    ([, text]) => text,
  );
  const text = shown.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, '\n');
  return [text, ...said]
    .join('\n')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, ' ')
    .replace(/\b[0-9a-f]{12,16}\b/g, '')
    .replace(/\d{4}-\d\d-\d\dT[\d:+]+/g, '');
}

/** Every text of a JSON, without keys; what a bot is told to do with it is no text. */
function jsonTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(jsonTexts);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? [value] : [];
  const machine = ['tag', 'type', 'msg_type', 'template', 'name', 'data_type', 'horizontal_align', 'schema'];
  return Object.entries(value).flatMap(([key, one]) => (machine.includes(key) ? [] : jsonTexts(one)));
}

const markup = /<\/?font[^>]*>|\b[0-9a-f]{12}\b|:[a-z_]+:/g;

describe.each(projects)('%s, in Chinese', (name, files, period) => {
  it('holds no English word but names of the data', async () => {
    const folder = join(scratch, name);
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    await runBatch({ config: join(folder, 'grouplift.yaml'), out: join(folder, 'out'), ...period }, silent);
    const read = (file: string) => readFileSync(join(folder, 'out', file), 'utf8');
    const names = namesOf(files);
    const found: Record<string, string[]> = {
      'report.html': englishWords(pageTexts(read('report.html')), names),
      'report.md': englishWords(read('report.md').replace(markup, ''), names),
      'bot/wecom.md': englishWords(read('bot/wecom.md').replace(markup, ''), names),
      'bot/wecom_v2.md': englishWords(read('bot/wecom_v2.md').replace(markup, ''), names),
    };
    for (const file of ['bot/feishu.json', 'bot/slack.json'])
      found[file] = englishWords(
        jsonTexts(JSON.parse(read(file)))
          .join('\n')
          .replace(markup, ''),
        names,
      );
    const data = new Set<string>(contracts.map((table) => table.name));
    for (const sheet of await readExcelFile(readFileSync(join(folder, 'out', 'report.xlsx')))) {
      if (data.has(sheet.sheet)) continue;
      const cells = sheet.data.flat().filter((cell) => typeof cell === 'string');
      found[`report.xlsx, ${sheet.sheet}`] = englishWords(
        [sheet.sheet, ...cells].join('\n').replace(/\b[0-9a-f]{12,16}\b|\d{4}-\d\d-\d\dT[\d:+]+/g, ''),
        names,
      );
    }
    const wrong = Object.entries(found).filter(([, words]) => words.length > 0);
    expect(Object.fromEntries(wrong.map(([file, words]) => [file, [...new Set(words)]]))).toEqual({});
  });
});
