import { able } from '../capabilities.js';
import { cellsOf, csvRows } from '../csv_records.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { localWall } from '../local_times.js';
import { stemOf } from '../questions.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { chatKind, personOf, wechatEvents } from './events.js';
import { typesByName } from './type_names.js';

/** WeFlow and EchoTrace: the workbook of one chat, with rows about the chat above its header, in local time. */
export const weflowTable: Importer = {
  name: 'weflow_table',
  platform: 'wechat',
  summary: 'WeChat by WeFlow or EchoTrace: workbook',
  capabilities: able('joins', 'inviters', 'replies', 'envelopes_sent', 'stable_ids'),
  recognise: ({ head }) =>
    head.split('\n', 12).some((row) => isHeader(cellsOf(row.replace(/^\ufeff/, '').replace(/\r$/, ''), ','))),
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readTable(input, context)),
};

const needed = ['序号', '时间', '发送者身份', '消息类型', '内容'];

function isHeader(cells: readonly string[]): boolean {
  return needed.every((name) => cells.includes(name));
}

function* readTable(input: Input, context: ImportContext): Generator<ImportEvent> {
  const about = new Map<string, string>();
  const clock = context.clock(input);
  let head: readonly string[] | null = null;
  let chat = '';
  for (const { line, cells } of csvRows(input)) {
    if (head === null) {
      if (isHeader(cells)) {
        head = cells;
        chat = context.group ?? about.get('微信ID') ?? stemOf(input.path);
        yield { type: 'chat', chat, kind: chatKind(chat), name: about.get('昵称') ?? chat };
        if (!head.includes('发送者微信ID')) yield { type: 'unable', capabilities: ['stable_ids'] };
      } else for (const [name, value] of pairs(cells)) about.set(name, value);
      continue;
    }
    if (cells.every((cell) => cell === '')) continue;
    const columns = head;
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    const wall = localWall(cell('时间'));
    const at_us = wall === null ? null : clock.us(wall);
    if (at_us === null) {
      yield { type: 'reject', line, reason: 'a row whose 时间 is not a time, or does not exist in the zone' };
      continue;
    }
    const { type, subtype } = typesByName(cell('消息类型'));
    const role = cell('发送者身份');
    const names = [cell('群昵称'), cell('发送者昵称'), cell('发送者备注'), role];
    yield* wechatEvents({
      ...{ chat, at_us, id: null, type, subtype, reply_to: null },
      who: personOf(cell('发送者微信ID') || (role === '我' ? null : role), names, role === '我'),
      text: type === 1 || subtype === 57 || type === 10_000 ? cell('内容') : null,
    });
  }
}

/** A row about the chat has a name in one cell and its value in the next filled one. */
function pairs(cells: readonly string[]): readonly (readonly [string, string])[] {
  const filled = cells.filter((cell) => cell !== '');
  return filled.flatMap((name, place) => (place % 2 === 0 ? [[name, filled[place + 1] ?? ''] as const] : []));
}
