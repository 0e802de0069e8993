/** Feishu: answers of im/v1/messages, as its documentation describes them; values worked out by hand. */
import { expect, test } from 'vitest';
import { cells, imported } from './imported.js';

const at = Date.UTC(2024, 0, 2, 3, 4, 0);
const message = (place: number, msg_type: string, content: object | string, more: object = {}) => ({
  ...{ message_id: `om_${place}`, msg_type, create_time: String(at + place * 1000), chat_id: 'oc_1' },
  ...{ sender: { id: 'ou_a', id_type: 'open_id', sender_type: 'user' } },
  ...{ body: { content: typeof content === 'string' ? content : JSON.stringify(content) } },
  ...more,
});
const answer = (...items: readonly object[]) => JSON.stringify({ code: 0, data: { has_more: false, items } });
const inOrder = (rows: readonly Readonly<Record<string, string>>[]) =>
  rows.toSorted((a, b) => ((a.ts ?? '') < (b.ts ?? '') ? -1 : 1));

test('posts have links and mentions in their parts; votes are asked, calls are no talk', async () => {
  const paragraphs = [
    [
      { tag: 'text', text: 'see ' },
      { tag: 'a', href: 'https://a.example', text: 'this' },
    ],
    [{ tag: 'at', user_id: '@_all', user_name: 'all' }],
  ];
  const { activities } = await imported({
    'f.json': answer(
      message(1, 'post', { title: 'Week', content: paragraphs }),
      message(2, 'vote', { topic: 'When?', options: ['1', '2'] }),
      message(3, 'video_chat', { topic: 'call', start_time: '1' }),
      message(4, 'interactive', {
        title: 'card',
        elements: [[{ tag: 'a', href: 'https://b.example', text: 'b' }]],
      }),
      message(5, 'merge_forward', 'Merged and Forwarded Message'),
      message(6, 'text', 'This message was recalled', { deleted: true }),
    ),
  });
  expect(cells(inOrder(activities), 'kind', 'source_kind', 'member_id', 'url_count', 'mention_all')).toEqual([
    'message post ou_a 1 true',
    'survey_sent vote ou_a - -',
    'system video_chat - - -',
    'message interactive ou_a 1 false',
    'message merge_forward ou_a 0 false',
    'recall text ou_a - -',
  ]);
});

test('times in seconds and microseconds are not put into 1970 or far ahead', async () => {
  const times = ['1704164640', '1704164641000', '1704164642000000'];
  const items = times.map((create_time, place) => message(place, 'text', { text: 'hi' }, { create_time }));
  const { activities, rejects } = await imported(
    { 'f.json': answer(...items, message(9, 'text', { text: 'hi' }, { create_time: '170416464281704164' })) },
    { maxRejects: '0.5' },
  );
  expect(cells(inOrder(activities), 'ts')).toEqual([
    '2024-01-02T03:04:00Z',
    '2024-01-02T03:04:01Z',
    '2024-01-02T03:04:02Z',
  ]);
  expect(rejects).toHaveLength(1);
});

test('who is named in a notice is the person whom a mention names', async () => {
  const notice = (place: number, template: string, from_user: string[], to_chatters: string[]) =>
    message(place, 'system', { template, from_user, to_chatters }, { sender: { id: '', sender_type: '' } });
  const mentions = [{ key: '@_user_1', id: 'ou_b', id_type: 'open_id', name: 'Ben' }];
  const { activities, memberships, members } = await imported({
    'f.json': answer(
      notice(1, '{from_user} invited {to_chatters} to this chat.', ['Ann'], ['Ben']),
      message(2, 'text', { text: '@_user_1 hi' }, { mentions: [...mentions, { id: 'ou_z', name: 'Zoe' }] }),
      message(3, 'text', { text: 'hi' }, { sender: { id: 'ou_b', sender_type: 'user' } }),
      notice(4, '{to_chatters} joined this group via a link shared by {from_user}.', ['Ben'], ['Cid']),
      notice(5, '{from_user} joined the group by scanning a QR code', ['Dan'], []),
    ),
  });
  expect(cells(inOrder(activities), 'kind', 'member_id')).toEqual([
    ...['join ou_b', 'message ou_a', 'message ou_b', 'join Cid', 'join Dan'],
  ]);
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id').toSorted()).toEqual([
    ...['Cid link ou_b', 'Dan qr -', 'ou_b invite Ann'],
  ]);
  expect(cells(members, 'member_id').toSorted()).toEqual(['Ann', 'Cid', 'Dan', 'ou_a', 'ou_b']);
});
