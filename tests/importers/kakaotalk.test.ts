/** KakaoTalk: phones with clocks of 24 hours, lines of days, and notices that cannot be told from text. */
import { expect, test } from 'vitest';
import { cells, imported } from './imported.js';
import { eventsOf, rowsOf } from './in_chunks.js';

const read = (...lines: readonly string[]) => eventsOf('KakaoTalk_Chats.txt', lines.join('\n'));

test('day lines do not belong to the message above', () => {
  const events = read(
    '팀 님과 카카오톡 대화',
    '저장한 날짜 : 2024. 6. 2. 10:00',
    '',
    '2024. 6. 1. 토요일',
    '',
    '2024. 6. 1. 21:37, 안나 : 안녕',
    '둘째 줄',
    '',
    '2024. 6. 2. 일요일',
    '',
    '2024. 6. 2. 0:05, 벤 : 네',
    '2024. 6. 2. 0:06: 안나님이 나갔습니다.',
  );
  expect(rowsOf(events)).toEqual([
    '2024-06-01T21:37 message 안나',
    '2024-06-02T00:05 message 벤',
    '2024-06-02T00:06 leave 안나',
  ]);
  expect(events.flatMap((one) => (one.type === 'activity' ? [one.text] : []))).toEqual([
    '안녕\n둘째 줄',
    '네',
    undefined,
  ]);
});

test('a notice without a time on Windows looks like text: it is said to be less sure', () => {
  const events = read(
    '--------------- 2024년 6월 1일 토요일 ---------------',
    '[안나] [오후 3:15] hi',
    '벤님이 들어왔습니다.',
    '[벤] [오후 3:20] ho',
  );
  expect(events.flatMap((one) => (one.type === 'activity' ? [`${one.kind} ${one.confidence}`] : []))).toEqual(
    ['message structured', 'join regex', 'message structured'],
  );
});

test.each([
  ['Android in English', '8:34pm, July 9, 2024, ', '8:35pm, July 9, 2024, '],
  ['newer, with the day first', 'July 9, 2024, 8:34 PM, ', 'July 9, 2024, 8:35 PM, '],
  ['iOS in English', 'Jul 9, 2024, 8:34 PM: ', 'Jul 9, 2024, 8:35 PM, '],
  ['with a clock of 24 hours', 'Jul 9, 2024 at 20:34: ', 'Jul 9, 2024 at 20:35, '],
])('%s', (_, notice, row) => {
  const events = read(
    'KakaoTalk Chats with Team (3 people)-1.txt',
    'Date Saved : Aug 3, 2024, 12:20 AM',
    '',
    'Tuesday, July 9, 2024',
    notice.replace(/[,:] $/, ''),
    `${notice}Ben invited Anna and Cy.`,
    `${row}Ben : hello, all : of you`,
    'second line',
    `${row}you : mine`,
  );
  expect(rowsOf(events)).toEqual([
    '2024-07-09T20:34 join Anna and Cy',
    '2024-07-09T20:35 message Ben',
    '2024-07-09T20:35 message (exporter)',
  ]);
  expect(events.find((one) => one.type === 'chat')).toMatchObject({ chat: 'Team' });
  expect(events.flatMap((one) => (one.type === 'activity' ? [one.text] : []))).toEqual([
    undefined,
    'hello, all : of you\nsecond line',
    'mine',
  ]);
});

test('rows without a day come below day lines', () => {
  const events = read(
    '팀 2716 님과 카카오톡 대화',
    '저장한 날짜 : 2024년 6월 3일 오후 7:17',
    '',
    '2024년 6월 1일 토요일',
    '오전 12:05, 안나 : 안녕',
    '둘째 줄',
    '오후 8:36, 벤님이 나갔습니다.',
    '',
    '2024년 6월 2일 일요일',
    '오후 12:00, 회원님 : 네 : 네',
  );
  expect(rowsOf(events)).toEqual([
    '2024-06-01T00:05 message 안나',
    '2024-06-01T20:36 leave 벤',
    '2024-06-02T12:00 message (exporter)',
  ]);
  expect(events.find((one) => one.type === 'chat')).toMatchObject({ chat: '팀' });
});

test('a row that begins like those of other phones is text if rows have days', () => {
  const events = read(
    '팀 님과 카카오톡 대화',
    '2024년 6월 1일 토요일',
    '2024. 6. 1. 오후 3:15, 안나 : hi',
    '오후 3:16, 벤 : ho',
    '2024. 6. 1. 오후 3:17, 안나 : 1',
  );
  expect(rowsOf(events)).toEqual(['2024-06-01T15:15 message 안나', '2024-06-01T15:17 message 안나']);
});

test('the table of the Mac writes notices under the name of the person they are about', () => {
  const rows = [
    ['Ben', 'Ben invited Anna and.'],
    ['안나', '안나님이 들어왔습니다.'],
    ['Ben', '안나님이 나갔습니다.'],
    ['안나', '안나님이 나갔습니다.'],
  ];
  const text = rows.map(([who, what], place) => `2024-06-01 10:0${place}:00,"${who}","${what}"`).join('\n');
  expect(rowsOf(eventsOf('t.csv', `Date,User,Message\n${text}\n`))).toEqual([
    '2024-06-01T10:00 join Anna',
    '2024-06-01T10:01 join 안나',
    '2024-06-01T10:02 message Ben',
    '2024-06-01T10:03 leave 안나',
  ]);
});

test('nothing follows in a deleted message: the line below is a notice, whatever it says', async () => {
  const text = [
    '봄 모임 12 님과 카카오톡 대화',
    '--------------- 2025년 1월 1일 수요일 ---------------',
    '[하나] [오전 10:00] 안녕',
    '채팅방 관리자가 메시지를 가렸습니다.',
    '[세이] [오후 12:06] 삭제된 메시지입니다.',
    '하나님이 부방장을 두리님으로 변경했습니다.',
    '[하나] [오후 12:07] 줄',
    '하나 더',
  ];
  const { activities } = await imported({ 'k.txt': text.join('\n') }, { timezone: 'Asia/Seoul' });
  expect(cells(activities, 'kind', 'member_id', 'text_length')).toEqual([
    ...['message 하나 2', 'system - -', 'recall 세이 -', 'system - -', 'message 하나 6'],
  ]);
});

test('deleted messages of the table are recalls, too', async () => {
  const text =
    'Date,User,Message\n2025-01-01 10:00:00,"하나","삭제된 메시지입니다."\n2025-01-01 10:01:00,"하나","안녕"\n';
  const { activities } = await imported({ 'k.csv': text }, { timezone: 'Asia/Seoul' });
  expect(cells(activities, 'kind', 'member_id')).toEqual(['recall 하나', 'message 하나']);
});

test('회원님 in a notice is the person who made the export', async () => {
  const text = [
    '엄마들 님과 카카오톡 대화',
    '저장한 날짜 : 2024년 5월 13일 오후 9:00',
    '',
    '2024년 5월 13일 오전 9:00, 안 : 안녕',
    '2024년 5월 13일 오전 9:01, 회원님이 철수님을 초대했습니다.',
    '2024년 5월 13일 오전 9:02, 안님이 회원님을 초대했습니다.',
    '2024년 5월 13일 오전 9:03, 회원님 : 하이',
  ].join('\n');
  const { memberships, activities } = await imported({ 'k.txt': text }, { timezone: 'UTC', me: 'ME' });
  expect(cells(memberships, 'member_id', 'inviter_id').toSorted()).toEqual(['ME 안', '철수 ME']);
  expect(cells(activities, 'kind', 'member_id').toSorted()).toEqual([
    ...['join ME', 'join 철수', 'message ME', 'message 안'],
  ]);
});
