/** Member lists and the like as tools export them: workbooks with titles, dates as numbers, sheets of totals. */
import { expect, test } from 'vitest';
import { styled, workbook } from '../sources/workbooks.js';
import { cells, imported } from './imported.js';

const shanghai = { timezone: 'Asia/Shanghai' };
const head = ['群名称', '群ID', '群成员昵称', 'userid', '入群时间', '入群方式'];

test('a member list under titles, with a second list, a hidden sheet and totals', async () => {
  // 45415.375 days after 30 December 1899 is 3 May 2024, 9:00
  const members = [
    ['客户群成员'],
    ['导出时间: 2024-06-01'],
    head,
    ['产品群', 'g1', '安', 'wm1', styled(2, 45415.375), '扫码'],
    [],
    ['产品群', 'g1', '本', 'wm2', '2024/5/3 10:05', '由群成员邀请入群'],
    ['合计', null, null, null, '2'],
  ];
  const clicks = [
    ['点击时间', '短链', '群ID', '用户ID'],
    ['2024-05-04 09:00:00', 's.example/a', 'g1', 'wm1'],
  ];
  const file = workbook([
    { name: '成员', rows: members },
    { name: '点击', rows: clicks },
    { name: '统计信息', rows: [['总数', '2']] },
    { name: 'old', rows: members, state: 'hidden' },
  ]);
  const { activities, memberships, notes } = await imported({ '列表.xlsx': file }, shanghai);
  expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id').toSorted()).toEqual([
    '2024-05-03T01:00:00Z g1 join wm1',
    '2024-05-03T02:05:00Z g1 join wm2',
    '2024-05-04T01:00:00Z g1 link_click wm1',
  ]);
  expect(cells(memberships, 'member_id', 'join_method').toSorted()).toEqual(['wm1 qr', 'wm2 invite']);
  expect(notes.join()).toMatch(/left out: a total row \(1\)/);
  expect(notes.join()).toMatch(/not read, because not a chat: 1 \(.*统计信息/);
});

test('an id whose digits are gone is refused with sheet, row and column', async () => {
  const rows = [head, [], ['产品群', 'g1', '安', 7300000000000000000, '2024-05-03 09:00:00', '扫码']];
  const file = workbook([{ name: '成员', rows }]);
  await expect(imported({ 'a.xlsx': file }, shanghai)).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/sheet "成员", row 3, column 4: found "7\.3e\+18"/),
  });
});

test('workbooks of MemoTrace: every workbook is a chat, though their sheets have one name', async () => {
  const chat = (text: string) =>
    workbook([
      {
        name: '聊天记录',
        rows: [
          ['消息ID', '类型', '发送人', '时间', '内容', '备注', '昵称', '更多信息'],
          ['7743302844328986887', '文本', '安', '2024-05-03 10:05:00', text, '安', '安', 'more'],
        ],
      },
      {
        name: '成员信息',
        rows: [
          ['wxid', '昵称'],
          ['wxid_a', '安'],
        ],
      },
    ]);
  const { activities } = await imported({ '妈妈群.xlsx': chat('hi'), '爸爸群.xlsx': chat('ho') }, shanghai);
  expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id').toSorted()).toEqual([
    '2024-05-03T02:05:00Z 妈妈群 message 安',
    '2024-05-03T02:05:00Z 爸爸群 message 安',
  ]);
});
