import { able } from '../capabilities.js';
import type { ActivityEvent, ImportEvent, Person } from '../events.js';
import { isGone } from '../gone_accounts.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { hasKeys, jsonHead } from '../json_head.js';
import { jsonLines } from '../json_lines.js';
import {
  idOf,
  type Json,
  type JsonObject,
  listOf,
  numberOf,
  objectOf,
  readJson,
  textOf,
} from '../json_stream.js';
import { stemOf } from '../questions.js';
import { callsEverybody, linksIn } from '../text_facts.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { qqNotice } from './notices.js';

/** qq-chat-exporter, versions 4 to 6: one JSON file, or a manifest with chunks next to it. */
export const qce: Importer = {
  name: 'qq_qce',
  platform: 'qq',
  summary: 'QQ by qq-chat-exporter: JSON, or manifest.json with chunks',
  capabilities: able('joins', 'inviters', 'replies', 'envelopes_sent', 'absolute_time', 'stable_ids'),
  recognise: (input) => isWhole(input) || isChunk(input),
  exported_us: ({ head }) => {
    const at = Date.parse(/"exportTime"\s*:\s*"([^"]+)"/.exec(head)?.[1] ?? '');
    return Number.isNaN(at) ? null : at * 1000;
  },
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readFile(input, context)),
};

function isWhole(input: Input): boolean {
  return (
    hasKeys(jsonHead(input), 'metadata', 'chatInfo') &&
    /"name"\s*:\s*"QQChatExporter|"format"\s*:\s*"chunked-jsonl"/.test(input.head)
  );
}

/** Whether a file is a chunk: chunks are next to their manifest. */
function isChunk(input: Input): boolean {
  return /(^|\/)chunks\/[^/]+\.jsonl$/.test(input.path) && input.siblings().some((one) => isWhole(one));
}

function* readFile(input: Input, context: ImportContext): Generator<ImportEvent> {
  if (isChunk(input)) {
    const manifest = input
      .siblings()
      .find((one) => isWhole(one) && input.path.startsWith(one.path.replace(/[^/]*$/, '')));
    const about = manifest === undefined ? null : aboutIn(manifest);
    const chat = chatOf(about, input, context);
    yield chatEvent(about, chat);
    for (const { line, value } of jsonLines(input)) yield* messageEvents(objectOf(value), chat, about, line);
    return;
  }
  let about: JsonObject | null = null;
  let line = 0;
  const isRecord = (path: string) =>
    path === 'messages.*' || path === 'chatInfo' || path === 'statistics' || path === 'avatars';
  for (const { path, value } of readJson(input, { isRecord })) {
    if (path === 'chatInfo') about = objectOf(value);
    const chat = chatOf(about, input, context);
    if (path === 'chatInfo') yield chatEvent(about, chat);
    if (path !== 'messages.*') continue;
    line += 1;
    yield* messageEvents(objectOf(value), chat, about, line);
  }
}

function aboutIn(manifest: Input): JsonObject | null {
  for (const { path, value } of readJson(manifest, { isRecord: (one) => one === 'chatInfo' }))
    if (path === 'chatInfo') return objectOf(value);
  return null;
}

/** The id of the group, if the export or its file name has one; else its name. */
function chatOf(about: JsonObject | null, input: Input, context: ImportContext): string {
  const ids = [about?.groupCode, about?.peerUin, about?.peerUid, about?.uid, about?.id].map(idOf);
  return (
    context.group ??
    ids.find((id) => id !== null) ??
    idInPath(input.path) ??
    textOf(about?.name) ??
    stemOf(input.path)
  );
}

/** The id of a chat in the name of its file; null if it has none. */
export function idInPath(path: string): string | null {
  return /(?:group|friend)_(\d{5,})/.exec(path)?.[1] ?? null;
}

function chatEvent(about: JsonObject | null, chat: string): ImportEvent {
  const [name, type] = [textOf(about?.name), textOf(about?.type)];
  const kind = type === 'group' ? 'group' : type === null ? null : 'direct';
  return { type: 'chat', chat, ...(name === null ? {} : { name }), ...(kind === null ? {} : { kind }) };
}

interface Element {
  readonly type: string;
  readonly data: JsonObject;
}

function* messageEvents(
  record: JsonObject | null,
  chat: string,
  about: JsonObject | null,
  line: number,
): Generator<ImportEvent> {
  const at_us = record === null ? null : timeIn(record.timestamp);
  if (record === null || at_us === null) {
    yield { type: 'reject', line, reason: 'a message without timestamp' };
    return;
  }
  const ids = [record.id, record.messageId, record.seq].map(idOf);
  const id = ids.find((one) => one !== null && one !== '0') ?? null;
  const at = { type: 'activity' as const, chat, at_us, precision_s: 1, ...(id === null ? {} : { id }) };
  const content = objectOf(record.content);
  const elements = elementsOf(record, content);
  const text = textOf(content?.text) ?? textOf(record.content) ?? '';
  const who = senderOf(record, about);
  if (
    record.system === true ||
    elements.some(({ type }) => type === 'system') ||
    record.isSystemMessage === true
  )
    yield { ...at, ...qqNotice(text) };
  else if (record.recalled === true || record.isRecalled === true)
    yield { ...at, kind: 'recall', source_kind: 'recalled', confidence: 'structured', who };
  else yield said(elements, text, { ...at, who });
}

/** The elements of a message; version 4 only says what it replies to. */
function elementsOf(record: JsonObject, content: JsonObject | null): readonly Element[] {
  const list = listOf(content?.elements ?? record.elements);
  const found = list.flatMap((value) => {
    const element = objectOf(value);
    const type = textOf(element?.type);
    return type === null ? [] : [{ type, data: objectOf(element?.data) ?? {} }];
  });
  const reply = objectOf(content?.reply);
  return reply === null || found.length > 0 ? found : [{ type: 'reply', data: reply }];
}

/** The type of a message says little; its elements say what it is. */
function said(
  elements: readonly Element[],
  text: string,
  at: Omit<ActivityEvent, 'kind' | 'source_kind' | 'confidence'>,
): ActivityEvent {
  const has = (...types: string[]) => elements.find(({ type }) => types.includes(type));
  const reply = has('reply');
  const quoted = reply === undefined ? null : quotedId(reply.data);
  const card = has('json', 'ark', 'json_message', 'xml', 'share');
  const isCard = card !== undefined && /https?:\\?\/\\?\/|url"\s*:/.test(JSON.stringify(card.data));
  const isEnvelope = has('wallet', 'redpacket', 'red_packet') !== undefined;
  const source_kind = elements.map(({ type }) => type).join('+') || 'none';
  const common = { ...at, source_kind, confidence: 'structured' as const };
  if (isEnvelope) return { ...common, kind: 'red_envelope_sent' };
  if (reply === undefined && isCard) return { ...common, kind: 'link_shared', url_count: 1 };
  const all = elements.some(({ type, data }) => type === 'at' && (data.uid === 'all' || data.atType === 1));
  return {
    ...{ ...common, kind: reply === undefined ? 'message' : 'reply', text, url_count: linksIn(text) },
    ...(quoted === null ? {} : { reply_to: quoted }),
    mention_all: all || callsEverybody(text),
  };
}

function quotedId(data: JsonObject): string | null {
  const ids = [data.referencedMessageId, data.replyMsgId, data.sourceMsgId, data.messageId].map(idOf);
  return ids.find((id) => id !== null && id !== '0') ?? null;
}

/** A time given in milliseconds, or with its zone. */
function timeIn(value: Json | undefined): number | null {
  const number = numberOf(value);
  if (number !== null && number > 0) return number > 1e11 ? number * 1000 : number * 1_000_000;
  const text = textOf(value) ?? '';
  const ms = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : ms * 1000;
}

/** The sender by uid, else uin; 0, 未知 or nothing means nobody. */
function senderOf(record: JsonObject, about: JsonObject | null): Person | null {
  const sender = objectOf(record.sender);
  if (isGone(idOf(sender?.uin) ?? '')) return null;
  const ids = [sender?.uid, sender?.uin]
    .map(idOf)
    .filter((id) => id !== null && id !== '0' && id !== '未知' && id !== 'unknown');
  const names = [sender?.groupCard, sender?.name, sender?.nickname, sender?.remark].map(textOf);
  const own = names.filter((name): name is string => name !== null && name !== '');
  const [id] = ids;
  if (id === undefined || id === null) return own.length === 0 ? null : { names: own };
  const isSelf = id === idOf(about?.selfUid) || id === idOf(about?.selfUin);
  return { id, names: [...new Set(own)], ...(isSelf ? { exporter: true } : {}) };
}
