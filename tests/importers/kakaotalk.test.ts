/** KakaoTalk: phones with clocks of 24 hours, lines of days, and notices that cannot be told from text. */
import { describe, expect, test } from 'vitest';
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

describe('open chats', () => {
  const terms = [
    '타인, 기관 등의 사칭에 유의해 주세요. 금전 또는개인정보를 요구 받을 경우 신고해 주시기 바랍니다.',
    '운영정책을 위반한 메시지로 신고 접수 시 카카오톡 이용에 제한이 있을 수 있습니다.',
  ];

  test('Windows writes terms behind a join and below it: none of them belongs to the message above', async () => {
    const text = [
      '공구방 님과 카카오톡 대화',
      '저장한 날짜 : 2024-03-28 01:36:14',
      '',
      '--------------- 2024년 3월 27일 수요일 ---------------',
      '[하나] [오전 10:55] 안녕',
      '둘째 줄',
      `두리님이 들어왔습니다.${terms.join('')} `,
      '영상 게재제한 조치 안내',
      '동영상 전송 시 심의 정보와 비교합니다.',
      '세이님이 들어왔습니다.',
      '[하나] [오전 10:57] 어서 오세요',
      '두리님이 부방장이 되었습니다.',
      '[하나] [오전 10:58] 네',
      '채팅방 관리자가 3개의 메시지를 가렸습니다.',
      '두리님을 내보냈습니다.',
    ].join('\n');
    const { activities, notes } = await imported({ 'k.txt': text }, { timezone: 'UTC' });
    const inOrder = activities.toSorted((a, b) => ((a.ts ?? '') < (b.ts ?? '') ? -1 : 1));
    expect(cells(inOrder, 'kind', 'member_id', 'text_length').toSorted()).toEqual(
      [
        ...['message 하나 7', 'join 두리 -', 'join 세이 -', 'message 하나 6', 'system - -'],
        ...['message 하나 1', 'system - -', 'leave 두리 -'],
      ].toSorted(),
    );
    expect(notes).toContain('left out: a line below a notice (2)');
  });

  test('Android writes them behind it and below it', () => {
    const events = read(
      '공구방 3 님과 카카오톡 대화',
      '저장한 날짜 : 2024년 6월 2일 오후 7:17',
      '',
      '2024년 6월 1일 오후 8:36, 안나 : 안녕',
      `2024년 6월 1일 오후 8:37, 벤님이 들어왔습니다.${terms[0]}`,
      terms[1] ?? '',
      '2024년 6월 1일 오후 8:38, 벤님이 부방장에서 해제되었습니다.',
    );
    expect(rowsOf(events)).toEqual([
      '2024-06-01T20:36 message 안나',
      '2024-06-01T20:37 join 벤',
      '2024-06-01T20:38 system -',
    ]);
    expect(events.filter((one) => one.type === 'note')).toEqual([]);
  });
});

describe('English', () => {
  test('who is removed, hidden messages and new managers', () => {
    const events = read(
      'KakaoTalk Chats with Team',
      'Date Saved : Aug 3, 2024, 12:20 AM',
      '',
      'July 9, 2024, 8:34 PM, Ann joined this chatroom.',
      'July 9, 2024, 8:35 PM, Ann : hi',
      'July 9, 2024, 8:36 PM, Ann has been removed from this chatroom.',
      'July 9, 2024, 8:37 PM, This message has been hidden by the chatroom managers.',
      'July 9, 2024, 8:38 PM, Cy has been assigned as the admin.',
      'July 9, 2024, 8:39 PM, Dan left.',
    );
    expect(rowsOf(events).map((row) => row.slice(17))).toEqual([
      ...['join Ann', 'message Ann', 'leave Ann', 'system -', 'system -', 'leave Dan'],
    ]);
    expect(events.filter((one) => one.type === 'note')).toEqual([]);
  });

  test('on Windows, a line of a message is a notice only if it names somebody who was named before', () => {
    const day = '--------------- Wednesday, March 27, 2024 ---------------';
    const events = read(
      ...[day, 'Ann invited Bob and Cy.', '[Ann] [10:55 AM] soon', 'nobody left.', 'Zoe invited me.'],
      ...['Bob left.', '[Ann] [10:56 AM] ok', 'Ann invited Eve.'],
    );
    expect(rowsOf(events)).toEqual([
      '2024-03-27T00:00 join Bob and Cy',
      '2024-03-27T10:55 message Ann',
      '2024-03-27T10:55 leave Bob',
      '2024-03-27T10:56 message Ann',
      '2024-03-27T10:56 join Eve',
    ]);
    expect(events.find((one) => one.type === 'activity' && one.kind === 'message')).toMatchObject({
      text: 'soon\nnobody left.\nZoe invited me.',
    });
  });
});

test('a row without a sender is a notice, not a message of nobody', () => {
  const head = '--------------- 2024년 6월 1일 토요일 ---------------';
  expect(rowsOf(read(head, '[안나] [오후 3:15] hi', '[] [오후 3:16] 알림'))).toEqual([
    '2024-06-01T15:15 message 안나',
    '2024-06-01T15:16 system -',
  ]);
  const rows = ['2024년 6월 1일 오후 3:15, 안나 : hi', '2024년 6월 1일 오후 3:16,  : 알림'];
  expect(rowsOf(read('팀 님과 카카오톡 대화', ...rows))).toEqual([
    '2024-06-01T15:15 message 안나',
    '2024-06-01T15:16 system -',
  ]);
});

test('an invitation without an inviter is one of the person who made the export', async () => {
  const text = [
    '팀 카카오톡 대화',
    '저장한 날짜 : 2024년 5월 13일 오후 9:00',
    '',
    '2024년 5월 13일 오전 9:00, 안 : 안녕',
    '2024년 5월 13일 오전 9:01, 수아님을 초대하였습니다.',
    '2024년 5월 13일 오전 9:02, 민호님, 지수님을 초대했습니다.',
  ].join('\n');
  const { memberships } = await imported({ 'k.txt': text }, { timezone: 'UTC', me: 'ME' });
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id').toSorted()).toEqual([
    ...['민호 invite ME', '수아 invite ME', '지수 invite ME'],
  ]);
});

test('in the table of the Mac, too, people are removed and messages are hidden', () => {
  const rows = [
    ['Zed', 'Zed has been removed from this chatroom.'],
    ['Ann', 'Zed has been removed from this chatroom.'],
    ['Ann', 'This message has been hidden by the chatroom managers.'],
  ];
  const text = rows.map(([who, what], place) => `2024-06-01 10:0${place}:00,"${who}","${what}"`).join('\n');
  expect(rowsOf(eventsOf('t.csv', `Date,User,Message\n${text}\n`))).toEqual([
    '2024-06-01T10:00 leave Zed',
    '2024-06-01T10:01 message Ann',
    '2024-06-01T10:02 system -',
  ]);
});
