/** What QQ writes itself, as qq-chat-exporter and the message manager of Windows pass it on. */
import { expect, test } from 'vitest';
import { workbook } from '../sources/workbooks.js';
import { cells, imported } from './imported.js';

const shanghai = { timezone: 'Asia/Shanghai' };

test('notices of qq-chat-exporter 6: who came, through whom, and who took something back', async () => {
  const notices = [
    ['甲邀请乙加入了群聊，并附带了30条聊天记录。', 'join 乙'],
    ['丙通过你的二维码加入了群聊', 'join 丙'],
    ['丁通过甲分享的二维码加入了群聊', 'join 丁'],
    ['成员加入了群聊', 'system -'],
    ['成员邀请戊加入了群聊', 'join 戊'],
    ['甲 撤回了 乙 的消息', 'recall 甲'],
    ['己通过面对面建群加入了群聊', 'system -'],
    ['庚加入本群。', 'join 庚'],
  ] as const;
  const messages = notices.map(([text], place) => ({
    ...{ id: `${1000 + place}`, seq: `${place}`, timestamp: 1_704_067_200_000 + 1000 * place, system: true },
    ...{ sender: { uid: '未知', name: '系统消息' }, type: 'system', recalled: text.includes('撤回') },
    content: { text, elements: [{ type: 'system', data: { text } }] },
  }));
  const { activities, memberships } = await imported(
    {
      'group_77777.json': JSON.stringify({
        metadata: { name: 'QQChatExporter V6', version: '6.0.3' },
        ...{ chatInfo: { name: '群', type: 'group' }, statistics: {}, messages },
      }),
    },
    { me: 'ME' },
  );
  const inOrder = activities.toSorted((a, b) => ((a.ts ?? '') < (b.ts ?? '') ? -1 : 1));
  expect(cells(inOrder, 'kind', 'member_id')).toEqual(notices.map(([, expected]) => expected));
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id').toSorted()).toEqual(
    ['丁 qr 甲', '丙 qr ME', '乙 invite 甲', '庚 direct -', '戊 invite -'].toSorted(),
  );
});

test('the text of Windows has clocks of 12 hours, with the half of the day before or after', async () => {
  const bars = '='.repeat(64);
  const rows = [
    '2019-09-23 8:43:38 PM 骰娘(87200175)',
    '1',
    '',
    '2019-09-23 8:49:12 PM 系统消息(1000000)',
    '真核加入本群。',
    '',
    '2019-09-23 下午 11:26:00 岁寒(36226407)',
    '4',
    '',
    '2019-09-24 12:54:29 AM PM先生(106505723)',
    '5',
  ];
  const text = ['消息记录（此消息记录为文本格式，不支持重新导入）', '', bars, '消息分组:我的群聊', bars]
    .concat(['消息对象:湖之仆从', bars, '', ...rows])
    .join('\r\n');
  const { activities, members } = await imported({ '湖.txt': text }, shanghai);
  expect(cells(activities, 'ts', 'kind', 'member_id').toSorted()).toEqual([
    '2019-09-23T12:43:38Z message 87200175',
    '2019-09-23T12:49:12Z join 真核',
    '2019-09-23T15:26:00Z message 36226407',
    '2019-09-23T16:54:29Z message 106505723',
  ]);
  expect(cells(members, 'name').toSorted()).toEqual(['PM先生', '岁寒', '真核', '骰娘']);
});

test('the workbook of qq-chat-exporter: the name of the file has the id of the group', async () => {
  const rows = [
    ['序号', '时间', '发送者', '发送者QQ号', '群头衔', '消息类型', '消息内容', '是否撤回', '资源数量'],
    ['1', '2024-01-02T03:04:05.000Z', '安', '10001', '', '文本', 'hi https://a.cn', '否', '0'],
    [
      '2',
      '2024-01-02T03:04:06.000Z',
      '系统消息',
      '',
      '',
      '系统消息',
      '安邀请本加入了群聊，并附带了30条聊天记录。',
      '否',
      '0',
    ],
    ['3', '2024-01-02T03:04:07.000Z', '安', '10001', '龙王', '回复', 'ok', '否', '0'],
    ['4', '2024-01-02T03:04:08.000Z', '安', '10001', '', '文本', '', '是', '0'],
  ];
  const sheets = [
    { name: '聊天记录', rows },
    { name: '统计信息', rows: [['统计项目', '数值']] },
  ];
  const { activities, memberships, groups } = await imported({ 'group_77777_x.xlsx': workbook(sheets) });
  const inOrder = activities.toSorted((a, b) => ((a.ts ?? '') < (b.ts ?? '') ? -1 : 1));
  expect(cells(inOrder, 'ts', 'kind', 'member_id')).toEqual([
    '2024-01-02T03:04:05Z message 10001',
    '2024-01-02T03:04:06Z join 本',
    '2024-01-02T03:04:07Z reply 10001',
    '2024-01-02T03:04:08Z recall 10001',
  ]);
  expect(cells(memberships, 'member_id', 'inviter_id')).toEqual(['本 10001']);
  expect(cells(groups, 'group_id')).toEqual(['77777']);
});

test('the one number under which everybody writes anonymously is nobody', async () => {
  const text = [
    '消息记录（此消息记录为文本格式，不支持重新导入）',
    '消息对象:湖',
    '2024-01-02 11:04:05 水瓶座(80000000)',
    'a',
    '',
    '2024-01-02 11:04:06 双鱼座(80000000)',
    'b',
    '',
    '2024-01-02 11:04:07 安(10001)',
    '消息对象:c',
  ].join('\n');
  const { activities, members, groups } = await imported({ 'q.txt': text }, shanghai);
  expect(cells(activities, 'kind', 'member_id').toSorted()).toEqual([
    'message -',
    'message -',
    'message 10001',
  ]);
  expect(cells(members, 'member_id')).toEqual(['10001']);
  expect(cells(groups, 'group_id')).toEqual(['湖']);
});
