import { able } from '../capabilities.js';
import type { Clock } from '../clock.js';
import { csvRows, headCells } from '../csv_records.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { localWall } from '../local_times.js';
import { stemOf } from '../questions.js';
import { textFacts } from '../said.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { qqNotice } from './notices.js';
import { idInPath } from './qce.js';

/** qq-chat-exporter: the workbook of one chat, without ids of messages. */
export const qceTable: Importer = {
  name: 'qq_qce_table',
  platform: 'qq',
  summary: 'QQ by qq-chat-exporter: workbook',
  capabilities: able('joins', 'inviters', 'stable_ids'),
  recognise: (input) => needed.every((name) => headCells(input).includes(name)),
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readTable(input, context)),
};

const needed = ['时间', '发送者', '发送者QQ号', '消息类型', '消息内容', '是否撤回'];

/** The sheet has the same name in every chat: the name of the workbook is that of the chat. */
const sheet = /\.xls[xm]\/[^/]*$/i;

function* readTable(input: Input, context: ImportContext): Generator<ImportEvent> {
  const head = headCells(input);
  const name = stemOf(input.path.replace(sheet, '.csv'));
  const chat = context.group ?? idInPath(input.path) ?? name;
  let clock: Clock | null = null;
  yield { type: 'chat', chat, name };
  for (const { line, cells } of csvRows(input)) {
    if (line === 1 || cells.every((cell) => cell === '')) continue;
    const cell = (column: string) => cells[head.indexOf(column)] ?? '';
    const written = cell('时间');
    const isAbsolute = /T.*Z$/.test(written);
    if (!isAbsolute) clock ??= context.clock(input);
    const wall = localWall(written);
    const at_us = isAbsolute ? Date.parse(written) * 1000 : wall === null ? null : (clock?.us(wall) ?? null);
    if (at_us === null || Number.isNaN(at_us)) {
      yield { type: 'reject', line, reason: 'a row whose 时间 is not a time, or does not exist in the zone' };
      continue;
    }
    const at = { type: 'activity' as const, chat, at_us, precision_s: 1 };
    const [type, text] = [cell('消息类型'), cell('消息内容')];
    const [id, own] = [cell('发送者QQ号'), cell('发送者')];
    const who = /^0?$/.test(id) ? { names: [own] } : { id, names: [own] };
    if (type === '系统消息') yield { ...at, ...qqNotice(text) };
    else if (cell('是否撤回') === '是')
      yield { ...at, kind: 'recall', source_kind: 'recalled', confidence: 'structured', who };
    else
      yield {
        ...{ ...at, kind: type === '回复' ? 'reply' : 'message', source_kind: type, who },
        ...{ confidence: 'structured', ...textFacts(text) },
      };
  }
}
