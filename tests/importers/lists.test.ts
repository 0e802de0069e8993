/** Lists of SCRM tools: nothing of a row is left out without a word. */
import { describe, expect, test } from 'vitest';
import { imported } from './imported.js';
import { contextIn, eventsOf, rowsOf } from './in_chunks.js';

const shanghai = contextIn('Asia/Shanghai');
const read = (text: string) => eventsOf('list.csv', text, shanghai);
const rejects = (text: string) =>
  read(text).flatMap((one) => (one.type === 'reject' ? [`${one.line} ${one.reason}`] : []));

const members = '群名称,群成员昵称,userid,入群时间,退群时间\n';

describe('rows of totals', () => {
  test('a name may begin like the word for a sum', () => {
    const rows = rowsOf(
      read(`${members}Summer sale,Ann,wm1,2024-05-13 09:01:00,\n合计划群,Bob,wm2,2024-05-13 10:01:00,\n`),
    );
    expect(rows).toEqual(['2024-05-13T01:01 join wm1', '2024-05-13T02:01 join wm2']);
  });

  test.each(['合计', '总计：12', 'Total', 'Grand total: 1,200', '合计 12人'])('%s', (word) => {
    const events = read(
      `${members}群,Ann,wm1,2024-05-13 09:01:00,\n${word.includes(',') ? `"${word}"` : word},,,,\n`,
    );
    expect(rowsOf(events)).toHaveLength(1);
    expect(events.filter((one) => one.type === 'skip')).toHaveLength(1);
  });
});

test('an unreadable leaving time is not a missing time', () => {
  const text = `${members}群,Ann,wm1,2024-05-13 09:01:00,13.5.24\n群,Bob,wm2,2024-05-13 09:01:00,-\n`;
  expect(rejects(text)).toEqual(['2 a time that cannot be read, or does not exist in this zone']);
  expect(rowsOf(read(text))).toEqual(['2024-05-13T01:01 join wm2']);
});

test('nor is the time of an opening, or an amount', () => {
  const head = '领取客户,领取客户群,发放状态,发放时间,领取时间,红包金额(元)\n';
  const row = (opened: string, amount: string) => `Ann,群,已领取,2024-05-13 09:00:00,${opened},${amount}\n`;
  expect(rejects(`${head}${row('gestern', '8.80')}${row('', '8.80')}`)).toEqual([
    '2 a time that cannot be read, or does not exist in this zone',
  ]);
  expect(rejects(`${head}${row('', '8;80')}${row('2024-05-13 09:05:00', '')}`)).toEqual([
    '2 an amount that cannot be read',
  ]);
});

describe('what a list cannot tell is not observable, whatever other lists can tell', () => {
  const able = async (files: Readonly<Record<string, string>>) => {
    const { sources } = await imported(files, { timezone: 'Asia/Shanghai' });
    return sources.flatMap((one) => [
      Object.keys(one)
        .filter((name) => one[name] === 'true')
        .join(' '),
    ]);
  };

  test.each([
    ['群名称,群成员昵称,入群时间\nG,Ann,2024-01-02 10:00:00', 'joins member_list'],
    ['群名称,群成员昵称,入群时间,退群时间\nG,Ann,2024-01-02 10:00:00,', 'joins leaves member_list'],
    [
      '群名称,群成员昵称,userid,入群时间,邀请员工,渠道码\nG,Ann,wm1,2024-01-02 10:00:00,Ben,c1',
      'joins inviters codes member_list stable_ids',
    ],
    ['群ID,点击时间,用户ID\ng,2024-01-02 10:00:00,wm1', 'clicks stable_ids'],
    ['群ID,点击时间,用户ID,渠道码\ng,2024-01-02 10:00:00,wm1,c1', 'codes clicks stable_ids'],
    ['客户群名称,发放员工,红包金额(元),发放时间\nG,Ben,8.80,2024-01-02 10:00:00', 'envelopes_sent'],
  ])('%s', async (text, expected) => {
    expect(await able({ 'list.csv': `${text}\n` })).toEqual([expected]);
  });
});
