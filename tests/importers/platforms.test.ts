/** Other platforms: every value was worked out by hand from the text that stands in the test. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cells, imported, importedPaths } from './imported.js';

const seoul = { timezone: 'Asia/Seoul' };
const tokyo = { timezone: 'Asia/Tokyo' };

describe('Slack', () => {
  const day = (rows: readonly object[]) => JSON.stringify(rows.map((row) => ({ type: 'message', ...row })));
  const files = {
    'w/users.json': JSON.stringify([{ id: 'U1', name: 'ann', is_bot: false }]),
    'w/channels.json': JSON.stringify([{ id: 'C1', name: 'general', created: 1700000000, creator: 'U1' }]),
    'w/general/2024-01-02.json': day([
      {
        user: 'U1',
        ts: '1704164645.000100',
        text: '<!channel> hi <https://a.example|a>',
        thread_ts: '1704164645.000100',
      },
      {
        user: 'U2',
        ts: '1704164646.000200',
        text: 're',
        thread_ts: '1704164645.000100',
        subtype: 'thread_broadcast',
      },
      { bot_id: 'B1', ts: '1704164647.000300', text: 'x', subtype: 'bot_message' },
      { user: 'USLACKBOT', ts: '1704164648.000400', subtype: 'tombstone', text: 'This message was deleted.' },
      { user: 'U3', ts: '1704164649.000500', subtype: 'channel_join', text: 'joined', inviter: 'U1' },
      { user: 'U3', ts: '1704164650.000600', subtype: 'channel_leave', text: 'left' },
      { user: 'U1', ts: '1704164651.000700', subtype: 'channel_topic', text: 'topic' },
      {
        user: 'U2',
        ts: '1704164646.000200',
        text: 're',
        thread_ts: '1704164645.000100',
        reactions: [{ name: '+1', users: ['U1'], count: 1 }],
      },
    ]),
  };

  test('kinds, threads, bots, reactions', async () => {
    const { importFolder } = await import('./folder.js');
    const { activities, memberships, groups, members } = await importFolder(files, 'w');
    // U1 is met as the creator of the channel, before the list of users is read
    expect(cells(members, 'member_id', 'name').toSorted()).toEqual(['B1 B1', 'U1 ann', 'U2 U2', 'U3 U3']);
    expect(cells(activities, 'ts', 'kind', 'member_id', 'reply_to').toSorted()).toEqual([
      '2024-01-02T03:04:05.000100Z message U1 -',
      '2024-01-02T03:04:06.000200Z reaction U1 1704164646.000200',
      '2024-01-02T03:04:06.000200Z reply U2 1704164645.000100',
      '2024-01-02T03:04:07.000300Z message B1 -',
      '2024-01-02T03:04:08.000400Z recall - -',
      '2024-01-02T03:04:09.000500Z join U3 -',
      '2024-01-02T03:04:10.000600Z leave U3 -',
      '2024-01-02T03:04:11.000700Z system - -',
    ]);
    expect(cells(memberships, 'member_id', 'left_at', 'inviter_id')).toEqual([
      'U3 2024-01-02T03:04:10.000600Z U1',
    ]);
    expect(cells(groups, 'group_id', 'name', 'owner_id')).toEqual(['C1 general U1']);
    expect(activities.find((row) => row.kind === 'message')).toMatchObject({
      mention_all: 'true',
      url_count: '1',
    });
  });
});

test('Slack: what apps and Slackbot post is of bots; canvases and huddles are notices', async () => {
  const rows = [
    { user: 'U1', text: 'hi' },
    { user: 'UB', bot_id: 'B1', bot_profile: { name: 'Reports' }, text: 'as an app posts today' },
    { user: 'U1', bot_id: 'B1', text: 'an app on behalf of a person' },
    { user: 'USLACKBOT', text: 'Reminder: lunch' },
    { subtype: 'bot_message', username: 'Hook', text: 'without an id' },
    { subtype: 'huddle_thread', user: 'USLACKBOT', text: '' },
    { subtype: 'channel_canvas_updated', user: 'U1', text: '' },
  ].map((row, place) => ({ type: 'message', ts: `170416464${place}.000100`, ...row }));
  const { importFolder } = await import('./folder.js');
  const { activities } = await importFolder(
    {
      'w/users.json': JSON.stringify([
        { id: 'U1', name: 'ann', is_bot: false },
        { id: 'UB', name: 'reports', is_bot: true },
        { id: 'USLACKBOT', name: 'slackbot', is_bot: false },
      ]),
      'w/channels.json': JSON.stringify([{ id: 'C1', name: 'general', created: 1700000000, creator: 'U1' }]),
      'w/general/2024-01-02.json': JSON.stringify(rows),
    },
    'w',
  );
  expect(cells(activities, 'kind', 'member_id', 'role')).toEqual([
    ...['message U1 -', 'message UB bot', 'message U1 -', 'message USLACKBOT bot', 'message Hook bot'],
    ...['system - -', 'system - -'],
  ]);
});

test('Discord: kinds by number, replies alone, parts that overlap', async () => {
  const author = { id: '11', name: 'ann', nickname: 'Ann', isBot: false };
  const row = (id: string, type: string, more: object = {}) => ({
    ...{
      id,
      type,
      timestamp: '2024-01-02T11:04:05.123+08:00',
      content: 'x',
      author,
      mentions: [],
      reactions: [],
    },
    ...more,
  });
  const file = (messages: readonly object[]) =>
    JSON.stringify({
      guild: { id: '1', name: 'G' },
      channel: { id: '900000000000000001', type: 'GuildTextChat', name: 'chat' },
      exportedAt: '2024-01-02T11:05:05+08:00',
      messages,
    });
  const one = [
    row('1', 'GuildMemberJoin'),
    row('2', 'Default', { reference: { messageId: '1' }, content: 'Joined the server.' }),
    row('3', 'Reply', { reference: { messageId: '2' } }),
    row('4', '8'),
    row('5', '21'),
  ];
  const two = [
    row('3', 'Reply', { reference: { messageId: '2' } }),
    row('6', 'RecipientAdd', { mentions: [{ id: '22', name: 'bob' }] }),
    row('7', '20', { author: { ...author, id: '33', isBot: true } }),
    row('8', 'Default', {
      reactions: [{ emoji: { name: 'x' }, count: 1, users: [{ id: '22', name: 'bob' }] }],
    }),
  ];
  const { activities, groups } = await imported({
    'c [part 1].json': file(one),
    'c [part 2].json': file(two),
  });
  expect(cells(activities, 'activity_id', 'kind', 'member_id', 'reply_to', 'role').toSorted()).toEqual([
    '1 join 11 - -',
    '2 message 11 - -',
    '3 reply 11 2 -',
    '4 system - - -',
    '6 join 22 - -',
    '7 message 33 - bot',
    '8 message 11 - -',
    '8:x:22 reaction 22 8 -',
  ]);
  expect(
    cells(
      activities.filter(({ kind }) => kind === 'reaction'),
      'ts_precision_s',
    ),
  ).toEqual(['60']);
  expect(cells(groups, 'group_id')).toEqual(['900000000000000001']);
});

test('QQ text: ids in headers, the system by its number, two groups', async () => {
  const text = [
    '消息记录（此消息记录为文本格式，不支持重新导入）',
    '',
    ...['================', '消息分组:我的群', '================', '消息对象:产品群', '================', ''],
    ...['2024-01-02 11:04:05 【群主】安(12345)', '大家好', '2024-01-02 11:04:06 这是文字', ''],
    ...['2024-01-02 11:05:05 系统消息(10000)', '本加入了本群。', ''],
    ...['2024-01-02 11:06:05 本<ben@qq.example>', '好', ''],
    ...['================', '消息分组:我的群', '================', '消息对象:另一个', '================', ''],
    ...['2024-01-03 9:04:05 安(12345)', 'x', ''],
  ];
  const { activities } = await imported({ 'a.txt': text.join('\r\n') }, { timezone: 'Asia/Shanghai' });
  expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id', 'text_length').toSorted()).toEqual([
    '2024-01-02T03:04:05Z 产品群 message 12345 28',
    '2024-01-02T03:05:05Z 产品群 join ben@qq.example -',
    '2024-01-02T03:06:05Z 产品群 message ben@qq.example 1',
    '2024-01-03T01:04:05Z 另一个 message 12345 1',
  ]);
});

test('QQ: who showed the code is not the word for scanning it, and two people are invited as two', async () => {
  const row = (id: string, text: string) => ({
    ...{ id, timestamp: 1_735_725_600_000 + Number(id) * 1000, system: true, recalled: false },
    ...{ sender: { uid: '', uin: '0' }, content: { text, elements: [] } },
  });
  const messages = [
    row('1', '丁 通过扫描 甲 分享的二维码加入群聊'),
    row('2', '丙通过甲分享的二维码加入群聊'),
    row('3', '甲 邀请 戊 和 己 加入了群聊'),
  ];
  const { memberships } = await imported({
    'qq.json': JSON.stringify({
      ...{ metadata: { name: 'QQChatExporter V5' }, chatInfo: { name: '群', type: 'group' } },
      messages,
    }),
  });
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id').toSorted()).toEqual([
    ...['丁 qr 甲', '丙 qr 甲', '己 invite 甲', '戊 invite 甲'].toSorted(),
  ]);
});

test('LINE: quotes over lines, quotes that never close, notices without a name', async () => {
  const text = [
    '[LINE] 売り場のトーク履歴',
    '保存日時：2024/06/02 10:00',
    '',
    '2024/06/01(土)',
    '午前9:05\t\t花子がグループに参加しました。',
    '午前9:06\t花子\t"一行目',
    '午前9:07\t太郎\t貼り付け"',
    '午後9:08\t太郎\t"閉じない',
    '21:09\t\t花子が次郎を招待しました。',
    '21:10\t太郎\t花子が退会しました。',
    '2024/06/02(日)',
    '0:11\t\t花子が退会しました。',
  ];
  const { activities, memberships } = await imported({ 'a.txt': text.join('\n') }, tokyo);
  expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id').toSorted()).toEqual([
    '2024-06-01T00:05:00Z 売り場 join 花子',
    '2024-06-01T00:06:00Z 売り場 message 花子',
    '2024-06-01T12:08:00Z 売り場 message 太郎',
    '2024-06-01T12:09:00Z 売り場 system -',
    '2024-06-01T12:10:00Z 売り場 message 太郎',
    '2024-06-01T15:11:00Z 売り場 leave 花子',
  ]);
  expect(cells(memberships, 'member_id', 'left_at')).toEqual(['花子 2024-06-01T15:11:00Z']);
});

describe('KakaoTalk', () => {
  test('Windows: notices have no time', async () => {
    const text = [
      '팀 님과 카카오톡 대화',
      '저장한 날짜 : 2024-06-02 10:00:00',
      '',
      '--------------- 2024년 6월 1일 토요일 ---------------',
      '하나님이 들어왔습니다.',
      '[하나] [오전 9:05] 안녕',
      '둘째 줄',
      '[두리] [오후 12:15] 하나님이 나갔습니다.',
      '하나님이 나갔습니다.',
      '[두리] [오후 1:15] 네',
    ];
    const { activities } = await imported({ 'a.txt': text.join('\r\n') }, seoul);
    expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id', 'ts_precision_s').toSorted()).toEqual([
      '2024-05-31T15:00:00Z 팀 join 하나 32760',
      '2024-06-01T00:05:00Z 팀 message 하나 60',
      '2024-06-01T03:15:00Z 팀 leave 하나 3660',
      '2024-06-01T03:15:00Z 팀 message 두리 60',
      '2024-06-01T04:15:00Z 팀 message 두리 60',
    ]);
  });

  test.each([
    ['2024년 6월 1일 오후 3:15, 하나 : 안녕 : 네', '2024년 6월 1일 오후 3:16, 두리님이 나갔습니다.'],
    ['2024. 6. 1. 오후 3:15, 하나 : 안녕 : 네', '2024. 6. 1. 오후 3:16: 두리님이 나갔습니다.'],
  ])('phones: %s', async (message, notice) => {
    const { activities } = await imported({ 'a.txt': [message, message, notice].join('\n') }, seoul);
    expect(cells(activities, 'ts', 'kind', 'member_id', 'text_length').toSorted()).toEqual([
      '2024-06-01T06:15:00Z message 하나 6',
      '2024-06-01T06:15:00Z message 하나 6',
      '2024-06-01T06:16:00Z leave 두리 -',
    ]);
  });
});

test('Matrix: profiles, edits, invitations, threads', async () => {
  const event = (event_id: string, type: string, content: object, more: object = {}) => ({
    ...{ event_id, type, content, sender: '@a:x', room_id: '!r:x', origin_server_ts: 1735689600000 },
    ...more,
  });
  const member = (id: string, membership: string, sender: string, key: string) =>
    event(id, 'm.room.member', { membership }, { sender, state_key: key });
  const messages = [
    member('1', 'join', '@a:x', '@a:x'),
    member('2', 'join', '@a:x', '@a:x'),
    member('3', 'invite', '@a:x', '@b:x'),
    member('4', 'join', '@b:x', '@b:x'),
    event('5', 'm.room.message', { body: 'x', 'm.mentions': { room: true } }),
    event('6', 'm.room.message', { body: '* y', 'm.relates_to': { rel_type: 'm.replace', event_id: '5' } }),
    event('7', 'm.room.message', {
      body: 'z',
      'm.relates_to': { rel_type: 'm.thread', is_falling_back: true, 'm.in_reply_to': { event_id: '5' } },
    }),
    event('8', 'm.reaction', { 'm.relates_to': { rel_type: 'm.annotation', event_id: '5', key: 'x' } }),
    member('9', 'leave', '@a:x', '@b:x'),
    event('10', 'm.room.topic', { topic: 't' }),
  ];
  const { activities, memberships } = await imported({
    'x.json': JSON.stringify({ room_name: 'R', messages }),
  });
  expect(cells(activities, 'activity_id', 'kind', 'member_id', 'mention_all')).toEqual([
    ...['1 join @a:x -', '3 system - -', '4 join @b:x -', '5 message @a:x true', '7 message @a:x false'],
    ...['8 reaction @a:x -', '9 leave @b:x -', '10 system - -'],
  ]);
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id')).toEqual([
    '@a:x direct -',
    '@b:x invite @a:x',
  ]);
});

test('Matrix: who changes a name has both, and neither comes nor goes', async () => {
  const row = (event_id: string, displayname: string, before?: string) => ({
    ...{ event_id, type: 'm.room.member', sender: '@b:x', state_key: '@b:x', room_id: '!r:x' },
    ...{ origin_server_ts: 1735689600000, content: { membership: 'join', displayname } },
    ...(before === undefined
      ? {}
      : { unsigned: { prev_content: { membership: 'join', displayname: before } } }),
  });
  const { activities, memberships, aliases } = await imported({
    'x.json': JSON.stringify({ room_name: 'R', messages: [row('1', 'Ben'), row('2', 'Benny', 'Ben')] }),
  });
  expect(cells(activities, 'activity_id', 'kind')).toEqual(['1 join']);
  expect(memberships).toHaveLength(1);
  expect(cells(aliases, 'member_id', 'group_id', 'name')).toEqual(['@b:x !r:x Ben', '@b:x !r:x Benny']);
});

test('Matrix: events as a server writes them, one per line and without ids', async () => {
  const row = (type: string, content: object, second: number, more: object = {}) =>
    JSON.stringify({
      ...{
        type,
        content,
        sender: '@a:x',
        room_id: '!r:x',
        origin_server_ts: Date.UTC(2025, 0, 1, 0, 0, second),
      },
      ...{ unsigned: { age: 1 }, ...more },
    });
  const lines = [
    row('m.room.create', { creator: '@a:x' }, 0, { state_key: '' }),
    row('m.room.member', { membership: 'join' }, 1, { state_key: '@a:x' }),
    row('m.room.message', { msgtype: 'm.text', body: 'hi' }, 2),
    row('m.room.member', { membership: 'leave' }, 3, { state_key: '@a:x' }),
  ];
  const { activities, groups } = await imported({ events: `${lines.join('\n')}\n` });
  expect(cells(groups, 'group_id')).toEqual(['!r:x']);
  expect(cells(activities, 'ts', 'kind', 'member_id')).toEqual([
    '2025-01-01T00:00:00Z system -',
    '2025-01-01T00:00:01Z join @a:x',
    '2025-01-01T00:00:02Z message @a:x',
    '2025-01-01T00:00:03Z leave @a:x',
  ]);
});

describe('Matrix: one redaction is one recall, when and by whom it was redacted', () => {
  const row = (event_id: string, type: string, seconds: number, more: object = {}) => ({
    ...{ event_id, type, content: {}, sender: '@a:x', room_id: '!r:x' },
    ...{ origin_server_ts: Date.UTC(2025, 0, 1, 0, 0, seconds), ...more },
  });
  const redaction = (event_id: string, seconds: number, redacts: string) =>
    row(event_id, 'm.room.redaction', seconds, { sender: '@mod:x', redacts });
  const gone = (event_id: string, type: string, seconds: number, because: object) =>
    row(event_id, type, seconds, { unsigned: { redacted_because: because } });
  const message = gone('1', 'm.room.message', 1, redaction('9', 5, '1'));
  const reaction = gone('2', 'm.reaction', 2, redaction('10', 6, '2'));
  const member = { ...gone('3', 'm.room.member', 3, redaction('11', 7, '3')), state_key: '@a:x' };
  const joined = { ...member, content: { membership: 'join' } };
  const all = [message, reaction, joined, redaction('9', 5, '1'), redaction('10', 6, '2')];
  const recalls = async (messages: readonly object[]) => {
    const { activities } = await imported({ 'x.json': JSON.stringify({ room_name: 'R', messages }) });
    return cells(
      activities.filter(({ kind }) => kind === 'recall'),
      ...['ts', 'activity_id', 'member_id'],
    );
  };
  const once = ['2025-01-01T00:00:05Z 9 @mod:x'];

  test('with what was redacted, with the event of the redaction, and with both in either order', async () => {
    expect(await recalls([message, row('4', 'm.room.message', 9)])).toEqual(once);
    expect(await recalls([redaction('9', 5, '1'), row('4', 'm.room.message', 9)])).toEqual(once);
    expect(await recalls(all)).toEqual(once);
    expect(await recalls(all.toReversed())).toEqual(once);
  });

  test('what was redacted but does not say when', async () => {
    expect(await recalls([gone('1', 'm.room.message', 1, {}), redaction('9', 5, '1')])).toEqual([
      '2025-01-01T00:00:01Z 1 @a:x',
    ]);
  });
});

describe('lists exported by SCRM tools', () => {
  const china = { timezone: 'Asia/Shanghai' };

  test('members under a title, with a code, totals and wrapped ids', async () => {
    const rows = [
      '客户群成员明细,,,,,,,',
      '群名称,群ID,群成员昵称,类型,入群时间,入群方式,邀请员工,unionid',
      '一群,wr1,安,微信用户,2024/5/3 7:05,通过扫描群二维码入群,,="oA1"',
      "一群,wr1,本,微信用户,2024年5月3日 08:05:09,由群成员邀请入群,张三,'oB2",
      '合计,,2,,,,,',
    ];
    const { memberships, activities, notes } = await imported({ 'a.csv': rows.join('\r\n') }, china);
    expect(cells(memberships, 'group_id', 'member_id', 'joined_at', 'join_method', 'inviter_id')).toEqual([
      'wr1 oA1 2024-05-02T23:05:00Z qr -',
      'wr1 oB2 2024-05-03T00:05:09Z invite 张三',
    ]);
    expect(cells(activities, 'kind', 'member_id')).toEqual(['join oA1', 'join oB2']);
    expect(notes.join()).toContain('a total row');
  });

  test('envelopes, answers, clicks, customers', async () => {
    const { activities, identities } = await imported(
      {
        'e.csv':
          '发放员工,领取客户群,红包类型,红包个数,红包金额(元),发放时间\n张三,一群,拼手气,5,"¥1,234.50",2024-05-03 07:05:00',
        'o.csv':
          '领取客户,领取客户群,领取金额(元),领取时间,发放状态,交易订单号\n安,一群,8.80,2024-05-03 07:06:00,已领取,T1\n本,一群,8.80,,未领取,T2',
        'f.csv': '日期,用户姓名,渠道,微信unionID\n2024-05-03 07:07:00,安,c1,oA1',
        'c.csv': '点击时间,短链,渠道码,用户ID\n1714691280,https://s.example/a,c1,u1',
        'k.csv': '客户姓名,userid,unionid,手机号,添加方式\n安,wm1,oA1,13800000000,扫码',
      },
      { ...china, group: '一群' },
    );
    expect(cells(activities, 'ts', 'kind', 'member_id', 'amount', 'code').toSorted()).toEqual(
      [
        '2024-05-02T23:05:00Z red_envelope_sent 张三 1234.5 -',
        '2024-05-02T23:06:00Z red_envelope_open 安 8.8 -',
        '2024-05-02T23:07:00Z survey_answer oA1 - c1',
        '2024-05-02T23:08:00Z link_click u1 - c1',
      ].map((row) => row.replace('member 安', 'member wm1')),
    );
    expect(cells(identities, 'id_type_a', 'id_a', 'id_type_b', 'id_b')).toEqual([
      'member wm1 unionid oA1',
      'member wm1 phone 13800000000',
    ]);
  });

  test('an id whose last digits were cut off by a spreadsheet', async () => {
    const rows = '群名称,群ID,群成员昵称,入群时间,userid\n一群,wr1,安,2024-05-03 07:05:00,7.30E+18';
    await expect(imported({ 'a.csv': rows }, china)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('row 2, column 5'),
    });
  });
});

test('Mattermost: guests, bots, calls, and conversations by their participants', async () => {
  const lines = [
    { type: 'version', version: 1 },
    { type: 'channel', channel: { team: 't', name: 'c', display_name: 'C' } },
    { type: 'bot', bot: { username: 'botty', owner: 'ann', display_name: 'Botty' } },
    ...[
      { user: 'gil', type: 'system_guest_join_channel', create_at: 1_700_000_001_000 },
      {
        ...{ user: 'ann', type: 'system_add_guest_to_chan', create_at: 1_700_000_002_000 },
        props: { addedUsername: 'guy' },
      },
      { user: 'ann', type: 'custom_calls', message: 'started', create_at: 1_700_000_003_000 },
      { user: 'botty', message: 'beep', create_at: 1_700_000_004_000 },
    ].map((post) => ({ type: 'post', post: { team: 't', channel: 'c', message: '', ...post } })),
    {
      type: 'direct_channel',
      direct_channel: { participants: [{ username: 'bob' }, { username: 'ann' }] },
    },
    {
      type: 'direct_post',
      direct_post: {
        ...{ channel_members: ['ann', 'bob'], user: 'ann', message: 'dm', create_at: 1_700_000_005_000 },
      },
    },
  ];
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const { activities, groups, memberships } = await imported({ 'export.jsonl': text });
  expect(cells(activities, 'kind', 'member_id', 'role', 'group_id').toSorted()).toEqual([
    'join gil - t/c',
    'join guy - t/c',
    'message ann - ann|bob',
    'message botty bot t/c',
    'system - - t/c',
  ]);
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id').toSorted()).toEqual([
    'gil direct -',
    'guy invite ann',
  ]);
  expect(cells(groups, 'group_id').toSorted()).toEqual(['ann|bob', 't/c']);
});

test('Mattermost: notices of the first versions, and several people who are added at once', async () => {
  const at = 1_700_000_000_000;
  const post = (type: string, message: string, user: string, create_at: number, props: object = {}) =>
    JSON.stringify({
      type: 'post',
      post: { team: 't', channel: 'c', user, type, message, props, create_at },
    });
  const { activities, memberships, notes } = await imported({
    'export.jsonl': [
      '{"type":"version","version":1}',
      '{"type":"channel","channel":{"team":"t","name":"c"}}',
      post('system_join_leave', 'ann has joined the channel.', 'ann', at),
      post('system_add_remove', 'ben added to the channel by ann.', 'ann', at + 1000),
      post('system_add_remove', 'ben was removed from the channel.', 'ann', at + 2000),
      post('system_join_leave', 'ann has left the channel.', 'ann', at + 3000),
      post('system_join_leave', 'eva hat den Kanal betreten.', 'eva', at + 4000),
      post('system_add_to_channel', 'x', 'root', at + 5000, { addedUsername: 'cy' }),
      post('system_add_to_channel', 'x', 'root', at + 5000, { addedUsername: 'di' }),
      // as a text it is a text
      post('', 'ann has left the channel.', 'ann', at + 6000),
    ].join('\n'),
  });
  expect(cells(activities, 'ts', 'kind', 'member_id').toSorted()).toEqual([
    '2023-11-14T22:13:20Z join ann',
    '2023-11-14T22:13:21Z join ben',
    '2023-11-14T22:13:22Z leave ben',
    '2023-11-14T22:13:23Z leave ann',
    '2023-11-14T22:13:25Z join cy',
    '2023-11-14T22:13:25Z join di',
    '2023-11-14T22:13:26Z message ann',
  ]);
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id').toSorted()).toEqual([
    'ann direct -',
    'ben invite ann',
    'cy invite root',
    'di invite root',
  ]);
  expect(notes.join()).toMatch(/an old notice that somebody came or went, not in English \(1\)/);
});

test('Discord: replies by their number, before the exporter had a name for them', async () => {
  const message = (id: string, type: string, reference?: string) => ({
    ...{
      id,
      type,
      timestamp: `2021-01-02T03:04:0${id}.123+00:00`,
      content: 'x',
      author: { id: '7', name: 'ann' },
    },
    ...(reference === undefined ? {} : { reference: { messageId: reference, channelId: '5', guildId: '1' } }),
  });
  const { activities } = await imported({
    'a.json': JSON.stringify({
      ...{ guild: { id: '1', name: 'G' }, channel: { id: '5', type: 'GuildTextChat', name: 'c' } },
      messages: [message('1', 'Default'), message('2', '19', '1'), message('3', '18')],
    }),
  });
  expect(cells(activities, 'activity_id', 'kind', 'member_id', 'reply_to', 'source_kind')).toEqual([
    '1 message 7 - Default',
    '2 reply 7 1 Reply',
    '3 system - - ThreadCreated',
  ]);
});

test('Mattermost: a webhook is not the person who made it', async () => {
  const post = (user: string, props: object, create_at: number) =>
    JSON.stringify({ type: 'post', post: { team: 't', channel: 'c', user, message: 'x', props, create_at } });
  const { activities, members } = await imported({
    'export.jsonl': [
      '{"type":"version","version":1}',
      post('ann', {}, 1_600_000_000_000),
      post('ann', { from_webhook: 'true', override_username: 'CI' }, 1_600_000_001_000),
      post('ann', { from_webhook: 'true' }, 1_600_000_002_000),
      post('helper', { from_bot: 'true' }, 1_600_000_003_000),
    ].join('\n'),
  });
  expect(cells(activities, 'member_id', 'role')).toEqual([
    'ann -',
    'webhook:CI bot',
    'webhook:ann bot',
    'helper bot',
  ]);
  expect(cells(members, 'member_id', 'role').toSorted()).toEqual([
    'ann -',
    'helper bot',
    'webhook:CI bot',
    'webhook:ann bot',
  ]);
});

const samples = join(import.meta.dirname, '../../../shared/samples');

describe.skipIf(!existsSync(samples))('shared samples', () => {
  test.each([
    [
      'qq/qce_v6_synthetic.json',
      [
        'message u_11111',
        'reply u_22222',
        'red_envelope_sent u_22222',
        'link_shared u_11111',
        'join u_22222',
      ],
    ],
    ['discord/dce_synthetic.csv', ['message 111', 'message 222']],
    [
      'matrix/element_export_synthetic.json',
      [
        'join @bob:example.com',
        'message @bob:example.com',
        'reply @alice:example.com',
        'leave @bob:example.com',
      ],
    ],
    [
      'mattermost/bulk_export_excerpt.jsonl',
      ['message harry', 'reply ron', 'message harry', 'reaction malfoy', 'message harry'],
    ],
    ['zulip/api_messages_synthetic.jsonl', ['message 16', 'reaction 12']],
    [
      'irc/irssi_synthetic.log',
      ['leave Guest40341', 'join alice', 'message ice231', 'message nemecy', 'system -', 'message nemecy'],
    ],
    ['feishu/im_v1_messages_synthetic.json', ['reply ou_1', 'join Tom']],
    [
      'kakaotalk/pc_openchat.csv',
      ['message 운영자', 'message Alice', 'message Bob', 'message Alice', 'message Bob', 'join 홍길동'],
    ],
  ])('%s', async (name, expected) => {
    const { activities } = await importedPaths([join(samples, name)], seoul);
    expect(cells(activities, 'kind', 'member_id')).toEqual(expected);
  });

  test('Slack', async () => {
    const { activities } = await importedPaths([join(samples, 'slack/workspace_export.zip')]);
    const count = (kind: string) => activities.filter((row) => row.kind === kind).length;
    expect({ join: count('join'), message: count('message'), system: count('system') }).toEqual({
      join: 8,
      message: 147,
      system: 3,
    });
  });
});
