/** Single traps of formats whose importers have no file of their own. */
import { expect, test } from 'vitest';
import { eventsOf, rowsOf } from './in_chunks.js';

test('WeChat: brackets behind a name are a part of it, unless they can only be an id', () => {
  const row = (content: string, createTime: number) => ({
    ...{ createTime, platformMessageId: String(createTime), localType: 10000 },
    ...{ senderUsername: '7@chatroom', content },
  });
  const messages = [
    row('"Tom(Shanghai)"邀请"Eva(Manager)"加入了群聊', 1704164645),
    row('"安(wxid_a1)"邀请"本(wxid_b1)"加入了群聊', 1704164700),
  ];
  const text = JSON.stringify({ weflow: {}, session: { wxid: '7@chatroom' }, messages });
  expect(rowsOf(eventsOf('a.json', text))).toEqual([
    '2024-01-02T03:04 join Eva(Manager)',
    '2024-01-02T03:05 join wxid_b1',
  ]);
});

test('Telegram: a chat that is described behind its messages is refused, as a channel would look like a group', () => {
  const messages = [
    {
      date: '2024-05-13T09:01:00',
      date_unixtime: '1715590860',
      from_id: 'channel9',
      id: 1,
      text: 'x',
      type: 'message',
    },
  ];
  const text = JSON.stringify({ id: 9, messages, name: 'G', type: 'public_channel' });
  expect(() => eventsOf('result.json', text)).toThrow(/"name" of the chat comes after its messages/);
});

test('Matrix: a withdrawn reaction does not count', () => {
  const reaction = (more: object) => ({
    ...{ type: 'm.reaction', sender: '@a:x', room_id: '!r', origin_server_ts: 1715590860000 },
    ...more,
  });
  const messages = [
    reaction({
      event_id: '$1',
      content: { 'm.relates_to': { rel_type: 'm.annotation', event_id: '$0', key: '👍' } },
    }),
    reaction({ event_id: '$2', content: {}, unsigned: { redacted_because: { sender: '@a:x' } } }),
  ];
  const events = eventsOf('export.json', JSON.stringify({ room_name: 'R', messages }));
  expect(rowsOf(events)).toEqual(['2024-05-13T09:01 reaction @a:x']);
  expect(events.filter((one) => one.type === 'skip')).toHaveLength(1);
});
