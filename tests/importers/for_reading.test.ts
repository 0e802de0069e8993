/** Exports for people: they are refused with the way to one for programs. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { imported } from './imported.js';

test.each([
  [
    'messages.html',
    '<body onload="CheckLocation();"><div class="page_wrap"><div class="message service" id="message-1">\n',
    /Telegram writes for people to read/,
    /JSON/,
  ],
  [
    'c.html',
    '<title>G - c</title><div class=chatlog><div class=chatlog__message-group>\n',
    /DiscordChatExporter/,
    /JSON/,
  ],
  [
    'c.txt',
    `${'='.repeat(62)}\nGuild: G\nChannel: c / d\n${'='.repeat(62)}\n\n[01/02/2024 10:00] ann\nhi\n`,
    /DiscordChatExporter/,
    /JSON/,
  ],
  ['q.mht', 'From: <Save by Tencent MsgMgr>\nSubject: Tencent IM Message\n', /QQ/, /text/],
  ['[LINE]g.txt', '2025.12.10 Wednesday\n09:15 Ann Lee Hello\n09:16 Bob Hi\n', /LINE for computers/, /phone/],
  ['[LINE]g.txt', '2024.01.15 วันจันทร์\n09:00 สมชาย สวัสดี\n', /LINE for computers/, /phone/],
  [
    'customer.csv',
    '帳號名稱,店\n時區,+08:00\n下載時間,2026/05/01 10:00\n傳送者類型,傳送者名稱,傳送日期,傳送時間,內容\nUser,小美,2026/04/30,10:00:00,你好\n',
    /LINE Official Account/,
    /ts, group_id/,
  ],
  [
    'chatlog.txt',
    '安(wxid_a1b2) 01-02 15:04:05\n大家好\n\n本(我) 01-02 15:05:05\n好\n',
    /chatlog/,
    /format=json/,
  ],
  ['产品群.txt', "2024-01-02 11:04:05 '安'\n大家好\n\n2024-01-02 11:05:05 '我'\n好\n\n", /WeFlow/, /JSON/],
  ['安.txt', '2024-01-02 11:04:05 安\n大家好\n\n2024-01-02 11:04:06 我\n[图片]\n\n', /MemoTrace/, /as CSV/],
  [
    '安_chat.txt',
    `\n\n${'*'.repeat(20)}2024-01-02${'*'.repeat(20)}\n\n安:大家好 \n我:好 `,
    /MemoTrace/,
    /as CSV/,
  ],
  [
    'q.txt',
    '2024-01-02 11:04:05 安(10001)\nhi\n\n2024-01-02 11:04:06 本(10002)\nho\n\n',
    /QQ chat without its first lines/,
    /message manager/,
  ],
  [
    'qce.txt',
    '[QQChatExporter V5 / https://github.com/shuakami/qq-chat-exporter]\n\n聊天名称: 群\n\n安:\n时间: 2024-01-02 11:04:05\n内容: hi\n',
    /qq-chat-exporter writes for people/,
    /as JSON/,
  ],
  [
    'train.json',
    '[{"conversations":[{"role":"system","content":"x"},{"role":"user","content":"hi"}]}]',
    /language model/,
    /CSV or JSON/,
  ],
  [
    'db.json',
    '[{"mesDes":1,"mesLocalID":1,"messageType":1,"msgContent":"hi","msgCreateTime":1704164645}]',
    /WeChat's own database/,
    /WeFlow/,
  ],
  [
    'g.html',
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><title>产品群 - 聊天记录</title></head>',
    /page of a WeChat chat/,
    /JSON or CSV/,
  ],
  [
    'ding.json',
    '{"conversationId":"cid1","chatbotUserId":"$:LWCP_v1","msgId":"m","senderNick":"A","senderStaffId":"1","createAt":1695283635765,"msgtype":"text"}',
    /DingTalk/,
    /ts, group_id/,
  ],
  [
    'dws.json',
    '[{"openMessageId":"m1","openConversationId":"cid1","sender":"A","createTime":"2026-05-14 10:00:00","content":"hi"}]',
    /DingTalk/,
    /ts, group_id/,
  ],
  ['chat.json', '{"EventType":"chat_add_member","ChatId":"c","UserId":["u"]}', /DingTalk/, /ts, group_id/],
  [
    'event.json',
    '{"schema":"2.0","header":{"event_type":"im.message.receive_v1"},"event":{"message":{"message_id":"om_1","chat_id":"oc_1"}}}',
    /events of Feishu/,
    /im\/v1\/messages/,
  ],
  [
    'teams.json',
    '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#chats","value":[{"id":"1","messageType":"message","createdDateTime":"2021-03-17T10:00:00Z","from":null}]}',
    /Microsoft Teams/,
    /ts, group_id, member_id and kind/,
  ],
  [
    'messages.json',
    '{"userId":"8:me","exportDate":"2024-01-02T10:00","conversations":[{"id":"19:a","MessageList":[]}]}',
    /Skype/,
    /grouplift init/,
  ],
  [
    'rocket.json',
    '[{"_id":"a","rid":"GENERAL","msg":"hi","ts":"2021-02-01T10:00:00Z","u":{"_id":"u"},"_updatedAt":"x"}]',
    /Rocket\.Chat/,
    /CSV/,
  ],
  [
    'data.json',
    '{"date": "2024-01-02", "sender": "A", "body": "hi", "quote": "", "sticker": ""}\n',
    /Signal/,
    /CSV/,
  ],
  ['chat.md', '[2019-05-29, 15:04] Me: How is everyone?\n[2019-05-29, 15:10] Aya: Great!\n', /Signal/, /CSV/],
  [
    'c.md',
    '[2023-05-29 15:04:01] Jo: How?  \n[2023-05-29 15:10:12] Aya: Great!  \n\n> How?\n\n(- Jim: 👍 -)\n',
    /Signal/,
    /CSV/,
  ],
  [
    'viber.txt',
    '[ 7 сентября 2023 г. 12:34 ] \u2068Анна\u2069: привет\n[ 7 сентября 2023 г. 12:35 ] \u2068Ян\u2069: ок\n',
    /Viber/,
    /CSV/,
  ],
  [
    'copied.txt',
    'Ann Lee, [25/06/2022 07:25]\nhttps://example.org\n\nBob, [25/06/2022 07:51]\nstill\n',
    /copied from Telegram/,
    /JSON/,
  ],
  [
    '+15550001.txt',
    'May 17, 2022  5:29:42 PM (Read by you after 32 seconds)\n+15550001\nHi\n\nMay 17, 2022  5:30:42 PM\nMe\nHello\n',
    /imessage-exporter/,
    /CSV/,
  ],
  [
    'result.json',
    '{"1@g.us":{"name":"G","type":"group","messages":{"1":{"from_me":true,"timestamp":1,"time":"10:00","key_id":"A"}}}}',
    /WhatsApp-Chat-Exporter/,
    /Export chat/,
  ],
  ['old.txt', '19:23, 28 Aug 2013 - Ann: hi\n19:24, 28 Aug 2013 - Bob joined\n', /before 2015/, /again/],
  ['year.txt', '18 Mar 12:14 - Ann: hi\n18 Mar 12:15 - Bob was added\n', /before 2015/, /again/],
  [
    'words.txt',
    '03/01/2021, 9:15 in the morning - Ann: hi\n03/01/2021, 9:16 in the morning - Bob: hello\n',
    /words that are not known/,
    /24 hours/,
  ],
  [
    'room.txt',
    'Fri, Dec 17, 2021, 4:58:32 PM - Ann joined the room\nFri, Dec 17, 2021, 4:58:40 PM - Ann: hello\n',
    /Element writes for people/,
    /JSON/,
  ],
  [
    'older room.txt',
    '12/17/2021, 4:58:32 PM - Ann joined the room\n12/17/2021, 4:58:40 PM - Ann: hello\n',
    /Element writes for people/,
    /JSON/,
  ],
  ['messages.html', '<div class="mx_Export_Wrapper"><li class="mx_Export_EventWrapper">', /Element/, /JSON/],
  [
    'dht.txt',
    '{"meta":{"users":{"1":{"name":"a"}},"userindex":["1"],"servers":[],"channels":{"5":{"server":0}}},"data":{}}',
    /Discord History Tracker/,
    /DiscordChatExporter/,
  ],
  [
    'messages.json',
    '[{"ID": 1234567890123456789, "Timestamp": "2023-01-02 03:04:05", "Contents": "hi", "Attachments": ""}]',
    /Discord sends one person/,
    /DiscordChatExporter/,
  ],
  [
    'messages.csv',
    'ID,Timestamp,Contents,Attachments\n1234567890123456789,2023-01-02 03:04:05.123000+00:00,hi,\n',
    /Discord sends one person/,
    /DiscordChatExporter/,
  ],
  [
    'telethon.json',
    '[{"_": "Message", "id": 2, "peer_id": {"_": "PeerChannel", "channel_id": 5}, "message": "hi"}]',
    /fetched from Telegram/,
    /Telegram Desktop/,
  ],
  [
    'discrub.json',
    '[{"id":"1","type":0,"channel_id":"5","content":"hi","author":{"id":"9","username":"ann"},"timestamp":"2024-06-01T10:00:00.123000+00:00","edited_timestamp":null}]',
    /fetched from Discord/,
    /DiscordChatExporter/,
  ],
  [
    'posts.json',
    '{"order":["p1"],"posts":{"p1":{"id":"p1","create_at":1700000000000,"user_id":"u","message":"hi","root_id":""}}}',
    /fetched from it/,
    /mmctl export create/,
  ],
  ['C1.json', '{"t":0,"ts":1700000000,"id":"C1","n":1,"m":[]}\n', /slackdump/, /slackdump convert/],
  [
    'export.csv',
    'Post Creation Time,Team Id,Team Name,Channel Id,Sender Username,Post Message\n1700000000000,t,team,c,ann,hi\n',
    /compliance export of Mattermost/,
    /mmctl export create/,
  ],
  [
    'pidgin.txt',
    'Conversation with #chan at Sat 01 Jun 2024 10:00:00 AM UTC on ann@irc.example (irc)\n(10:00:01 AM) ann: hi\n',
    /Pidgin/,
    /CSV/,
  ],
  [
    'chat.xml',
    '<?xml version="1.0"?>\n<chat xmlns="http://purl.org/net/ulf/ns/0.4-02" account="a" service="IRC"></chat>',
    /Adium/,
    /CSV/,
  ],
  [
    'konversation.log',
    '[Samstag 01 Juni 2024] [10:00:00 CEST] <ann>\thi\n[Samstag 01 Juni 2024] [10:00:05 CEST] <ann>\tho\n',
    /Konversation/,
    /CSV/,
  ],
  [
    'dircproxy.log',
    '[14 Jan 10:36] --> ann (n=a@host) joined the channel\n[14 Jan 11:08] <ann!n=a@host> +hi\n',
    /dircproxy/,
    /CSV/,
  ],
  [
    'list.json',
    '{"errcode":0,"group_chat_list":[{"chat_id":"wr1","status":0}],"next_cursor":"t"}',
    /WeCom groups without their members/,
    /groupchat\/get/,
  ],
  ['kf.json', '{"msg_list":[{"msgid":"m","open_kfid":"wk","send_time":1}]}', /customer service/, /CSV/],
  [
    'archive.json',
    '{"errcode":0,"chatdata":[{"seq":1,"msgid":"C","encrypt_random_key":"f","encrypt_chat_msg":"8"}]}',
    /WeCom, which is still encrypted/,
    /Decrypt it/,
  ],
])('%s', async (name, text, message, hint) => {
  await expect(imported({ [name]: text }, { timezone: 'UTC' })).rejects.toMatchObject({
    ...{ exitCode: 3, message: expect.stringMatching(message), hint: expect.stringMatching(hint) },
  });
});

const tar = Buffer.from(`a.json${'\0'.repeat(251)}ustar\0${'\0'.repeat(249)}{"a":1}`);

test.each([
  ['z.tar', tar, /packed file/],
  ['z.tar.gz', gzipSync(tar), /an archive \(tar\)/],
  ['z.7z', Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0]), /packed file/],
  ['z.rar', Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), /packed file/],
])('%s is said to be packed', async (name, content, message) => {
  await expect(imported({ [name]: content })).rejects.toMatchObject({
    ...{ exitCode: 3, message: expect.stringMatching(message), hint: expect.stringMatching(/Unpack it/) },
  });
});

test('a database is said to be one', async () => {
  const database = Buffer.from(`SQLite format 3\0${'\0'.repeat(500)}`);
  await expect(imported({ 'slackdump.sqlite': database })).rejects.toMatchObject({
    ...{ exitCode: 3, message: expect.stringMatching(/database \(SQLite\)/) },
    hint: expect.stringMatching(/slackdump convert -f export/),
  });
});

test('a chat of WhatsApp with seconds and a dash stays one', async () => {
  const text = '27/03/2022, 21:41:55 - Ann: he left the room\n27/03/2022, 21:42:55 - Bob: b\n';
  const { activities } = await imported({ 'a.txt': text }, { timezone: 'UTC' });
  expect(activities.map(({ kind }) => kind)).toEqual(['message', 'message']);
});

test('a chat of WhatsApp with the year first stays one', async () => {
  for (const text of [
    '[2019-05-29, 15:04:01] Ann: a\n[2019-05-29, 15:04:02] Bob: b\n',
    '[2019-05-29 15:04:01] Ann: a  \n[2019-05-29 15:04:02] Bob: b\n',
  ]) {
    const { activities } = await imported({ 'a.txt': text }, { timezone: 'UTC' });
    expect(activities).toHaveLength(2);
  }
});

test('a document that quotes two lines of a log is not a chat whose times are in unknown words', async () => {
  const log = '2024-11-27 20:43:25,730 [DEBUG] main: found\n2024-11-27 20:43:26,730 [DEBUG] main: found\n';
  const text = `${'Some words about it.\n'.repeat(30)}${log}`;
  await expect(imported({ 'notes.md': text }, { timezone: 'UTC' })).rejects.toMatchObject({
    message: expect.stringMatching(/not an export in a known format/),
  });
});

test('a page of another kind is not an export', async () => {
  await expect(imported({ 'a.html': '<div class="page">hi</div>' })).rejects.toMatchObject({
    message: expect.stringMatching(/not an export in a known format/),
  });
});

test('beside a chat that is read, it is said which one was not', async () => {
  const { notes } = await imported(
    {
      'a.txt': '13/05/2024, 9:01 - Ann added Bob\n13/05/2024, 9:02 - Ann: hi\n',
      'messages.html': '<div class="page_wrap"><div class="message service">\n',
    },
    { timezone: 'UTC' },
  );
  expect(notes.join()).toMatch(/messages\.html was not read: it is the page of a chat that Telegram writes/);
});
