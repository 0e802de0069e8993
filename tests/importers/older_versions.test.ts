/** Files of older versions of exporters, which write less or in another order; the rows were worked out by hand. */
import { describe, expect, test } from 'vitest';
import { importFolder } from './folder.js';
import { cells, imported } from './imported.js';
import { eventsOf, rowsOf } from './in_chunks.js';

describe('slackdump 1', () => {
  const message = (ts: string, user: string, more: object = {}) => ({
    type: 'message',
    ...{ ts, user, text: 'hi', ...more },
  });
  const dump = {
    name: 'everything',
    messages: [
      message('1650000000.000100', 'U1'),
      message('1650000001.000100', 'U2', {
        thread_ts: '1650000001.000100',
        slackdump_thread_replies: [message('1650000002.000100', 'U1', { thread_ts: '1650000001.000100' })],
      }),
    ],
    channel_id: 'C111',
  };

  test('the channel id may come after its messages, even far after', () => {
    for (const text of ['hi', 'x'.repeat(300_000)]) {
      const messages = dump.messages.map((one) => ({ ...one, text }));
      const events = eventsOf('dump.json', JSON.stringify({ ...dump, messages }, null, 1));
      expect(events.flatMap((one) => (one.type === 'activity' ? [one.chat] : []))).toEqual([
        'C111',
        'C111',
        'C111',
      ]);
      expect(rowsOf(events).map((row) => row.slice(17))).toEqual(['message U1', 'message U2', 'reply U1']);
    }
  });

  test('a comment on a file is of the person who wrote it', () => {
    const comment = { type: 'message', subtype: 'file_comment', text: 'x', ts: '1650000003.000100' };
    const days = JSON.stringify([{ ...comment, comment: { id: 'Fc1', user: 'U3' } }], null, 1);
    expect(rowsOf(eventsOf('2022-04-15.json', days))).toEqual(['2022-04-15T05:20 message U3']);
  });
});

describe('qq-chat-exporter', () => {
  const sender = { uid: 'u_1', uin: '10001', name: 'Ann' };

  test('chunks of 5.0, whose manifest does not name the program', async () => {
    const manifest = {
      metadata: { exportTime: '2025-12-27T03:33:25.460Z', version: '5.0.0', format: 'chunked-jsonl' },
      chatInfo: { name: '产品群', type: 'group', selfUid: 'u_9', selfUin: '999' },
      statistics: { totalMessages: 1 },
      chunked: { format: 'jsonl', chunks: [{ file: 'chunks/chunk_0001.jsonl' }] },
    };
    const record = {
      ...{ id: '7587998612871331832', seq: '7107700', timestamp: 1_766_718_601_000 },
      ...{ time: '2025-12-26T03:10:01.000Z', sender, type: 'type_1', system: false, recalled: false },
      content: { text: 'hi', elements: [{ type: 'text', data: { text: 'hi' } }] },
    };
    const { activities } = await importFolder(
      {
        'export/manifest.json': JSON.stringify(manifest, null, 2),
        'export/chunks/chunk_0001.jsonl': `${JSON.stringify(record)}\n`,
      },
      'export',
    );
    expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id')).toEqual([
      '2025-12-26T03:10:01Z 产品群 message u_1',
    ]);
  });

  test('replies of 4, which say what they answer and not what they are made of', () => {
    const answers = { messageId: '7', referencedMessageId: '700', senderName: 'Ben', content: 'a' };
    const file = {
      metadata: { name: 'QQChatExporter V4', version: '4.0.0' },
      chatInfo: { name: 'g', type: 'group' },
      messages: [
        {
          messageId: '701',
          timestamp: '2025-12-26T03:10:01.000Z',
          sender,
          content: { text: 'yes', reply: answers },
        },
        {
          messageId: '702',
          timestamp: '2025-12-26T03:10:02.000Z',
          sender,
          content: { text: 'no', resources: [] },
        },
      ],
    };
    const events = eventsOf('group.json', JSON.stringify(file, null, 1));
    expect(events.flatMap((one) => (one.type === 'activity' ? [`${one.kind} ${one.reply_to}`] : []))).toEqual(
      ['reply 700', 'message undefined'],
    );
  });
});

test('if nothing is understood, the reason is given', async () => {
  const records = [1, 2].map((id) => ({
    id,
    type: 'message',
    date: 'yesterday',
    from: 'Ann',
    from_id: 'user1',
  }));
  const chat = JSON.stringify({ name: 'g', type: 'private_group', id: 1, messages: records }, null, 1);
  await expect(imported({ 'result.json': chat })).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(
      /2 of 2 records .*the first \(line or record 1\): a record without a time/,
    ),
  });
});

test('DiscordChatExporter before 2023: who reacted is not observable if only counts are written', () => {
  const message = (reactions: object[]) => ({
    ...{ id: '1', type: 'Default', timestamp: '2022-01-01T00:00:00+00:00', content: 'hi', reactions },
    author: { id: '11', name: 'ann' },
  });
  const unable = (...own: object[]) => {
    const joined = { ...message([]), id: '2', type: 'GuildMemberJoin' };
    const all = [joined, ...own];
    const file = { guild: { id: '1' }, channel: { id: '2', name: 'c' }, messages: all };
    return eventsOf('c.json', JSON.stringify(file, null, 1)).filter(({ type }) => type === 'unable');
  };
  expect(unable(message([]), message([{ emoji: { name: 'x' }, count: 3 }]))).toEqual([
    { type: 'unable', capabilities: ['reactions'] },
  ]);
  expect(unable(message([{ emoji: { name: 'x' }, count: 1, users: [{ id: '22', name: 'bob' }] }]))).toEqual(
    [],
  );
});

test('what the files of a server or workspace leave out is not observable', () => {
  const record = { type: 'message', ts: '1650000000.000100', user: 'U1', text: 'hi' };
  const dump = eventsOf('C1.json', JSON.stringify({ channel_id: 'C1', messages: [record] }, null, 1));
  expect(dump).toContainEqual({ type: 'unable', capabilities: ['member_list'] });
  const channel = { guild: { id: '1' }, channel: { id: '2', name: 'c' }, messages: [] };
  expect(eventsOf('c.json', JSON.stringify(channel, null, 1))).toContainEqual({
    type: 'unable',
    capabilities: ['joins'],
  });
});
