import { able } from '../capabilities.js';
import { csvRows, headCells } from '../csv_records.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { localWall } from '../local_times.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { personOf, wechatEvents } from './events.js';
import { chatOfPath } from './memotrace.js';
import { typesByName } from './type_names.js';

/** MemoTrace (留痕) since its support of WeChat 4: the CSV of one chat, with names instead of ids, in local time. */
export const memotraceNames: Importer = {
  name: 'memotrace_names',
  platform: 'wechat',
  summary: 'WeChat by MemoTrace (留痕), newer versions: CSV or workbook with names',
  capabilities: able('joins', 'inviters', 'replies', 'envelopes_sent'),
  recognise: (input) =>
    ['消息ID', '类型', '发送人', '时间', '内容'].every((name) => headCells(input).includes(name)),
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readTable(input, context)),
};

/** In a workbook the sheet has the same name in every chat: the name of the workbook is that of the chat. */
const sheetOfAll = /\.xls[xm]\/聊天记录\.csv$/i;

function* readTable(input: Input, context: ImportContext): Generator<ImportEvent> {
  const head = headCells(input);
  const clock = context.clock(input);
  const chat = chatOfPath({ ...input, path: input.path.replace(sheetOfAll, '.csv') }, context);
  yield { type: 'chat', chat: chat.id, name: chat.name };
  for (const { line, cells } of csvRows(input)) {
    if (line === 1 || cells.every((cell) => cell === '')) continue;
    const cell = (name: string) => cells[head.indexOf(name)] ?? '';
    const wall = localWall(cell('时间'));
    const at_us = wall === null ? null : clock.us(wall);
    if (at_us === null) {
      yield { type: 'reject', line, reason: 'a row whose 时间 is not a time, or does not exist in the zone' };
      continue;
    }
    const { type, subtype } = typesByName(cell('类型'));
    yield* wechatEvents({
      ...{ chat: chat.id, at_us, id: cell('消息ID'), type, subtype, reply_to: null },
      who: personOf(cell('发送人'), [cell('备注'), cell('昵称')], false),
      text: type === 1 || subtype === 57 || type === 10_000 ? cell('内容') : null,
    });
  }
}
