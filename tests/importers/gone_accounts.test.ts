/** Accounts that are gone: platforms write one id or name for all of them, which must not become one busy member. */
import { expect, test } from 'vitest';
import { cells, imported } from './imported.js';

const gone = '456226577798135808';

test("Discord: messages, joins and reactions of deleted users are nobody's", async () => {
  const author = (id: string, name: string) => ({ id, name, discriminator: '0000', isBot: false });
  const message = (id: string, type: string, who: object, more: object = {}) => ({
    ...{ id, type, timestamp: '2024-01-02T03:04:05+00:00', content: 'hi', author: who },
    ...{ reactions: [], mentions: [], ...more },
  });
  const ghost = author(gone, 'Deleted User');
  const messages = [
    message('1', 'Default', ghost),
    message('2', 'GuildMemberJoin', ghost),
    message('3', 'Default', author('7', 'ann'), {
      reactions: [{ emoji: { name: 'x' }, count: 2, users: [ghost, author('8', 'bob')] }],
    }),
  ];
  const channel = { id: '5', type: 'GuildTextChat', name: 'c' };
  const csv = [
    'AuthorID,Author,Date,Content,Attachments,Reactions',
    `"${gone}","Deleted User#0000","2024-01-02T03:04:06.0000000+00:00","hi","",""`,
    '"7","ann","2024-01-02T03:04:07.0000000+00:00","hi","",""',
  ];
  const { activities, members, memberships } = await imported({
    'c.json': JSON.stringify({ guild: { id: '1', name: 'G' }, channel, messages }),
    'G - c [123456789012345678].csv': csv.join('\n'),
  });
  expect(cells(activities, 'kind', 'member_id').toSorted()).toEqual([
    ...['join -', 'message -', 'message -', 'message 7', 'message 7', 'reaction 8'],
  ]);
  expect(cells(members, 'member_id').toSorted()).toEqual(['7', '8']);
  expect(memberships).toEqual([]);
});

test('Messenger and KakaoTalk: the name for everybody who is gone', async () => {
  const messenger = {
    participants: [{ name: 'Ann' }, { name: 'Facebook User' }, { name: 'Bob' }],
    messages: [
      { sender_name: 'Facebook User', timestamp_ms: 1_714_557_660_000, content: 'hi' },
      { sender_name: 'Ann', timestamp_ms: 1_714_557_661_000, content: 'hi' },
    ],
    title: 'G',
  };
  const kakaotalk = [
    '엄마들 님과 카카오톡 대화',
    '저장한 날짜 : 2024-05-13 21:00:00',
    '',
    '--------------- 2024년 5월 13일 월요일 ---------------',
    '[안] [오전 9:00] 안녕',
    '[(알 수 없음)] [오후 3:43] 나도 찬성',
  ];
  const { activities, members } = await imported(
    { 'message_1.json': JSON.stringify(messenger), 'KakaoTalk.txt': kakaotalk.join('\n') },
    { timezone: 'UTC' },
  );
  expect(cells(activities, 'kind', 'member_id').toSorted()).toEqual([
    ...['message -', 'message -', 'message Ann', 'message 안'],
  ]);
  expect(cells(members, 'member_id').toSorted()).toEqual(['Ann', '안']);
});
