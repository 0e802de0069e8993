/** What `where` leaves out is counted, and no row is lost to another writing of a word in silence. */
import { afterAll, describe, expect, it } from 'vitest';
import { whereWords } from '../../../src/sources/where_words.js';
import { whereFindings } from '../../../src/tasks/check/where.js';
import { commandIn, type Files, removeProjects, runIn, writeProject } from '../../black_box.js';

afterAll(removeProjects);

describe('the words of a condition', () => {
  it('are compared with those of the rows regardless of spelling: case, width, blanks, hyphens and decimals', () => {
    const held = ['paid', 'PAID ', 'ｐａｉｄ', 'un-paid', 'closed', 'paid'].map((word) => ({
      word,
      rows: 1,
    }));
    expect(whereWords('status', ['paid', 'done'], held)).toEqual({
      column: 'status',
      near: [
        { word: 'PAID ', rows: 1 },
        { word: 'ｐａｉｄ', rows: 1 },
      ],
      absent: ['done'],
      is_one_of_several: false,
      others: ['PAID ', 'closed', 'un-paid', 'ｐａｉｄ'].map((word) => ({ word, rows: 1 })),
    });
    const numbers = ['1', '1.0', '01', '-1', '1.5'].map((word) => ({ word, rows: 2 }));
    expect(whereWords('paid', ['1'], numbers).near).toEqual([{ word: '1.0', rows: 2 }]);
  });
});

const head = 'conversion_id,ts,user_id,goal,value,status,shop';
const rows = [
  '1,2026-03-02 10:00:00,u1,order,10.00,paid,a',
  '2,2026-03-02 11:00:00,u1,order,20.00,Paid,a',
  '3,2026-03-02 11:00:00,u1,order,40.00,Paid,b',
  '4,2026-03-02 11:00:00,u1,order,80.00,closed,a',
];
const asJson = rows.map((row) => {
  const cells = row.split(',');
  return JSON.stringify(Object.fromEntries(head.split(',').map((name, at) => [name, cells[at]])));
});
const inputs = {
  'orders.csv': `${[head, ...rows].join('\n')}\n`,
  'orders.ndjson': `${asJson.join('\n')}\n`,
};

describe.each(Object.entries(inputs))('where, of %s', (name, content) => {
  const project = (where: string): Files => ({
    'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  activities: activities.csv
  conversions: { files: ${name}, where: { ${where} } }
  identities: ids.csv
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
attribution: { models: [last_touch] }
`,
    'activities.csv': 'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n',
    'ids.csv': 'member_id,user_id\nm1,u1\n',
    [name]: content,
  });

  it('says in check how much it leaves out, and in check and run which words nearly are kept', async () => {
    const folder = writeProject(project('status: [paid, done], shop: a'));
    const { stdout } = await commandIn(folder, ['check']);
    expect(stdout).toContain('note: inputs.conversions.where leaves 3 of 4 rows (75 %) out.');
    // the second Paid is of another shop, and left out in any case
    const near =
      '1 row is left out although status differs from a kept word only in case, width, blanks or decimals: "Paid" (1).';
    expect(stdout).toContain(near);
    // rows of the other shop are not looked at: the word may be there
    expect(stdout).toContain('where.status: done never occurs in the rows that the other conditions keep;');
    const alone = await commandIn(writeProject(project('status: [paid, done]')), ['check']);
    expect(alone.stdout).toContain('where.status: done never occurs;');
    const ran = await runIn(folder);
    expect(ran.stderr).toContain(near);
    const [total] = await ran.rows('SELECT value_source_total FROM {reconciliation}');
    expect(Number(total?.value_source_total)).toBe(10);
  });

  it('says nothing about words if all of them are meant', async () => {
    const { stdout } = await commandIn(writeProject(project('status: [paid, Paid]')), ['check']);
    expect(stdout).toContain('where leaves 1 of 4 rows (25 %) out.');
    expect(stdout).not.toMatch(/warning: inputs\.conversions\.where/);
  });
});

describe('what keeps rows', () => {
  const left = { table: 'reversals', rows: 1, left_out: 2, where_words: [] } as const;
  const said = (...parts: { where?: Record<string, string[]>; filled?: string[] }[]) =>
    whereFindings(
      left,
      parts.map((part) => ({ where: {}, filled: [], ...part })),
    )[0]?.text;

  it('is named as it was written: where, filled, or both, in any source', () => {
    expect(said({ where: { a: ['b'] } })).toBe('inputs.reversals.where leaves 2 of 3 rows (67 %) out.');
    expect(said({ filled: ['a'] })).toBe('inputs.reversals.filled leaves 2 of 3 rows (67 %) out.');
    const both = 'inputs.reversals.where and filled leave 2 of 3 rows (67 %) out.';
    expect(said({ where: { a: ['b'] }, filled: ['a'] })).toBe(both);
    expect(said({ where: { a: ['b'] } }, { filled: ['a'] })).toBe(both);
  });
});

describe('refunds with a state that nothing asks for', () => {
  const project = (where: string): Files => ({
    'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  activities: activities.csv
  conversions: orders.csv
  identities: ids.csv
  reversals: { files: refunds.csv${where} }
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
`,
    'activities.csv': 'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n',
    'ids.csv': 'member_id,user_id\nm1,u1\n',
    'orders.csv':
      'conversion_id,ts,user_id,goal,value\n1,2026-03-02 10:00:00,u1,order,10.00\n2,2026-03-09 10:00:00,u1,order,20.00\n',
    'refunds.csv': 'conversion_id,ts,value,退款状态\n1,2026-03-03 10:00:00,10.00,退款关闭\n',
  });

  it('are said to count whatever their state, until `where` filters them', async () => {
    const sentence = 'inputs.reversals: "退款状态" is not used';
    const checked = async (where: string) =>
      (await commandIn(writeProject(project(where)), ['check'])).stdout;
    expect(await checked('')).toContain(sentence);
    expect(await checked(', where: { 退款状态: [退款关闭] }')).not.toContain(sentence);
  });
});
