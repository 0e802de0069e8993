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
  [
    'chatlog.txt',
    '安(wxid_a1b2) 01-02 15:04:05\n大家好\n\n本(我) 01-02 15:05:05\n好\n',
    /chatlog/,
    /format=json/,
  ],
  ['产品群.txt', "2024-01-02 11:04:05 '安'\n大家好\n\n2024-01-02 11:05:05 '我'\n好\n\n", /WeFlow/, /JSON/],
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
