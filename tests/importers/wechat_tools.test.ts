/** What the current versions of WeFlow, EchoTrace, PyWxDump and chatlog write, as their own code says; values worked out by hand. */
import { describe, expect, test } from 'vitest';
import { workbook } from '../sources/workbooks.js';
import { importFolder } from './folder.js';
import { cells, imported } from './imported.js';

const shanghai = { timezone: 'Asia/Shanghai' };
const inOrder = (rows: readonly Readonly<Record<string, string>>[]) =>
  rows.toSorted((a, b) => ((a.ts ?? '') < (b.ts ?? '') ? -1 : 1));

describe('the workbook of WeFlow and EchoTrace', () => {
  const about = [
    ['会话信息'],
    ['微信ID', '7@chatroom', null, '昵称', '产品群', '备注', '我的群'],
    ['导出工具', 'WeFlow', '导出版本', '0.0.2', '平台', 'wechat', '导出时间', '2024-01-03 10:00:00'],
  ];
  const sheet = (rows: readonly (readonly (string | null)[])[]) =>
    workbook([
      { name: '聊天记录', rows },
      { name: '头像索引', rows: [['头像ID', '显示名称']] },
    ]);

  test('of a group, with the names in the group', async () => {
    const head = '序号 时间 发送者昵称 发送者微信ID 发送者备注 群昵称 发送者身份 消息类型 内容'.split(' ');
    const rows = [
      ['1', '2024-01-02 11:04:05', '安', 'wxid_a', '', '小安', '小安', '文本消息', 'hi https://a.cn'],
      [
        '2',
        '2024-01-02 11:04:06',
        '本',
        'wxid_b',
        '',
        '',
        '本',
        '引用消息',
        '收到[引用 安：hi https://a.cn]',
      ],
      ['3', '2024-01-02 11:04:07', '7@chatroom', '7@chatroom', '', '', '产品群', '系统消息'].concat(
        '"小安"邀请"丙"加入了群聊',
      ),
      ['4', '2024-01-02 11:04:08', '我', 'wxid_me', '', '', '我', '链接消息', '[链接] x'],
      ['5', '2024-01-02 11:04:09', '本', 'wxid_b', '', '', '本', '红包卡片', '[红包]'],
      ['6', '2024-01-02 11:04:10', '本', 'wxid_b', '', '', '本', '未知类型(227633266737)', '#接龙'],
      ['7', '2024-01-02 11:04:11', '本', 'wxid_b', '', '', '本', '通话消息', '[语音通话]'],
    ];
    const { activities, memberships, groups } = await imported(
      { '产品群.xlsx': sheet([...about, head, ...rows]) },
      shanghai,
    );
    expect(cells(groups, 'group_id', 'name', 'type')).toEqual(['7@chatroom 产品群 group']);
    // 227633266737 = 53 * 2^32 + 49
    expect(cells(inOrder(activities), 'ts', 'kind', 'member_id', 'url_count')).toEqual([
      '2024-01-02T03:04:05Z message wxid_a 1',
      '2024-01-02T03:04:06Z reply wxid_b 0',
      '2024-01-02T03:04:07Z join 丙 -',
      '2024-01-02T03:04:08Z link_shared wxid_me 1',
      '2024-01-02T03:04:09Z red_envelope_sent wxid_b 0',
      '2024-01-02T03:04:10Z order_chain wxid_b 0',
      '2024-01-02T03:04:11Z system - -',
    ]);
    expect(cells(memberships, 'member_id', 'inviter_id')).toEqual(['丙 wxid_a']);
  });

  test('with few columns, names are the ids', async () => {
    const rows = [
      ['序号', '时间', '发送者身份', '消息类型', '内容'],
      ['1', '2024-01-02 11:04:05', '小安', '文本消息', 'hi'],
      ['2', 'soon', '小安', '文本消息', 'hi'],
    ];
    const { activities, rejects, sources } = await imported(
      { '产品群.xlsx': sheet([...about, ...rows]) },
      { ...shanghai, maxRejects: '0.5' },
    );
    expect(cells(activities, 'group_id', 'member_id')).toEqual(['7@chatroom 小安']);
    expect(cells(sources, 'stable_ids')).toEqual(['false']);
    expect(rejects).toHaveLength(1);
  });
});

test('WeFlow: lists of senders and members have the names that notices use', async () => {
  const message = (createTime: number, localType: number, content: string, more: object) => ({
    ...{ localId: createTime, createTime, localType, content, isSend: 0, senderID: 1 },
    ...more,
  });
  const text = JSON.stringify({
    weflow: { version: '1.0.3', exportedAt: 1704200000, generator: 'WeFlow', format: 'arkme-json' },
    session: { wxid: '7@chatroom', nickname: '产品群', displayName: '产品群', type: '群聊' },
    senders: [
      {
        senderID: 1,
        wxid: 'wxid_a',
        displayName: '老安',
        nickname: '安',
        remark: '老安',
        groupNickname: '小安',
      },
      { senderID: 2, wxid: '7@chatroom', displayName: '产品群' },
    ],
    messages: [
      message(1704164645, 1, 'hi', { type: '文本消息', platformMessageId: '901' }),
      message(1704164646, 10000, '"安"邀请"丙"加入了群聊', { type: '系统消息', senderID: 2 }),
      message(1704164647, 49, '[链接] 微信红包', { type: '链接消息', appMsgType: '2001' }),
      message(1704164648, 11000, '"小安"撤回了一条消息', { type: '系统消息', senderID: 2 }),
    ],
    groupMembers: [
      { wxid: 'wxid_c', displayName: '三哥', nickname: '丙', remark: '三哥', messageCount: 0 },
      { username: 'wxid_d', originalName: '丁', remark: null },
    ],
  });
  const { activities, memberships, members } = await imported({ 'g.json': text });
  expect(cells(inOrder(activities), 'ts', 'kind', 'member_id')).toEqual([
    '2024-01-02T03:04:05Z message wxid_a',
    '2024-01-02T03:04:06Z join wxid_c',
    '2024-01-02T03:04:07Z red_envelope_sent wxid_a',
    '2024-01-02T03:04:08Z recall wxid_a',
  ]);
  expect(cells(memberships, 'member_id', 'inviter_id')).toEqual(['wxid_c wxid_a']);
  expect(cells(members, 'member_id').toSorted()).toEqual(['wxid_a', 'wxid_c', 'wxid_d']);
});

test('the WeClone table of WeFlow has times with a zone, and no types that could be told apart', async () => {
  const text = [
    '\ufeffid,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime',
    '1,901,text,0,安,hi,,2024-01-02T03:04:05.000Z',
    '2,902,image,1,我,[图片],a.jpg,2024-01-02T03:04:06.000Z',
  ].join('\r\n');
  const { activities, sources } = await imported({ 'g.csv': text }, { me: 'ME' });
  expect(cells(inOrder(activities), 'ts', 'kind', 'member_id')).toEqual([
    '2024-01-02T03:04:05Z message 安',
    '2024-01-02T03:04:06Z message ME',
  ]);
  expect(cells(sources, 'joins', 'inviters', 'replies', 'envelopes_sent', 'stable_ids')).toEqual([
    'false false false false true',
  ]);
});

test('PyWxDump: calls, what a reply quotes, and the names in users.json', async () => {
  const rows = [
    'id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime',
    '1,901,文本,0,wxid_a,7@chatroom,hi,,2024-01-02 11:04:05',
    '2,902,邀请加群,0,未知,7@chatroom,"""安""邀请""丙""加入了群聊",,2024-01-02 11:04:06',
    '3,903,引用回复,0,wxid_b,7@chatroom,"好\n\n[引用](2024-01-02 11:04:05)安:看 https://a.cn",,2024-01-02 11:04:07',
    '4,904,语音通话,0,wxid_a,7@chatroom,语音/视频通话[x],,2024-01-02 11:04:08',
    '5,905,语音,0,wxid_b,7@chatroom,语音时长：2.00秒,,2024-01-02 11:04:09',
  ];
  const users = {
    wxid_a: { wxid: 'wxid_a', nickname: '安', remark: '老安', account: 'an1' },
    wxid_b: { wxid: 'wxid_b', nickname: '丙', remark: '', account: '' },
  };
  const files = { 'g/7@chatroom_0_5000.csv': rows.join('\n'), 'g/users.json': JSON.stringify(users) };
  const { activities, memberships } = await importFolder(files, 'g', shanghai);
  expect(cells(inOrder(activities), 'kind', 'member_id', 'source_kind', 'url_count')).toEqual([
    'message wxid_a 1 0',
    'join wxid_b notice:invite -',
    'reply wxid_b 49/57 0',
    'system - 50 -',
    'message wxid_b 34 0',
  ]);
  expect(cells(memberships, 'member_id', 'inviter_id')).toEqual(['wxid_b wxid_a']);
});

test('chatlog.csv: what stands for a picture is no text with a link, and typed brackets are text', async () => {
  const found = [
    ['![图片](http://127.0.0.1:5030/image/ab,c)', 'message 3 0'],
    ['![视频](http://127.0.0.1:5030/video/ab)', 'message 43 0'],
    ['[语音](http://127.0.0.1:5030/voice/9)', 'message 34 0'],
    ['[文件|a.pdf](http://127.0.0.1:5030/file/ab)', 'message 49/6 0'],
    ['[视频号|x](https://finder.example/1)', 'link_shared 49/51 1'],
    ['[链接|标题](https://a.cn)', 'link_shared 49/5 1'],
    ['[红包] https://a.cn', 'message 1 1'],
    ['[链接](https://a.cn)', 'message 1 1'],
  ] as const;
  const rows = found.map(([text], place) => `2024-01-02 11:04:0${place},安,wxid_a,群,7@chatroom,"${text}"`);
  const text = ['Time,SenderName,Sender,TalkerName,Talker,Content', ...rows].join('\n');
  const { activities } = await imported({ 'c.csv': text }, shanghai);
  expect(cells(inOrder(activities), 'kind', 'source_kind', 'url_count')).toEqual(found.map(([, row]) => row));
});

test('ChatLab: notices in the words of the platform, and the owner is who "you" are', async () => {
  const said = [
    [0, '1', 'hi', 'message 1'],
    [80, '0', '乙通过甲分享的二维码加入了群聊', 'join 2'],
    [80, '0', '你邀请丙加入了群聊，并附带了30条聊天记录。', 'join 丙'],
    [80, '0', '乙被甲移出了群聊', 'leave 2'],
    [0, 'me', 'x', 'message me'],
  ] as const;
  const text = JSON.stringify({
    chatlab: { version: '0.0.2', exportedAt: 1703100000 },
    meta: { name: '群', platform: 'qq', type: 'group', groupId: 'g1', ownerId: 'me' },
    members: [
      { platformId: '1', accountName: '甲' },
      { platformId: '2', accountName: '乙' },
      { platformId: 'me', accountName: '戊' },
    ],
    messages: said.map(([type, sender, content], place) => ({
      ...{ sender, accountName: '', timestamp: 1703001600 + place, type, content },
    })),
  });
  const { activities, memberships } = await imported({ 'c.json': text });
  expect(cells(inOrder(activities), 'kind', 'member_id')).toEqual(said.map(([, , , row]) => row));
  expect(cells(memberships, 'member_id', 'join_method', 'inviter_id').toSorted()).toEqual([
    '2 qr 1',
    '丙 invite me',
  ]);
});
