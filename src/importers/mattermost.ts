import { able } from './capabilities.js';
import type { ActivityEvent, ImportEvent, Person } from './events.js';
import type { Importer, Input } from './importer.js';
import { jsonLines } from './json_lines.js';
import { idOf, type JsonObject, listOf, numberOf, objectOf, textOf } from './json_stream.js';
import { textFacts } from './said.js';

/** Mattermost, the bulk export: one object per line. */
export const mattermost: Importer = {
  name: 'mattermost',
  platform: 'mattermost',
  summary: 'Mattermost: bulk export, JSONL',
  capabilities: able(
    'joins',
    'leaves',
    'replies',
    'reactions',
    'timed_reactions',
    'member_list',
    'absolute_time',
    'stable_ids',
  ),
  recognise: ({ head }) =>
    /^\s*\{"type"\s*:\s*"version"/.test(head) &&
    /"type"\s*:\s*"(?:team|channel|user|post|info|emoji|role|scheme)"/.test(head),
  read: readExport,
};

function* readExport(input: Input): Generator<ImportEvent> {
  const bots = new Set<string>();
  for (const { line, value } of jsonLines(input)) {
    const record = objectOf(value);
    const own = objectOf(record?.[textOf(record.type) ?? '']);
    if (record === null || own === null) continue;
    if (record.type === 'channel') yield channel(own);
    else if (record.type === 'user') yield* user(own);
    else if (record.type === 'bot') yield* bot(own, bots);
    else if (record.type === 'post') yield* post(own, { chat: chatOf(own), line, bots });
    else if (record.type === 'direct_channel') yield { type: 'chat', chat: directOf(own), kind: 'direct' };
    else if (record.type === 'direct_post') yield* post(own, { chat: directOf(own), line, bots });
  }
}

function chatOf(record: JsonObject): string {
  return [textOf(record.team), textOf(record.channel) ?? textOf(record.name)]
    .filter((part) => part !== null)
    .join('/');
}

function directOf(record: JsonObject): string {
  const members = listOf(record.channel_members ?? record.members ?? record.participants).map(
    (one) => idOf(one) ?? idOf(objectOf(one)?.username) ?? '',
  );
  return members.toSorted().join('|');
}

function channel(record: JsonObject): ImportEvent {
  const name = textOf(record.display_name) ?? textOf(record.name) ?? chatOf(record);
  return { type: 'chat', chat: chatOf(record), name, kind: 'group' };
}

function* user(record: JsonObject): Generator<ImportEvent> {
  const id = idOf(record.username);
  if (id === null) return;
  const full = [textOf(record.first_name), textOf(record.last_name)]
    .filter((part) => part !== null && part !== '')
    .join(' ');
  const names = [textOf(record.nickname) ?? '', full].filter((name) => name !== '');
  yield { type: 'member', chat: null, who: { id, names } };
  for (const team of listOf(record.teams))
    for (const place of listOf(objectOf(team)?.channels)) {
      const chat = [textOf(objectOf(team)?.name), textOf(objectOf(place)?.name)].join('/');
      yield { type: 'member', chat, who: { id, names } };
    }
}

/** Bots are described before their posts. */
function* bot(record: JsonObject, bots: Set<string>): Generator<ImportEvent> {
  const [id, name] = [idOf(record.username), textOf(record.display_name)];
  if (id === null) return;
  bots.add(id);
  const names = name === null || name === '' ? [] : [name];
  yield { type: 'member', chat: null, who: { id, names }, role: 'bot' };
}

/** What posts by a webhook stands under the person who made the webhook, who is no bot. */
function hook(owner: string, name: string | null): Person {
  const shown = name === null || name === '' ? owner : name;
  return { id: `webhook:${shown}`, names: [shown] };
}

const joins = /^system_(?:(?:guest_)?join|add_to)_(?:channel|team)$|^system_add_guest_to_chan$/;
const leaves = /^system_(leave|remove_from)_(channel|team)$/;

/** Where a post is. */
interface Place {
  readonly chat: string;
  readonly line: number;
  readonly bots: ReadonlySet<string>;
}

function* post(record: JsonObject, place: Place, root: string | null = null): Generator<ImportEvent> {
  const { chat, line, bots } = place;
  const [ms, user] = [numberOf(record.create_at), idOf(record.user)];
  if (ms === null || user === null) {
    yield { type: 'reject', line, reason: 'a post without user or create_at' };
    return;
  }
  const type = textOf(record.type) ?? '';
  const id = `${ms}:${user}`;
  const at = {
    type: 'activity' as const,
    chat,
    at_us: ms * 1000,
    precision_s: 0.001,
    confidence: 'structured' as const,
  };
  const common = { ...at, id, source_kind: type === '' ? 'post' : type };
  const change = changeIn(record, type, user);
  if (change !== null) yield moved(change, common, user);
  else if (oldChanges.test(type))
    yield { type: 'skip', reason: 'an old notice that somebody came or went, not in English' };
  else if (type.startsWith('system_') || type === 'custom_calls')
    yield { ...common, kind: 'system', who: null };
  else {
    const reply = root === null ? {} : { reply_to: root };
    const kind = root === null ? 'message' : 'reply';
    const props = objectOf(record.props);
    const isHook = props?.from_webhook === 'true';
    const isBot = isHook || props?.from_bot === 'true' || bots.has(user);
    yield {
      ...common,
      kind,
      who: isHook ? hook(user, textOf(props?.override_username)) : { id: user },
      ...reply,
      ...textFacts(textOf(record.message) ?? ''),
      ...(isBot ? { role: 'bot' } : {}),
    };
  }
  for (const value of listOf(record.reactions)) {
    const reaction = objectOf(value);
    const [by, when, name] = [
      idOf(reaction?.user),
      numberOf(reaction?.create_at),
      textOf(reaction?.emoji_name) ?? '',
    ];
    if (by === null || when === null) continue;
    yield {
      ...at,
      at_us: when * 1000,
      id: `${id}:${name}:${by}`,
      kind: 'reaction',
      source_kind: 'reaction',
      who: { id: by },
      reply_to: id,
    };
  }
  for (const reply of listOf(record.replies)) {
    const own = objectOf(reply);
    if (own !== null) yield* post(own, place, id);
  }
}

/** Somebody came or went. */
interface Change {
  readonly isJoin: boolean;
  readonly who: string;
}

/** What a post of the program says about who came or went; null for any other post. */
function changeIn(record: JsonObject, type: string, user: string): Change | null {
  if (oldChanges.test(type)) return oldChange(textOf(record.message) ?? '');
  const isJoin = joins.test(type);
  if (!isJoin && !leaves.test(type)) return null;
  const props = objectOf(record.props);
  return { isJoin, who: idOf(props?.addedUsername) ?? idOf(props?.removedUsername) ?? user };
}

/** The kinds of the first versions, one for both directions: only the words tell them apart. */
const oldChanges = /^system_(?:join_leave|add_remove)$/;
const oldWords: readonly (readonly [isJoin: boolean, words: RegExp])[] = [
  [true, /^@?(\S+) (?:has )?joined the (?:channel|team)\.?$/],
  [false, /^@?(\S+) (?:has )?left the (?:channel|team)\.?$/],
  [true, /^@?(\S+) (?:was )?added to the (?:channel|team)(?: by \S+?)?\.?$/],
  [false, /^@?(\S+) (?:was )?removed from the (?:channel|team)\.?$/],
];

function oldChange(message: string): Change | null {
  for (const [isJoin, words] of oldWords) {
    const who = words.exec(message)?.[1];
    if (who !== undefined) return { isJoin, who };
  }
  return null;
}

/** The author of the notice is who added or removed somebody. An administrator can add several at once: who it is belongs to the id. */
function moved(
  { isJoin, who }: Change,
  common: Omit<ActivityEvent, 'kind' | 'who'>,
  user: string,
): ActivityEvent {
  const event = { ...common, id: `${common.id ?? ''}:${who}`, who: { id: who } };
  if (!isJoin) return { ...event, kind: 'leave' };
  const entry = who === user ? { method: 'direct' } : { method: 'invite', inviter: { id: user } };
  return { ...event, kind: 'join', entry };
}
