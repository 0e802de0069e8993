import { able } from '../capabilities.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { jsonHead } from '../json_head.js';
import { idOf, type JsonObject, numberOf, objectOf, readJson, textOf } from '../json_stream.js';
import { stemOf } from '../questions.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { chatKind, personOf, wechatEvents } from './events.js';
import { splitType } from './kinds.js';
import { typesByName } from './type_names.js';

/** WeFlow and EchoTrace: the JSON of one chat. */
export const weflow: Importer = {
  name: 'weflow',
  platform: 'wechat',
  summary: 'WeChat by WeFlow or EchoTrace: JSON',
  capabilities: able('joins', 'inviters', 'replies', 'envelopes_sent', 'absolute_time', 'stable_ids'),
  recognise: (input) => {
    const { root, keys } = jsonHead(input);
    const isOurs = keys.has('weflow') || /"senderUsername"\s*:|"localType"\s*:/.test(input.head);
    return root === 'object' && keys.has('session') && isOurs;
  },
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readChat(input, context)),
};

const described = new Set([
  'session.wxid',
  'session.accountId',
  'session.displayName',
  'session.nickname',
  'session.type',
]);

const records = new Set(['messages.*', 'senders.*', 'groupMembers.*', 'avatars']);

/** Somebody in a list of senders, who has a key there, or of members. */
interface Listed {
  readonly key?: string;
  readonly id: string;
  readonly names: readonly string[];
}

/** Notices call people by their nickname, whatever the messages show. */
function listedIn(record: JsonObject | null): Listed | null {
  const id = idOf(record?.wxid ?? record?.accountId ?? record?.username);
  if (record === null || id === null) return null;
  const key = idOf(record.senderID ?? record.senderId);
  const names = [
    record.groupNickname,
    record.nickname,
    record.originalName,
    record.remark,
    record.displayName,
  ];
  const own = names.map(textOf).filter((name): name is string => name !== null && name !== '');
  return { ...(key === null ? {} : { key }), id, names: [...new Set(own)] };
}

function* readChat(input: Input, context: ImportContext): Generator<ImportEvent> {
  const session = new Map<string, string | null>();
  let chat: string | null = null;
  let line = 0;
  const senders = new Map<string, Listed>();
  for (const { path, value } of readJson(input, { isRecord: (one) => records.has(one) })) {
    if (described.has(path)) session.set(path.slice('session.'.length), idOf(value));
    const listed = path === 'senders.*' || path === 'groupMembers.*' ? listedIn(objectOf(value)) : null;
    if (listed?.key !== undefined) senders.set(listed.key, listed);
    if (listed !== null && path === 'groupMembers.*' && chat !== null)
      yield { type: 'member', chat, who: { id: listed.id, names: listed.names } };
    if (path !== 'messages.*') continue;
    line += 1;
    if (chat === null) {
      chat = context.group ?? session.get('wxid') ?? session.get('accountId') ?? stemOf(input.path);
      const name = session.get('displayName') ?? session.get('nickname') ?? null;
      const kind = session.get('type') === '群聊' ? 'group' : chatKind(chat);
      yield { type: 'chat', chat, kind, ...(name === null ? {} : { name }) };
    }
    const record = objectOf(value);
    const seconds = numberOf(record?.createTime);
    if (record === null || seconds === null || seconds <= 0)
      yield { type: 'reject', line, reason: 'a message without createTime' };
    else yield* messageOf(record, chat, seconds, senders);
  }
}

function messageOf(record: JsonObject, chat: string, seconds: number, senders: ReadonlyMap<string, Listed>) {
  const { type, subtype } = typeOf(record);
  const key = idOf(record.senderID);
  const listed = key === null ? undefined : senders.get(key);
  const sender = textOf(record.senderUsername) ?? listed?.id ?? null;
  const isSelf = numberOf(record.isSend) === 1;
  const names = [
    ...[record.senderDisplayName, record.groupNickname, record.remark].map(textOf),
    ...(listed?.names ?? []),
  ];
  const isSystem = type === 10_000 || type === 10_002;
  return wechatEvents({
    ...{ chat, at_us: seconds * 1_000_000, id: idOf(record.platformMessageId), type, subtype },
    who: isSystem ? null : personOf(sender, names, isSelf),
    text: textOf(record.content),
    reply_to: idOf(record.replyToMessageId),
  });
}

/** The type by its number if that is complete; some versions write only the first half of it, and the type of the card or the word tells the rest. */
function typeOf(record: JsonObject): { type: number; subtype: number } {
  const written = numberOf(record.localType);
  const byName = typesByName(textOf(record.type) ?? '');
  if (written === null || byName.type === 10_000) return byName;
  const split = splitType(written);
  const card = Number(idOf(record.appMsgType) ?? '0');
  if (split.type === 49 && split.subtype === 0 && card > 0) return { type: 49, subtype: card };
  if (split.type === 49 && split.subtype === 0 && byName.type === 49) return byName;
  return split.type === 0 ? byName : split;
}
