import { able } from './capabilities.js';
import type { ActivityEvent, ImportEvent, Person } from './events.js';
import type { ImportContext, Importer, Input } from './importer.js';
import { hasKeys, jsonHead } from './json_head.js';
import { idOf, type JsonObject, listOf, numberOf, objectOf, readJson, textOf } from './json_stream.js';
import { idFact, textFacts } from './said.js';

/** Slack: a workspace export (a zip or folder with one file per channel and day), or channels exported by slackdump. */
export const slack: Importer = {
  name: 'slack',
  platform: 'slack',
  summary: 'Slack: workspace export (zip or folder), or slackdump',
  capabilities: able(
    'joins',
    'leaves',
    'inviters',
    'replies',
    'reactions',
    'member_list',
    'absolute_time',
    'stable_ids',
  ),
  recognise: (input) => isDescription(input) || isDay(input) || isDump(input),
  read: readFile,
};

const descriptions = /(^|\/)(users|channels|groups|dms|mpims)\.json$/;

function isDescription(input: Input): boolean {
  if (!descriptions.test(input.path)) return false;
  const head = jsonHead(input);
  return (
    head.root === 'list' &&
    (head.keys.has('id') || /^\s*\[\s*\]/.test(input.head)) &&
    input.siblings().length > 1
  );
}

function isDay(input: Input): boolean {
  return (
    jsonHead(input).root === 'list' &&
    /"ts"\s*:\s*"\d{10}\.\d{6}"/.test(input.head) &&
    /"type"\s*:\s*"message"/.test(input.head)
  );
}

/** Its first version writes the channel id after the messages. */
function isDump(input: Input): boolean {
  const head = jsonHead(input);
  return (
    hasKeys(head, 'messages') &&
    (head.keys.has('channel_id') || /"type"\s*:\s*"message"/.test(input.head)) &&
    /"ts"\s*:\s*"\d{10}\.\d{6}"/.test(input.head)
  );
}

function* readFile(input: Input, context: ImportContext): Generator<ImportEvent> {
  const description = descriptions.exec(input.path)?.[2];
  if (!isDescribed(input, context)) yield { type: 'unable', capabilities: ['member_list'] };
  if (description !== undefined && isDescription(input)) yield* described(input, description);
  else if (isDump(input)) yield* dumped(input, context);
  else {
    const folder = input.path.split('/').at(-2) ?? context.group ?? input.given;
    const chat = context.group ?? channelIds(input, context).get(folder) ?? folder;
    yield { type: 'chat', chat, ...(chat === folder ? { name: folder } : {}) };
    const bots = botIds(input, context);
    let line = 0;
    for (const { path, value } of readJson(input, { isRecord: (one) => one === '*' })) {
      if (path !== '*') continue;
      line += 1;
      yield* messageEvents(objectOf(value), { chat, line, bots });
    }
  }
}

/** Whether the file came with lists of people and channels. */
function isDescribed(input: Input, { shared }: ImportContext): boolean {
  const key = `slack:described:${input.given}`;
  const found = shared.get(key) ?? input.siblings().some((one) => isDescription(one));
  shared.set(key, found);
  return found === true;
}

/** Channel ids by folder name. */
function channelIds(input: Input, { shared }: ImportContext): ReadonlyMap<string, string> {
  const key = `slack:${input.given}`;
  const known = shared.get(key) as ReadonlyMap<string, string> | undefined;
  if (known !== undefined) return known;
  const found = new Map<string, string>();
  for (const sibling of input.siblings()) {
    if (!/(^|\/)(channels|groups|dms|mpims)\.json$/.test(sibling.path) || !isDescription(sibling)) continue;
    for (const { value } of readJson(sibling, { isRecord: (one) => one === '*' })) {
      const record = objectOf(value);
      const [id, name] = [idOf(record?.id), textOf(record?.name)];
      if (id !== null) found.set(id, id).set(name ?? id, id);
    }
  }
  shared.set(key, found);
  return found;
}

function* described(input: Input, what: string): Generator<ImportEvent> {
  for (const { path, value } of readJson(input, { isRecord: (one) => one === '*' })) {
    const record = objectOf(value);
    const id = idOf(record?.id);
    if (path !== '*' || record === null || id === null) continue;
    if (what === 'users') {
      const profile = objectOf(record.profile);
      const names = [profile?.display_name, profile?.real_name, record.real_name, record.name].map(textOf);
      const who = { id, names: names.filter((name): name is string => name !== null && name !== '') };
      yield { type: 'member', chat: null, who, ...(record.is_bot === true ? { role: 'bot' } : {}) };
      continue;
    }
    const [name, created, creator] = [textOf(record.name), numberOf(record.created), idOf(record.creator)];
    yield {
      ...{ type: 'chat', chat: id, kind: what === 'dms' ? 'direct' : 'group' },
      ...(name === null ? {} : { name }),
      ...(created === null || created === 0 ? {} : { created_us: created * 1_000_000 }),
      ...(creator === null || creator === '' ? {} : { owner: { id: creator } }),
    };
    for (const member of listOf(record.members)) {
      const own = idOf(member);
      if (own !== null) yield { type: 'member', chat: id, who: { id: own } };
    }
  }
}

const slackbot = 'USLACKBOT';

/** The accounts of apps: their messages look like those of people, and only the list of users tells. */
function botIds(input: Input, { shared }: ImportContext): ReadonlySet<string> {
  const key = `slack:bots:${input.given}`;
  const known = shared.get(key) as ReadonlySet<string> | undefined;
  if (known !== undefined) return known;
  const found = new Set([slackbot]);
  for (const sibling of input.siblings()) {
    if (!/(^|\/)users\.json$/.test(sibling.path) || !isDescription(sibling)) continue;
    for (const { value } of readJson(sibling, { isRecord: (one) => one === '*' })) {
      const record = objectOf(value);
      const id = idOf(record?.id);
      if (id !== null && record?.is_bot === true) found.add(id);
    }
  }
  shared.set(key, found);
  return found;
}

/** The id of the channel, wherever it is. */
function channelOf(input: Input): string | null {
  const isRecord = (one: string) => one === 'messages.*';
  for (const { path, value } of readJson(input, { isRecord })) if (path === 'channel_id') return idOf(value);
  return null;
}

function* dumped(input: Input, context: ImportContext): Generator<ImportEvent> {
  const chat = context.group ?? channelOf(input) ?? input.path;
  const bots = botIds(input, context);
  let line = 0;
  for (const { path, value } of readJson(input, { isRecord: (one) => one === 'messages.*' })) {
    if (path === 'name') yield { type: 'chat', chat, name: textOf(value) ?? chat };
    if (path !== 'messages.*') continue;
    const record = objectOf(value);
    line += 1;
    yield* messageEvents(record, { chat, line, bots });
    for (const reply of listOf(record?.slackdump_thread_replies))
      yield* messageEvents(objectOf(reply), { chat, line, bots });
  }
}

const joins = /^(channel|group)_join$/;
const leaves = /^(channel|group)_leave$/;
const talks =
  /^(thread_broadcast|me_message|file_share|file_comment|file_mention|bot_message|reply_broadcast|slackbot_response|assistant_app_thread)?$/;

/** Where a message is, and which accounts are no people. */
interface Place {
  readonly chat: string;
  readonly line: number;
  readonly bots: ReadonlySet<string>;
}

function* messageEvents(record: JsonObject | null, place: Place): Generator<ImportEvent> {
  const { chat, line, bots } = place;
  const ts = textOf(record?.ts);
  if (record === null || ts === null || !/^\d+\.\d+$/.test(ts)) {
    yield { type: 'reject', line, reason: 'a message without ts' };
    return;
  }
  const subtype = textOf(record.subtype) ?? '';
  const at = {
    type: 'activity' as const,
    chat,
    at_us: microseconds(ts),
    precision_s: 0.000001,
    confidence: 'structured' as const,
  };
  const common = { ...at, id: ts, source_kind: subtype === '' ? 'message' : subtype };
  const who = senderOf(record);
  if (joins.test(subtype)) {
    const inviter = idOf(record.inviter);
    yield {
      ...common,
      kind: 'join',
      who,
      entry: inviter === null ? { method: 'direct' } : { method: 'invite', inviter: { id: inviter } },
    };
  } else if (leaves.test(subtype)) yield { ...common, kind: 'leave', who };
  else if (subtype === 'tombstone') yield { ...common, kind: 'recall', who: null };
  else if (!talks.test(subtype) || record.hidden === true) yield { ...common, kind: 'system', who: null };
  else yield talk(record, common, who, bots);
  yield* reactions(record, at, ts);
}

function talk(
  record: JsonObject,
  common: Omit<ActivityEvent, 'kind' | 'who'>,
  who: Person | null,
  bots: ReadonlySet<string>,
): ActivityEvent {
  const thread = textOf(record.thread_ts);
  const isReply = thread !== null && thread !== textOf(record.ts);
  const isBot =
    record.subtype === 'bot_message' ||
    (record.bot_id !== undefined && record.user === undefined) ||
    (who?.id !== undefined && bots.has(who.id));
  const text = (textOf(record.text) ?? '').replace(/<!(channel|everyone|here)(?:\|[^>]*)?>/g, '@$1');
  return {
    ...common,
    ...{ kind: isReply ? 'reply' : 'message', who, ...textFacts(text) },
    ...(isBot ? { role: 'bot' } : {}),
    ...(isReply ? { reply_to: thread } : {}),
  };
}

function senderOf(record: JsonObject): Person | null {
  const user = idOf(record.user) ?? idOf(record.bot_id) ?? idOf(objectOf(record.comment)?.user);
  const profile = objectOf(record.user_profile);
  const names = [profile?.display_name, profile?.real_name, record.username].map(textOf);
  const own = names.filter((name): name is string => name !== null && name !== '');
  if (user === null) return own.length === 0 ? null : { names: own };
  return { id: user, names: user === slackbot ? ['Slackbot'] : own };
}

/** It is known who reacted, but not when: some time after the message. */
function* reactions(
  record: JsonObject,
  at: Omit<ActivityEvent, 'kind' | 'who' | 'id' | 'source_kind'>,
  ts: string,
): Generator<ActivityEvent> {
  for (const value of listOf(record.reactions)) {
    const reaction = objectOf(value);
    const name = textOf(reaction?.name) ?? '';
    for (const user of listOf(reaction?.users)) {
      const id = idOf(user);
      if (id === null) continue;
      yield {
        ...at,
        ...idFact(`${ts}:${name}:${id}`),
        precision_s: null,
        kind: 'reaction',
        source_kind: `reaction:${name}`,
        who: { id },
        reply_to: ts,
      };
    }
  }
}

/** A timestamp such as `1452837318.000002`, exactly. */
function microseconds(ts: string): number {
  const [seconds = '0', rest = ''] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(rest.padEnd(6, '0').slice(0, 6));
}
