import type { ActivityEvent, Person } from '../events.js';
import { callsEverybody, linksIn } from '../text_facts.js';
import { kindOf } from './kinds.js';
import { type NameIds, noticeOf, personsWithIds } from './notices.js';

/** A message of WeChat, whatever tool wrote it down. */
export interface WechatMessage {
  readonly chat: string;
  readonly at_us: number;
  /** 0 where WeChat gave none */
  readonly id: string | null;
  /** null for what WeChat wrote itself */
  readonly who: Person | null;
  readonly type: number;
  readonly subtype: number;
  /** what it says; null for pictures and the like */
  readonly text: string | null;
  readonly reply_to: string | null;
  /** whether the tool puts ids in brackets behind the names of notices */
  readonly name_ids?: NameIds;
}

/** The rows of one message. */
export function* wechatEvents(message: WechatMessage): Generator<ActivityEvent> {
  const { chat, at_us, who, type, subtype, text } = message;
  const id = message.id === '0' ? null : message.id;
  const at = { type: 'activity' as const, chat, at_us, precision_s: 1, ...(id === null ? {} : { id }) };
  const source_kind = subtype === 0 ? String(type) : `${type}/${subtype}`;
  const kind = kindOf(type, subtype);
  if (type === 10_000 || type === 10_002) {
    const ids = message.name_ids ?? 'sure';
    yield* ofEveryPerson({ ...at, ...noticeOf(text ?? '', ids) }, ids);
    return;
  }
  if (kind === 'system') {
    yield { ...at, kind, source_kind, confidence: 'structured', who: null };
    return;
  }
  const isText = type === 1 || kind === 'reply';
  yield {
    ...{ ...at, kind, source_kind, confidence: 'structured', who },
    ...(message.reply_to === null || message.reply_to === '0' ? {} : { reply_to: message.reply_to }),
    ...(text === null ? {} : { text }),
    url_count: kind === 'link_shared' ? 1 : isText && text !== null ? linksIn(text) : 0,
    ...(isText && text !== null ? { mention_all: callsEverybody(text) } : {}),
  };
}

/** A notice whose list has the ids of all is a row a person here; names alone are looked up later. */
function* ofEveryPerson(event: ActivityEvent, ids: NameIds): Generator<ActivityEvent> {
  const { who, entry } = event;
  const inviter = entry?.inviter;
  const known =
    inviter !== undefined && 'named' in inviter ? personsWithIds(inviter.named, ids)?.[0] : undefined;
  const own = known === undefined ? event : { ...event, entry: { ...entry, inviter: known } };
  const persons = who !== null && 'named' in who ? personsWithIds(who.named, ids) : null;
  if (persons === null) yield own;
  else
    for (const person of persons) {
      const id = event.id === undefined || persons.length === 1 ? event.id : `${event.id}:${person.id}`;
      yield { ...own, ...(id === undefined ? {} : { id }), who: person };
    }
}

/** What an id of a chat says about it. */
export function chatKind(id: string): 'group' | 'direct' {
  return /@(?:chatroom|im\.chatroom)$/.test(id) ? 'group' : 'direct';
}

/** A person by id and names; the id of a room is no person. */
export function personOf(
  id: string | null,
  names: readonly (string | null)[],
  isSelf: boolean,
): Person | null {
  if (id === null || id === '' || /@(?:im\.)?chatroom$/.test(id) || id === '系统消息')
    return isSelf ? { exporter: true } : null;
  const own = names.filter(
    (name): name is string => name !== null && name !== '' && !(isSelf && name === '我'),
  );
  return { id, names: own, ...(isSelf ? { exporter: true as const } : {}) };
}
