import { able } from '../capabilities.js';
import type { ActivityEvent, ImportEvent } from '../events.js';
import type { Importer, Input } from '../importer.js';
import { hasKeys, jsonHead } from '../json_head.js';
import {
  idOf,
  type JsonObject,
  listOf,
  numberOf,
  objectOf,
  readJsonDocuments,
  textOf,
} from '../json_stream.js';
import { callsEverybody, linksIn } from '../text_facts.js';

/** The message archive of WeCom (会话内容存档) after decryption: one message per line, or a list of messages. */
export const wecomArchive: Importer = {
  name: 'wecom_archive',
  platform: 'wecom',
  summary: 'WeCom message archive: decrypted messages, JSONL or a list',
  capabilities: able('replies', 'votes', 'envelopes_sent', 'absolute_time', 'stable_ids'),
  recognise: (input) => {
    const head = jsonHead(input);
    return hasKeys(head, 'msgid', 'action') && (hasKeys(head, 'msgtype') || hasKeys(head, 'user'));
  },
  read: readArchive,
};

function* readArchive(input: Input): Generator<ImportEvent> {
  const chats = new Set<string>();
  let line = 0;
  const reading = { isRecord: (path: string) => path === '' || path === '*' };
  const root = jsonHead(input).root;
  const own = root === 'list' ? { isRecord: (path: string) => path === '*' } : reading;
  for (const { value } of readJsonDocuments(input, own)) {
    line += 1;
    const record = objectOf(value);
    if (record === null) {
      yield { type: 'reject', line, reason: 'not a message' };
      continue;
    }
    if (record.action === 'switch') {
      yield { type: 'skip', reason: 'a change of enterprise, which belongs to no chat' };
      continue;
    }
    yield* messageEvents(record, line, chats);
  }
}

function* messageEvents(record: JsonObject, line: number, chats: Set<string>): Generator<ImportEvent> {
  const from = idOf(record.from);
  const chat = chatOf(record, from);
  const ms = numberOf(record.msgtime);
  if (ms === null || ms <= 0) {
    yield { type: 'reject', line, reason: 'a message without a time' };
    return;
  }
  if (chat === null) {
    yield { type: 'reject', line, reason: 'a message without a room and without a receiver' };
    return;
  }
  const isDirect = (idOf(record.roomid) ?? '') === '';
  if (!chats.has(chat)) {
    chats.add(chat);
    yield { type: 'chat', chat, kind: isDirect ? 'direct' : 'group' };
  }
  const id = idOf(record.msgid);
  const msgtype = textOf(record.msgtype) ?? 'unknown';
  yield {
    type: 'activity',
    ...{ chat, ...instantOf(ms), source_kind: msgtype },
    ...(id === null ? {} : { id }),
    ...said(record, msgtype),
    ...(from === null || systemTypes.has(msgtype) ? { who: null } : person(from)),
  };
}

/** Records of calls have seconds where all others have milliseconds. */
function instantOf(time: number): Pick<ActivityEvent, 'at_us' | 'precision_s'> {
  return time < 1e11
    ? { at_us: time * 1_000_000, precision_s: 1 }
    : { at_us: Math.round(time * 1000), precision_s: 0.001 };
}

/** A room, or the two people talking. */
function chatOf(record: JsonObject, from: string | null): string | null {
  const room = idOf(record.roomid);
  if (room !== null) return room;
  const to = receivers(record)[0];
  if (from === null || to === undefined) return null;
  return [from, to].toSorted().join('|');
}

/** The receivers: a list, or text with commas, as pushed by vendors. */
function receivers({ tolist }: JsonObject): readonly string[] {
  const list = typeof tolist === 'string' ? tolist.split(',') : listOf(tolist).map((one) => idOf(one) ?? '');
  return list.map((one) => one.trim()).filter((one) => one !== '');
}

const systemTypes = new Set(['agree', 'disagree', 'meeting_voice_call', 'voip_doc_share', 'voiptext']);
const cards = new Set(['link', 'weapp', 'news', 'sphfeed']);

/** Staff have plain ids; wo and wm are external contacts, wb robots. */
function person(id: string): Pick<ActivityEvent, 'who' | 'role'> {
  if (/^wb/.test(id)) return { who: { id }, role: 'bot' };
  return /^w[om]/.test(id) ? { who: { id }, role: 'member' } : { who: { id }, role: 'operator' };
}

type Said = Pick<ActivityEvent, 'kind' | 'confidence'> & Partial<ActivityEvent>;

function said(record: JsonObject, msgtype: string): Said {
  const confidence = 'structured' as const;
  if (msgtype === 'revoke' || record.action === 'recall') return { kind: 'recall', confidence };
  if (systemTypes.has(msgtype)) return { kind: 'system', confidence };
  if (cards.has(msgtype)) return { kind: 'link_shared', confidence, url_count: 1 };
  if (/redpacket$/.test(msgtype)) return envelope(record);
  if (msgtype === 'vote') return { kind: voteKind(record), confidence };
  if (msgtype === 'collect') return { kind: 'survey_sent', confidence };
  const text = textIn(record, msgtype);
  if (text === null) return { kind: 'message', confidence, url_count: 0 };
  const isReply = msgtype === 'text' && /^这是一条引用\/回复消息[:：]/.test(text);
  return {
    kind: isReply ? 'reply' : 'message',
    confidence: isReply ? 'regex' : 'structured',
    ...{ text, url_count: linksIn(text), mention_all: callsEverybody(text) },
  };
}

/** Amounts are in fen. */
function envelope(record: JsonObject): Said {
  const packet = objectOf(record.redpacket) ?? objectOf(record.external_redpacket);
  const fen = numberOf(packet?.totalamount);
  const amount = fen === null ? {} : { amount: fen / 100, currency: 'CNY' };
  return { kind: 'red_envelope_sent', confidence: 'structured', ...amount };
}

/** 101 posts a poll, 102 casts a vote. */
function voteKind(record: JsonObject): string {
  const type = numberOf(objectOf(record.vote)?.votetype);
  return type === 102 ? 'poll_vote' : 'survey_sent';
}

function textIn(record: JsonObject, msgtype: string): string | null {
  if (msgtype === 'mixed') return mixedText(record);
  const part = objectOf(record[msgtype]) ?? objectOf(record.info);
  return textOf(part?.content);
}

/** The parts of a mixed message hold JSON in a string. */
function mixedText(record: JsonObject): string | null {
  const texts = listOf(objectOf(record.mixed)?.item).flatMap((value) => {
    const item = objectOf(value);
    if (item?.type !== 'text') return [];
    try {
      const content = JSON.parse(textOf(item.content) ?? '') as { content?: unknown };
      return typeof content.content === 'string' ? [content.content] : [];
    } catch {
      return [];
    }
  });
  return texts.length === 0 ? null : texts.join('\n');
}
