import { able } from '../capabilities.js';
import type { Entry, ImportEvent } from '../events.js';
import type { Importer, Input } from '../importer.js';
import { jsonHead } from '../json_head.js';
import {
  idOf,
  type JsonObject,
  listOf,
  numberOf,
  objectOf,
  readJsonDocuments,
  textOf,
} from '../json_stream.js';

/** Details of WeCom customer groups: responses of externalcontact/groupchat/get, one or many. */
export const wecomDetails: Importer = {
  name: 'wecom_details',
  platform: 'wecom',
  summary: 'WeCom customer groups: responses of groupchat/get with their member lists',
  capabilities: able('joins', 'inviters', 'codes', 'member_list', 'absolute_time', 'stable_ids'),
  recognise: (input) => {
    const { root } = jsonHead(input);
    return root !== 'none' && /"chat_id"\s*:/.test(input.head) && /"member_list"\s*:\s*\[/.test(input.head);
  },
  read: readDetails,
};

const isChat = (path: string) =>
  /(^|\.)(group_chat|group_chats\.\*|group_chat_list\.\*|data|data\.\*)$/.test(path);

function* readDetails(input: Input): Generator<ImportEvent> {
  let line = 0;
  const hasWrapper =
    /"group_chat"\s*:/.test(input.head) || /"(?:group_chats|group_chat_list|data)"\s*:/.test(input.head);
  const isRecord = (path: string) => (hasWrapper ? isChat(path) : path === '' || path === '*');
  for (const { path, value } of readJsonDocuments(input, { isRecord })) {
    if (!isRecord(path)) continue;
    line += 1;
    const chat = objectOf(value);
    const found = objectOf(chat?.group_chat) ?? chat;
    if (found !== null) yield* chatEvents(found, line);
  }
}

function* chatEvents(record: JsonObject, line: number): Generator<ImportEvent> {
  const chat = idOf(record.chat_id);
  if (chat === null) {
    yield { type: 'reject', line, reason: 'a group without chat_id' };
    return;
  }
  const [name, owner, created] = [textOf(record.name), idOf(record.owner), numberOf(record.create_time)];
  yield {
    ...{ type: 'chat', chat, kind: 'group' },
    ...(name === null ? {} : { name }),
    ...(owner === null ? {} : { owner: { id: owner } }),
    ...(created === null ? {} : { created_us: created * 1_000_000 }),
  };
  for (const value of listOf(record.member_list)) yield* memberEvents(objectOf(value), chat, line);
}

function* memberEvents(member: JsonObject | null, chat: string, line: number): Generator<ImportEvent> {
  const id = idOf(member?.userid);
  const joined = numberOf(member?.join_time);
  if (member === null || id === null) {
    yield { type: 'reject', line, reason: 'a member without userid' };
    return;
  }
  const names = [textOf(member.name), textOf(member.group_nickname)].filter(
    (name) => name !== null && name !== '',
  );
  const who = { id, names: names as string[] };
  yield { type: 'member', chat, who, role: numberOf(member.type) === 1 ? 'operator' : 'member' };
  if (joined !== null && joined > 0)
    yield { type: 'stay', chat, who, joined_us: joined * 1_000_000, entry: entryOf(member) };
  const unionid = idOf(member.unionid);
  if (unionid !== null) yield { type: 'identity', a: ['member', id], b: ['unionid', unionid] };
}

const scenes: Readonly<Record<string, string>> = { 1: 'invite', 2: 'link', 3: 'qr' };

/** How somebody joined: staff are named as inviters, others are not. */
function entryOf(member: JsonObject): Entry {
  const method = scenes[String(numberOf(member.join_scene))];
  const inviter = idOf(objectOf(member.invitor)?.userid);
  const code = idOf(member.state);
  return {
    ...(method === undefined ? {} : { method }),
    ...(inviter === null ? {} : { inviter: { id: inviter } }),
    ...(code === null ? {} : { code }),
  };
}
