import { able } from './capabilities.js';
import type { ActivityEvent, ImportEvent } from './events.js';
import type { ImportContext, Importer, Input } from './importer.js';
import { jsonHead } from './json_head.js';
import {
  idOf,
  type Json,
  type JsonObject,
  listOf,
  numberOf,
  objectOf,
  readJsonDocuments,
  textOf,
} from './json_stream.js';
import { textFacts } from './said.js';
import { unmatchedNotice, withNoticesCounted } from './unknown_notices.js';

/** Feishu (Lark), responses of im/v1/messages. */
export const feishu: Importer = {
  name: 'feishu',
  platform: 'feishu',
  summary: 'Feishu: responses of im/v1/messages',
  capabilities: able('joins', 'inviters', 'replies', 'absolute_time', 'stable_ids'),
  recognise: (input) =>
    jsonHead(input).root !== 'none' &&
    /"message_id"\s*:/.test(input.head) &&
    /"msg_type"\s*:/.test(input.head) &&
    /"chat_id"\s*:/.test(input.head),
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readAnswers(input, context)),
};

function* readAnswers(input: Input, context: ImportContext): Generator<ImportEvent> {
  const isWrapped = /"items"\s*:\s*\[/.test(input.head);
  const isRecord = (path: string) =>
    isWrapped ? /(^|\.)items\.\*$/.test(path) : path === '' || path === '*';
  const chats = new Set<string>();
  let line = 0;
  for (const { path, value } of readJsonDocuments(input, { isRecord })) {
    if (!isRecord(path)) continue;
    line += 1;
    const record = objectOf(value);
    const ms = numberOf(record?.create_time);
    const chat = context.group ?? idOf(record?.chat_id);
    if (record === null || ms === null || chat === null) {
      yield { type: 'reject', line, reason: 'a message without chat_id or create_time' };
      continue;
    }
    if (!chats.has(chat)) yield { type: 'chat', chat };
    chats.add(chat);
    const id = idOf(record.message_id);
    yield* events(record, {
      type: 'activity',
      chat,
      at_us: ms * 1000,
      precision_s: 0.001,
      confidence: 'structured',
      ...(id === null ? {} : { id }),
    });
  }
}

type At = Omit<ActivityEvent, 'kind' | 'who' | 'source_kind'>;

function* events(record: JsonObject, at: At): Generator<ActivityEvent> {
  const type = textOf(record.msg_type) ?? 'unknown';
  const sender = objectOf(record.sender);
  const id = idOf(sender?.id);
  const who = id === null ? null : { id };
  const content = parsed(textOf(objectOf(record.body)?.content) ?? '');
  const common = { ...at, source_kind: type };
  if (type === 'system') yield* notice(objectOf(content), common);
  else if (record.deleted === true) yield { ...common, kind: 'recall', who };
  else if (type === 'hongbao') yield { ...common, kind: 'red_envelope_sent', who };
  else {
    const parent = idOf(record.parent_id);
    const own = objectOf(content);
    const text = textOf(own?.text) ?? '';
    yield {
      ...{
        ...common,
        kind: parent === null ? 'message' : 'reply',
        who,
        ...textFacts(text.replaceAll('@_all', '@all')),
      },
      ...(parent === null ? {} : { reply_to: parent }),
      ...(sender?.sender_type === 'app' ? { role: 'bot' } : {}),
    };
  }
}

/** What a template says, and in which list its people are. */
const templates: readonly (readonly [says: string, people: string, pattern: RegExp])[] = [
  ['invite', 'to_chatters', /\{from_user\} ?(?:has )?(?:invited|added|add|邀请) ?\{to_chatters\}/],
  ['removed', 'to_chatters', /\{from_user\} ?(?:has )?(?:removed|将|移出|移除) ?\{to_chatters\}/],
  ['direct', 'to_chatters', /\{to_chatters\} ?(?:has )?(?:joined|已?加入)/],
  ['left', 'to_chatters', /\{to_chatters\} ?(?:has )?(?:left|已?退出|已?离开)/],
  ['direct', 'from_user', /^\{from_user\} ?(?:has )?(?:joined|已?加入)/],
  ['left', 'from_user', /^\{from_user\} ?(?:has )?(?:left|已?退出|已?离开)/],
];

/** Notices have a template and lists of names. */
function* notice(
  content: JsonObject | null,
  common: Omit<ActivityEvent, 'kind' | 'who'>,
): Generator<ActivityEvent> {
  const template = textOf(content?.template) ?? '';
  const [says = '', list = ''] = templates.find(([, , pattern]) => pattern.test(template)) ?? [];
  const people = namesIn(content?.[list]);
  const own = { ...common, confidence: 'template' as const, source_kind: `notice:${says}` };
  if (people.length === 0) {
    yield { ...own, ...unmatchedNotice(template) };
    return;
  }
  const [by] = list === 'from_user' ? [] : namesIn(content?.from_user);
  const inviter = by === undefined ? {} : { inviter: { named: by, between: [] } };
  for (const [place, name] of people.entries()) {
    const id = common.id === undefined || people.length === 1 ? common.id : `${common.id}:${place + 1}`;
    const row = { ...own, ...(id === undefined ? {} : { id }), who: { named: name, between: [] } };
    yield says === 'left' || says === 'removed'
      ? { ...row, kind: 'leave' }
      : { ...row, kind: 'join', entry: { method: says, ...inviter } };
  }
}

function namesIn(list: Json | undefined): string[] {
  return listOf(list)
    .map(textOf)
    .filter((name): name is string => name !== null && name !== '');
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
