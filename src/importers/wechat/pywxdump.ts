import { able } from '../capabilities.js';
import type { Clock } from '../clock.js';
import { csvRows, headCells } from '../csv_records.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { hasKeys, jsonHead } from '../json_head.js';
import { idOf, objectOf, readJson, textOf } from '../json_stream.js';
import { localWall } from '../local_times.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { chatKind, personOf, wechatEvents } from './events.js';
import { chatOfPath } from './memotrace.js';
import { typesByName } from './type_names.js';

/** PyWxDump, and the same table from WeFlow: one chat as CSV, or as a list of the same rows in JSON. */
export const pywxdump: Importer = {
  name: 'pywxdump',
  platform: 'wechat',
  summary: 'WeChat by PyWxDump: CSV or JSON; the WeClone table from WeFlow',
  capabilities: able('joins', 'inviters', 'replies', 'envelopes_sent', 'stable_ids'),
  recognise: (input) => isList(input) || columns.every((name) => headCells(input).includes(name)),
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readRows(input, context)),
};

const columns = ['MsgSvrID', 'type_name', 'is_sender', 'talker', 'CreateTime'];

function isList(input: Input): boolean {
  const head = jsonHead(input);
  return head.root === 'list' && hasKeys(head, ...columns);
}

interface Row {
  readonly line: number;
  readonly cell: (name: string) => string;
}

function* rowsOf(input: Input): Generator<Row> {
  if (isList(input)) {
    let line = 0;
    for (const { path, value } of readJson(input, { isRecord: (one) => one === '*' })) {
      if (path !== '*') continue;
      line += 1;
      const record = objectOf(value);
      yield { line, cell: (name) => idOf(record?.[name]) ?? '' };
    }
    return;
  }
  const head = headCells(input);
  for (const { line, cells } of csvRows(input)) {
    if (line > 1 && cells.some((cell) => cell !== ''))
      yield { line, cell: (name) => cells[head.indexOf(name)] ?? '' };
  }
}

/** What is written where the sender of a row in a group was not found. */
const nobody = /^(?:未知|系统)$/;

/** The names of the people by their ids, from the list that PyWxDump writes next to a chat. */
function namesBeside(input: Input): ReadonlyMap<string, readonly (string | null)[]> {
  const list = input
    .siblings()
    .find(({ path }) => path === input.path.replace(/[^/]*$/, 'users.json') && path !== input.path);
  const names = new Map<string, readonly (string | null)[]>();
  if (list === undefined || jsonHead(list).root !== 'object') return names;
  for (const { path, value } of readJson(list, { isRecord: (one) => one !== '' })) {
    const user = objectOf(value);
    if (user !== null) names.set(idOf(user.wxid) ?? path, [textOf(user.nickname), textOf(user.remark)]);
  }
  return names;
}

/** A time: since the epoch, with its zone, or else a local one. */
function instantOf(written: string, clock: () => Clock): number | null {
  if (/^\d{9,13}$/.test(written)) return epoch_us(written);
  if (/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(written)) {
    const ms = Date.parse(written);
    return Number.isNaN(ms) ? null : ms * 1000;
  }
  const own = clock();
  const wall = localWall(written);
  return wall === null ? null : own.us(wall);
}

/** What WeFlow writes for every type: it cannot tell notices, replies and envelopes from text. */
const plainType = /^[a-z]+$/;

function* readRows(input: Input, context: ImportContext): Generator<ImportEvent> {
  const named = chatOfPath(input, context);
  const names = namesBeside(input);
  let hasTypes = false;
  const chats = new Set<string>();
  let clock: Clock | null = null;
  for (const { line, cell } of rowsOf(input)) {
    const room = cell('room_name');
    const chat = context.group ?? (room === '' || named.isKnown ? named.id : room);
    const at_us = instantOf(cell('CreateTime').trim(), () => {
      clock ??= context.clock(input);
      return clock;
    });
    if (at_us === null) {
      yield { type: 'reject', line, reason: 'a row whose CreateTime is not a time' };
      continue;
    }
    if (!chats.has(chat)) {
      chats.add(chat);
      const kind = chatKind(chat) === 'group' || /@chatroom$/.test(room) ? 'group' : null;
      yield { type: 'chat', chat, name: room === '' ? named.name : room, ...(kind === null ? {} : { kind }) };
    }
    if (!plainType.test(cell('type_name'))) hasTypes = true;
    const { type, subtype } = typesByName(cell('type_name'));
    const isSelf = cell('is_sender') === '1';
    const written_by = cell('talker');
    const talker = nobody.test(written_by) || (isSelf && /^(我|self)$/.test(written_by)) ? null : written_by;
    const id = cell('MsgSvrID').replace(/^0$/, '');
    yield* wechatEvents({
      ...{ chat, at_us, id: id === '' ? null : id, type, subtype, reply_to: null },
      who: personOf(talker, names.get(talker ?? '') ?? [], isSelf),
      text:
        type === 1 || subtype === 57 || type === 10_000 ? contentOf(cell('msg') || cell('content')) : null,
    });
  }
  if (!hasTypes && chats.size > 0)
    yield { type: 'unable', capabilities: ['joins', 'inviters', 'replies', 'envelopes_sent'] };
}

function epoch_us(digits: string): number {
  return Number(digits) * (digits.length > 11 ? 1000 : 1_000_000);
}

/** Old versions write the content as JSON: {"src": ..., "msg": ...}. */
function contentOf(text: string): string {
  if (!text.startsWith('{') && !text.startsWith('"')) return text;
  try {
    const found = JSON.parse(text) as unknown;
    if (typeof found === 'string') return found;
    if (typeof found === 'object' && found !== null && 'msg' in found) return String(found.msg);
  } catch {
    return text;
  }
  return text;
}
