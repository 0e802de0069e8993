import type { ActivityEvent, Person } from '../events.js';
import { callsEverybody, linksIn } from '../text_facts.js';
import { kindOf } from './kinds.js';
import { type NameIds, noticeOf, personsWithIds } from './notices.js';

/** A WeChat message, whatever tool exported it. */
export interface WechatMessage {
  readonly chat: string;
  readonly at_us: number;
  /** 0 if WeChat gave none */
  readonly id: string | null;
  /** null for what WeChat itself wrote */
  readonly who: Person | null;
  readonly type: number;
  readonly subtype: number;
  /** its text; null for pictures and the like */
  readonly text: string | null;
  readonly reply_to: string | null;
  /** whether the tool puts ids in brackets after the names in notices */
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
    yield* noticeEvents(at, text ?? '', message.name_ids ?? 'sure');
    return;
  }
  if (kind === 'system') {
    yield { ...at, kind, source_kind, confidence: 'structured', who: null };
    return;
  }
  const isText = type === 1 || kind === 'reply';
  const own = kind === 'reply' && text !== null ? text.replace(quoted, '') : text;
  yield {
    ...{ ...at, kind, source_kind, confidence: 'structured', who },
    ...(message.reply_to === null || message.reply_to === '0' ? {} : { reply_to: message.reply_to }),
    ...(own === null ? {} : { text: own }),
    url_count: kind === 'link_shared' ? 1 : isText && own !== null ? linksIn(own) : 0,
    ...(isText && own !== null ? { mention_all: callsEverybody(own) } : {}),
  };
}

/** What tools write behind a reply: `[引用 Ann：hi]`, or `[引用](2024-01-02 11:04:05)Ann:hi`. Its links and words are not those of the sender. */
const quoted = /\s*\[引用(?: [\s\S]*\]|\]\([\s\S]*)$/;

/** The rows of a notice: one, or more if it says that several people entered. */
export function* noticeEvents(
  at: Pick<ActivityEvent, 'type' | 'chat' | 'at_us' | 'precision_s' | 'id'>,
  text: string,
  ids: NameIds,
): Generator<ActivityEvent> {
  const { with_exporter, ...said } = noticeOf(text, ids);
  if (with_exporter) {
    const id = at.id === undefined ? {} : { id: `${at.id}:exporter` };
    yield { ...at, ...said, ...id, who: { exporter: true } };
  }
  yield* ofEveryPerson({ ...at, ...said }, ids);
}

/** If a notice lists the ids of all people, it becomes one row per person here; mere names are looked up later. */
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

/** The kind of a chat, judging by its id. */
export function chatKind(id: string): 'group' | 'direct' {
  return /@(?:chatroom|im\.chatroom)$/.test(id) ? 'group' : 'direct';
}

/** A person by id and names; the id of a room is not a person. */
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
