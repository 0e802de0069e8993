import { able } from '../capabilities.js';
import type { ActivityEvent, ImportEvent, Person } from '../events.js';
import { isGone } from '../gone_accounts.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { hasKeys, jsonHead } from '../json_head.js';
import { idOf, type Json, type JsonObject, listOf, objectOf, readJson, textOf } from '../json_stream.js';
import { callsEverybody, linksIn } from '../text_facts.js';

/** DiscordChatExporter, JSON; parts of one channel are one group. */
export const discordJson: Importer = {
  name: 'discord_json',
  platform: 'discord',
  summary: 'Discord by DiscordChatExporter: JSON',
  capabilities: able('joins', 'replies', 'reactions', 'absolute_time', 'stable_ids'),
  recognise: (input) => hasKeys(jsonHead(input), 'guild', 'channel'),
  exported_us: ({ head }) => {
    const at = Date.parse(/"exportedAt"\s*:\s*"([^"]+)"/.exec(head)?.[1] ?? '');
    return Number.isNaN(at) ? null : at * 1000;
  },
  read: readChannel,
};

/** The channel whose messages are being read. */
interface Channel {
  readonly id: string;
  readonly isFeed: boolean;
}

function* readChannel(input: Input, context: ImportContext): Generator<ImportEvent> {
  let channel = channelOf(null, context);
  let line = 0;
  let isNamed = true;
  let hasJoins = false;
  const isRecord = (path: string) => path === 'messages.*' || path === 'channel' || path === 'guild';
  for (const { path, value } of readJson(input, { isRecord })) {
    if (path === 'channel') {
      const described = objectOf(value);
      channel = channelOf(described, context);
      yield about(channel, described);
    }
    if (path !== 'messages.*') continue;
    line += 1;
    const record = objectOf(value);
    const at_us = microseconds(textOf(record?.timestamp));
    if (record === null || at_us === null)
      yield { type: 'reject', line, reason: 'a message without timestamp' };
    else yield* recordEvents(record, channel, at_us);
    hasJoins ||= membershipKinds.has(textOf(record?.type) ?? '');
    isNamed &&= record === null || listOf(record.reactions).every(saysWhoReacted);
  }
  if (!isNamed) yield { type: 'unable', capabilities: ['reactions'] };
  // joins are only reported in one channel of a server, and in threads: other channels say nothing about them
  if (!hasJoins) yield { type: 'unable', capabilities: ['joins'] };
}

/** Versions before 2023 only say how many. */
function saysWhoReacted(reaction: Json): boolean {
  return Array.isArray(objectOf(reaction)?.users);
}

function channelOf(described: JsonObject | null, context: ImportContext): Channel {
  const id = context.group ?? idOf(described?.id) ?? 'channel';
  return { id, isFeed: /GuildNews|Announcement/.test(textOf(described?.type) ?? '') };
}

function about({ id }: Channel, described: JsonObject | null): ImportEvent {
  const [name, type] = [textOf(described?.name), textOf(described?.type) ?? ''];
  const kind = /News|Announcement/.test(type) ? 'feed' : /DirectTextChat/.test(type) ? 'direct' : 'group';
  return { type: 'chat', chat: id, kind, ...(name === null ? {} : { name }) };
}

/** RFC 3339 with up to seven decimals. */
export function microseconds(text: string | null): number | null {
  if (text === null) return null;
  const isFine = /\.\d{4}/.test(text);
  const ms = Date.parse(isFine ? text.replace(/(\.\d{3})\d+/, '$1') : text);
  if (Number.isNaN(ms)) return null;
  const rest = isFine ? (/\.\d{3}(\d{1,3})/.exec(text)?.[1] ?? '') : '';
  return ms * 1000 + Number(rest.padEnd(3, '0'));
}

/** Notices by name, or by number if the exporter has no name for a kind. */
const systemKinds = /^(ChannelNameChange|ChannelIconChange|ChannelPinnedMessage|Call|ThreadCreated|[0-9]+)$/;
const talkDigits: ReadonlySet<string> = new Set(['20', '23']);
const membershipKinds: ReadonlySet<string> = new Set(['GuildMemberJoin', 'RecipientAdd', 'RecipientRemove']);

/** Names that the exporter did not have at first: it wrote their numbers. */
const laterNames: Readonly<Record<string, string>> = { 18: 'ThreadCreated', 19: 'Reply' };

function* recordEvents(record: JsonObject, channel: Channel, at_us: number): Generator<ImportEvent> {
  const written = textOf(record.type) ?? 'Default';
  const type = laterNames[written] ?? written;
  const id = idOf(record.id);
  if (type === '21') {
    yield { type: 'skip', reason: 'the first message of a thread, which is a copy' };
    return;
  }
  if (isSpoken(type)) yield message(record, type, id, channel, at_us);
  else yield notice(record, type, id, channel, at_us);
  if (listOf(record.reactions).length > 0) yield* reactions(record, channel, at_us, id);
}

function isSpoken(type: string): boolean {
  if (type === 'Default' || type === 'Reply' || talkDigits.has(type)) return true;
  return !systemKinds.test(type) && !membershipKinds.has(type);
}

type Writable<T> = { -readonly [key in keyof T]: T[key] };

function message(
  record: JsonObject,
  type: string,
  id: string | null,
  channel: Channel,
  at_us: number,
): ActivityEvent {
  const isReply = type === 'Reply';
  const reply = isReply ? idOf(objectOf(record.reference)?.messageId) : null;
  const text = textOf(record.content) ?? '';
  // built in one go, as there are millions of them: growing an object is several times as slow
  const event: Writable<ActivityEvent> = {
    type: 'activity',
    chat: channel.id,
    at_us,
    precision_s: 0.001,
    kind: isReply ? 'reply' : channel.isFeed ? 'broadcast' : 'message',
    source_kind: type,
    confidence: 'structured',
    who: personOf(record.author),
    text,
    url_count: linksIn(text),
    mention_all: callsEverybody(text),
  };
  if (id !== null) event.id = id;
  if (reply !== null) event.reply_to = reply;
  if (objectOf(record.author)?.isBot === true) event.role = 'bot';
  return event;
}

function notice(
  record: JsonObject,
  type: string,
  id: string | null,
  channel: Channel,
  at_us: number,
): ActivityEvent {
  const event: ActivityEvent = {
    type: 'activity',
    chat: channel.id,
    at_us,
    precision_s: 0.001,
    kind: 'system',
    source_kind: type,
    confidence: 'structured',
    who: null,
    ...(id === null ? {} : { id }),
  };
  const author = personOf(record.author);
  if (type === 'GuildMemberJoin') return { ...event, kind: 'join', who: author, entry: { method: 'direct' } };
  if (type === 'RecipientAdd' || type === 'RecipientRemove') return moved(record, type, event, author);
  return event;
}

/** Somebody enters or leaves a thread or a group chat: the first person mentioned. */
function moved(
  record: JsonObject,
  type: string,
  common: ActivityEvent,
  author: Person | null,
): ActivityEvent {
  const who = personOf(listOf(record.mentions)[0]) ?? author;
  if (type === 'RecipientRemove') return { ...common, kind: 'leave', who };
  const isOther = who?.id !== author?.id && author !== null;
  return {
    ...common,
    kind: 'join',
    who,
    entry: isOther ? { method: 'invite', inviter: author } : { method: 'direct' },
  };
}

function personOf(value: Json | undefined): Person | null {
  const found = objectOf(value);
  const id = idOf(found?.id);
  if (found === null || id === null || isGone(id)) return null;
  const [nickname, name] = [textOf(found.nickname), textOf(found.name)];
  const names: string[] = [];
  if (nickname !== null && nickname !== '') names.push(nickname);
  if (name !== null && name !== '') names.push(name);
  return { id, names };
}

function* reactions(
  record: JsonObject,
  channel: Channel,
  at_us: number,
  id: string | null,
): Generator<ActivityEvent> {
  for (const value of listOf(record.reactions)) {
    const reaction = objectOf(value);
    const emoji = textOf(objectOf(reaction?.emoji)?.name) ?? '';
    for (const user of listOf(reaction?.users)) {
      const who = personOf(user);
      if (who === null) continue;
      yield {
        type: 'activity',
        chat: channel.id,
        at_us,
        id: `${id ?? ''}:${emoji}:${who.id}`,
        precision_s: null,
        kind: 'reaction',
        source_kind: 'reaction',
        confidence: 'structured',
        who,
        ...(id === null ? {} : { reply_to: id }),
      };
    }
  }
}
