import { able } from './capabilities.js';
import { wallMs } from './clock.js';
import type { ActivityEvent, ImportEvent, Person } from './events.js';
import type { ImportContext, Importer, Input } from './importer.js';
import { hasKeys, jsonHead } from './json_head.js';
import { type JsonObject, listOf, objectOf, readJson, textOf } from './json_stream.js';
import { stemOf } from './questions.js';
import { textFacts } from './said.js';

/** Google Chat, messages.json of Google Takeout, with group_info.json next to it. */
export const googleChat: Importer = {
  name: 'google_chat',
  platform: 'google_chat',
  summary: 'Google Chat: messages.json of Google Takeout, in English',
  capabilities: able('replies', 'reactions', 'member_list', 'absolute_time', 'stable_ids'),
  recognise: (input) =>
    hasKeys(jsonHead(input), 'messages') &&
    /"created_date"\s*:/.test(input.head) &&
    /"topic_id"\s*:/.test(input.head),
  read: readSpace,
};

const isRecord = (path: string) => path === 'messages.*';

function* readSpace(input: Input, context: ImportContext): Generator<ImportEvent> {
  const folder = input.path.split('/').at(-2) ?? '';
  const [, type, own] = /^(Space|DM) (.+)$/.exec(folder) ?? [];
  const chat = context.group ?? own ?? (folder === '' ? stemOf(input.path) : folder);
  const kind = type === undefined ? {} : { kind: type === 'DM' ? 'direct' : 'group' };
  yield { type: 'chat', chat, ...kind };
  yield* described(input, chat);
  let line = 0;
  for (const { path, value } of readJson(input, { isRecord })) {
    if (!isRecord(path)) continue;
    line += 1;
    const record = objectOf(value);
    const ms = timeIn(textOf(record?.created_date) ?? '');
    if (record === null || ms === null) {
      yield { type: 'reject', line, reason: 'a message whose created_date is not a time in English' };
      continue;
    }
    const id = textOf(record.message_id);
    yield* recordEvents(record, {
      ...{ type: 'activity', chat, at_us: ms * 1000, precision_s: 1, confidence: 'structured' },
      ...(id === null ? {} : { id }),
    });
  }
}

/** The name and the members of a space, from the file next to its messages. */
function* described(input: Input, chat: string): Generator<ImportEvent> {
  const path = input.path.replace(/[^/]*$/, 'group_info.json');
  const about = input.siblings().find((one) => one.path === path);
  if (about === undefined) {
    yield { type: 'unable', capabilities: ['member_list'] };
    return;
  }
  for (const part of readJson(about, { isRecord: (one) => one === 'members.*' })) {
    if (part.path === 'name' && typeof part.value === 'string')
      yield { type: 'chat', chat, name: part.value };
    const who = part.path === 'members.*' ? person(objectOf(part.value)) : null;
    if (who !== null) yield { type: 'member', chat, who };
  }
}

type At = Omit<ActivityEvent, 'kind' | 'source_kind' | 'who'>;

function* recordEvents(record: JsonObject, at: At): Generator<ActivityEvent> {
  const creator = objectOf(record.creator);
  const who = person(creator);
  const common = { ...at, source_kind: 'message', who };
  if (record.message_state === 'DELETED' || objectOf(record.deletion_metadata) !== null) {
    yield { ...common, kind: 'recall' };
    return;
  }
  const quoted = objectOf(record.quoted_message_metadata);
  const answered = (quoted === null ? null : textOf(quoted.message_id)) ?? topicOf(at.id);
  const isBot = /bot/i.test(textOf(creator?.user_type) ?? '');
  yield {
    ...{ ...common, kind: quoted === null && answered === null ? 'message' : 'reply' },
    ...textFacts(textOf(record.text) ?? ''),
    ...(answered === null ? {} : { reply_to: answered }),
    ...(isBot ? { role: 'bot' } : {}),
  };
  for (const [place, value] of listOf(record.reactions).entries())
    for (const email of listOf(objectOf(value)?.reactor_emails).map(textOf))
      if (email !== null)
        yield {
          ...{ ...at, id: `${at.id ?? ''}:${place}:${email}`, precision_s: null, kind: 'reaction' },
          ...{ source_kind: 'reaction', who: { id: email } },
          ...(at.id === undefined ? {} : { reply_to: at.id }),
        };
}

/** The message that began the topic of another one: ids are `space/topic/message`, and the first message is named like its topic. */
function topicOf(id: string | undefined): string | null {
  const [space, topic, message] = id?.split('/') ?? [];
  return message === undefined || message === topic ? null : `${space}/${topic}/${topic}`;
}

function person(user: JsonObject | null): Person | null {
  const [email, name] = [textOf(user?.email), textOf(user?.name)];
  const names = name === null || name === '' ? [] : [name];
  if (email !== null && email !== '') return { id: email, names };
  return names.length === 0 ? null : { names };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shape = /^\w+, (\w{3})\w* (\d{1,2}), (\d{4}) at (\d{1,2}):(\d{2}):(\d{2})\s([AP])M UTC$/u;

/** `Thursday, November 3, 2016 at 11:59:50 AM UTC`, with any blank before AM. */
function timeIn(text: string): number | null {
  const [, month = '', day, year, hour, minute, second, half] = shape.exec(text) ?? [];
  if (year === undefined) return null;
  const own = (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  return wallMs(Number(year), months.indexOf(month) + 1, Number(day), own, Number(minute), Number(second));
}
