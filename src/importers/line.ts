import { inputError } from '../contract/errors.js';
import { able } from './capabilities.js';
import { type Clock, wallMs } from './clock.js';
import { dayTime } from './day_times.js';
import type { ImportEvent } from './events.js';
import type { ImportContext, Importer, Input } from './importer.js';
import { type Day, dayIn, dayShape, mayBeDay } from './line_days.js';
import { type NamePattern, nameNotice, plainNotice } from './name_notices.js';
import { NoticeTally } from './notice_tally.js';
import { stemOf } from './questions.js';
import { textFacts } from './said.js';
import { lines } from './text_lines.js';

const title = /^\[LINE\] ?(.+)$/;
const chatNames = [
  /^Chat (?:history )?(?:with|in) ["“]?(.+?)["”]?\.?$/i,
  /^(.+?) ?と?のトーク(?:履歴)?$/,
  /^(?:与|與|和)?(.+?)的聊天(?:记录|記錄|紀錄)?$/,
  /^(.+?) ?(?:님)?과의 대화$/,
];
/** LINE, `Export chat history` on phones: text with tabs. */
export const line: Importer = {
  name: 'line',
  platform: 'line',
  summary: 'LINE: chat history exported on phones, text with tabs',
  capabilities: able('joins', 'leaves'),
  recognise: ({ head }) => {
    const all = head.split('\n', 2000).map((one) => one.replace(/\r$/, ''));
    const rows = all.filter((one) => isRow(one)).length;
    return title.test(all[0] ?? '') || (rows > 1 && all.some((one) => mayBeDay(one)));
  },
  read: readChat,
};

function isRow(text: string): boolean {
  const tab = text.indexOf('\t');
  return tab > 0 && tab < 14 && rowTime(text.slice(0, tab)) !== null;
}

/** The time of a row: in Indonesia with a point, in Thailand with the word for o'clock. */
function rowTime(text: string): ReturnType<typeof dayTime> {
  return dayTime(text.replace(/^(\d{1,2})\.(\d{2})$/, '$1:$2').replace(/ ?น\.?$/, ''));
}

function* readChat(input: Input, context: ImportContext): Generator<ImportEvent> {
  const named = title.exec(input.head.split('\n', 1)[0]?.replace(/\r$/, '') ?? '')?.[1];
  const own =
    named === undefined
      ? undefined
      : chatNames.map((one) => one.exec(named)?.[1]).find((one) => one !== undefined);
  const chat = context.group ?? own ?? named ?? stemOf(input.path);
  yield { type: 'chat', chat, name: own ?? named ?? chat };
  const clock = context.clock(input);
  const shape = dayShape(input, context);
  if (shape === null)
    throw inputError(
      `${input.name}: it has no line that begins a day.`,
      'Export the chat again; nothing was written.',
    );
  const notices = new NoticeTally();
  let day: Day | null = null;
  let held: { text: string; number: number }[] = [];
  let number = 0;
  let rows = 0;
  for (const { above, text, below } of withNeighbours(lines(input))) {
    number += 1;
    if (isRow(text)) rows += 1;
    const next = dayIn(text, above, isRow(below), shape);
    if (next === null) {
      if (day !== null) held.push({ text, number });
      else if (text.trim() !== '' && number > 1)
        yield { type: 'skip', reason: 'a line before the first day' };
      continue;
    }
    if (day !== null) yield* ofDay(held, day, { chat, clock, notices });
    day = next;
    held = [];
  }
  if (day !== null) yield* ofDay(held, day, { chat, clock, notices });
  if (rows === 0 && held.some(({ text }) => text.includes('\t')))
    throw inputError(
      `${input.name}: none of its rows begins with a known time, such as 15:04 or 3:04 PM.`,
      'Set the phone to a clock with 24 hours, and export the chat again; nothing was written.',
    );
  yield* notices.end(input, ['joins', 'leaves']);
}

/** Every line, with the one above and the one below. */
function* withNeighbours(all: Iterable<string>): Generator<{ above: string; text: string; below: string }> {
  let above = '';
  let text: string | null = null;
  for (const below of all) {
    if (text !== null) yield { above, text, below };
    above = text ?? '';
    text = below;
  }
  if (text !== null) yield { above, text, below: '' };
}

interface Reading {
  readonly chat: string;
  readonly clock: Clock;
  readonly notices: NoticeTally;
}

interface Row {
  readonly time: string;
  readonly sender: string | null;
  readonly parts: string[];
  readonly number: number;
}

/** The rows of one day: a quoted body may span several lines if its quote closes before the next day. */
function* ofDay(
  held: readonly { text: string; number: number }[],
  day: Day,
  reading: Reading,
): Generator<ImportEvent> {
  const rows: Row[] = [];
  for (let place = 0; place < held.length; place += 1) {
    const { text = '', number = 0 } = held[place] ?? {};
    if (!isRow(text)) {
      rows.at(-1)?.parts.push(text);
      continue;
    }
    const [time = '', sender = '', ...body] = text.split('\t');
    const isNotice = body.length === 0 || sender === '';
    const row = {
      time,
      sender: isNotice ? null : sender,
      parts: [isNotice ? [sender, ...body].join('').trim() : body.join('\t')],
      number,
    };
    rows.push(row);
    const end = isNotice ? place : endOfQuote(held, place, row.parts[0] ?? '');
    for (let inside = place + 1; inside <= end; inside += 1) row.parts.push(held[inside]?.text ?? '');
    place = end;
  }
  for (const row of rows) yield* eventsOf(row, day, reading);
}

/** The line on which the opening quote of a body closes; the same line if all its quotes are closed, or if it never closes. */
function endOfQuote(held: readonly { text: string }[], place: number, body: string): number {
  let quotes = quotesIn(body);
  if (!body.startsWith('"') || quotes % 2 === 0) return place;
  for (let end = place + 1; end < held.length; end += 1) {
    const text = held[end]?.text ?? '';
    quotes += quotesIn(text);
    if (text.endsWith('"') && quotes % 2 === 0) return end;
  }
  return place;
}

function quotesIn(text: string): number {
  return text.split('"').length - 1;
}

function* eventsOf(row: Row, day: Day, reading: Reading): Generator<ImportEvent> {
  const { chat, clock, notices } = reading;
  const time = rowTime(row.time);
  const wall = time === null ? null : wallMs(...day, time.hour, time.minute, time.second);
  const at_us = wall === null ? null : clock.us(wall);
  if (at_us === null) {
    yield { type: 'reject', line: row.number, reason: 'a time that does not exist in this zone' };
    return;
  }
  const at = { type: 'activity' as const, chat, at_us, precision_s: 60 };
  const text = row.parts.join('\n').trimEnd();
  if (row.sender === null) {
    const said = noticeIn(text) ?? noticeIn(text.split('\n', 1)[0] ?? '');
    notices.add(said !== null, row.number);
    yield { ...at, ...(said ?? plainNotice) };
    return;
  }
  const own = text.includes('\n') ? text.replace(/^"([\s\S]*)"$/, '$1') : text;
  const name = row.sender.trim() || row.sender;
  const who = { id: name, names: [name] };
  if (unsent.has(own)) yield { ...at, kind: 'recall', source_kind: 'deleted', confidence: 'regex', who };
  else if (call.test(own))
    yield { ...at, kind: 'system', source_kind: 'call', confidence: 'regex', who: null };
  else
    yield {
      ...{ ...at, kind: 'message', source_kind: 'text', confidence: 'structured', who, ...textFacts(own) },
      ...(name === autoReply ? { role: 'bot' } : {}),
    };
}

/** What a notice says; some explain themselves on further lines. */
function noticeIn(text: string): ReturnType<typeof nameNotice> {
  return nameNotice(text, patterns, ['、', ', ', '，', ' and ']);
}

/** The whole text of a message that its sender took back, without and with its full stop. */
const unsent: ReadonlySet<string> = new Set(
  ['Message unsent', 'メッセージの送信を取り消しました', '已收回訊息', '撤回了一条消息'].flatMap((text) => [
    ...[text, `${text}.`, `${text}。`],
  ]),
);

/** The whole text of the row of a call: a telephone and how it ended. A number to call is text. */
const call =
  /^☎ ?(?:通話時間|通话时间|Call time|不在着信|未接來電|未接来电|Missed call|キャンセル|已取消|Cancell?ed|応答なし|無應答|无应答|无人接听|No answer)(?: ?\d{1,2}(?::\d{2}){1,2})?\.?$/i;

/** The sender under which an open chat answers by itself. */
const autoReply = 'Auto-reply';

/** Who came and went first: a name may hold any word. An invitation has to be accepted first: it is only a notice. */
const patterns: readonly NamePattern[] = [
  {
    says: 'removed',
    order: 'xw',
    pattern: /^(.+?)が(.+?)を(?:(?:グループから)?(?:強制)?退会させました|グループから削除しました)。?$/,
  },
  { says: 'removed', order: 'xw', pattern: /^(.+?)(?: has)? removed (.+?) from the (?:group|chat)\.?$/ },
  {
    says: 'removed',
    order: 'xw',
    pattern: /^(.+?) ?已?[將将讓让] ?(.+?) ?(?:(?:退出|移出)了?(?:群組|群组|群聊|群|聊天)|強制退出社群)。?$/,
  },
  { says: 'removed', order: 'xw', pattern: /^(.+?)님이 (.+?)님을 (?:그룹에서 )?내보냈습니다\.?$/ },
  { says: 'invite', order: 'iw', pattern: /^(.+?)が(.+?)をグループに追加しました。?$/ },
  { says: 'invite', order: 'iw', pattern: /^(.+?)(?: has)? added (.+?) to the (?:group|chat)\.?$/ },
  { says: 'invite', order: 'iw', pattern: /^(.+?) ?已[将將] ?(.+?) ?添加[至到]群(?:组)?。?$/ },
  { says: 'invite', order: 'iw', pattern: /^(.+?) ?已新增 ?(.+?) ?至群組。?$/ },
  {
    says: 'join',
    order: 'w',
    pattern: /^(.+?)が(?:グループに|トークに|[ 　]?LINE WORKSからトークに)?参加しました。?$/,
  },
  { says: 'join', order: 'w', pattern: /^(.+?)(?: has| have)? joined the (?:group|chat)\.?$/ },
  { says: 'join', order: 'w', pattern: /^(.+?) ?已?加入了?(?:群組|群组|该群|聊天|聊天室)?。?$/ },
  { says: 'join', order: 'w', pattern: /^(.+?)님이 (?:그룹에 )?(?:참여|들어왔습니다|가입)\S*\.?$/ },
  { says: 'leave', order: 'w', pattern: /^(.+?)が(?:グループを|トークを)?(?:退会|退出)しました。?$/ },
  { says: 'leave', order: 'w', pattern: /^(.+?)(?: has| have)? left the (?:group|chat)\.?$/ },
  { says: 'leave', order: 'w', pattern: /^(.+?) ?已?(?:退出|離開|离开)了?(?:群組|群组|聊天|聊天室)?。?$/ },
  { says: 'leave', order: 'w', pattern: /^(.+?) ?已退群。?$/ },
  { says: 'leave', order: 'w', pattern: /^(.+?)님이 (?:그룹을 )?(?:나갔습니다|탈퇴\S*)\.?$/ },
  { says: 'recall', order: '', pattern: /^メッセージの送信を取り消しました。?$/ },
  { says: 'recall', order: 'w', pattern: /^(.+?)がメッセージの送信を取り消しました。?$/ },
  { says: 'recall', order: 'w', pattern: /^(.+?) unsent a message\.?$/ },
  { says: 'recall', order: 'w', pattern: /^(.+?) ?已?收回了?訊息。?$/ },
  { says: 'recall', order: 'w', pattern: /^(.+?) ?撤回了一条消息。?$/ },
  {
    says: 'system',
    order: '',
    pattern:
      /(?:招待しました。?(?:招待中の.*)?|^(?!.*[透通][過过]).+邀[請请].+加入.*|invited .+ to the (?:group|chat)\.?|초대(?:했습니다|하였습니다)\.?)$/,
  },
  {
    says: 'system',
    order: '',
    pattern:
      /^(?:☎ ?)?(?:.+が(?:グループ名|グループの?アイコン|プロフィール|アルバム|ノート|イベント|投票|背景|BGM|写真|動画).*しました。?|.+が(?:<u>)?アナウンスしました(?:<\/u>)?。?|.+招待をキャンセルしました。?|(?:グループ通話|.*ライブトーク|.+がライブ)[がをは](?:開始|終了|始ま).*した。?|.*ノートを作成しました。?)$/,
  },
  {
    says: 'system',
    order: '',
    pattern:
      /^.+ (?:changed the (?:group|chat)(?:'s)? (?:name|icon|profile)|(?:created|deleted|changed) (?:the|an) album|(?:made|deleted) an announcement|cancell?ed .+ invitation|added .+ to the album).*$/,
  },
  {
    says: 'system',
    order: '',
    pattern:
      /^.+(?:已?(?:變更|变更|更改|修改)了?.*(?:群組|群组|聊天室|名稱|名称|圖片|图片|背景).*|已?(?:建立|刪除|创建|删除)了?(?:相簿|相册|記事本|记事本|投票).*|已?設定公告。?|发布了通告。?|已?取消了?.*邀[請请].*|已將聊天室的人數上限設為\d+人。?|的訊息可能已違反社群服務條款而遭刪除。?)$/,
  },
];
