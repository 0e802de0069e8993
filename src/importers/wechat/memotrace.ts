import { able } from '../capabilities.js';
import { csvRows, headCells } from '../csv_records.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { stemOf } from '../questions.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { chatKind, personOf, wechatEvents } from './events.js';
import { subtypeIn, titleIn } from './kinds.js';

/** MemoTrace (留痕), the CSV of one chat; if its id is given at all, it is in the name of the file or the folder. */
export const memotrace: Importer = {
  name: 'memotrace',
  platform: 'wechat',
  summary: 'WeChat by MemoTrace (留痕): CSV',
  capabilities: able('joins', 'inviters', 'replies', 'envelopes_sent', 'absolute_time', 'stable_ids'),
  recognise: (input) =>
    ['localId', 'Type', 'IsSender', 'CreateTime', 'StrContent'].every((name) =>
      headCells(input).includes(name),
    ),
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readTable(input, context)),
};

/** The chat, from the name of the file: an id in brackets, or else just the name. */
export function chatOfPath(
  input: Input,
  context: ImportContext,
): { id: string; name: string; isKnown: boolean } {
  const name = stemOf(input.path);
  const id =
    /\(([^()]+@chatroom|wxid_[\w-]+)\)/.exec(input.path)?.[1] ??
    /(?:^|[/_])(\d+@chatroom|wxid_[A-Za-z0-9]+)/.exec(input.path)?.[1];
  return { id: context.group ?? id ?? name, name, isKnown: id !== undefined };
}

function* readTable(input: Input, context: ImportContext): Generator<ImportEvent> {
  const head = headCells(input);
  const chat = chatOfPath(input, context);
  let isGroup = chatKind(chat.id) === 'group';
  yield { type: 'chat', chat: chat.id, name: chat.name };
  for (const { line, cells } of csvRows(input)) {
    if (line === 1 || cells.every((cell) => cell === '')) continue;
    const cell = (name: string) => cells[head.indexOf(name)] ?? '';
    const seconds = Number(cell('CreateTime'));
    if (!(seconds > 0)) {
      yield { type: 'reject', line, reason: 'a row without CreateTime' };
      continue;
    }
    const isSelf = cell('IsSender') === '1';
    const [type, content] = [Number(cell('Type')), cell('StrContent')];
    const isWide = cells.length > 9;
    if (isWide && cell('Sender') !== '') isGroup = true;
    const sender = isWide ? cell('Sender') : isSelf ? '' : chat.id;
    const subtype = Number(cell('SubType')) || (type === 49 ? subtypeIn(content) : 0);
    const isReply = type === 49 && subtype === 57;
    yield* wechatEvents({
      ...{ chat: chat.id, at_us: seconds * 1_000_000, id: null, type, subtype, reply_to: null },
      who: personOf(sender, [cell('NickName'), cell('Remark')], isSelf),
      text: isReply ? (titleIn(content) ?? content) : type === 1 || type >= 10_000 ? content : null,
    });
  }
  yield { type: 'chat', chat: chat.id, kind: isGroup ? 'group' : 'direct' };
}
