import { able } from '../capabilities.js';
import type { ActivityEvent, ImportEvent, Person } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { hasKeys, jsonHead } from '../json_head.js';
import { idOf, type Json, type JsonObject, listOf, objectOf, readJson, textOf } from '../json_stream.js';
import { textFacts } from '../said.js';

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

function* readChannel(input: Input, context: ImportContext): Generator<ImportEvent> {
  let channel: JsonObject | null = null;
  let line = 0;
  const isRecord = (path: string) => path === 'messages.*' || path === 'channel' || path === 'guild';
  for (const { path, value } of readJson(input, { isRecord })) {
    if (path === 'channel') {
      channel = objectOf(value);
      yield about(channel, context);
    }
    if (path !== 'messages.*') continue;
    line += 1;
    const record = objectOf(value);
    const at_us = microseconds(textOf(record?.timestamp));
    const chat = chatOf(channel, context);
    if (record === null || at_us === null)
      yield { type: 'reject', line, reason: 'a message without timestamp' };
    else yield* messageEvents(record, chat, at_us, textOf(channel?.type) ?? '');
  }
}

function chatOf(channel: JsonObject | null, context: ImportContext): string {
  return context.group ?? idOf(channel?.id) ?? 'channel';
}

function about(channel: JsonObject | null, context: ImportContext): ImportEvent {
  const [name, type] = [textOf(channel?.name), textOf(channel?.type) ?? ''];
  const kind = /News|Announcement/.test(type) ? 'feed' : /DirectTextChat/.test(type) ? 'direct' : 'group';
  return { type: 'chat', chat: chatOf(channel, context), kind, ...(name === null ? {} : { name }) };
}

/** RFC 3339 with up to seven decimals. */
export function microseconds(text: string | null): number | null {
  const ms = Date.parse((text ?? '').replace(/(\.\d{3})\d+/, '$1'));
  if (Number.isNaN(ms)) return null;
  const rest = /\.\d{3}(\d{1,3})/.exec(text ?? '')?.[1] ?? '';
  return ms * 1000 + Number(rest.padEnd(3, '0'));
}

/** Notices by their names, and by numbers where the exporter has no name for a kind. */
const systemKinds = /^(ChannelNameChange|ChannelIconChange|ChannelPinnedMessage|Call|ThreadCreated|[0-9]+)$/;
const talkDigits: Readonly<Record<string, string>> = { 20: 'message', 23: 'message' };

function* messageEvents(
  record: JsonObject,
  chat: string,
  at_us: number,
  channelType: string,
): Generator<ImportEvent> {
  const type = textOf(record.type) ?? 'Default';
  const id = idOf(record.id);
  const at = {
    type: 'activity' as const,
    chat,
    at_us,
    precision_s: 0.001,
    confidence: 'structured' as const,
    source_kind: type,
  };
  const common = id === null ? at : { ...at, id };
  const author = personOf(record.author);
  const isBot = objectOf(record.author)?.isBot === true;
  if (type === '21') {
    yield { type: 'skip', reason: 'the first message of a thread, which is a copy' };
    return;
  }
  if (type === 'GuildMemberJoin') yield { ...common, kind: 'join', who: author, entry: { method: 'direct' } };
  else if (type === 'RecipientAdd' || type === 'RecipientRemove') yield moved(record, type, common, author);
  else if (systemKinds.test(type) && talkDigits[type] === undefined)
    yield { ...common, kind: 'system', who: null };
  else {
    const isReply = type === 'Reply';
    const reply = isReply ? idOf(objectOf(record.reference)?.messageId) : null;
    yield {
      ...{
        ...common,
        kind: isReply ? 'reply' : /GuildNews|Announcement/.test(channelType) ? 'broadcast' : 'message',
      },
      who: author,
      ...(isBot ? { role: 'bot' } : {}),
      ...(reply === null ? {} : { reply_to: reply }),
      ...textFacts(textOf(record.content) ?? ''),
    };
  }
  yield* reactions(record, at, id);
}

/** Into a thread or a group chat, or out of it: the person is the first one mentioned. */
function moved(
  record: JsonObject,
  type: string,
  common: Omit<ActivityEvent, 'kind' | 'who'>,
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

export function personOf(value: Json | undefined): Person | null {
  const found = objectOf(value);
  const id = idOf(found?.id);
  if (found === null || id === null) return null;
  const names = [textOf(found.nickname), textOf(found.name)];
  return { id, names: names.filter((name): name is string => name !== null && name !== '') };
}

function* reactions(
  record: JsonObject,
  at: Omit<ActivityEvent, 'kind' | 'who'>,
  id: string | null,
): Generator<ActivityEvent> {
  for (const value of listOf(record.reactions)) {
    const reaction = objectOf(value);
    const emoji = textOf(objectOf(reaction?.emoji)?.name) ?? '';
    for (const user of listOf(reaction?.users)) {
      const who = personOf(user);
      if (who === null) continue;
      yield {
        ...{
          ...at,
          id: `${id ?? ''}:${emoji}:${who.id}`,
          precision_s: null,
          kind: 'reaction',
          source_kind: 'reaction',
          who,
        },
        ...(id === null ? {} : { reply_to: id }),
      };
    }
  }
}
