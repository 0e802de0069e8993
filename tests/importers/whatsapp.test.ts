/** WhatsApp: every value was worked out by hand from the text that stands in the test. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cells, imported, importedPaths } from './imported.js';

const shanghai = { timezone: 'Asia/Shanghai' };

async function chat(
  lines: readonly string[],
  options: object = shanghai,
  name = 'WhatsApp Chat with Mums.txt',
) {
  return imported({ [name]: `${lines.join('\n')}\n` }, options);
}

describe('Android', () => {
  test('messages, notices and names', async () => {
    const { activities, memberships, members, groups } = await chat([
      '13/05/24, 9:01 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.',
      '13/05/24, 9:01 - Mara created group "Mums: the best"',
      '13/05/24, 9:02 - Mara added Ben, Eve and Tom',
      '13/05/24, 9:03 - Mara added you',
      "13/05/24, 9:04 - ~ Kim joined using this group's invite link",
      '13/05/24, 9:05 - Mara: hello: all',
      'second line https://example.com/a www.example.org',
      '13/05/24, 9:06 - Ben: Anna left',
      '13/05/24, 9:07 - Ben: Mara created group "x"',
      '13/05/24, 9:08 - Eve left',
      '13/05/24, 9:09 - Mara removed Tom',
      '13/05/24, 9:10 - Ben changed the subject from "a" to "Mara added Zoe"',
      '13/05/24, 9:11 - Ben: This message was deleted',
      '13/05/24, 9:12 - Zed requested to join.',
    ]);
    expect(cells(activities, 'kind', 'member_id', 'url_count').toSorted()).toEqual(
      [
        ...[
          'system - -',
          'system - -',
          'system - -',
          'join Mara -',
          'join Ben -',
          'join Eve -',
          'join Tom -',
        ],
        ...['join (exporter) -', 'join Kim -', 'message Mara 2', 'message Ben 0', 'message Ben 0'],
        ...['leave Eve -', 'leave Tom -', 'recall Ben -'],
      ].toSorted(),
    );
    expect(
      cells(memberships, 'member_id', 'joined_at', 'left_at', 'join_method', 'inviter_id').toSorted(),
    ).toEqual(
      [
        'Mara 2024-05-13T01:01:00Z - create -',
        'Ben 2024-05-13T01:02:00Z - invite Mara',
        'Eve 2024-05-13T01:02:00Z 2024-05-13T01:08:00Z invite Mara',
        'Tom 2024-05-13T01:02:00Z 2024-05-13T01:09:00Z invite Mara',
        '(exporter) 2024-05-13T01:03:00Z - invite Mara',
        'Kim 2024-05-13T01:04:00Z - link -',
      ].toSorted(),
    );
    expect(cells(members, 'member_id').toSorted()).toEqual([
      '(exporter)',
      'Ben',
      'Eve',
      'Kim',
      'Mara',
      'Tom',
    ]);
    expect(cells(groups, 'group_id', 'type')).toEqual(['Mums group']);
  });

  test('a name that contains "and" is one person if that person writes', async () => {
    const { memberships } = await chat([
      '13/05/24, 9:01 - Mara added Tom and Jerry, Smith, John and Eve',
      '13/05/24, 9:02 - Tom and Jerry: hi',
      '13/05/24, 9:03 - Smith, John: hi',
    ]);
    expect(cells(memberships, 'member_id').toSorted()).toEqual(['Eve', 'Smith, John', 'Tom and Jerry']);
  });

  test('--me says who "you" is', async () => {
    const { memberships } = await chat(
      ['13/05/24, 9:01 - You joined using a group link.', '13/05/24, 9:02 - Li: hi'],
      {
        ...shanghai,
        me: 'Li',
      },
    );
    expect(cells(memberships, 'member_id', 'join_method')).toEqual(['Li link']);
  });
});

describe('iOS', () => {
  test('notices carry the name of the group or of the actor', async () => {
    const { activities, memberships } = await chat(
      [
        '[2024/5/13 下午3:15:20] 产品群: \u200e消息和通话均经端到端加密。仅聊天参与者可以读取或收听。',
        '[2024/5/13 下午3:15:21] 产品群: \u200e张三创建了群组“产品群”',
        '[2024/5/13 下午3:16:00] 张三: \u200e张三添加了李四、王五',
        '[2024/5/13 下午3:17:00] 李四: 王五离开了',
        '\u200e[2024/5/13 下午3:18:00] 李四: \u200e<attached: 00000012-PHOTO-2024.jpg>',
        '[2024/5/13 上午12:19:00] 产品群: \u200e王五离开了',
      ],
      shanghai,
      '_chat.txt',
    );
    expect(cells(activities, 'kind', 'member_id').toSorted()).toEqual(
      [
        'system -',
        'join 张三',
        'join 李四',
        'join 王五',
        'message 李四',
        'message 李四',
        'leave 王五',
      ].toSorted(),
    );
    expect(cells(memberships, 'member_id', 'joined_at').toSorted()).toEqual(
      ['张三 2024-05-13T07:15:21Z', '李四 2024-05-13T07:16:00Z', '王五 2024-05-13T07:16:00Z'].toSorted(),
    );
  });

  test('U+202F before am and pm', async () => {
    const { activities } = await chat([
      '[5/13/24, 12:05:09\u202fAM] Ann: a',
      '[5/13/24, 12:05:09\u202fPM] Ann: b',
    ]);
    expect(cells(activities, 'ts', 'ts_precision_s')).toEqual([
      '2024-05-12T16:05:09Z 1',
      '2024-05-13T04:05:09Z 1',
    ]);
  });
});

describe('dates', () => {
  test('an order that stays open is asked', async () => {
    const lines = ['02/11/24, 9:00 - A: x', '10/11/24, 9:00 - A: y', '02/11/24, 9:01 - A: z'];
    await expect(chat(lines)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('2/11/24'),
    });
    const { activities } = await chat(lines, { ...shanghai, dateOrder: 'mdy' });
    expect(cells(activities, 'ts')).toEqual([
      '2024-02-11T01:00:00Z',
      '2024-10-11T01:00:00Z',
      '2024-02-11T01:01:00Z',
    ]);
  });

  test('an order in which days never go back is the one', async () => {
    const { activities } = await chat([
      '10/1/24, 9:00 - A: x',
      '11/1/24, 9:00 - A: x',
      '1/2/24, 9:00 - A: y',
    ]);
    expect(cells(activities, 'ts')).toEqual([
      '2024-01-10T01:00:00Z',
      '2024-01-11T01:00:00Z',
      '2024-02-01T01:00:00Z',
    ]);
  });

  test('the year first, with two digits', async () => {
    const { activities } = await chat(['24/6/30, 9:00 - A: x', '24/7/1, 9:00 - A: y']);
    expect(cells(activities, 'ts')).toEqual(['2024-06-30T01:00:00Z', '2024-07-01T01:00:00Z']);
  });

  test('a pasted header of another shape is text', async () => {
    const { activities } = await chat([
      '13/05/24, 9:01 - A: see',
      '[13.05.24, 09:00:00] B: pasted',
      '13/05/24, 9:02 - B: ok',
    ]);
    expect(cells(activities, 'member_id', 'text_length')).toEqual(['A 34', 'B 2']);
  });

  test('no zone is a question', async () => {
    await expect(chat(['13/05/24, 9:01 - A: x', '13/05/24, 9:02 - A: x'], {})).rejects.toMatchObject({
      exitCode: 2,
      hint: expect.stringContaining('--timezone'),
    });
  });

  test('a repeated hour is the first until the clock goes back; an hour that is missing is rejected', async () => {
    const berlin = { timezone: 'Europe/Berlin', maxRejects: '1' };
    const lines = [
      '27/10/24, 2:30 - A: x',
      '27/10/24, 2:50 - A: x',
      '27/10/24, 2:10 - A: x',
      '27/10/24, 2:40 - A: x',
      '30/03/25, 2:30 - A: gone',
    ];
    const { activities, rejects } = await chat(lines, berlin);
    expect(cells(activities, 'ts')).toEqual([
      ...['2024-10-27T00:30:00Z', '2024-10-27T00:50:00Z', '2024-10-27T01:10:00Z', '2024-10-27T01:40:00Z'],
    ]);
    expect(cells(rejects, 'line')).toEqual(['5']);
  });
});

test('the same chat from two phones counts once, honest repeats stay', async () => {
  const one = ['13/05/24, 9:01 - A: +1', '13/05/24, 9:01 - A: +1', '13/05/24, 9:02 - B: ok'];
  const two = ['13/05/24, 9:01 - A: +1', '13/05/24, 9:02 - B: ok', '13/05/24, 9:03 - B: more'];
  const { activities } = await imported(
    { 'a/WhatsApp Chat with X.txt': one.join('\n'), 'b/WhatsApp Chat with X (1).txt': two.join('\n') },
    shanghai,
  );
  expect(cells(activities, 'ts', 'member_id')).toEqual([
    ...[
      '2024-05-13T01:01:00Z A',
      '2024-05-13T01:01:00Z A',
      '2024-05-13T01:02:00Z B',
      '2024-05-13T01:03:00Z B',
    ],
  ]);
});

const samples = join(import.meta.dirname, '../../../shared/samples/whatsapp');

describe.skipIf(!existsSync(samples))('shared samples', () => {
  test.each([
    ['chatminer_test_[mmddyy]_24hrs.txt'],
    ['chatminer_test_ddmmyy_24hrs.txt'],
    ['chatminer_test_mmddyy_24hrs.txt'],
    ['chatminer_test_mmddyyyy_12hrs.txt'],
    ['chatminer_test_yyyymmdd_24hrs.txt'],
  ])('%s', async (name) => {
    const { activities, memberships } = await importedPaths([join(samples, name)], { timezone: 'UTC' });
    expect(cells(activities, 'ts', 'kind', 'member_id').toSorted()).toEqual([
      '2019-01-01T11:25:00Z message John Doe',
      '2019-01-20T11:23:00Z system -',
      '2019-01-30T20:49:00Z message Jahn Doe',
      '2020-06-10T15:55:00Z message John-John Doe',
      '2020-06-20T00:08:00Z join +12 345 578',
      '2020-06-30T09:10:00Z join (exporter)',
      '2021-12-10T10:10:00Z message John Doe 🤓',
      '2021-12-20T12:10:00Z message 🤓',
      '2021-12-30T22:01:00Z message John Doe',
    ]);
    expect(cells(memberships, 'member_id', 'join_method').toSorted()).toEqual([
      '(exporter) invite',
      '+12 345 578 create',
    ]);
  });

  test('chatistics', async () => {
    const rows = async (name: string, options: object = {}) =>
      cells(
        (await importedPaths([join(samples, name)], { timezone: 'UTC', ...options })).activities,
        ...['ts', 'kind', 'member_id'],
      );
    expect(await rows('chatistics_chat_2.txt')).toEqual([
      '2019-09-17T16:37:47Z message Peter Doe',
      '2019-09-17T16:38:06Z message Peter Doe',
      '2019-09-17T16:38:59Z message John Doe',
      '2019-09-17T16:39:52Z message John Doe',
    ]);
    expect(await rows('chatistics_chat_3.txt', { dateOrder: 'dmy' })).toHaveLength(11);
    expect(await rows('chatistics_chat_4.txt')).toEqual([
      '2019-09-17T08:30:52Z message John Doe',
      '2019-09-17T16:30:10Z message John Doe',
      '2019-09-18T16:50:32Z message John Doe',
    ]);
  });
});

describe('a title that holds a colon, before what the group says on iOS', () => {
  const chat = [
    '[05.11.26, 10:00:00] Tea: round 2: \u200eMessages and calls are end-to-end encrypted.',
    '[05.11.26, 10:00:01] Tea: round 2: \u200eAnna created this group',
    '[05.11.26, 10:05:00] Anna: hello',
    '[16.11.26, 10:06:00] Bob: Tea: round 2: is it on?',
    '[17.11.26, 10:07:00] Tea: round 2: \u200eBob left',
  ];

  test('is not a member, and its notices are joins and leaves', async () => {
    const found = await imported({ '_chat.txt': `${chat.join('\n')}\n` }, { timezone: 'UTC', group: 'g1' });
    expect(found.members.map(({ member_id }) => member_id)).toEqual(['Anna', 'Bob']);
    const said = found.activities.map(({ kind, member_id }) => `${kind} ${member_id}`).sort();
    expect(said).toEqual(['join Anna', 'leave Bob', 'message Anna', 'message Bob', 'system ']);
  });
});
