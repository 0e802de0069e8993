/** What QQ writes itself, as qq-chat-exporter and the message manager of Windows pass it on. */
import { expect, test } from 'vitest';
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
