/** GroupMe and Google Chat: ids of people, what the program writes itself, and files next to the messages. */
import { expect, test } from 'vitest';
import { importFolder } from './folder.js';
import { cells, imported } from './imported.js';

const common = { attachments: [], favorited_by: [], group_id: '7', source_guid: 'x' };

const notice = (id: number, type: string, data: object) => ({
  ...{ ...common, id: `${id}`, created_at: 1_534_094_206 + id, sender_id: 'system', sender_type: 'system' },
  ...{ name: 'GroupMe', system: true, text: 'Dan has joined the group', event: { type, data } },
});

const said = (id: number, more: object = {}) => ({
  ...{ ...common, id: `${id}`, created_at: 1_534_094_206 + id, sender_id: '11', sender_type: 'user' },
  ...{ name: 'Ann', system: false, text: 'Ann added Bob to the group' },
  ...more,
});

const ann = { id: 11, nickname: 'Ann' };
const bob = { id: '12', nickname: 'Bob' };

test('GroupMe: who came and went, answers, likes; newest first', async () => {
  const messages = [
    said(12, { deleted_at: 1_534_094_999 }),
    notice(11, 'message.deleted', { message_id: '12', deletion_actor: 'sender', deleter_id: '11' }),
    notice(10, 'poll.created', { poll: { id: 'p', subject: 's' }, user: ann }),
    notice(9, 'calendar.event.user.going', { event: { id: 'e' }, user: bob }),
    notice(8, 'membership.notifications.removed', { remover_user: ann, removed_user: bob }),
    notice(7, 'membership.notifications.exited', { removed_user: { id: 14, nickname: 'Dan' } }),
    notice(6, 'membership.announce.rejoined', { user: { id: 14, nickname: 'Dan' } }),
    notice(5, 'membership.announce.joined', { user: { id: 13, nickname: 'Cy' } }),
    notice(4, 'membership.announce.added', {
      added_users: [bob, { id: 14, nickname: 'Dan' }],
      adder_user: ann,
    }),
    notice(3, 'group.name_change', { user: ann, name: 'Ann added Bob to the group' }),
    said(2, { attachments: [{ type: 'reply', reply_id: '1', base_reply_id: '1' }], text: 'ok' }),
    said(1, { favorited_by: ['12', '13'], reactions: [{ type: 'unicode', code: 'x', user_ids: ['12'] }] }),
    said(0, { sender_type: 'bot', sender_id: '99', name: 'Bot' }),
  ];
  const { activities, memberships, groups, sources } = await importFolder(
    {
      'export/7/message.json': JSON.stringify(messages),
      'export/7/conversation.json': JSON.stringify({ id: '7', name: 'Our group', members: [] }),
    },
    'export',
  );
  const rows = activities.toSorted(
    (a, b) => Number(a.activity_id?.split(':')[0]) - Number(b.activity_id?.split(':')[0]),
  );
  expect(cells(rows, 'kind', 'member_id', 'role', 'reply_to').toSorted()).toEqual(
    [
      ...[
        'message 99 bot -',
        'message 11 - -',
        'reaction 12 - 1',
        'reaction 13 - 1',
        'reply 11 - 1',
        'system - - -',
      ],
      ...['join 12 - -', 'join 14 - -', 'join 13 - -', 'join 14 - -', 'leave 14 - -', 'leave 12 - -'],
      ...['event_signup 12 - -', 'survey_sent 11 - -', 'recall 11 - -'],
    ].toSorted(),
  );
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id', 'left_at').toSorted()).toEqual([
    '12 invite 11 2018-08-12T17:16:54Z',
    '13 link - -',
    '14 direct - 2018-08-12T17:16:53Z',
    '14 invite 11 -',
  ]);
  expect(cells(groups, 'group_id', 'name', 'type')).toEqual(['7 Our group group']);
  expect(cells(sources, 'joins', 'leaves', 'votes')).toEqual(['true true false']);
});

test('GroupMe: pages of the API, and a conversation of two', async () => {
  const { group_id: _, ...direct } = { ...said(1), conversation_id: '11+12', recipient_id: '12' };
  const { activities, groups } = await imported({
    'page.json': JSON.stringify({ response: { count: 1, messages: [said(2)] }, meta: { code: 200 } }),
    'direct.json': JSON.stringify({ response: { direct_messages: [direct] }, meta: { code: 200 } }),
  });
  expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id').toSorted()).toEqual([
    '2018-08-12T17:16:47Z 11+12 message 11',
    '2018-08-12T17:16:48Z 7 message 11',
  ]);
  expect(cells(groups, 'group_id', 'type').toSorted()).toEqual(['11+12 direct', '7 group']);
});

const chat = (date: string, id: string, more: object = {}) => ({
  creator: { name: 'Ann A', email: 'ann@x.example', user_type: 'Human' },
  ...{ created_date: date, text: 'hi https://a.example', topic_id: 't', message_id: id, ...more },
});

test('Google Chat: times in words, topics, quotes, reactions, members', async () => {
  const messages = [
    chat('Tuesday, August 25, 2020 at 12:45:53 AM UTC', 's/t/t'),
    chat('Tuesday, August 25, 2020 at 12:45:54\u202fPM UTC', 's/t/m', {
      creator: { name: 'Bob', email: 'bob@x.example', user_type: 'Human' },
      reactions: [{ emoji: { unicode: '👍' }, reactor_emails: ['ann@x.example', 'cy@x.example'] }],
    }),
    chat('Sunday, November 1, 2020 at 11:45:55 PM UTC', 's/u/u', {
      quoted_message_metadata: { message_id: 's/t/t', text: 'hi' },
    }),
    chat('Sunday, November 1, 2020 at 11:45:56 PM UTC', 's/v/v', {
      message_state: 'DELETED',
      text: undefined,
    }),
    chat('Sunday, November 1, 2020 at 11:45:57 PM UTC', 's/w/w', {
      creator: { name: 'Meet', email: '', user_type: 'Bot' },
    }),
  ];
  const members = ['ann', 'bob', 'cy'].map((one) => ({
    name: one,
    email: `${one}@x.example`,
    user_type: 'Human',
  }));
  const {
    activities,
    groups,
    members: people,
  } = await importFolder(
    {
      'Google Chat/Groups/Space AAQA/messages.json': JSON.stringify({ messages }),
      'Google Chat/Groups/Space AAQA/group_info.json': JSON.stringify({ name: 'Team', members }),
    },
    'Google Chat',
  );
  expect(
    cells(activities, 'ts', 'group_id', 'kind', 'member_id', 'reply_to', 'role', 'url_count').toSorted(),
  ).toEqual([
    '2020-08-25T00:45:53Z AAQA message ann@x.example - - 1',
    '2020-08-25T12:45:54Z AAQA reaction ann@x.example s/t/m - -',
    '2020-08-25T12:45:54Z AAQA reaction cy@x.example s/t/m - -',
    '2020-08-25T12:45:54Z AAQA reply bob@x.example s/t/t - 1',
    '2020-11-01T23:45:55Z AAQA reply ann@x.example s/t/t - 1',
    '2020-11-01T23:45:56Z AAQA recall ann@x.example - - -',
    '2020-11-01T23:45:57Z AAQA message Meet - bot 1',
  ]);
  expect(cells(groups, 'group_id', 'name', 'type')).toEqual(['AAQA Team group']);
  expect(cells(people, 'member_id').toSorted()).toEqual([
    'Meet',
    'ann@x.example',
    'bob@x.example',
    'cy@x.example',
  ]);
});

test('Google Chat in another language than English is refused, not read as nothing', async () => {
  const messages = [chat('martes, 25 de agosto de 2020, 12:45:53 UTC', 's/t/t')];
  await expect(imported({ 'messages.json': JSON.stringify({ messages }) })).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/created_date is not a time in English/),
  });
});
