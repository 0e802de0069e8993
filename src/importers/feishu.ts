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

/** People by their ids: who wrote, and the names under which others mention them. */
interface People {
  readonly writers: Map<string, Set<string>>;
  readonly names: Map<string, string>;
}

function* readAnswers(input: Input, context: ImportContext): Generator<ImportEvent> {
  const isWrapped = /"items"\s*:\s*\[/.test(input.head);
  const isRecord = (path: string) =>
    isWrapped ? /(^|\.)items\.\*$/.test(path) : path === '' || path === '*';
  const chats = new Set<string>();
  const people: People = { writers: new Map(), names: new Map() };
  let line = 0;
  for (const { path, value } of readJsonDocuments(input, { isRecord })) {
    if (!isRecord(path)) continue;
    line += 1;
    const record = objectOf(value);
    const instant = instantOf(numberOf(record?.create_time));
    const chat = context.group ?? idOf(record?.chat_id);
    if (record === null || instant === null || chat === null) {
      yield { type: 'reject', line, reason: 'a message without chat_id or create_time' };
      continue;
    }
    if (!chats.has(chat)) yield { type: 'chat', chat };
    chats.add(chat);
    note(record, chat, people);
    const id = idOf(record.message_id);
    yield* events(record, {
      type: 'activity',
      chat,
      ...instant,
      confidence: 'structured',
      ...(id === null ? {} : { id }),
    });
  }
  yield* namedWriters(people);
}

/** Milliseconds, as documented; tools also write seconds or microseconds. */
function instantOf(time: number | null): Pick<ActivityEvent, 'at_us' | 'precision_s'> | null {
  if (time === null || time <= 0 || time > 1e17) return null;
  if (time < 1e11) return { at_us: time * 1_000_000, precision_s: 1 };
  return { at_us: time < 1e14 ? time * 1000 : time, precision_s: 0.001 };
}

/** Notices have names where messages have ids: mentions have both. */
function note(record: JsonObject, chat: string, { writers, names }: People): void {
  const writer = idOf(objectOf(record.sender)?.id);
  if (writer !== null) writers.set(chat, (writers.get(chat) ?? new Set()).add(writer));
  for (const value of listOf(record.mentions)) {
    const mention = objectOf(value);
    const [id, name] = [idOf(mention?.id), textOf(mention?.name)];
    if (id !== null && name !== null && name !== '') names.set(id, name);
  }
}

function* namedWriters({ writers, names }: People): Generator<ImportEvent> {
  for (const [chat, ids] of writers)
    for (const id of ids) {
      const name = names.get(id);
      if (name !== undefined) yield { type: 'member', chat, who: { id, names: [name] } };
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
  else if (type === 'vote') yield { ...common, kind: 'survey_sent', who };
  else if (type === 'video_chat') yield { ...common, kind: 'system', who: null };
  else {
    const parent = idOf(record.parent_id);
    const own = objectOf(content);
    const text = textOf(own?.text) ?? richText(own);
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

/** The text of a post or a card: paragraphs of tagged parts; a link counts by its address. */
function richText(content: JsonObject | null): string {
  const paragraphs = [...listOf(content?.content), ...listOf(content?.elements)].map((paragraph) =>
    listOf(paragraph)
      .map((value) => partText(objectOf(value)))
      .join(''),
  );
  return [textOf(content?.title) ?? '', ...paragraphs].filter((one) => one !== '').join('\n');
}

function partText(part: JsonObject | null): string {
  if (part?.tag === 'a') return ` ${textOf(part.href) ?? ''} `;
  if (part?.tag === 'at')
    return ` @${part.user_id === '@_all' || part.user_id === 'all' ? 'all' : (textOf(part.user_name) ?? '')} `;
  return textOf(part?.text) ?? '';
}

/** What a template says, and in which list its people are. */
const templates: readonly (readonly [says: string, people: string, pattern: RegExp])[] = [
  ['invite', 'to_chatters', /\{from_user\} ?(?:has )?(?:invited|added|add|邀请) ?\{to_chatters\}/],
  ['removed', 'to_chatters', /\{from_user\} ?(?:has )?(?:removed|将|移出|移除) ?\{to_chatters\}/],
  ['qr', 'to_chatters', /\{to_chatters\} ?(?:has )?(?:joined|已?加入|通过).*(?:QR code|二维码)/i],
  ['link', 'to_chatters', /\{to_chatters\} ?(?:has )?(?:joined|已?加入|通过).*(?:link|链接)/i],
  ['direct', 'to_chatters', /\{to_chatters\} ?(?:has )?(?:joined|已?加入)/],
  ['left', 'to_chatters', /\{to_chatters\} ?(?:has )?(?:left|已?退出|已?离开)/],
  ['qr', 'from_user', /^\{from_user\} ?(?:has )?(?:joined|已?加入|通过).*(?:QR code|二维码)/i],
  ['link', 'from_user', /^\{from_user\} ?(?:has )?(?:joined|已?加入|通过).*(?:link|链接)/i],
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
