/** KakaoTalk: phones with clocks of 24 hours, lines of days, and notices that cannot be told from text. */
import { expect, test } from 'vitest';
import { eventsOf, rowsOf } from './in_chunks.js';

const read = (...lines: readonly string[]) => eventsOf('KakaoTalk_Chats.txt', lines.join('\n'));

test('lines of days are no text of the message above', () => {
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
