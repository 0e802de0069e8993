/** Telegram Desktop: every value was worked out by hand from the text that stands in the test. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cells, imported, importedPaths } from './imported.js';

const records = [
  '{"id": -5, "type": "message", "date": "2024-01-02T08:00:00", "date_unixtime": "1704178800", "from": "Ann", "from_id": "user1", "text": "old"}',
  '{"id": 1, "type": "service", "date": "2024-01-02T09:00:00", "date_unixtime": "1704182400", "actor": "Ann", "actor_id": "user1", "action": "create_group", "title": "G", "members": ["Bob"]}',
  '{"id": 2, "type": "service", "date": "2024-01-02T09:01:00", "date_unixtime": "1704182460", "actor": "Bob", "actor_id": "user2", "action": "invite_members", "members": ["Bob"]}',
  '{"id": 3, "type": "service", "date": "2024-01-02T09:02:00", "date_unixtime": "1704182520", "actor": "Ann", "actor_id": "user1", "action": "topic_created", "title": "T"}',
  '{"id": 4, "type": "message", "date": "2024-01-02T09:03:00", "date_unixtime": "1704182580", "from": "Bob", "from_id": 2, "reply_to_message_id": 3, "text": "in a topic"}',
  '{"id": 5, "type": "message", "date": "2024-01-02T09:04:00", "date_unixtime": "1704182640", "from": "Bob", "from_id": "user2", "reply_to_message_id": 4, "text": ["a ", {"type": "link", "text": "https://a.example"}, {"type": "text_link", "text": "b", "href": "https://b.example"}]}',
  '{"id": 6, "type": "service", "date": "2024-01-02T09:05:00", "date_unixtime": "1704182700", "actor": "Bob", "actor_id": "user2", "action": "remove_members", "members": ["Bob"]}',
  '{"id": 7, "type": "service", "date": "2024-01-02T09:06:00", "date_unixtime": "1704182760", "actor": "Ann", "actor_id": "user1", "action": "send_payment", "amount": 1050, "currency": "USD"}',
  '{"id": 8, "type": "message", "date": "2024-01-02T09:07:00", "date_unixtime": "1704182820", "from": "Ann", "from_id": "user1", "sticker_emoji": "x", "text": [{"type": "custom_emoji", "text": "e", \n      "document_id": file (2).webm\n    }, "Ann left \\x01"]}',
];

function chat(list: readonly string[], type = 'private_supergroup'): string {
  return `{\n "name": "G",\n "type": "${type}",\n "id": 99,\n "messages": [\n${list.join(',\n')}\n ]\n}\n`;
}

test('who came by a link of the group itself was invited by nobody', async () => {
  const join = (id: number, inviter: string) =>
    `{"id": ${id}, "type": "service", "date": "2024-01-02T09:0${id}:00", "date_unixtime": "${1704182400 + 60 * id}", "actor": "P${id}", "actor_id": "user${id}", "action": "join_group_by_link", "inviter": "${inviter}"}`;
  const { memberships, members } = await imported({ 'result.json': chat([join(1, 'Group'), join(2, 'P1')]) });
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id')).toEqual([
    'user1 link -',
    'user2 link user1',
  ]);
  expect(members.map(({ member_id }) => member_id).toSorted()).toEqual(['user1', 'user2']);
});

test('kinds, people and stays of a group', async () => {
  const { activities, memberships, groups } = await imported({ 'result.json': chat(records) });
  expect(cells(activities, 'activity_id', 'kind', 'member_id', 'reply_to').toSorted()).toEqual(
    [
      ...['-5 message user1 -', '1 join user1 -', '1:created join user2 -', '2 join user2 -', '3 system - -'],
      ...['4 message user2 -', '5 reply user2 4', '6 leave user2 -', '7 payment - -', '8 message user1 -'],
    ].toSorted(),
  );
  expect(
    cells(memberships, 'member_id', 'joined_at', 'left_at', 'join_method', 'inviter_id').toSorted(),
  ).toEqual([
    'user1 2024-01-02T08:00:00Z - create -',
    'user2 2024-01-02T08:00:00Z - invite user1',
    'user2 2024-01-02T08:01:00Z 2024-01-02T08:05:00Z direct -',
  ]);
  expect(activities.find((row) => row.activity_id === '5')?.url_count).toBe('2');
  expect(
    cells(
      activities.filter((row) => row.kind === 'payment'),
      'amount',
      'currency',
    ),
  ).toEqual(['10.5 USD']);
  expect(cells(groups, 'group_id', 'name', 'type')).toEqual(['99 G group']);
});

test('channel posts are broadcasts by nobody', async () => {
  const post =
    '{"id": 1, "type": "message", "date": "2024-01-02T09:00:00", "date_unixtime": "1704182400", "from": "G", "from_id": "channel99", "text": "x"}';
  const { activities, members, groups } = await imported({ 'result.json': chat([post], 'public_channel') });
  expect(cells(activities, 'kind', 'member_id')).toEqual(['broadcast -']);
  expect(members).toEqual([]);
  expect(cells(groups, 'type')).toEqual(['feed']);
});

test('two exports that overlap count once, and a file that was cut is refused', async () => {
  const files = { 'a.json': chat(records.slice(0, 6)), 'b.json': chat(records.slice(3)) };
  expect((await imported(files)).activities).toHaveLength(10);
  await expect(imported({ 'a.json': chat(records).slice(0, 900) })).rejects.toMatchObject({ exitCode: 3 });
});

const samples = join(import.meta.dirname, '../../../shared/samples/telegram');

describe.skipIf(!existsSync(samples))('shared samples', () => {
  test('a supergroup with an invalid escape', async () => {
    const { activities, memberships } = await importedPaths([
      join(samples, 'supergroup_service_synthetic_INVALID_ESCAPE.json'),
    ]);
    expect(cells(activities, 'activity_id', 'ts', 'kind', 'member_id', 'reply_to').toSorted()).toEqual(
      [
        '1 2024-06-01T00:00:00Z join user111 -',
        '2:1 2024-06-01T00:01:00Z join Bob -',
        '2:2 2024-06-01T00:01:00Z join - -',
        '3 2024-06-01T00:02:00Z reply user222 1',
        '3:👍:user111 2024-06-01T00:03:00Z reaction user111 3',
        '5 2024-06-01T00:05:00Z leave Bob -',
        '6 2024-06-01T00:06:00Z survey_sent - -',
      ].toSorted(),
    );
    expect(cells(memberships, 'member_id', 'join_method', 'inviter_id').toSorted()).toEqual([
      'Bob invite user999',
      'user111 link user999',
    ]);
  });

  test('the smallest exports', async () => {
    for (const name of ['single_export_min.json', 'batch_export_min.json']) {
      const { activities } = await importedPaths([join(samples, name)]);
      expect(cells(activities, 'ts', 'kind', 'member_id', 'url_count')).toEqual([
        '2018-12-05T10:39:10Z message Author 1 0',
        '2018-12-05T10:49:24Z message Author 2 1',
      ]);
    }
  });
});

test('who creates a group joins once, though the list of first members names the creator, too', async () => {
  const created =
    '{"id": 1, "type": "service", "date": "2024-01-02T09:00:00", "date_unixtime": "1704182400", "actor": "Ann", "actor_id": "user1", "action": "create_group", "title": "G", "members": ["Ann", "Bob"]}';
  const { memberships } = await imported({ 'result.json': chat([created]) });
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id').toSorted()).toEqual([
    'Bob invite user1',
    'user1 create -',
  ]);
});

test('a chat that another program wrote with one message a line is a chat, not a list of objects', async () => {
  const text = chat(records.slice(0, 1)).replaceAll('\n ', ' ').replace('[ ', '[').replace('[\n', '[\n');
  const [head = '', ...rest] = text.split('[');
  const { activities } = await imported({ 'result.json': `${head.replaceAll('\n', '')}[${rest.join('[')}` });
  expect(cells(activities, 'kind', 'member_id')).toEqual(['message user1']);
});

test('many answers to one record before the first may be a topic, and that is said', async () => {
  const message = (id: number, reply: number) =>
    `{"id": ${id}, "type": "message", "date": "2024-01-02T09:00:00", "date_unixtime": "1704182400", "from": "Bob", "from_id": "user2", "reply_to_message_id": ${reply}, "text": "x"}`;
  const answers = (count: number, target: number) =>
    Array.from({ length: count }, (_, place) => message(100 + place, target));
  const note = /20 messages of "G" answer the record 7, which is before its first/;
  const { activities, notes } = await imported({ 'result.json': chat(answers(20, 7)) });
  expect(activities).toHaveLength(20);
  expect(notes.join()).toMatch(note);
  // what an ordinary message gets, and answers to a record that is there or was deleted since
  for (const list of [answers(19, 7), answers(30, 100), answers(30, 103)])
    expect((await imported({ 'result.json': chat(list) })).notes.join()).not.toMatch(/answer the record/);
});

test('a notice about nobody stays a notice', async () => {
  const { activities } = await imported({
    'result.json': chat([
      '{"id": 1, "type": "service", "date": "2024-01-02T09:00:00", "date_unixtime": "1704182400", "actor": "Ann", "actor_id": "user1", "action": "invite_members", "members": []}',
      '{"id": 2, "type": "service", "date": "2024-01-02T09:00:00", "date_unixtime": "1704182400", "actor": "Ann", "actor_id": "user1", "action": "invite_members", "members": [null, "Bob"]}',
    ]),
  });
  expect(cells(activities, 'activity_id', 'kind', 'member_id').toSorted()).toEqual([
    '1 system -',
    '2:1 join -',
    '2:2 join Bob',
  ]);
});
