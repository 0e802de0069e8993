/** LINE: days in other orders, quotes, and dates that somebody typed. */
import { describe, expect, test } from 'vitest';
import { cells, imported } from './imported.js';
import { contextIn, eventsOf, rowsOf } from './in_chunks.js';

const read = (...lines: readonly string[]) => rowsOf(eventsOf('line.txt', lines.join('\n')));
const head = ['[LINE] Chat history with G', 'Saved on: 2024/06/01 10:00', ''];

describe('days', () => {
  test('the weekday tells day and month apart', () => {
    const rows = (day: string) => read(...head, day, '10:00\tAnn\thi');
    expect(rows('Thu, 01/02/2024')).toEqual(['2024-02-01T10:00 message Ann']);
    expect(rows('Tue, 01/02/2024')).toEqual(['2024-01-02T10:00 message Ann']);
  });

  test('days above 12 decide the order for the whole file', () => {
    expect(read(...head, 'จ. 01/02/2024', '10:00\tAnn\thi', '', 'อ. 13/02/2024', '10:00\tBob\tho')).toEqual([
      '2024-02-01T10:00 message Ann',
      '2024-02-13T10:00 message Bob',
    ]);
  });

  test('else it is a question', () => {
    const lines = [...head, 'จ. 01/02/2024', '10:00\tAnn\thi'];
    expect(() => read(...lines)).toThrow(/day first or the month first/);
    expect(rowsOf(eventsOf('line.txt', lines.join('\n'), contextIn('UTC', 'dmy')))).toEqual([
      '2024-02-01T10:00 message Ann',
    ]);
  });

  test('a date that somebody typed begins no day', () => {
    const lines = ['2024/01/13(土)', '10:00\tAnn\t"see', '2024/01/20(土)', 'there"', '10:05\tBob\tok'];
    expect(read(...head, ...lines)).toEqual(['2024-01-13T10:00 message Ann', '2024-01-13T10:05 message Bob']);
  });
});

describe('quotes', () => {
  test('a body that only begins with a quoted word does not swallow other messages', () => {
    const rows = read(
      ...head,
      '2024/01/13(土)',
      '10:00\tAnn\t"Great" she said',
      '10:01\tBob\tno',
      '10:02\tEve\t"ok"',
    );
    expect(rows.map((row) => row.slice(-3))).toEqual(['Ann', 'Bob', 'Eve']);
  });

  test('a body of several lines holds rows that were pasted', () => {
    const rows = read(
      ...head,
      '2024/01/13(土)',
      '10:00\tAnn\t"look',
      '09:00\tEve\tpasted',
      'end"',
      '10:01\tBob\tno',
    );
    expect(rows).toEqual(['2024-01-13T10:00 message Ann', '2024-01-13T10:01 message Bob']);
  });

  test('a quote that never closes ends with its line', () => {
    const rows = read(...head, '2024/01/13(土)', '10:00\tAnn\t"look', '10:01\tBob\tno');
    expect(rows.map((row) => row.slice(-3))).toEqual(['Ann', 'Bob']);
  });
});

test('words of another language: who came and who left is not observable', () => {
  const events = eventsOf(
    'line.txt',
    [...head, '2024/01/13(ส.)', '10:00\tAnn เข้าร่วมกลุ่ม', '10:01\tAnn\thi'].join('\n'),
  );
  expect(events.filter((one) => one.type === 'unable')).toEqual([
    { type: 'unable', capabilities: ['joins', 'leaves'] },
  ]);
});

describe('words of other languages', () => {
  test('simplified Chinese, with the weekday right behind the day', () => {
    const events = eventsOf(
      'line.txt',
      [
        '[LINE] 旅行的聊天记录',
        '保存日期: 2026/2/1 10:00',
        '',
        '2026/1/30周五',
        '上午09:05\tAnn\t你好',
        '上午09:06\t\tBob已加入该群',
        '下午09:07\tBob\t"多行',
        '第二行"',
        '下午09:08\t\tAnn已将Cy添加至群',
        '下午09:08\t\tBob已退群',
        '下午09:09\t\tAnn撤回了一条消息',
        '',
        '2026/1/31周六',
        '上午12:05\tAnn\tBob已退群',
      ].join('\n'),
    );
    expect(rowsOf(events)).toEqual([
      '2026-01-30T09:05 message Ann',
      '2026-01-30T09:06 join Bob',
      '2026-01-30T21:07 message Bob',
      '2026-01-30T21:08 join Cy',
      '2026-01-30T21:08 leave Bob',
      '2026-01-30T21:09 recall Ann',
      '2026-01-31T00:05 message Ann',
    ]);
    expect(events.find((one) => one.type === 'chat')).toMatchObject({ chat: '旅行' });
  });

  test.each([
    ['Ann added Bob to the group.', 'join Bob'],
    ['AnnがBobをグループに追加しました。', 'join Bob'],
    ['Ann已新增Bob至群組', 'join Bob'],
    ['Ann已加入群組', 'join Ann'],
    ['Ann已離開群組', 'leave Ann'],
    ['Annがグループを退会しました。', 'leave Ann'],
  ])('%s', (text, row) => {
    expect(read(...head, '2026/1/30(Fri)', `15:04\t\t${text}`)).toEqual([`2026-01-30T15:04 ${row}`]);
  });

  test('a message that was taken back in English is a recall of its sender', () => {
    expect(read(...head, '2026/1/30(Fri)', '15:04\tAnn\tMessage unsent.')).toEqual([
      '2026-01-30T15:04 recall Ann',
    ]);
  });

  test('the person of a Japanese chat, and a year of the Thai calendar', () => {
    const events = eventsOf('a.txt', '[LINE] 太郎とのトーク履歴\n\n2567/06/01(土)\n10:00\t太郎\thi');
    expect(events[0]).toMatchObject({ chat: '太郎' });
    expect(rowsOf(events)).toEqual(['2024-06-01T10:00 message 太郎']);
  });
});

test('invitations that must be accepted, and changes of names and pictures, are known notices', () => {
  const text = [
    '[LINE] 営業のトーク履歴\n保存日時：2024/05/02 10:00\n\n2024/05/01(水)\n9:15\t花子\tこんにちは',
    '9:19\t\t花子が次郎を招待しました。\n9:22\t\t花子がグループ名を変更しました。',
    '9:23\t\t민수님이 철수님을 그룹에 초대했습니다.\n9:24\t\tAnn changed the group name.\n',
  ].join('\n');
  const events = eventsOf('a.txt', text);
  expect(events.filter((one) => one.type === 'note')).toEqual([]);
  expect(rowsOf(events).map((row) => row.split(' ')[1])).toEqual(['message', ...Array(4).fill('system')]);
});

describe('the person who made the export', () => {
  const history = (title: string, day: string, rows: readonly string[]) =>
    [`[LINE] ${title}`, 'Saved', '', day, '09:00\tAnn\tHi', ...rows, '10:00\tBob\thi'].join('\n');

  test.each([
    [
      'English',
      history('Chat history in Mums', 'Mon, 05/13/2024', [
        ...['09:01\t\tYou unsent a message.', '09:02\t\tAnn added You to the group.'],
        ...['09:03\t\tYou removed Dan from the group.', '09:04\t\tYou left the group.'],
      ]),
      ['recall ME', 'join ME', 'leave Dan', 'leave ME'],
    ],
    [
      'Chinese',
      history('與媽媽群的聊天記錄', '2024/05/13（一）', [
        ...[
          '09:01\t\t您已收回訊息',
          '09:02\t\t你已加入群組',
          '09:03\t\t您已讓丁退出群組',
          '09:04\t\t您已離開群組',
        ],
      ]),
      ['recall ME', 'join ME', 'leave 丁', 'leave ME'],
    ],
    [
      'Japanese',
      history('ママ会のトーク履歴', '2024/05/13(月)', [
        ...['09:01\tメッセージの送信を取り消しました', '09:02\t\tYouが参加しました。'],
      ]),
      ['recall ME', 'join You'],
    ],
  ])('is called by many words: %s', async (_, text, expected) => {
    const { activities } = await imported({ 'line.txt': text }, { timezone: 'UTC', me: 'ME' });
    const told = activities.filter(({ kind }) => kind !== 'message');
    const inOrder = told.toSorted((a, b) => ((a.ts ?? '') < (b.ts ?? '') ? -1 : 1));
    expect(cells(inOrder, 'kind', 'member_id')).toEqual(expected);
  });
});

describe('open chats and groups of companies', () => {
  test.each([
    ['花子がトークに参加しました。', 'join 花子'],
    ['花子がLINE WORKSからトークに参加しました。', 'join 花子'],
    ['太郎がトークを退出しました。', 'leave 太郎'],
    ['花子が三郎を強制退会させました。', 'leave 三郎'],
    ['花子が三郎をグループから削除しました。', 'leave 三郎'],
    ['花子が写真を削除しました。', 'system -'],
    ['花子が三郎をグループに招待しました。招待中の友だちが参加するまでしばらくお待ちください。', 'system -'],
    ['三郎への招待をキャンセルしました。', 'system -'],
    ['花子が<u>アナウンスしました</u>', 'system -'],
    ['小美加入聊天', 'join 小美'],
    ['小明離開聊天', 'leave 小明'],
    ['管理員已將小華強制退出社群。', 'leave 小華'],
    ['小李的訊息可能已違反社群服務條款而遭刪除', 'system -'],
    ['小美建立了相簿「旅行」', 'system -'],
    ['Gil has joined the group.', 'join Gil'],
    ['Hal has left the group.', 'leave Hal'],
    ["Ann canceled Dan's invitation.", 'system -'],
    ['Ann has removed Cy from the group.', 'leave Cy'],
  ])('%s', (text, row) => {
    const events = eventsOf('line.txt', [...head, '2026/1/30(Fri)', `15:04\t\t${text}`].join('\n'));
    expect(rowsOf(events)).toEqual([`2026-01-30T15:04 ${row}`]);
    expect(events.filter((one) => one.type === 'note')).toEqual([]);
  });

  test('a notice may explain itself on further lines', () => {
    const text = '15:04\t\t花子がLINE WORKSからトークに参加しました。\n（ノートとアルバムは使えません。）';
    expect(read(...head, '2026/1/30(Fri)', text, '15:05\tAnn\thi')).toEqual([
      '2026-01-30T15:04 join 花子',
      '2026-01-30T15:05 message Ann',
    ]);
  });

  test('a name may hold the words of another notice', () => {
    const rows = read(...head, '2026/1/30(Fri)', '15:04\t\t花子がアルバム係をグループから削除しました。');
    expect(rows).toEqual(['2026-01-30T15:04 leave アルバム係']);
  });

  test('somebody who comes in an unknown way is not taken for a known notice', () => {
    for (const text of ['小王透過群組邀請連結加入群組', 'グループの招待URLから五郎が参加しました。']) {
      const events = eventsOf('line.txt', [...head, '2026/1/30(Fri)', `15:04\t\t${text}`].join('\n'));
      expect(rowsOf(events)).toEqual(['2026-01-30T15:04 system -']);
      expect(events.some((one) => one.type === 'note')).toBe(true);
    }
  });

  test('their titles have other words', () => {
    const nameIn = (title: string) =>
      eventsOf('a.txt', `${title}\n\n2026/1/30(Fri)\n15:04\tAnn\thi`).find((one) => one.type === 'chat');
    expect(nameIn('[LINE] 猫好きのトーク')).toMatchObject({ chat: '猫好き' });
    expect(nameIn('[LINE]猫好き のトーク履歴')).toMatchObject({ chat: '猫好き' });
    expect(nameIn('[LINE] 貓社群的聊天')).toMatchObject({ chat: '貓社群' });
  });

  test('what answers by itself is a bot', () => {
    const events = eventsOf('a.txt', [...head, '2026/1/30(Fri)', '15:04\tAuto-reply\tRules'].join('\n'));
    expect(events.find((one) => one.type === 'activity')).toMatchObject({ kind: 'message', role: 'bot' });
  });
});

test('messages taken back and calls, in the languages of the phones', () => {
  const row = (text: string) => read(...head, '2026/1/30(Fri)', `15:04\tAnn\t${text}`)[0]?.slice(17);
  for (const text of ['Message unsent.', 'メッセージの送信を取り消しました', '已收回訊息', '撤回了一条消息'])
    expect(row(text)).toBe('recall Ann');
  for (const text of ['☎ 通話時間 5:32', '☎ 不在着信', '☎ 未接來電', '☎ Call time 1:05:32'])
    expect(row(text)).toBe('system -');
  for (const text of ['☎ 03-1234-5678', '☎ 通話時間 5:32 だった', '已收回訊息了嗎', 'Message unsent. Sorry'])
    expect(row(text)).toBe('message Ann');
});

test('times of Indonesia and Thailand', () => {
  expect(read('[LINE] Ann', '', 'Sen, 15/01/2024', '09.05\tAnn\thai')).toEqual([
    '2024-01-15T09:05 message Ann',
  ]);
  expect(read('[LINE] Ann', '', 'จ. 15/1/2567', '21:05 น.\tAnn\tดี')).toEqual([
    '2024-01-15T21:05 message Ann',
  ]);
});

test('times in an unknown form are named, not taken for a chat without messages', () => {
  expect(() => read('[LINE] Ann', 'Saved', '', 'Mon, 15/01/2024', '9h00\tAnn\thi', '9h01\tBob\tya')).toThrow(
    /none of its rows begins with a known time/,
  );
});

test('blanks around a name are not part of it, unless it has nothing else', () => {
  const rows = ['15:04\tAnn \thi', '15:05\t\tAnn left the group.', '15:06\t\u3000\thi'];
  expect(read(...head, '2026/1/30(Fri)', ...rows).map((row) => row.slice(17))).toEqual([
    ...['message Ann', 'leave Ann', 'message \u3000'],
  ]);
});
