/** Notices of WeChat, QQ and Feishu: what is known becomes rows, and what may say that people came or went, but matches no template, is counted and reported. */
import { expect, test } from 'vitest';
import { unmatchedNotice } from '../../src/importers/unknown_notices.js';
import { noticeOf } from '../../src/importers/wechat/notices.js';
import { eventsOf, rowsOf } from './in_chunks.js';

const weflow = (...notices: string[]) =>
  JSON.stringify({
    weflow: { version: '1' },
    session: { wxid: '1@chatroom', displayName: '群', type: '群聊' },
    messages: [
      ...notices.map((content, place) => ({
        createTime: 1714557600 + 60 * place,
        localType: 10000,
        content,
      })),
      { createTime: 1714561200, localType: 1, content: 'hi', senderUsername: 'wxid_a' },
    ],
  });

const qce = (...notices: string[]) =>
  JSON.stringify({
    metadata: { name: 'QQChatExporter V5' },
    chatInfo: { name: 'g', type: 'group' },
    messages: notices.map((text, place) => ({
      ...{ id: String(place + 1), timestamp: 1714557600000 + 60000 * place, system: true },
      ...{ sender: { uin: '0' }, content: { text } },
    })),
  });

const feishu = (...notices: object[]) =>
  JSON.stringify({
    items: notices.map((content, place) => ({
      ...{
        message_id: `om_${place}`,
        msg_type: 'system',
        create_time: String(1714557600000 + 60000 * place),
      },
      ...{ chat_id: 'oc_1', sender: {}, body: { content: JSON.stringify(content) } },
    })),
  });

const notesOf = (name: string, text: string) =>
  eventsOf(name, text).flatMap((one) => (one.type === 'note' ? [one.text] : []));
const unableOf = (name: string, text: string) =>
  eventsOf(name, text).flatMap((one) => (one.type === 'unable' ? one.capabilities : []));

test('notices in new words are counted; those that cannot be about members are not', () => {
  const text = weflow('"A"加入了群聊', '"A"拍了拍"さくら"', '"A"修改群名为“新群”', '"B"以新的方式进群了');
  expect(notesOf('a.json', text)).toEqual([
    expect.stringMatching(/^a\.json: 1 notice of 4, .*notice:unknown.*that is missing/),
  ]);
  expect(unableOf('a.json', text)).toEqual([]);
});

test('if most notices are unknown, joins are not observable: in WeChat, QQ and Feishu', () => {
  const texts = [
    weflow('«Ann» присоединилась к группе', '«Bob» присоединился к группе'),
    qce('Ann がグループに参加しました', '新成员 Bob 进入本群啦'),
    feishu({ template: '{from_user} さんがグループに参加しました', from_user: ['Ann'], to_chatters: [] }),
  ];
  for (const text of texts) expect(unableOf('a.json', text)).toEqual(['joins', 'inviters']);
});

test('files whose notices are all known, or are not about members, are not called unreadable', () => {
  const texts = [
    weflow('"A"拍了拍"B"', '"A"撤回了一条消息', '"A"想邀请"B"加入群聊，请确认', '群主已恢复默认进群方式。'),
    qce('Ann 加入了群聊', 'Bob 戳了戳 Ann'),
    feishu({ template: '{from_user} changed the group name', from_user: ['Ann'] }),
  ];
  for (const text of texts) expect([...notesOf('a.json', text), ...unableOf('a.json', text)]).toEqual([]);
});

test('a notice with words for coming and going, or in other letters, may be about members; others are not', () => {
  const marks = (text: string) => unmatchedNotice(text).source_kind;
  expect(marks('"退出联盟"拍了拍"A"')).toBe('notice');
  expect(marks('Ann tickled 李四')).toBe('notice');
  expect(marks('{from_user} let {to_chatters} in, who joined')).toBe('notice:unknown');
  expect(marks('อัน เข้าร่วมกลุ่ม')).toBe('notice:unknown');
});

test('whoever is invited together with the exporter, each in quotes of their own, or before "undo", enters', () => {
  const rows = rowsOf(
    eventsOf(
      'a.json',
      weflow(
        '"A"邀请你和"D、E"加入了群聊',
        '"A"邀请"B"、"C"加入了群聊',
        '"F"通过扫描"A"分享的二维码加入群聊  撤销',
        '"Tom" invited you to a group chat with Ann, Bob',
        '"语音小王"加入了群聊',
      ),
    ),
  );
  expect(rows).toEqual([
    '2024-05-01T10:00 join (exporter)',
    '2024-05-01T10:00 join D、E',
    '2024-05-01T10:01 join B、C',
    '2024-05-01T10:02 join F',
    '2024-05-01T10:03 join (exporter)',
    '2024-05-01T10:04 join 语音小王',
    '2024-05-01T11:00 message wxid_a',
  ]);
  expect(noticeOf('"A"想邀请"B"加入群聊，请确认').kind).toBe('system');
});

test('Feishu names those who come and go in either list', () => {
  const people = { from_user: ['Ann'], to_chatters: ['Bob', 'Eve'] };
  const text = feishu(
    { template: '{from_user} invited {to_chatters} to this chat.', ...people },
    { template: '{from_user} removed {to_chatters} from this chat.', ...people },
    { template: '{from_user} joined the group by scanning a QR code', from_user: ['Cid'], to_chatters: [] },
    { template: '{from_user} 已退出群聊', from_user: ['Cid'] },
  );
  expect(rowsOf(eventsOf('a.json', text))).toEqual([
    '2024-05-01T10:00 join Bob',
    '2024-05-01T10:00 join Eve',
    '2024-05-01T10:01 leave Bob',
    '2024-05-01T10:01 leave Eve',
    '2024-05-01T10:02 join Cid',
    '2024-05-01T10:03 leave Cid',
  ]);
});
