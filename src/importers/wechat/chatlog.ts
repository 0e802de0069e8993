import { able } from '../capabilities.js';
import { csvRows, headCells } from '../csv_records.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { hasKeys, jsonHead } from '../json_head.js';
import { idOf, type JsonObject, numberOf, objectOf, readJson, textOf } from '../json_stream.js';
import { localWall } from '../local_times.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { chatKind, personOf, wechatEvents } from './events.js';
import { typesByName } from './type_names.js';

/** chatlog, its responses as JSON. */
export const chatlogJson: Importer = {
  name: 'chatlog_json',
  platform: 'wechat',
  summary: 'WeChat by chatlog: JSON',
  capabilities: able('joins', 'inviters', 'replies', 'envelopes_sent', 'absolute_time', 'stable_ids'),
  recognise: (input) => {
    const head = jsonHead(input);
    return (
      head.root === 'list' &&
      hasKeys(head, 'seq', 'talker', 'type') &&
      (hasKeys(head, 'sender') || hasKeys(head, 'isSelf'))
    );
  },
  read: (input) => withNoticesCounted(input, ['joins', 'inviters'], readList(input)),
};

function* readList(input: Input): Generator<ImportEvent> {
  const chats = new Set<string>();
  let line = 0;
  for (const { path, value } of readJson(input, { isRecord: (one) => one === '*' })) {
    if (path !== '*') continue;
    line += 1;
    const record = objectOf(value);
    const chat = idOf(record?.talker);
    const at_ms = Date.parse(textOf(record?.time) ?? '');
    if (record === null || chat === null || Number.isNaN(at_ms)) {
      yield { type: 'reject', line, reason: 'a message without talker or time' };
      continue;
    }
    if (!chats.has(chat)) {
      chats.add(chat);
      const name = textOf(record.talkerName);
      yield { type: 'chat', chat, kind: chatKind(chat), ...(name === null || name === '' ? {} : { name }) };
    }
    yield* messageOf(record, chat, at_ms * 1000);
  }
}

function messageOf(record: JsonObject, chat: string, at_us: number) {
  const refer = objectOf(objectOf(record.contents)?.refer);
  const quoted = idOf(refer?.seq);
  const names = [textOf(record.senderName)];
  return wechatEvents({
    ...{ chat, at_us, id: idOf(record.seq) },
    who: personOf(idOf(record.sender), names, record.isSelf === true),
    ...{ type: numberOf(record.type) ?? 0, subtype: numberOf(record.subType) ?? 0 },
    text: textOf(record.content),
    name_ids: 'always',
    reply_to: quoted === '0' ? null : quoted,
  });
}

/** chatlog, its responses as CSV: without types, in local time. */
export const chatlogCsv: Importer = {
  name: 'chatlog_csv',
  platform: 'wechat',
  summary: 'WeChat by chatlog: CSV',
  capabilities: able('joins', 'inviters', 'stable_ids'),
  recognise: (input) =>
    ['Time', 'Sender', 'Talker', 'Content'].every((name) => headCells(input).includes(name)),
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readTable(input, context)),
};

function* readTable(input: Input, context: ImportContext): Generator<ImportEvent> {
  const head = headCells(input);
  const clock = context.clock(input);
  const chats = new Set<string>();
  for (const { line, cells } of csvRows(input)) {
    if (line === 1 || cells.every((cell) => cell === '')) continue;
    const cell = (name: string) => cells[head.indexOf(name)] ?? '';
    const wall = localWall(cell('Time'));
    const at_us = wall === null ? null : clock.us(wall);
    const chat = cell('Talker');
    if (at_us === null || chat === '') {
      yield { type: 'reject', line, reason: 'a row without Talker, or with a Time that does not exist' };
      continue;
    }
    if (!chats.has(chat)) {
      chats.add(chat);
      yield {
        type: 'chat',
        chat,
        kind: chatKind(chat),
        ...(cell('TalkerName') === '' ? {} : { name: cell('TalkerName') }),
      };
    }
    const isSystem = cell('Sender') === '系统消息';
    const content = cell('Content');
    const word = isSystem ? undefined : placeholder.exec(content)?.[1];
    for (const event of wechatEvents({
      ...{ chat, at_us, id: null, reply_to: null, name_ids: 'always' },
      text: word === undefined ? content : null,
      who: personOf(cell('Sender'), [cell('SenderName')], false),
      ...(isSystem
        ? { type: 10_000, subtype: 0 }
        : word === undefined
          ? { type: 1, subtype: 0 }
          : typesByName(word)),
    }))
      yield isSystem ? event : { ...event, confidence: word === undefined ? 'structured' : 'regex' };
  }
}

/** What stands for a picture, a card, ... in a table without types: `![图片](http://...)`, `[链接|title](http://...)`. */
const placeholder =
  /^(?:!|(?=\[(?:语音\]|[^[\]|]+\|)))\[(图片|视频|语音|动画表情|链接|分享|小程序|视频号|文件|音乐)(?:\|[\s\S]*)?\]\([\s\S]*\)$/;
