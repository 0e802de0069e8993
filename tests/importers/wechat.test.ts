/** WeChat through the tools that people have: every value was worked out by hand from the text that stands in the test. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noticeOf } from '../../src/importers/wechat/notices.js';
import { cells, imported, importedPaths } from './imported.js';

const shanghai = { timezone: 'Asia/Shanghai' };
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('WeFlow', () => {
  const session = { wxid: '7@chatroom', displayName: '产品群', type: '群聊' };
  const row = (
    createTime: number,
    localType: number,
    senderUsername: string,
    content: string,
    more: object = {},
  ) => ({
    ...{
      localId: createTime,
      createTime,
      localType,
      senderUsername,
      senderDisplayName: senderUsername,
      content,
      isSend: 0,
    },
    ...more,
  });

  test('kinds, replies, notices of the room', async () => {
    const messages = [
      row(1704164645, 1, 'wxid_a', 'hello @所有人 https://a.example', {
        platformMessageId: '901',
        senderDisplayName: '安',
      }),
      row(1704164646, 57 * 2 ** 32 + 49, 'wxid_b', '收到', {
        platformMessageId: '902',
        replyToMessageId: '901',
        senderDisplayName: '本',
      }),
      row(1704164647, 10000, '7@chatroom', '"安"邀请"本、丙"加入了群聊'),
      row(1704164648, 10000, '7@chatroom', '"丁"通过扫描"安"分享的二维码加入群聊'),
      row(1704164649, 10000, '7@chatroom', '你将"丙"移出了群聊'),
      row(1704164650, 10000, '7@chatroom', '"本"撤回了一条消息'),
      row(1704164651, 10000, '7@chatroom', '"安"修改群名为“x”'),
      row(1704164652, 53 * 2 ** 32 + 49, 'wxid_a', '#接龙'),
      row(1704164653, 1, 'wxid_b', '"本"邀请"戊"加入了群聊'),
      row(1704164654, 1, 'wxid_me', 'ok', { isSend: 1 }),
      row(1704164655, 10000, '7@chatroom', '"己"邀请你加入了群聊'),
    ];
    const { activities, memberships, groups } = await imported({
      'x.json': JSON.stringify({ weflow: { version: '1' }, session, messages }),
    });
    expect(cells(activities, 'kind', 'member_id', 'reply_to').toSorted()).toEqual(
      [
        ...['message wxid_a -', 'reply wxid_b 901', 'join wxid_b -', 'join 丙 -', 'join 丁 -', 'leave 丙 -'],
        ...['recall wxid_b -', 'system - -', 'order_chain wxid_a -', 'message wxid_b -', 'message wxid_me -'],
        'join wxid_me -',
      ].toSorted(),
    );
    expect(
      cells(
        activities.filter((one) => one.activity_id === '901'),
        'mention_all',
        'url_count',
      ),
    ).toEqual(['true 1']);
    expect(cells(memberships, 'member_id', 'left_at', 'join_method', 'inviter_id').toSorted()).toEqual(
      [
        'wxid_b - invite wxid_a',
        '丙 2024-01-02T03:04:09Z invite wxid_a',
        '丁 - qr wxid_a',
        'wxid_me - invite 己',
      ].toSorted(),
    );
    expect(cells(groups, 'group_id', 'name', 'type')).toEqual(['7@chatroom 产品群 group']);
  });

  test('a name that two members carry stays a name', async () => {
    const messages = [
      row(1704164645, 1, 'wxid_a', 'x', { senderDisplayName: '安' }),
      row(1704164646, 1, 'wxid_b', 'x', { senderDisplayName: '安' }),
      row(1704164647, 10000, '7@chatroom', '"安"退出了群聊'),
    ];
    const { activities } = await imported({ 'x.json': JSON.stringify({ weflow: {}, session, messages }) });
    expect(
      cells(
        activities.filter((one) => one.kind === 'leave'),
        'member_id',
      ),
    ).toEqual(['安']);
  });

  test('pictures before the messages, and a file cut in them', async () => {
    const avatars = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`wxid_${n}`, { base64: 'A'.repeat(20_000) }]),
    );
    const text = JSON.stringify({
      weflow: {},
      session,
      avatars,
      messages: [row(1704164645, 1, 'wxid_a', 'x')],
    });
    expect((await imported({ 'x.json': text })).activities).toHaveLength(1);
    await expect(imported({ 'x.json': text.slice(0, 400_000) })).rejects.toMatchObject({ exitCode: 3 });
  });
});

test('MemoTrace: a direct chat has nine cells under twelve heads', async () => {
  const head =
    'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender';
  const rows = [
    '1,3,1,0,0,1704164645,2,hi,2024-01-02 11:04:05',
    '2,3,1,0,1,1704164646,2,"a\nb",2024-01-02 11:04:06',
  ];
  const { activities, groups } = await imported({
    '李四(wxid_lisi).csv': `\ufeff${[head, ...rows].join('\r\n')}\r\n`,
  });
  expect(cells(activities, 'ts', 'member_id', 'text_length')).toEqual([
    '2024-01-02T03:04:05Z wxid_lisi 2',
    '2024-01-02T03:04:06Z (exporter) 3',
  ]);
  expect(cells(groups, 'group_id', 'type')).toEqual(['wxid_lisi direct']);
});

test('PyWxDump: local times, names of types', async () => {
  const rows = [
    'id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime',
    '1,77,文本,0,wxid_a,7@chatroom,hi,,2024-01-02 11:04:05',
    `2,78,系统通知,0,系统,7@chatroom,${quoted('"安"通过扫描二维码加入群聊')},,2024-01-02 11:04:06`,
    '3,79,红包,0,wxid_a,7@chatroom,x,,2024-01-02 11:04:07',
  ];
  const { activities } = await imported({ '7@chatroom_0_5000.csv': rows.join('\n') }, shanghai);
  expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id').toSorted()).toEqual([
    '2024-01-02T03:04:05Z 7@chatroom message wxid_a',
    '2024-01-02T03:04:06Z 7@chatroom join 安',
    '2024-01-02T03:04:07Z 7@chatroom red_envelope_sent wxid_a',
  ]);
  await expect(imported({ 'a.csv': rows.join('\n') })).rejects.toMatchObject({ exitCode: 2 });
});

test('PyWxDump: the types of its own list, as CSV and JSON; who is 未知 is nobody', async () => {
  const invited = '"安"邀请"本"加入了群聊';
  const found = [
    ['文本', 'wxid_a', 'hi', 'message wxid_a'],
    ['邀请加群', '未知', invited, 'join 本'],
    ['(分享)卡片式链接', 'wxid_a', 'x', 'link_shared wxid_a'],
    ['(分享)小程序', 'wxid_b', 'x', 'link_shared wxid_b'],
    ['(分享)视频号视频', 'wxid_b', 'x', 'link_shared wxid_b'],
    ['(分享)音乐', 'wxid_b', 'x', 'message wxid_b'],
    ['消息撤回1', '未知', '"安" 撤回了一条消息', 'recall 安'],
    ['拍一拍', '未知', '安 拍了拍 本', 'system -'],
    ['图片', '未知', '图片', 'message -'],
    ['引用回复', 'wxid_a', 'ok', 'reply wxid_a'],
  ] as const;
  const rows = found.map(([type_name, talker, msg], place) => ({
    ...{ id: String(place), MsgSvrID: String(100 + place), type_name, is_sender: '0', talker },
    ...{ room_name: '7@chatroom', msg, src: '', CreateTime: `2024-01-02 11:04:0${place}` },
  }));
  const table = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map(quoted))];
  for (const file of [
    { '7@chatroom_0_5000.csv': table.map((row) => row.join(',')).join('\n') },
    { '7@chatroom_0_5000.json': JSON.stringify(rows.map((row) => ({ ...row, is_sender: 0, extra: {} }))) },
  ]) {
    const { activities } = await imported(file, shanghai);
    const inOrder = activities.toSorted((a, b) => ((a.ts ?? '') < (b.ts ?? '') ? -1 : 1));
    expect(cells(inOrder, 'kind', 'member_id')).toEqual(found.map(([, , , expected]) => expected));
  }
});

test('MemoTrace of WeChat 4: names in local time', async () => {
  const rows = [
    '消息ID,类型,发送人,时间,内容,备注,昵称,更多信息',
    '11,文本,安总,2024-01-02 11:04:05,在 https://a.cn,安总,安,more',
    `12,系统消息,系统消息,2024-01-02 11:04:06,${quoted('"安"邀请"本"加入了群聊')},,,more`,
    '13,引用消息,本,2024-01-02 11:04:07,好,本,本,more',
    '14,红包,安总,2024-01-02 11:04:08,恭喜发财,安总,安,more',
    '15,分享链接,安总,2024-01-02 11:04:09,x,安总,安,more',
    '16,音视频通话,安总,2024-01-02 11:04:10,x,安总,安,more',
  ];
  const text = `\ufeff${rows.join('\r\n')}\r\n`;
  const { activities, memberships } = await imported({ '妈妈群/妈妈群.csv': text }, shanghai);
  expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id', 'url_count').toSorted()).toEqual([
    '2024-01-02T03:04:05Z 妈妈群 message 安总 1',
    '2024-01-02T03:04:06Z 妈妈群 join 本 -',
    '2024-01-02T03:04:07Z 妈妈群 reply 本 0',
    '2024-01-02T03:04:08Z 妈妈群 red_envelope_sent 安总 0',
    '2024-01-02T03:04:09Z 妈妈群 link_shared 安总 1',
    '2024-01-02T03:04:10Z 妈妈群 system - -',
  ]);
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id')).toEqual(['本 invite 安总']);
  await expect(imported({ 'a.csv': text })).rejects.toMatchObject({ exitCode: 2 });
});

test('places of names that a tool did not fill in are nobody, and words of a notice are no name', async () => {
  const notices = [
    '"$adder$"通过扫描你分享的二维码加入群聊  $revoke$',
    '"$username$"邀请"$names$"加入了群聊',
    '你邀请"本"加入了群聊  $revoke$',
    '"安" joined group chat via the QR code you shared.  $revoke$',
    '"安" joined the group chat via the QR Code shared by "本".',
    'You invited 安 to the group chat.   Undo',
    '安通过面对面建群加入群聊',
    '你已退出群聊',
  ];
  const messages = notices.map((content, place) => ({
    ...{ createTime: 1_704_164_645 + place, localType: 10_000, content, isSend: 0 },
    ...{ senderUsername: '7@chatroom', platformMessageId: String(place + 1) },
  }));
  const session = { wxid: '7@chatroom', type: '群聊' };
  const { activities, memberships, members } = await imported(
    { 'x.json': JSON.stringify({ weflow: {}, session, messages }) },
    { me: 'ME' },
  );
  const inOrder = activities.toSorted((a, b) => ((a.ts ?? '') < (b.ts ?? '') ? -1 : 1));
  expect(cells(inOrder, 'source_kind', 'member_id')).toEqual([
    ...['notice:unknown -', 'notice:unknown -', 'notice:invite 本', 'notice:qr 安', 'notice:qr 安'],
    ...['notice:invite 安', 'notice:unknown -', 'notice:left ME'],
  ]);
  expect(cells(memberships, 'member_id', 'inviter_id').toSorted()).toEqual([
    '安 ME',
    '安 ME',
    '安 本',
    '本 ME',
  ]);
  expect(cells(members, 'member_id').toSorted()).toEqual(['ME', '安', '本']);
});

test('ChatLab: the placeholder sender of a notice is nobody', async () => {
  const lines = [
    '# made by hand',
    '{"_type":"header","chatlab":{"version":"0.0.1","exportedAt":1704164700},"meta":{"name":"产品群","platform":"wechat","type":"group","groupId":"7@chatroom"}}',
    '{"_type":"member","platformId":"wxid_a","accountName":"安","groupNickname":"安安"}',
    '{"_type":"message","sender":"wxid_a","accountName":"安","timestamp":1704164645,"type":0,"content":"hi"}',
    '{"_type":"message","sender":"system","accountName":"系统","timestamp":1704164646,"type":80,"content":"\\"安安\\"邀请\\"本\\"加入了群聊"}',
    '{"_type":"message","sender":"wxid_a","accountName":"安","timestamp":1704164647,"type":25,"content":"re"}',
  ];
  const { activities, members, memberships } = await imported({ 'x.jsonl': lines.join('\n') });
  expect(cells(activities, 'kind', 'member_id').toSorted()).toEqual([
    'join 本',
    'message wxid_a',
    'reply wxid_a',
  ]);
  expect(cells(members, 'member_id').toSorted()).toEqual(['wxid_a', '本']);
  expect(cells(memberships, 'member_id', 'inviter_id')).toEqual(['本 wxid_a']);
});

const samples = join(import.meta.dirname, '../../../shared/samples/wechat');

describe.skipIf(!existsSync(samples))('shared samples', () => {
  test('chatlog.json', async () => {
    const { activities, memberships } = await importedPaths([join(samples, 'chatlog.json')]);
    expect(cells(activities, 'ts', 'kind', 'member_id')).toEqual([
      '2024-01-02T03:04:05Z message wxid_zhangsan',
      '2024-01-02T03:05:05Z join wxid_lisi',
      '2024-01-02T03:06:05Z reply wxid_lisi',
      '2024-01-02T03:07:05Z red_envelope_sent wxid_zhangsan',
    ]);
    expect(cells(memberships, 'member_id', 'join_method', 'inviter_id')).toEqual([
      'wxid_lisi invite wxid_zhangsan',
    ]);
  });

  test('chatlog.csv', async () => {
    const { activities, memberships } = await importedPaths([join(samples, 'chatlog.csv')], shanghai);
    expect(cells(activities, 'ts', 'kind', 'member_id')).toEqual([
      '2024-01-02T03:04:05Z message wxid_zhangsan',
      '2024-01-02T03:05:05Z join wxid_lisi',
      '2024-01-02T03:05:05Z join wxid_wangwu',
      '2024-01-02T03:06:05Z link_shared wxid_lisi',
    ]);
    expect(cells(memberships, 'member_id', 'inviter_id')).toEqual([
      'wxid_lisi wxid_zhangsan',
      'wxid_wangwu wxid_zhangsan',
    ]);
  });

  test('MemoTrace', async () => {
    const { activities, memberships, groups } = await importedPaths([
      join(samples, 'memotrace_group_utf8sig.csv'),
    ]);
    expect(cells(activities, 'ts', 'kind', 'member_id').toSorted()).toEqual([
      '2024-01-02T03:04:05Z message wxid_zhangsan',
      '2024-01-02T03:05:05Z join wxid_lisi',
      '2024-01-02T03:05:05Z join 王五',
      '2024-01-02T03:06:05Z reply wxid_lisi',
      '2024-01-02T03:07:05Z red_envelope_sent wxid_zhangsan',
    ]);
    expect(cells(memberships, 'member_id', 'inviter_id').toSorted()).toEqual([
      'wxid_lisi wxid_zhangsan',
      '王五 wxid_zhangsan',
    ]);
    expect(cells(groups, 'group_id', 'type')).toEqual(['memotrace_group_utf8sig group']);
  });
});

describe('notices of WeChat, word by word', () => {
  test.each([
    ['你邀请"乙"加入了群聊  撤销', 'join 乙 by YOU'],
    ['"甲"邀请"乙、丙"加入了群聊', 'join 乙、丙 by 甲'],
    ['"甲"想邀请1位朋友加入群聊  去确认', 'system - by -'],
    ['"甲"与群里其他人都不是微信朋友关系，请注意隐私安全', 'system - by -'],
    ['You\'ve invited "乙" to the group chat', 'join 乙 by YOU'],
    ["You've invited 乙 to the group chat  Undo", 'join 乙 by YOU'],
    ['You were removed from the group chat by "甲"', 'leave YOU by -'],
    ['You recalled a message', 'recall YOU by -'],
    ['"甲" joined the group chat via your shared QR Code.', 'join 甲 by YOU'],
    ["You've joined the group chat via QR Code. Group chat members: 甲, 乙", 'join YOU by -'],
    ["You've joined this group chat. Other participants are: 甲, 乙", 'join YOU by -'],
    ['You invited 乙 to join the group.', 'join 乙 by YOU'],
    ['"甲" invited you to this group chat', 'join YOU by 甲'],
    ['You invited 乙 to the group chat.   Revoke', 'join 乙 by YOU'],
    ['你加入了群聊，群聊参与人还有：甲、乙', 'join YOU by -'],
    ['你加入了群組，群組成員還有：甲、乙', 'join YOU by -'],
    ['甲加入了群聊，大家欢迎', 'system - by -'],
  ])('%s', (text, expected) => {
    const { kind, who, entry } = noticeOf(text);
    const name = (one: typeof who | undefined) =>
      one === null || one === undefined
        ? '-'
        : 'named' in one
          ? one.named
          : one.exporter === true
            ? 'YOU'
            : '?';
    expect(`${kind} ${name(who)} by ${name(entry?.inviter)}`).toBe(expected);
  });
});
