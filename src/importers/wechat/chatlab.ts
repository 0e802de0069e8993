import { able } from '../capabilities.js';
import type { ActivityEvent, ImportEvent, Person } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { jsonHead } from '../json_head.js';
import { jsonLines } from '../json_lines.js';
import { idOf, type JsonObject, listOf, numberOf, objectOf, readJson, textOf } from '../json_stream.js';
import { qqNotice } from '../qq/notices.js';
import { stemOf } from '../questions.js';
import { callsEverybody, linksIn } from '../text_facts.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { noticeEvents } from './events.js';

/** The exchange format of ChatLab, JSON or JSONL, for any platform. */
export const chatlab: Importer = {
  name: 'chatlab',
  platform: 'chatlab',
  summary: 'ChatLab: its own JSON and JSONL',
  capabilities: able(
    'joins',
    'inviters',
    'replies',
    'envelopes_sent',
    'member_list',
    'absolute_time',
    'stable_ids',
  ),
  recognise: (input) => {
    const isLines =
      /^(?:\s*#[^\n]*\n)*\s*\{[^\n]*"_type"\s*:\s*"header"/.test(input.head) &&
      /"chatlab"\s*:/.test(input.head);
    return isLines || (jsonHead(input).root === 'object' && jsonHead(input).keys.has('chatlab'));
  },
  exported_us: ({ head }) => {
    const seconds = Number(/"exportedAt"\s*:\s*(\d{9,13})/.exec(head)?.[1] ?? 0);
    return seconds === 0 ? null : seconds * (seconds > 1e11 ? 1000 : 1_000_000);
  },
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readChat(input, context)),
};

function* readChat(input: Input, context: ImportContext): Generator<ImportEvent> {
  const about = new Map<string, string | null>();
  let chat: string | null = null;
  let line = 0;
  for (const { kind, record } of recordsOf(input)) {
    if (kind === 'meta') {
      for (const [key, value] of Object.entries(record)) about.set(key, idOf(value));
      continue;
    }
    if (chat === null) {
      const name = about.get('name') ?? null;
      chat = context.group ?? about.get('groupId') ?? name ?? stemOf(input.path);
      const type = about.get('type') === 'private' ? 'direct' : 'group';
      yield { type: 'chat', chat, kind: type, ...(name === null ? {} : { name }) };
    }
    line += 1;
    if (kind === 'member') {
      const id = idOf(record.platformId);
      const names = [
        textOf(record.accountName),
        textOf(record.groupNickname),
        ...listOf(record.aliases).map(textOf),
      ];
      if (id !== null) yield { type: 'member', chat, who: personIn(id, present(names), about) };
    } else yield* messageEvents(record, chat, line, about);
  }
}

/** Somebody, who may be the owner: the person who made the export. */
function personIn(id: string, names: readonly string[], about: ReadonlyMap<string, string | null>): Person {
  return { id, names, ...(id === about.get('ownerId') ? { exporter: true } : {}) };
}

interface Found {
  readonly kind: 'meta' | 'member' | 'message';
  readonly record: JsonObject;
}

function* recordsOf(input: Input): Generator<Found> {
  if (/"_type"\s*:/.test(input.head.slice(0, 4096))) {
    for (const { value } of jsonLines(input, '#')) {
      const record = objectOf(value);
      if (record?._type === 'header') yield { kind: 'meta', record: objectOf(record.meta) ?? {} };
      else if (record?._type === 'member') yield { kind: 'member', record };
      else if (record?._type === 'message') yield { kind: 'message', record };
    }
    return;
  }
  const isRecord = (path: string) => path === 'meta' || path === 'members.*' || path === 'messages.*';
  for (const { path, value } of readJson(input, { isRecord })) {
    const record = objectOf(value);
    if (record === null || !isRecord(path)) continue;
    yield { kind: path === 'meta' ? 'meta' : path === 'members.*' ? 'member' : 'message', record };
  }
}

/** An id; 0 means that there is none. */
function realId(value: JsonObject[string]): string | null {
  const id = idOf(value);
  return id === '0' ? null : id;
}

function present(names: readonly (string | null)[]): string[] {
  return names.filter((name): name is string => name !== null && name !== '');
}

const kinds: Readonly<Record<number, string>> = {
  7: 'link_shared',
  20: 'red_envelope_sent',
  21: 'transfer',
  22: 'system',
  23: 'system',
  24: 'link_shared',
  25: 'reply',
  80: 'system',
  81: 'recall',
};

function* messageEvents(
  record: JsonObject,
  chat: string,
  line: number,
  about: ReadonlyMap<string, string | null>,
): Generator<ImportEvent> {
  const stamp = numberOf(record.timestamp);
  if (stamp === null || stamp <= 0) {
    yield { type: 'reject', line, reason: 'a message without timestamp' };
    return;
  }
  const [type, id, text] = [
    numberOf(record.type) ?? 99,
    realId(record.platformMessageId),
    textOf(record.content),
  ];
  const at_us = stamp > 1e11 ? stamp * 1000 : stamp * 1_000_000;
  const at = { type: 'activity' as const, chat, at_us, precision_s: 1, ...(id === null ? {} : { id }) };
  if (type === 80) {
    if (about.get('platform') === 'qq') yield { ...at, ...qqNotice(text ?? '') };
    else yield* noticeEvents(at, text ?? '', 'sure');
    return;
  }
  const reply = realId(record.replyToMessageId);
  const kind = kinds[type] ?? (reply === null ? 'message' : 'reply');
  const sender = idOf(record.sender);
  const names = present([textOf(record.accountName), textOf(record.groupNickname)]);
  const event: ActivityEvent = {
    ...{ ...at, kind, source_kind: `chatlab:${type}`, confidence: 'structured' },
    who: kind === 'system' || sender === null ? null : personIn(sender, names, about),
    ...(reply === null ? {} : { reply_to: reply }),
  };
  const isTalk = kind === 'message' || kind === 'reply';
  if (text === null || !isTalk) yield kind === 'link_shared' ? { ...event, url_count: 1 } : event;
  else yield { ...event, text, url_count: linksIn(text), mention_all: callsEverybody(text) };
}
