import { able } from '../capabilities.js';
import type { ActivityEvent, ImportEvent } from '../events.js';
import type { Importer, Input } from '../importer.js';
import { jsonHead } from '../json_head.js';
import { idOf, type JsonObject, listOf, objectOf, readJsonDocuments } from '../json_stream.js';
import { xmlRecords } from '../xml_records.js';
import { dayInChina } from './days.js';

/** WeCom callbacks about customer groups (change_external_chat), as XML or JSON. */
export const wecomCallbacks: Importer = {
  name: 'wecom_callbacks',
  platform: 'wecom',
  summary: 'WeCom callbacks about customer groups: change_external_chat, XML or JSON',
  capabilities: able('joins', 'leaves', 'absolute_time', 'stable_ids'),
  recognise: ({ head }) =>
    /change_external_chat/.test(head) &&
    (/<ChatId>/.test(head) || /"(?:ChatId|chatId|chat_id)"\s*:/.test(head)),
  read: readCallbacks,
};

/** One callback: its fields as text, the members as a list. */
interface Callback {
  readonly field: (name: string) => string | null;
  readonly members: readonly string[];
}

function* readCallbacks(input: Input): Generator<ImportEvent> {
  let line = 0;
  for (const callback of callbacksIn(input)) {
    line += 1;
    if (callback.field('Event') !== 'change_external_chat') {
      yield { type: 'skip', reason: 'a callback that is not about a customer group' };
      continue;
    }
    const chat = callback.field('ChatId');
    const seconds = Number(callback.field('CreateTime') ?? '');
    if (chat === null || !(seconds > 0))
      yield { type: 'reject', line, reason: 'a callback without ChatId or CreateTime' };
    else yield* events(callback, chat, seconds * 1_000_000);
  }
}

function* callbacksIn(input: Input): Generator<Callback> {
  if (jsonHead(input).root === 'none') {
    for (const record of xmlRecords(input, 'xml')) {
      const list = record.get('MemChangeList') ?? '';
      const items = [...list.matchAll(/<Item>(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?<\/Item>/g)].map(
        ([, id = '']) => id,
      );
      yield { field: (name) => record.get(name) || null, members: items.length > 0 ? items : commas(list) };
    }
    return;
  }
  const isRecord = (path: string) => path === '' || path === '*';
  const isList = jsonHead(input).root === 'list';
  for (const { value } of readJsonDocuments(
    input,
    isList ? { isRecord: (path) => path === '*' } : { isRecord },
  )) {
    const record = objectOf(value);
    if (record === null) continue;
    const lower = new Map(
      Object.entries(record).map(([key, own]) => [key.replaceAll('_', '').toLowerCase(), own]),
    );
    const field = (name: string) => idOf(lower.get(name.toLowerCase()) ?? undefined);
    yield { field, members: jsonMembers(lower.get('memchangelist')) };
  }
}

function jsonMembers(value: JsonObject[string]): readonly string[] {
  if (typeof value === 'string') return commas(value);
  const list = Array.isArray(value) ? value : listOf(objectOf(value)?.Item ?? objectOf(value)?.item);
  return list.flatMap((one) => idOf(one) ?? []);
}

function commas(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function* events({ field, members }: Callback, chat: string, at_us: number): Generator<ImportEvent> {
  const change = field('ChangeType');
  const detail = field('UpdateDetail') ?? change ?? 'unknown';
  const at = { type: 'activity' as const, chat, at_us, precision_s: 1, confidence: 'structured' as const };
  const source_kind = `callback:${detail}`;
  const id = `${chat}:${at_us / 1_000_000}:${detail}`;
  yield {
    ...{ type: 'chat', chat, kind: 'group' },
    ...(change === 'create' ? { created_us: at_us } : {}),
    ...(change === 'dismiss' ? { closed_us: at_us } : {}),
  };
  const isJoin = detail === 'add_member';
  if (!isJoin && detail !== 'del_member') yield { ...at, id, source_kind, kind: 'system', who: null };
  else if (members.length === 0) {
    const count = Number(field('MemChangeCnt') ?? '0');
    const metric = isJoin ? 'joins' : 'leaves';
    yield { type: 'aggregate', chat, owner: null, day: dayInChina(at_us / 1_000_000), metric, value: count };
    yield { ...at, id, source_kind, kind: 'system', who: null };
  }
  for (const member of members) {
    const own = { ...at, id: `${id}:${member}`, source_kind, who: { id: member } };
    yield isJoin
      ? { ...own, kind: 'join', ...methodOf(field('JoinScene')) }
      : { ...own, kind: 'leave', ...quitOf(field('QuitScene'), source_kind) };
  }
}

const scenes: Readonly<Record<string, string>> = { 0: 'invite', 1: 'invite', 2: 'link', 3: 'qr' };

function methodOf(scene: string | null): Pick<ActivityEvent, 'entry'> {
  const method = scene === null ? undefined : scenes[scene];
  return method === undefined ? { entry: {} } : { entry: { method } };
}

function quitOf(scene: string | null, source_kind: string): Pick<ActivityEvent, 'source_kind'> {
  return {
    source_kind:
      scene === '1' ? `${source_kind}:removed` : scene === '0' ? `${source_kind}:left` : source_kind,
  };
}
