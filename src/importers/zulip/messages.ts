import { able } from '../capabilities.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { hasKeys, jsonHead } from '../json_head.js';
import {
  idOf,
  type JsonObject,
  listOf,
  numberOf,
  objectOf,
  readJsonDocuments,
  textOf,
} from '../json_stream.js';
import { textFacts } from '../said.js';

/** Zulip, messages from its API: JSONL, a list, or responses with `messages`. */
export const zulip: Importer = {
  name: 'zulip',
  platform: 'zulip',
  summary: 'Zulip: messages from the API, JSONL or a list',
  capabilities: able('reactions', 'absolute_time', 'stable_ids'),
  recognise: (input) => {
    const head = jsonHead(input);
    const isMessage = hasKeys(head, 'sender_id', 'display_recipient', 'timestamp');
    return (
      isMessage ||
      (head.root === 'object' &&
        /"display_recipient"\s*:/.test(input.head) &&
        /"sender_full_name"\s*:/.test(input.head))
    );
  },
  read: readMessages,
};

function* readMessages(input: Input, context: ImportContext): Generator<ImportEvent> {
  const head = jsonHead(input);
  const isBare = hasKeys(head, 'sender_id', 'display_recipient');
  const place = head.root === 'list' ? '*' : isBare ? '' : 'messages.*';
  const chats = new Set<string>();
  let line = 0;
  for (const { path, value } of readJsonDocuments(input, { isRecord: (one) => one === place })) {
    if (path !== place) continue;
    line += 1;
    const record = objectOf(value);
    const seconds = numberOf(record?.timestamp);
    if (record === null || seconds === null) {
      yield { type: 'reject', line, reason: 'a message without timestamp' };
      continue;
    }
    const chat = context.group ?? chatOf(record);
    const name = textOf(record.display_recipient);
    if (!chats.has(chat))
      yield {
        type: 'chat',
        chat,
        kind: record.type === 'private' ? 'direct' : 'group',
        ...(name === null ? {} : { name }),
      };
    chats.add(chat);
    yield* events(record, chat, seconds * 1_000_000);
  }
}

/** A stream by its id; a direct conversation by all of its people. */
function chatOf(record: JsonObject): string {
  const people = listOf(record.display_recipient).map((one) => idOf(objectOf(one)?.id) ?? '');
  return people.length > 0
    ? people.toSorted().join('|')
    : (idOf(record.stream_id) ?? textOf(record.display_recipient) ?? 'stream');
}

/** Whether a text calls everybody in a channel. */
export function callsChannel(text: string): boolean {
  return /@\*\*(?:all|everyone|channel|stream)\*\*/.test(text);
}

function* events(record: JsonObject, chat: string, at_us: number): Generator<ImportEvent> {
  const [id, sender] = [idOf(record.id), idOf(record.sender_id)];
  const at = { type: 'activity' as const, chat, at_us, precision_s: 1, confidence: 'structured' as const };
  const text = textOf(record.content) ?? '';
  const names = [textOf(record.sender_full_name)].filter((name) => name !== null);
  const isBot = textOf(record.client) === 'Internal' || /-bot@/.test(textOf(record.sender_email) ?? '');
  yield {
    ...{ ...at, kind: 'message', source_kind: textOf(record.type) ?? 'message' },
    ...(id === null ? {} : { id }),
    who: sender === null ? null : { id: sender, names },
    ...textFacts(text),
    ...(callsChannel(text) ? { mention_all: true } : {}),
    ...(isBot ? { role: 'bot' } : {}),
  };
  for (const value of listOf(record.reactions)) {
    const reaction = objectOf(value);
    const user = idOf(reaction?.user_id) ?? idOf(objectOf(reaction?.user)?.id);
    const emoji = textOf(reaction?.emoji_name) ?? '';
    if (user === null) continue;
    yield {
      ...{
        ...at,
        id: `${id ?? ''}:${emoji}:${user}`,
        precision_s: null,
        kind: 'reaction',
        source_kind: 'reaction',
      },
      ...{ who: { id: user }, ...(id === null ? {} : { reply_to: id }) },
    };
  }
}
