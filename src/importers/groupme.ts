import { able } from './capabilities.js';
import type { ActivityEvent, ImportEvent, Person } from './events.js';
import type { ImportContext, Importer, Input } from './importer.js';
import { hasKeys, jsonHead } from './json_head.js';
import { idOf, type JsonObject, listOf, numberOf, objectOf, readJson, textOf } from './json_stream.js';
import { textFacts } from './said.js';

/** GroupMe: message.json of the export of one's data, or responses of its API. */
export const groupme: Importer = {
  name: 'groupme',
  platform: 'groupme',
  summary: 'GroupMe: message.json of "Export my data", or responses of the API',
  capabilities: able(
    ...(['joins', 'leaves', 'inviters', 'replies', 'reactions'] as const),
    ...(['absolute_time', 'stable_ids'] as const),
  ),
  recognise: (input) =>
    (hasKeys(jsonHead(input), 'sender_type', 'source_guid') ||
      hasKeys(jsonHead(input), 'response', 'meta')) &&
    /"favorited_by"\s*:/.test(input.head) &&
    /"sender_type"\s*:/.test(input.head),
  read: readMessages,
};

const isRecord = (path: string) =>
  path === '*' || path === 'response.messages.*' || path === 'response.direct_messages.*';

function* readMessages(input: Input, context: ImportContext): Generator<ImportEvent> {
  const chats = new Set<string>();
  let line = 0;
  for (const { path, value } of readJson(input, { isRecord })) {
    if (!isRecord(path)) continue;
    line += 1;
    const record = objectOf(value);
    const seconds = numberOf(record?.created_at);
    const group = idOf(record?.group_id);
    const chat = context.group ?? group ?? idOf(record?.conversation_id);
    if (record === null || seconds === null || seconds <= 0 || chat === null) {
      yield { type: 'reject', line, reason: 'a message without created_at, or without group_id' };
      continue;
    }
    if (!chats.has(chat))
      yield { type: 'chat', chat, kind: group === null ? 'direct' : 'group', ...nameOf(input) };
    chats.add(chat);
    const id = idOf(record.id);
    yield* recordEvents(record, {
      ...{ type: 'activity', chat, at_us: Math.round(seconds * 1_000_000), precision_s: 1 },
      ...{ confidence: 'structured', ...(id === null ? {} : { id }) },
    });
  }
}

/** The name of the group, from conversation.json next to it. */
function nameOf(input: Input): { name?: string } {
  const path = input.path.replace(/[^/]*$/, 'conversation.json');
  const about = input.siblings().find((one) => one.path === path);
  if (about === undefined || !hasKeys(jsonHead(about), 'name')) return {};
  for (const part of readJson(about, { isRecord: () => false }))
    if (part.path === 'name') return typeof part.value === 'string' ? { name: part.value } : {};
  return {};
}

type At = Omit<ActivityEvent, 'kind' | 'source_kind' | 'who'>;

function* recordEvents(record: JsonObject, at: At): Generator<ImportEvent> {
  const event = objectOf(record.event);
  const type = textOf(event?.type);
  if (type !== null) yield* noticeEvents(type, objectOf(event?.data) ?? {}, { ...at, source_kind: type });
  else if (record.system === true) yield { ...at, kind: 'system', source_kind: 'system', who: null };
  else if (numberOf(record.deleted_at) !== null)
    yield { type: 'skip', reason: 'a deleted message: its deletion is a record of its own' };
  else yield* messageEvents(record, at);
}

function* messageEvents(record: JsonObject, at: At): Generator<ActivityEvent> {
  const attachments = listOf(record.attachments).map(objectOf);
  const reply = attachments.find((one) => one?.type === 'reply');
  const answered = idOf(reply?.reply_id) ?? idOf(reply?.base_reply_id);
  const sender = textOf(record.sender_type) ?? 'user';
  const who = person({ id: record.sender_id ?? record.user_id ?? null, nickname: record.name ?? null });
  yield {
    ...{ ...at, kind: reply === undefined ? 'message' : 'reply', who },
    ...{ source_kind: sender, ...textFacts(textOf(record.text) ?? '') },
    ...(answered === null ? {} : { reply_to: answered }),
    ...(sender === 'bot' ? { role: 'bot' } : {}),
  };
  for (const user of reactors(record))
    yield {
      ...{
        ...at,
        id: `${at.id ?? ''}:${user}`,
        precision_s: null,
        kind: 'reaction',
        source_kind: 'reaction',
      },
      ...{ who: { id: user }, ...(at.id === undefined ? {} : { reply_to: at.id }) },
    };
}

/** Who reacted: a like of old stands in both lists. */
function reactors(record: JsonObject): ReadonlySet<string> {
  const users = listOf(record.reactions).flatMap((one) => listOf(objectOf(one)?.user_ids));
  const found = [...listOf(record.favorited_by), ...users].map(idOf);
  return new Set(found.filter((id) => id !== null));
}

function person(user: JsonObject | null): Person | null {
  const [id, name] = [idOf(user?.id), textOf(user?.nickname)];
  return id === null ? null : { id, names: name === null || name === '' ? [] : [name] };
}

/** What the group says itself: an event with its data. */
function* noticeEvents(
  type: string,
  data: JsonObject,
  common: Omit<ActivityEvent, 'kind' | 'who'>,
): Generator<ActivityEvent> {
  const one = (key: string) => person(objectOf(data[key]));
  const user = one('user');
  if (type === 'membership.announce.added') {
    const inviter = one('adder_user');
    const added = listOf(data.added_users).map((each) => person(objectOf(each)));
    for (const who of added.filter((each) => each !== null)) {
      const id = common.id === undefined || added.length === 1 ? {} : { id: `${common.id}:${who.id}` };
      const entry = inviter === null ? { method: 'invite' } : { method: 'invite', inviter };
      yield { ...common, ...id, kind: 'join', who, entry };
    }
    return;
  }
  const gone = one('removed_user') ?? (type === 'membership.notifications.autokicked' ? user : null);
  if (/^membership\.announce\.(?:joined|rejoined)$/.test(type) && user !== null) {
    const method = type.endsWith('.joined') ? 'link' : 'direct';
    yield { ...common, kind: 'join', who: user, entry: { method } };
  } else if (/^membership\.notifications\.(?:exited|removed|autokicked)$/.test(type) && gone !== null)
    yield { ...common, kind: 'leave', who: gone };
  else if (type === 'message.deleted')
    yield { ...common, kind: 'recall', who: person({ id: data.deleter_id ?? null }) };
  else if (type === 'poll.created') yield { ...common, kind: 'survey_sent', who: user };
  else if (type === 'calendar.event.user.going' && user !== null)
    yield { ...common, kind: 'event_signup', who: user };
  else yield { ...common, kind: 'system', who: null };
}
