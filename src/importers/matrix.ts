import { able } from './capabilities.js';
import type { ActivityEvent, ImportEvent, Person } from './events.js';
import type { ImportContext, Importer, Input } from './importer.js';
import { hasKeys, jsonHead } from './json_head.js';
import { idOf, type JsonObject, numberOf, objectOf, readJsonDocuments, textOf } from './json_stream.js';
import { stemOf } from './questions.js';
import { textFacts } from './said.js';

/** Matrix: a room exported as JSON by Element, or the events of a room from a server. */
export const matrix: Importer = {
  name: 'matrix',
  platform: 'matrix',
  summary: 'Matrix: a room exported by Element as JSON, or events of a room, one per line',
  capabilities: able(
    'joins',
    'leaves',
    'inviters',
    'replies',
    'reactions',
    'timed_reactions',
    'votes',
    'absolute_time',
    'stable_ids',
  ),
  recognise: (input) =>
    hasKeys(jsonHead(input), 'room_name', 'messages') || /"origin_server_ts"\s*:\s*\d+/.test(input.head),
  read: readRoom,
};

function* readRoom(input: Input, context: ImportContext): Generator<ImportEvent> {
  let name: string | null = null;
  const chats = new Set<string>();
  const stays = new Map<string, string>();
  const redactions = new Redactions();
  let line = 0;
  // servers write one event per line
  const places = new Set(
    hasKeys(jsonHead(input), 'origin_server_ts') && jsonHead(input).root === 'object'
      ? ['']
      : ['messages.*', '*', 'chunk.*'],
  );
  const isRecord = (path: string) => places.has(path);
  for (const { path, value } of readJsonDocuments(input, { isRecord })) {
    if (path === 'room_name') name = textOf(value);
    if (!isRecord(path)) continue;
    line += 1;
    const record = objectOf(value);
    const ms = numberOf(record?.origin_server_ts);
    if (record === null || ms === null || ms <= 0) {
      yield { type: 'reject', line, reason: 'an event without origin_server_ts' };
      continue;
    }
    const chat = context.group ?? idOf(record.room_id) ?? name ?? stemOf(input.path);
    if (!chats.has(chat)) yield { type: 'chat', chat, kind: 'group', ...(name === null ? {} : { name }) };
    chats.add(chat);
    yield* events(record, chat, ms * 1000, stays, redactions);
  }
  yield* redactions.rest();
}

function* events(
  record: JsonObject,
  chat: string,
  at_us: number,
  stays: Map<string, string>,
  redactions: Redactions,
): Generator<ImportEvent> {
  const type = textOf(record.type) ?? '';
  const id = idOf(record.event_id);
  const content = objectOf(record.content) ?? {};
  const at = {
    type: 'activity' as const,
    chat,
    at_us,
    precision_s: 0.001,
    source_kind: type,
    confidence: 'structured' as const,
  };
  const common = id === null ? at : { ...at, id };
  const sender = idOf(record.sender);
  const who = sender === null ? null : { id: sender };
  const relation = objectOf(content['m.relates_to']);
  if (relation?.rel_type === 'm.replace') {
    yield { type: 'skip', reason: 'an edit of a message' };
  } else if (type === 'm.room.member') yield* member(record, content, common, who, stays);
  else if (type === 'm.room.redaction') redactions.wait(record, { ...common, kind: 'recall', who });
  else if (objectOf(record.unsigned)?.redacted_because !== undefined)
    yield* redactions.redacted(record, type, { ...common, kind: 'recall', who });
  else if (type === 'm.reaction') {
    const target = idOf(relation?.event_id);
    yield { ...common, kind: 'reaction', who, ...(target === null ? {} : { reply_to: target }) };
  } else if (/poll\.start$/.test(type)) yield { ...common, kind: 'survey_sent', who };
  else if (/poll\.response$/.test(type)) yield { ...common, kind: 'poll_vote', who };
  else if (type === 'm.room.message' || type === 'm.sticker' || type === 'm.room.encrypted') {
    const reply =
      relation?.is_falling_back === true ? null : idOf(objectOf(relation?.['m.in_reply_to'])?.event_id);
    const body = withoutQuote(textOf(content.body) ?? '', reply !== null);
    const facts = textFacts(body);
    const room = objectOf(content['m.mentions'])?.room === true;
    yield {
      ...{ ...common, kind: reply === null ? 'message' : 'reply', who, ...facts },
      ...(room ? { mention_all: true } : {}),
      ...(reply === null ? {} : { reply_to: reply }),
    };
  } else yield { ...common, kind: 'system', who: null };
}

/** What can be recalled: a reaction, a vote or a change of the room is only withdrawn. */
const recallable = /^m\.(?:room\.message|sticker|room\.encrypted)$|poll\.start$/;

/** The redactions of a room. What was redacted says who did it, when, and in which event; that event may be in the file, too, before or after it. */
class Redactions {
  private readonly known = new Set<string>();
  private waiting: { readonly target: string | null; readonly event: ActivityEvent }[] = [];

  /** Keeps the event of a redaction until the end, when it is known what it redacted. */
  wait(record: JsonObject, event: ActivityEvent): void {
    this.waiting.push({ target: idOf(record.redacts) ?? idOf(objectOf(record.content)?.redacts), event });
  }

  /** The recall that a redacted event tells of, at the time of its redaction if it says that. */
  *redacted(record: JsonObject, type: string, event: ActivityEvent): Generator<ImportEvent> {
    if (event.id !== undefined) this.known.add(event.id);
    if (!recallable.test(type)) {
      yield { type: 'skip', reason: 'a withdrawn reaction or vote' };
      return;
    }
    const because = objectOf(objectOf(record.unsigned)?.redacted_because);
    const [ms, id, sender] = [
      numberOf(because?.origin_server_ts),
      idOf(because?.event_id),
      idOf(because?.sender),
    ];
    if (ms === null || id === null) yield event;
    else
      yield {
        ...event,
        ...{ id, at_us: ms * 1000, source_kind: 'm.room.redaction' },
        who: sender === null ? event.who : { id: sender },
      };
  }

  /** The redactions of what is not in the file. */
  *rest(): Generator<ImportEvent> {
    for (const { target, event } of this.waiting) if (target === null || !this.known.has(target)) yield event;
  }
}

/** A reply begins with a quote of the lines that it answers; they are removed. */
function withoutQuote(body: string, isReply: boolean): string {
  return isReply ? body.replace(/^(?:>.*\n)+\n/, '') : body;
}

type Common = Omit<ImportEvent & { type: 'activity' }, 'kind' | 'who'>;

/** A join after a join is a profile change; an invitation is only a notice until it is accepted. */
function* member(
  record: JsonObject,
  content: JsonObject,
  common: Common,
  sender: Person | null,
  stays: Map<string, string>,
): Generator<ImportEvent> {
  const id = idOf(record.state_key) ?? idOf(record.sender);
  const membership = textOf(content.membership) ?? '';
  const previous = textOf(
    (objectOf(objectOf(record.unsigned)?.prev_content) ?? objectOf(record.prev_content))?.membership,
  );
  const key = JSON.stringify([common.chat, id]);
  const before = previous ?? stays.get(key)?.split(' ')[0] ?? '';
  const inviter =
    stays.get(key)?.startsWith('invite ') === true ? (stays.get(key)?.slice('invite '.length) ?? '') : '';
  stays.set(key, membership === 'invite' ? `invite ${sender?.id ?? ''}` : membership);
  if (id === null) return;
  const name = textOf(content.displayname);
  const who: Person = { id, names: name === null || name === '' ? [] : [name] };
  if (membership === 'join' && before === 'join') {
    yield { type: 'skip', reason: 'a profile change' };
    if (name !== null && name !== '') yield { type: 'member', chat: common.chat, who };
  } else if (membership === 'join') {
    const entry =
      inviter === ''
        ? { method: before === 'invite' ? 'invite' : 'direct' }
        : { method: 'invite', inviter: { id: inviter } };
    yield { ...common, kind: 'join', who, entry };
  } else if (
    (membership === 'leave' || membership === 'ban') &&
    before !== 'invite' &&
    before !== 'leave' &&
    before !== 'ban' &&
    before !== 'knock'
  )
    yield { ...common, kind: 'leave', who };
  else yield { ...common, kind: 'system', who: null };
}
