/** Messenger and Instagram: bytes of UTF-8 written as characters, newest message first, people who come and go. */
import { expect, test } from 'vitest';
import { mended } from '../../src/importers/messenger.js';
import { cells, imported } from './imported.js';

/** A text as these exports write it. */
const broken = (text: string) => Buffer.from(text).toString('latin1');

const conversation = (messages: readonly object[], more: object = {}) =>
  JSON.stringify({
    participants: [{ name: broken('Jürgen') }, { name: 'Ann' }, { name: 'Bob' }],
    messages,
    ...{ title: broken('Läufer'), is_still_participant: true, thread_path: 'inbox/laeufer_42', ...more },
  });

test('kinds, people and letters', async () => {
  const text = conversation(
    [
      { sender_name: 'Bob', timestamp_ms: 1714557664000, is_unsent: true, type: 'Generic' },
      { sender_name: 'Bob', timestamp_ms: 1714557663000, type: 'Unsubscribe', users: [{ name: 'Bob' }] },
      { sender_name: 'Ann', timestamp_ms: 1714557662000, content: 'call', type: 'Call' },
      {
        ...{ sender_name: broken('Jürgen'), timestamp_ms: 1714557661000, type: 'Generic' },
        ...{ content: broken('grüße 😀 https://a.example'), reactions: [{ reaction: 'x', actor: 'Ann' }] },
      },
      {
        sender_name: 'Ann',
        timestamp_ms: 1714557660000,
        type: 'Subscribe',
        users: [{ name: 'Bob' }, { name: broken('Zoë') }],
      },
    ],
    { thread_type: 'RegularGroup' },
  );
  const { activities, groups, memberships } = await imported({ 'message_1.json': text });
  expect(cells(activities, 'ts', 'kind', 'member_id', 'url_count', 'text_length').toSorted()).toEqual([
    '2024-05-01T10:01:00Z join Bob - -',
    '2024-05-01T10:01:00Z join Zoë - -',
    '2024-05-01T10:01:01Z message Jürgen 1 25',
    '2024-05-01T10:01:01Z reaction Ann - -',
    '2024-05-01T10:01:02Z system - - -',
    '2024-05-01T10:01:03Z leave Bob - -',
    '2024-05-01T10:01:04Z recall Bob - -',
  ]);
  expect(cells(groups, 'group_id', 'name', 'type')).toEqual(['laeufer_42 Läufer group']);
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id', 'left_at').toSorted()).toEqual([
    'Bob invite Ann 2024-05-01T10:01:03Z',
    'Zoë invite Ann -',
  ]);
});

test('without types, what is a notice is unknown: a typed "Ann added Bob" is a message, and joins are not observable', async () => {
  const text = conversation([
    { sender_name: 'Ann', timestamp_ms: 1714557660000, content: 'Ann added Bob to the group.' },
  ]);
  const { activities, sources } = await imported({ 'message_1.json': text });
  expect(cells(activities, 'kind', 'member_id')).toEqual(['message Ann']);
  expect(cells(sources, 'joins', 'leaves', 'absolute_time')).toEqual(['false false true']);
});

test('only what is UTF-8 byte by byte is put right', () => {
  expect(mended(broken('日本 é'))).toBe('日本 é');
  for (const text of ['plain', 'café', 'Ã', 'naïve 日本']) expect(mended(text)).toBe(text);
});
