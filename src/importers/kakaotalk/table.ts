import { able } from '../capabilities.js';
import { csvRows, headCells } from '../csv_records.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { localWall } from '../local_times.js';
import { plainNotice } from '../name_notices.js';
import { stemOf } from '../questions.js';
import { textFacts } from '../said.js';
import { deleted, hidden, kakaoNotice, senderOf } from './notices.js';

/** KakaoTalk, the table exported on a Mac. */
export const kakaotalkCsv: Importer = {
  name: 'kakaotalk_csv',
  platform: 'kakaotalk',
  summary: 'KakaoTalk: table exported on a Mac (Date, User, Message)',
  capabilities: able('joins', 'leaves', 'inviters'),
  recognise: (input) => headCells(input).join() === 'Date,User,Message',
  read: readTable,
};

function* readTable(input: Input, context: ImportContext): Generator<ImportEvent> {
  const chat = context.group ?? stemOf(input.path);
  const clock = context.clock(input);
  yield { type: 'chat', chat, name: chat };
  for (const { line, cells } of csvRows(input)) {
    if (line === 1 || cells.every((cell) => cell === '')) continue;
    const [date = '', user = '', message = ''] = cells;
    const wall = localWall(date);
    const at_us = wall === null ? null : clock.us(wall);
    const at = { type: 'activity' as const, chat, at_us: at_us ?? 0, precision_s: 1 };
    const own = ownNotice(user, message);
    if (at_us === null || cells.length < 3)
      yield { type: 'reject', line, reason: 'a row whose Date is not a time, or with too few cells' };
    else if (user === '' || user === '시스템') yield { ...at, ...(kakaoNotice(message) ?? plainNotice) };
    else if (own !== null) yield { ...at, ...own, confidence: 'regex' };
    else if (deleted.test(message))
      yield {
        ...{ ...at, kind: 'recall', source_kind: 'deleted', confidence: 'regex' },
        who: senderOf(user),
      };
    else
      yield {
        ...at,
        kind: 'message',
        source_kind: 'text',
        confidence: 'structured',
        who: senderOf(user),
        ...textFacts(message),
      };
  }
}

/** Notices appear under the name of the person who joined, left or invited: a text that only names that person is one. */
function ownNotice(user: string, message: string): ReturnType<typeof kakaoNotice> {
  const said = kakaoNotice(message);
  if (hidden.test(message)) return said;
  const about = said?.entry?.inviter ?? said?.who;
  return about !== null && about !== undefined && 'named' in about && about.named === user ? said : null;
}
