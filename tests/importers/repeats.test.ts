/** What stands twice, and what only looks so. */
import { expect, test } from 'vitest';
import { cells, imported } from './imported.js';

const message = (platformMessageId: string, createTime: number, content: string) => ({
  ...{ createTime, platformMessageId, localType: 1, senderUsername: 'wxid_a', senderDisplayName: 'Ann' },
  ...{ content, isSend: 0 },
});
const weflow = (...messages: readonly object[]) =>
  JSON.stringify({ weflow: {}, session: { wxid: '7@chatroom' }, messages });

test('a placeholder in place of an id loses no record', async () => {
  const { activities, notes } = await imported({
    'a.json': weflow(
      message('77', 1704164645, 'a'),
      message('77', 1704164700, 'b'),
      message('78', 1704164800, 'c'),
    ),
  });
  expect(cells(activities, 'ts', 'activity_id')).toEqual([
    '2024-01-02T03:04:05Z 77',
    '2024-01-02T03:05:00Z -',
    '2024-01-02T03:06:40Z 78',
  ]);
  expect(notes.join()).toMatch(/some ids, such as 77, occur on records at different times/);
});

test('nor does the id 0, of which WeChat has many', async () => {
  const { activities, notes } = await imported({
    'a.json': weflow(
      message('0', 1704164645, 'a'),
      message('0', 1704164645, 'b'),
      message('0', 1704164800, 'c'),
    ),
  });
  expect(cells(activities, 'activity_id')).toEqual(['-', '-', '-']);
  expect(notes).toEqual([]);
});

test('a record in two exports counts once, though its text was edited', async () => {
  const { activities } = await imported({
    'a.json': weflow(message('77', 1704164645, 'a')),
    'b.json': weflow(message('77', 1704164645, 'edited'), message('78', 1704164646, 'c')),
  });
  expect(cells(activities, 'activity_id').toSorted()).toEqual(['77', '78']);
});

test('who leaves and comes back within a minute is there', async () => {
  const line = (text: string) => `13/05/2024, 9:01 - ${text}\n`;
  const text = [
    "Ann joined using this group's invite link",
    'Ann left',
    "Ann joined using this group's invite link",
    'Bob: hi',
    "Eve joined using this group's invite link",
    'Eve left',
  ];
  const { memberships } = await imported({ 'a.txt': text.map(line).join('') }, { timezone: 'UTC' });
  expect(cells(memberships, 'member_id', 'joined_at', 'left_at', 'left_known')).toEqual([
    'Ann 2024-05-13T09:01:00Z 2024-05-13T09:01:00Z true',
    'Ann 2024-05-13T09:01:00Z - true',
    'Eve 2024-05-13T09:01:00Z 2024-05-13T09:01:00Z true',
  ]);
});
