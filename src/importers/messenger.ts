import { able } from './capabilities.js';
import type { ActivityEvent, ImportEvent, Person } from './events.js';
import { isGone } from './gone_accounts.js';
import type { ImportContext, Importer, Input } from './importer.js';
import { hasKeys, jsonHead } from './json_head.js';
import { type JsonObject, listOf, numberOf, objectOf, readJson, textOf } from './json_stream.js';
import { stemOf } from './questions.js';
import { textFacts } from './said.js';

/** Messenger and Instagram, `Download your information` as JSON: message_1.json and so on of one conversation. */
export const messenger: Importer = {
  name: 'messenger',
  platform: 'messenger',
  summary: 'Messenger and Instagram: JSON of "Download your information"',
  capabilities: able('joins', 'leaves', 'inviters', 'reactions', 'absolute_time'),
  recognise: (input) =>
    hasKeys(jsonHead(input), 'participants', 'messages') &&
    /"sender_name"\s*:/.test(input.head) &&
    /"timestamp_ms"\s*:/.test(input.head),
  read: readConversation,
};

const isRecord = (path: string) => path === 'messages.*';

function* readConversation(input: Input, context: ImportContext): Generator<ImportEvent> {
  const about = describedIn(input);
  const chat = context.group ?? about.path ?? stemOf(input.path);
  yield {
    ...{ type: 'chat', chat },
    ...(about.name === null ? {} : { name: about.name }),
    ...(about.isGroup ? { kind: 'group' } : {}),
  };
  let line = 0;
  let hasTypes = false;
  for (const { path, value } of readJson(input, { isRecord })) {
    if (path !== 'messages.*') continue;
    line += 1;
    const record = objectOf(value);
    const ms = numberOf(record?.timestamp_ms);
    if (record === null || ms === null) {
      yield { type: 'reject', line, reason: 'a message without timestamp_ms' };
      continue;
    }
    hasTypes ||= record.type !== undefined;
    const at = { type: 'activity' as const, chat, at_us: ms * 1000, precision_s: 0.001 };
    yield* recordEvents(record, { ...at, confidence: 'structured' });
  }
  // exports since 2023 do not say what is a notice, and what people typed
  if (!hasTypes) yield { type: 'unable', capabilities: ['joins', 'leaves', 'inviters'] };
}

/** What stands below the messages. */
function describedIn(input: Input): { path: string | null; name: string | null; isGroup: boolean } {
  let [path, name, people, isGroup]: [string | null, string | null, number, boolean] = [null, null, 0, false];
  for (const part of readJson(input, { isRecord: (one) => isRecord(one) || one === 'participants.*' })) {
    const text = textOf(part.value);
    if (part.path === 'participants.*') people += 1;
    else if (part.path === 'title' && text !== null) name = mended(text);
    else if (part.path === 'thread_type') isGroup ||= text === 'RegularGroup';
    else if (part.path === 'thread_path' && text !== null) path = mended(text).replace(/^.*\//, '');
  }
  return { path, name, isGroup: isGroup || people > 2 };
}

type At = Omit<ActivityEvent, 'kind' | 'source_kind' | 'who'>;

function* recordEvents(record: JsonObject, at: At): Generator<ActivityEvent> {
  const type = textOf(record.type) ?? 'message';
  const sender = person(record.sender_name);
  const common = { ...at, source_kind: type };
  const text = textOf(record.content);
  if (type === 'Subscribe' || type === 'Unsubscribe') yield* moved(record, common, sender);
  else if (record.is_unsent === true) yield { ...common, kind: 'recall', who: sender };
  else if (type === 'Call' || type === 'Plan' || type === 'Payment')
    yield { ...common, kind: 'system', who: null };
  else yield { ...common, kind: 'message', who: sender, ...textFacts(text === null ? '' : mended(text)) };
  for (const value of listOf(record.reactions)) {
    const who = person(objectOf(value)?.actor);
    if (who !== null) yield { ...at, precision_s: null, kind: 'reaction', source_kind: 'reaction', who };
  }
}

/** People who came or went: by themselves if they are the sender. */
function* moved(
  record: JsonObject,
  common: Omit<ActivityEvent, 'kind' | 'who'>,
  sender: Person | null,
): Generator<ActivityEvent> {
  for (const value of listOf(record.users)) {
    const who = person(objectOf(value)?.name);
    if (who === null) continue;
    if (record.type === 'Unsubscribe') yield { ...common, kind: 'leave', who };
    else if (sender === null || sender.id === who.id)
      yield { ...common, kind: 'join', who, entry: { method: 'direct' } };
    else yield { ...common, kind: 'join', who, entry: { method: 'invite', inviter: sender } };
  }
}

function person(name: JsonObject[string]): Person | null {
  const written = textOf(name);
  if (written === null || written === '') return null;
  const own = mended(written);
  if (isGone(own)) return null;
  return { id: own, names: [own] };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const beyondAscii = /[\u0080-\u00ff]/;
const beyondLatin = /[\u0100-\uffff]/;

/** These exports write each byte of UTF-8 as a character of its own: `grÃ¼Ãe` is grüße. */
export function mended(text: string): string {
  if (!beyondAscii.test(text) || beyondLatin.test(text)) return text;
  try {
    return utf8.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  } catch {
    return text;
  }
}
