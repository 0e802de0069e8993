import { inputError } from '../../contract/errors.js';
import { able } from '../capabilities.js';
import type { ImportEvent, Person } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { idOf, type JsonObject, numberOf, objectOf, readJson, textOf } from '../json_stream.js';
import { textFacts } from '../said.js';
import { callsChannel } from './messages.js';

const messagesFile = /"zerver_message"\s*:\s*\[/;
const realmFile = /"zerver_(?:realm|userprofile|stream|recipient|defaultstream)"\s*:\s*\[/;

/** Zulip, the export of an organization: realm.json describes people and channels, messages-*.json name them by number. */
export const zulipExport: Importer = {
  name: 'zulip_export',
  platform: 'zulip',
  summary: 'Zulip: export of an organization, realm.json and messages-*.json',
  capabilities: able(
    'joins',
    'leaves',
    'inviters',
    'reactions',
    'member_list',
    'absolute_time',
    'stable_ids',
  ),
  recognise: ({ head }) => messagesFile.test(head) || (realmFile.test(head) && /^\s*\{/.test(head)),
  read: (input, context) =>
    messagesFile.test(input.head) ? readMessages(input, context) : readRealm(realmOf(input, context)),
};

interface Change {
  readonly stream: string;
  readonly user: string;
  readonly by: string | null;
  readonly at_us: number;
  readonly isJoin: boolean;
}

/** What realm.json says, by number. */
interface Realm {
  readonly people: ReadonlyMap<string, Person & { readonly isBot: boolean }>;
  readonly channels: ReadonlyMap<string, { readonly name: string; readonly created_us: number | null }>;
  /** to whom a message goes: a channel, a person, or the people of a conversation */
  readonly recipients: ReadonlyMap<string, { readonly type: number; readonly of: string }>;
  /** who is subscribed to a recipient */
  readonly subscribed: ReadonlyMap<string, readonly string[]>;
  readonly changes: readonly Change[];
  /** who reacted to which message, and how; null if nobody did, for then nothing tells whether they were exported */
  readonly reactions: ReadonlyMap<string, readonly Reaction[]> | null;
}

interface Reaction {
  readonly user: string;
  readonly emoji: string;
}

const isRow = (path: string) => /^zerver_\w+\.\*$/.test(path);

function realmOf(input: Input, { shared }: ImportContext): Realm {
  const folder = input.path.replace(/[^/]*$/, '');
  const file = input.siblings().find((one) => one.path === `${folder}realm.json`);
  if (file === undefined && messagesFile.test(input.head))
    throw inputError(
      `${input.name}: it names people and channels of Zulip only by number, and realm.json, which describes them, is not next to it.`,
      'Import the whole folder of the export.',
    );
  const key = `zulip:${input.given}:${folder}`;
  const realm = (shared.get(key) as Realm | undefined) ?? described(file ?? input);
  shared.set(key, realm);
  return realm;
}

function described(file: Input): Realm {
  const people = new Map<string, Person & { isBot: boolean }>();
  const channels = new Map<string, { name: string; created_us: number | null }>();
  const recipients = new Map<string, { type: number; of: string }>();
  const subscribed = new Map<string, string[]>();
  const changes: Change[] = [];
  const reactions = new Map<string, Reaction[]>();
  for (const { path, value } of readJson(file, { isRecord: isRow })) {
    const row = objectOf(value);
    const id = idOf(row?.id);
    if (row === null || id === null) continue;
    if (/^zerver_userprofile/.test(path)) {
      const name = textOf(row.full_name) ?? textOf(row.email);
      people.set(id, {
        id,
        names: name === null ? [] : [name],
        isBot: row.is_bot === true || path === 'zerver_userprofile_crossrealm.*',
      });
    } else if (path === 'zerver_stream.*')
      channels.set(id, { name: textOf(row.name) ?? id, created_us: timeOf(row.date_created) });
    else if (path === 'zerver_recipient.*')
      recipients.set(id, { type: numberOf(row.type) ?? 0, of: idOf(row.type_id) ?? id });
    else if (path === 'zerver_subscription.*') subscribe(row, subscribed);
    else if (path === 'zerver_realmauditlog.*') changes.push(...changeIn(row));
    else if (path === 'zerver_reaction.*') react(row, reactions);
  }
  return {
    people,
    channels,
    recipients,
    subscribed,
    changes,
    reactions: reactions.size === 0 ? null : reactions,
  };
}

function react(row: JsonObject, reactions: Map<string, Reaction[]>): void {
  const [user, message, emoji] = [idOf(row.user_profile), idOf(row.message), textOf(row.emoji_name)];
  if (user === null || message === null) return;
  const list = reactions.get(message) ?? [];
  reactions.set(message, list);
  list.push({ user, emoji: emoji ?? '' });
}

function subscribe(row: JsonObject, subscribed: Map<string, string[]>): void {
  const [user, recipient] = [idOf(row.user_profile), idOf(row.recipient)];
  if (user === null || recipient === null || row.active === false) return;
  const list = subscribed.get(recipient) ?? [];
  subscribed.set(recipient, list);
  list.push(user);
}

/** 301 and 302: subscribed for the first time, and again; 303: no longer. */
function changeIn(row: JsonObject): Change[] {
  const [type, at_us] = [numberOf(row.event_type), timeOf(row.event_time)];
  const [stream, user] = [idOf(row.modified_stream), idOf(row.modified_user)];
  if (type === null || type < 301 || type > 303 || at_us === null || stream === null || user === null)
    return [];
  return [{ stream, user, by: idOf(row.acting_user), at_us, isJoin: type < 303 }];
}

function timeOf(seconds: JsonObject[string]): number | null {
  const found = numberOf(seconds);
  return found === null || found <= 0 ? null : Math.round(found * 1_000_000);
}

/** The channels with their members, and who came and went. */
function* readRealm(realm: Realm): Generator<ImportEvent> {
  const { people, channels, recipients, subscribed, changes, reactions } = realm;
  if (reactions === null) yield { type: 'unable', capabilities: ['reactions'] };
  for (const [chat, { name, created_us }] of channels)
    yield { type: 'chat', chat, name, kind: 'group', ...(created_us === null ? {} : { created_us }) };
  for (const [recipient, users] of subscribed) {
    const { type, of: chat } = recipients.get(recipient) ?? { type: 0, of: '' };
    if (type === 2) for (const user of users) yield { type: 'member', chat, ...roleIn(people, user) };
  }
  for (const { stream, user, by, at_us, isJoin } of changes) {
    const at = { type: 'activity' as const, chat: stream, at_us, precision_s: 1 };
    const row = { ...at, who: personIn(people, user), confidence: 'structured' as const };
    const source_kind = isJoin ? 'subscribed' : 'unsubscribed';
    const id = `${source_kind}:${stream}:${user}:${at_us}`;
    const isOther = by !== null && by !== user;
    yield isJoin
      ? {
          ...{ ...row, id, source_kind, kind: 'join' },
          entry: isOther ? { method: 'invite', inviter: personIn(people, by) } : { method: 'direct' },
        }
      : { ...row, id, source_kind, kind: 'leave' };
  }
}

function personIn(people: Realm['people'], id: string): Person {
  return { id, names: people.get(id)?.names ?? [] };
}

function roleIn(people: Realm['people'], id: string): { readonly who: Person; readonly role?: string } {
  return { who: personIn(people, id), ...(people.get(id)?.isBot === true ? { role: 'bot' } : {}) };
}

function* readMessages(input: Input, context: ImportContext): Generator<ImportEvent> {
  const realm = realmOf(input, context);
  const chats = new Set<string>();
  let line = 0;
  if (realm.reactions === null) yield { type: 'unable', capabilities: ['reactions'] };
  for (const { path, value } of readJson(input, { isRecord: isRow })) {
    if (path === 'zerver_reaction.*')
      yield { type: 'skip', reason: 'a reaction, which has no time and may be to a message in another file' };
    if (path !== 'zerver_message.*') continue;
    line += 1;
    const record = objectOf(value);
    const [at_us, sender, recipient] = [
      timeOf(record?.date_sent),
      idOf(record?.sender),
      realm.recipients.get(idOf(record?.recipient) ?? ''),
    ];
    if (record === null || at_us === null || sender === null || recipient === undefined) {
      yield { type: 'reject', line, reason: 'a message without time, sender or a known recipient' };
      continue;
    }
    const isChannel = recipient.type === 2;
    const chat = context.group ?? (isChannel ? recipient.of : conversation(record, sender, recipient, realm));
    if (!chats.has(chat)) yield chatEvent(chat, isChannel, realm);
    chats.add(chat);
    yield messageEvent(record, { chat, at_us, sender }, realm);
    yield* reactionEvents(idOf(record.id), { chat, at_us }, realm);
  }
}

/** A direct conversation by all of its people, as in messages of the API. */
function conversation(
  record: JsonObject,
  sender: string,
  { type, of }: { readonly type: number; readonly of: string },
  { subscribed }: Realm,
): string {
  const others = type === 1 ? [of] : (subscribed.get(idOf(record.recipient) ?? '') ?? []);
  return [...new Set([sender, ...others])].toSorted().join('|');
}

function chatEvent(chat: string, isChannel: boolean, { channels }: Realm): ImportEvent {
  const name = channels.get(chat)?.name;
  return {
    ...{ type: 'chat', chat, kind: isChannel ? 'group' : 'direct' },
    ...(name === undefined ? {} : { name }),
  };
}

function messageEvent(
  record: JsonObject,
  { chat, at_us, sender }: { readonly chat: string; readonly at_us: number; readonly sender: string },
  { people }: Realm,
): ImportEvent {
  const id = idOf(record.id);
  const text = textOf(record.content) ?? '';
  return {
    ...{ type: 'activity', chat, at_us, precision_s: 1, kind: 'message', source_kind: 'message' },
    ...(id === null ? {} : { id }),
    ...{ confidence: 'structured', ...roleIn(people, sender), ...textFacts(text) },
    ...(callsChannel(text) ? { mention_all: true } : {}),
  };
}

/** It is known who reacted, but not when: some time after the message. */
function* reactionEvents(
  id: string | null,
  { chat, at_us }: { readonly chat: string; readonly at_us: number },
  { people, reactions }: Realm,
): Generator<ImportEvent> {
  if (id === null) return;
  for (const { user, emoji } of reactions?.get(id) ?? [])
    yield {
      ...{ type: 'activity', chat, at_us, precision_s: null, kind: 'reaction', source_kind: 'reaction' },
      ...{ id: `${id}:${emoji}:${user}`, confidence: 'structured', ...roleIn(people, user), reply_to: id },
    };
}
