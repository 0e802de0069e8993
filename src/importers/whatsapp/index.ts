import { inputError } from '../../contract/errors.js';
import { able } from '../capabilities.js';
import { isElementText } from '../element_text.js';
import type { ActivityEvent, Entry, ImportEvent, Person } from '../events.js';
import type { DateOrder, ImportContext, Importer, Input } from '../importer.js';
import { isDatedLog } from '../irc/bracketed.js';
import { NoticeTally } from '../notice_tally.js';
import { unclearOrder } from '../questions.js';
import { isSignalText } from '../signal_text.js';
import { callsEverybody, linksIn } from '../text_facts.js';
import { chatName } from './chat_name.js';
import { DateOrders, Walls } from './date_order.js';
import { type Header, headerOf } from './headers.js';
import { beginsNotice, cleanName, isDeletion, type Notice, noticeOf } from './notices.js';
import { type StrayLine, senderEnd, type TextRecord, textRecords } from './records.js';
import { Speakers } from './speakers.js';

/** WhatsApp, `Export chat` on Android and iOS. */
export const whatsapp: Importer = {
  name: 'whatsapp',
  platform: 'whatsapp',
  summary: 'WhatsApp: the text or zip from "Export chat", Android and iOS',
  capabilities: able('joins', 'leaves', 'inviters'),
  recognise: (input) => {
    if (ofOthers.some((isOne) => isOne(input.head))) return false;
    const shapes = new Map<string, number>();
    let above = 0;
    for (const line of input.head.split('\n')) {
      const shape = headerOf(line)?.shape;
      if (shape === undefined && shapes.size === 0) {
        above += Number(line.trim() !== '');
        if (above > mostAbove || titleOfOthers.test(line)) return false;
      }
      if (shape !== undefined) shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    }
    return (
      shapes.size > 0 && (Math.max(...shapes.values()) > 1 || (input.is_whole && isOneRecord(input.head)))
    );
  },
  read: readChat,
};

/** Texts whose rows begin like those of a chat. */
const ofOthers = [isSignalText, isDatedLog, isElementText];

/** The end of a truncated message may precede the first header; with more lines than this, it is some other text with pasted rows. */
const mostAbove = 5;
const titleOfOthers = /^\[LINE\]|^消息记录|카카오톡 대화|^KakaoTalk |^--- Log opened/;

function isOneRecord(text: string): boolean {
  return headerOf(text) !== null;
}

/** Exports silently stop at about this many messages. */
const mostMessages = 40_000;

interface Chat {
  readonly id: string;
  readonly order: DateOrder;
  /** names that speak for the group itself: on iOS, notices carry the name of the group */
  readonly voices: ReadonlySet<string>;
  readonly isGroup: boolean;
  /** the name of the group, if it contains a colon and precedes what the group says */
  readonly title: string | null;
}

function* readChat(input: Input, context: ImportContext): Generator<ImportEvent> {
  const chat = surveyed(input, context);
  const clock = context.clock(input);
  yield { type: 'chat', chat: chat.id, name: chat.id, ...(chat.isGroup ? { kind: 'group' } : {}) };
  const notices = new NoticeTally();
  const speakers = new Speakers();
  const walls = new Walls(chat.order);
  let count = 0;
  let last: Header | null = null;
  let at_us: number | null = null;
  const pasted: number[] = [];
  for (const record of textRecords(input)) {
    if ('stray' in record) {
      if (record.stray === 'pasted') pasted.push(record.line);
      else yield strayEvent(record);
      continue;
    }
    count += 1;
    if (record.header !== last) {
      last = record.header;
      const wall = walls.at(last);
      at_us = wall === null ? null : clock.us(wall);
    }
    if (at_us === null) {
      yield { type: 'reject', line: record.line, reason: 'a time that does not exist in this zone' };
      continue;
    }
    const event = eventOf(record, at_us, chat, count, speakers);
    if (event.confidence === 'template') notices.add(event.source_kind !== unknownNotice, record.line);
    yield event;
  }
  yield* notices.end(input, ['joins', 'leaves', 'inviters']);
  yield* pastedNote(input, pasted, count);
  if (count >= mostMessages - 500 && count <= mostMessages + 500)
    yield {
      type: 'note',
      text: `${input.name}: it contains ${count} messages, about the most that WhatsApp exports: older ones may be missing.`,
    };
}

/** What was taken for text because its dates are of another kind than those of the file; if that is most of it, it is not text. */
function* pastedNote(input: Input, lines: readonly number[], records: number): Generator<ImportEvent> {
  const [first] = lines;
  if (first === undefined) return;
  const many = lines.length === 1 ? 'a line begins' : `${lines.length} lines begin`;
  const found = `${input.name}: ${many} with a date in another form than the first message, first in line ${first}`;
  if (lines.length > records)
    throw inputError(
      `${found}, more than the ${records} messages in the form of the first one.`,
      'If the file is made of several exports, split it into one file for each; nothing was written.',
    );
  yield {
    type: 'note',
    text: `${found}: they are text of the message above, as when messages are pasted. If they are messages of another export, put that into a file of its own.`,
  };
}

function strayEvent({ stray, line }: StrayLine): ImportEvent {
  return stray === 'early'
    ? { type: 'skip', reason: 'a line before the first message' }
    : { type: 'reject', line, reason: 'a line that begins with a date and an unreadable time' };
}

/** Scans the file once for the order of its dates and the kind of chat. */
function surveyed(input: Input, context: ImportContext): Chat {
  const orders = new DateOrders();
  const speakers = new Speakers();
  const senders = new Set<string>();
  const voices = new Voices();
  let isGroup = false;
  let example = '';
  let count = 0;
  let title: string | null = null;
  for (const record of textRecords(input)) {
    if ('stray' in record) continue;
    const { header, body } = record;
    count += 1;
    orders.add(header);
    if (example === '') example = header.date.join('/');
    isGroup ||= senders.size > 2;
    // Android exports have no such voices: only the order of the dates is left to find
    if (isGroup && !header.shape.startsWith('[')) {
      if (orders.isSettled()) break;
      continue;
    }
    title ??= count <= 3 ? titleWithColon(header.shape, body) : null;
    const colon = speakerEnd(body, title);
    const sender = colon < 0 ? null : (speakers.find(body.slice(0, colon))?.id ?? null);
    const text = sender === null ? body : body.slice(colon + 2);
    if (sender !== null) senders.add(sender);
    const isMarked = sender === null || text.startsWith(mark);
    const notice = isMarked || count <= 3 ? noticeOf(plain(text)) : null;
    if (notice !== null && notice.kind !== 'encrypted' && notice.kind !== 'other') isGroup = true;
    if (sender !== null) voices.add(sender, text, notice, count);
  }
  if (count === 0)
    throw inputError(
      `${input.name}: it contains no messages.`,
      'Export the chat again; nothing was written.',
    );
  if (orders.areImpossible())
    throw inputError(
      `${input.name}: its dates, such as ${example}, do not all exist in any order of day, month and year.`,
      'Set the phone to the Gregorian calendar, and export the chat again.',
    );
  const named = context.date_order !== null && orders.allows(context.date_order) ? context.date_order : null;
  const order = named ?? orders.found();
  if (order === null) throw unclearOrder(input, example);
  const { name, said } = chatName(input);
  // in a chat of two, notices carry the name of the other person, who may have written nothing that is not marked
  isGroup ||= senders.size > 2;
  const found = isGroup ? voices.found(name, said) : new Set<string>();
  return { id: context.group ?? name, order, voices: found, isGroup, title };
}

const mark = '\u200e';

/** On iOS, the group itself says at the beginning that it is encrypted, preceded by its name, which may contain a colon. */
function titleWithColon(shape: string, body: string): string | null {
  const end = body.indexOf(`: ${mark}`);
  if (!shape.startsWith('[') || end < 0 || end === senderEnd(body)) return null;
  return noticeOf(plain(body.slice(end + 2)))?.kind === 'encrypted' ? body.slice(0, end) : null;
}

/** Where the name of the sender ends: after a known group name with a colon, otherwise at the first colon. */
function speakerEnd(body: string, title: string | null): number {
  if (title !== null && body.startsWith(`${title}: `)) return title.length;
  const end = senderEnd(body);
  return end >= 0 && beginsNotice(body, end) ? -1 : end;
}

/** Finds the name under which the group itself speaks: all its lines are marked, and they say what only WhatsApp says. */
class Voices {
  private readonly heard = new Map<
    string,
    { marked: number; all: number; notices: number; ofOthers: number; first: boolean }
  >();
  private readonly titles = new Set<string>();

  add(sender: string, text: string, notice: Notice | null, place: number): void {
    const one = this.heard.get(sender) ?? { marked: 0, all: 0, notices: 0, ofOthers: 0, first: false };
    const isFirst = notice?.kind === 'encrypted' && place <= 3;
    this.heard.set(sender, {
      marked: one.marked + Number(text.startsWith(mark)),
      all: one.all + 1,
      notices: one.notices + Number(notice !== null && notice.kind !== 'encrypted'),
      ofOthers: one.ofOthers + Number(notice !== null && isOfOthers(notice, sender)),
      first: one.first || isFirst,
    });
    if (notice?.title !== null && notice?.title !== undefined) this.titles.add(cleanName(notice.title));
  }

  found(file: string, said: boolean): ReadonlySet<string> {
    const found = new Set<string>();
    for (const [sender, { marked, all, notices, ofOthers, first }] of this.heard) {
      const isOnlyMarked = marked === all;
      const isNamed = this.titles.has(sender) || (said && sender === file && first);
      if (isOnlyMarked && notices > 0 && (first || isNamed || ofOthers > 0)) found.add(sender);
      else if (this.titles.has(sender) && first) found.add(sender);
    }
    return found;
  }
}

/** Whether a notice reports what somebody did other than the name it appears under: then that name is the group. */
function isOfOthers({ who, by }: Notice, sender: string): boolean {
  const actor = by ?? who;
  return actor !== null && 'named' in actor && !actor.named.includes(sender);
}

function eventOf(
  record: TextRecord,
  at_us: number,
  chat: Chat,
  place: number,
  speakers: Speakers,
): ActivityEvent {
  const { header, body } = record;
  const at = { chat: chat.id, at_us, precision_s: header.has_seconds ? 1 : 60 };
  const colon = speakerEnd(body, chat.title);
  const who = colon < 0 ? null : speakers.find(body.slice(0, colon));
  if (who === null) return noticeEvent(noticeOf(plain(body)), at);
  const whole = noticeOfTitle(body);
  if (whole !== null) return noticeEvent(whole, at);
  const { id: name } = who;
  const text = body.slice(colon + 2);
  const isMarked = text.startsWith(mark);
  const own = plain(text);
  const isIos = header.shape.startsWith('[');
  const isVoice = isIos && chat.voices.has(name);
  const isOfPhone = isVoice || (isIos && isMarked);
  if (isOfPhone || place <= 3) {
    const notice = noticeOf(own);
    if (notice !== null && (isOfPhone || notice.kind === 'encrypted')) return noticeEvent(notice, at);
    if (isVoice || (isOfPhone && isAbout(own, name))) return noticeEvent(null, at);
  }
  return message(own, isMarked, who, at);
}

/** Whether a row that the phone wrote is about the name it appears under: there is no template for everything that may happen. */
function isAbout(text: string, name: string): boolean {
  return text.replace(/^~[\s\u202f]+/, '').startsWith(`${name} `) && !isDeletion(text);
}

const closing: ReadonlySet<number> = new Set(Array.from('"”“»」』', (quote) => quote.charCodeAt(0)));
const fullStop = 0x2e;

/** The notice in a line such as `Mara created group "A: b"`, which has a colon but no sender. */
function noticeOfTitle(body: string): Notice | null {
  const last = body.charCodeAt(body.length - 1);
  if (!closing.has(last === fullStop ? body.charCodeAt(body.length - 2) : last)) return null;
  if (!/["“„«「『].*: .*["”“»」』]\.?$/.test(body)) return null;
  const notice = noticeOf(plain(body));
  return notice?.title === null || notice?.title === undefined ? null : notice;
}

const unknownNotice = 'notice:unknown';

type Writable<T> = { -readonly [key in keyof T]: T[key] };
type At = Pick<ActivityEvent, 'chat' | 'at_us' | 'precision_s'>;

function noticeEvent(notice: Notice | null, at: At): ActivityEvent {
  const { chat, at_us, precision_s } = at;
  const isSystem = notice === null || notice.kind === 'other' || notice.kind === 'encrypted';
  const isLeave = notice?.kind === 'left' || notice?.kind === 'removed';
  const event: Writable<ActivityEvent> = {
    type: 'activity',
    chat,
    at_us,
    precision_s,
    kind: isSystem ? 'system' : isLeave ? 'leave' : 'join',
    source_kind: notice === null ? unknownNotice : `notice:${notice.kind}`,
    confidence: 'template',
    who: isSystem ? null : notice.who,
  };
  if (!isSystem && !isLeave) event.entry = entryOf(notice);
  return event;
}

function entryOf({ kind, by }: Notice): Entry {
  const method = methods[kind] ?? 'invite';
  return by === null ? { method } : { method, inviter: by };
}

const methods: Readonly<Record<string, string>> = {
  link: 'link',
  community: 'direct',
  created: 'create',
  added: 'invite',
};

const edited =
  /\s*\u200e?<(?:This message was edited|Diese Nachricht wurde bearbeitet|Se editó este mensaje\.?|Mensagem editada|Ce message a été modifié|此消息已编辑|這則訊息已編輯|このメッセージは編集されました)>$/u;
const poll =
  /^(?:POLL|ENCUESTA|UMFRAGE|SONDAGE|ENQUETE|SONDAGGIO|投票|アンケート|투표)[:：]\n[\s\S]*\n\u200e?(?:OPTION|OPCIÓN|OPCION|OPÇÃO|OPZIONE|选项|選項|オプション|옵션)[:：] .*\(\d+ [^)]*\)/u;

function message(text: string, isMarked: boolean, who: Person, at: At): ActivityEvent {
  const own = text.endsWith('>') ? text.replace(edited, '') : text;
  const { chat, at_us, precision_s } = at;
  const common = { type: 'activity' as const, chat, at_us, precision_s, who };
  if (isDeletion(own)) return { ...common, kind: 'recall', source_kind: 'deleted', confidence: 'regex' };
  if (own.includes('\n') && poll.test(own.replaceAll(mark, '')))
    return { ...common, kind: 'survey_sent', source_kind: 'poll', confidence: 'regex', text: own };
  return {
    type: 'activity',
    chat,
    at_us,
    precision_s,
    who,
    kind: 'message',
    source_kind: isMarked ? 'marked' : 'text',
    confidence: 'structured',
    text: own,
    url_count: linksIn(own),
    mention_all: callsEverybody(own),
  };
}

function plain(text: string): string {
  return text.charCodeAt(0) < 0x200e ? text : text.replace(/^[\u200e\u200f\u202a-\u202e]+/, '');
}
