import { able } from '../capabilities.js';
import { type Clock, wallMs } from '../clock.js';
import { dayTime } from '../day_times.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { plainNotice } from '../name_notices.js';
import { NoticeTally } from '../notice_tally.js';
import { stemOf } from '../questions.js';
import { textFacts } from '../said.js';
import { lines } from '../text_lines.js';
import { deleted, everyday, kakaoNotice, namesApart, oneself, senderOf } from './notices.js';

type Day = readonly [number, number, number];

const time = '((?:오전|오후|AM|PM)?\\s?\\d{1,2}:\\d{2}(?:\\s?[AP]M)?)';
const windowsDay = /^-{5,} (.+?) -{5,}$/;
const windowsRow = new RegExp(`^\\[(.*?)\\] \\[${time}\\] ?(.*)$`, 'is');
const dated = new RegExp(
  `^(\\d{4}년 \\d{1,2}월 \\d{1,2}일|\\d{4}\\. ?\\d{1,2}\\. ?\\d{1,2}\\.?|\\w{3,9} \\d{1,2}, \\d{4}(?:,| at)?) ${time}(, |: |$)(.*)$`,
  'is',
);
/** The same with the time first, as written by old phones set to English. */
const timeFirst = new RegExp(`^${time}, (\\w{3,9} \\d{1,2}, \\d{4})(, |: |$)(.*)$`, 'is');
/** The same without the day, which is on a line above. */
const timeOnly = /^((?:오전|오후) \d{1,2}:\d{2})(, |: )(.+)$/s;

interface Head {
  /** null if a line above has it */
  readonly day: string | null;
  readonly time: string;
  readonly separator: string;
  readonly body: string;
}

/** The beginning of a row with its day. */
function headOf(text: string): Head | null {
  const found = dated.exec(text);
  if (found !== null) {
    const [, day = '', time = '', separator = '', body = ''] = found;
    return { day, time, separator, body };
  }
  const [whole, time = '', day = '', separator = '', body = ''] = timeFirst.exec(text) ?? [];
  return whole === undefined ? null : { day, time, separator, body };
}

/** The beginning of a row in a file whose rows have no day. */
function timeOf(text: string): Head | null {
  const [whole, time = '', separator = '', body = ''] = timeOnly.exec(text) ?? [];
  return whole === undefined ? null : { day: null, time, separator, body };
}

function isMessage(text: string): boolean {
  return / : /.test(text) && headOf(text) !== null;
}

/** Whether the rows of a phone export are below lines with their day. */
function hasDaysAbove(all: readonly string[]): boolean {
  return (
    all.some((one) => dayLine.test(one)) && all.some((one) => timeOf(one) !== null) && !all.some(isMessage)
  );
}

/** Phones write a line above the rows of each day; it does not belong to the previous message. */
const dayLine =
  /^(?:\d{4}년 \d{1,2}월 \d{1,2}일|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.) [월화수목금토일]요일$|^(?:\w{6,9}, )\w{3,9} \d{1,2}, \d{4}$/;

/** KakaoTalk, chats exported on Windows, Android and iOS. */
export const kakaotalk: Importer = {
  name: 'kakaotalk',
  platform: 'kakaotalk',
  summary: 'KakaoTalk: text exported on Windows, Android and iOS',
  capabilities: able('joins', 'leaves', 'inviters'),
  recognise: ({ head }) => {
    const all = firstLines(head);
    const isWindows =
      all.some((one) => dayOf(windowsDay.exec(one)?.[1] ?? '') !== null) &&
      all.some((one) => windowsRow.test(one));
    if (isWindows) return true;
    const isTitled = names.some((one) => one.test((all[0] ?? '').trim()));
    if (hasDaysAbove(all)) return isTitled || /^(?:저장한 날짜|Date Saved) : /m.test(head);
    return isTitled ? all.some((one) => headOf(one) !== null) : all.filter(isMessage).length > 1;
  },
  read: readChat,
};

function firstLines(head: string): string[] {
  return head.split('\n', 2000).map((one) => one.replace(/\r$/, ''));
}

/** Titles include the number of people, and split files which part they are: neither belongs to the name. */
const names = [
  /^(.+?) \(\d+명\)과 카카오톡 대화(?:-\d+)?(?:\.txt)?$/,
  /^(.+?) \d+ 님과 카카오톡 대화$/,
  /^(.+?) (?:님과 )?카카오톡 대화$/,
  /^KakaoTalk Chats with (.+?)(?: \(\d+(?: people)?\))?(?:-\d+)?(?:\.txt)?$/i,
  /^(.+?) with KakaoTalk Chats$/i,
  /^(.+?)님과의? 카카오톡 대화$/,
];
const english = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

function dayOf(text: string): Day | null {
  const [, year, month, day] = /^(\d{4})(?:년|\.) ?(\d{1,2})(?:월|\.) ?(\d{1,2})/.exec(text) ?? [];
  if (year !== undefined) return [Number(year), Number(month), Number(day)];
  const [, word = '', date, own] = /^(?:\w+, )?(\w{3,9}) (\d{1,2}), (\d{4})/.exec(text) ?? [];
  const place = english.findIndex((one) => word.length >= 3 && one.startsWith(word.toLowerCase()));
  return own === undefined || place < 0 ? null : [Number(own), place + 1, Number(date)];
}

function* readChat(input: Input, context: ImportContext): Generator<ImportEvent> {
  const first = (input.head.split('\n', 1)[0] ?? '').replace(/\r$/, '');
  const own = names.map((one) => one.exec(first.trim())?.[1]).find((one) => one !== undefined);
  const chat = context.group ?? own ?? stemOf(input.path);
  yield { type: 'chat', chat, name: own ?? chat };
  const all = firstLines(input.head);
  const isWindows = all.some((one) => dayOf(windowsDay.exec(one)?.[1] ?? '') !== null);
  const head = hasDaysAbove(all) ? timeOf : headOf;
  const reader = new Reader(chat, context.clock(input), !isWindows);
  let number = 0;
  for (const text of lines(input)) {
    number += 1;
    yield* isWindows ? reader.windows(text, number) : reader.phone(text, number, head);
  }
  yield* reader.end(input);
}

interface Open {
  readonly at_us: number;
  readonly sender: string | null;
  readonly parts: string[];
  readonly line: number;
  /** on Windows, a notice has no time of its own: it happened between this row and the next */
  isUntimed: boolean;
}

class Reader {
  private day: Day | null = null;
  private open: Open | null = null;
  private untimed: { at_us: number; text: string; isKnown: boolean }[] = [];
  /** everybody who wrote or was named on Windows */
  private readonly named = new Set<string>();
  private readonly notices = new NoticeTally();
  private readonly chat: string;
  private readonly clock: Clock;
  private readonly isPhone: boolean;

  constructor(chat: string, clock: Clock, isPhone: boolean) {
    this.chat = chat;
    this.clock = clock;
    this.isPhone = isPhone;
  }

  *windows(text: string, number: number): Generator<ImportEvent> {
    const day = dayOf(windowsDay.exec(text)?.[1] ?? '');
    const row = windowsRow.exec(text);
    if (day !== null) {
      yield* this.close();
      this.day = day;
      const at_us = this.instant(0, 0);
      if (at_us !== null) this.open = { at_us, sender: null, parts: [], line: number, isUntimed: true };
    } else if (row !== null && this.day !== null)
      yield* this.start(row[2] ?? '', row[1] ?? '', row[3] ?? '', number);
    else if (this.open === null) {
      if (text.trim() !== '') yield { type: 'skip', reason: 'a line before the first message' };
    } else yield* this.below(text, this.open);
  }

  /** A line below a row: a notice, the next line of a message, or the terms that an open chat writes below a notice. */
  private *below(text: string, { at_us, parts }: Open): Generator<ImportEvent> {
    const mayBeText = this.untimed.length === 0 && parts.length > 0 && !isDeleted(parts);
    const isKnown = this.isNotice(text, mayBeText);
    if (isKnown) this.untimed.push({ at_us, text, isKnown });
    else if (mayBeText) parts.push(text);
    else if (text.trim() === '') return;
    else if (this.untimed.at(-1)?.isKnown === true) yield { type: 'skip', reason: 'a line below a notice' };
    else this.untimed.push({ at_us, text, isKnown });
  }

  /** Whether a line without a time is a notice: in a message, words that people write, too, have to name somebody who was named before. */
  private isNotice(text: string, mayBeText: boolean): boolean {
    if (kakaoNotice(text) === null) return false;
    const name = everyday.exec(text)?.[1];
    if (mayBeText && name !== undefined && !this.named.has(name)) return false;
    for (const one of text.split(namesApart)) this.named.add(one);
    return true;
  }

  *phone(text: string, number: number, head: (text: string) => Head | null): Generator<ImportEvent> {
    if (dayLine.test(text)) {
      yield* this.close();
      this.day = dayOf(text);
      return;
    }
    const found = head(text);
    const day = found === null ? null : found.day === null ? this.day : dayOf(found.day);
    if (found === null || day === null) {
      if (this.open !== null) this.open.parts.push(text);
      else if (text.trim() !== '') yield { type: 'skip', reason: 'a line before the first message' };
      return;
    }
    this.day = day;
    const { body, separator } = found;
    const split = separator === ', ' ? body.indexOf(' : ') : -1;
    if (body === '') yield* this.close();
    else
      yield* this.start(
        found.time,
        split < 0 ? '' : body.slice(0, split),
        split < 0 ? body : body.slice(split + 3),
        number,
      );
  }

  /** Nobody sent what has no sender: it is a notice. */
  private *start(written: string, sender: string, body: string, number: number): Generator<ImportEvent> {
    const clock = dayTime(written);
    const at_us = clock === null ? null : this.instant(clock.hour, clock.minute);
    yield* this.close(at_us);
    if (at_us === null)
      yield { type: 'reject', line: number, reason: 'a time that does not exist in this zone' };
    else {
      const own = sender.trim() === '' ? null : sender;
      if (own !== null && !this.isPhone) this.named.add(own);
      this.open = { at_us, sender: own, parts: [body], line: number, isUntimed: false };
    }
  }

  private instant(hour: number, minute: number): number | null {
    const wall = this.day === null ? null : wallMs(...this.day, hour, minute);
    return wall === null ? null : this.clock.us(wall);
  }

  *end(input: Input): Generator<ImportEvent> {
    yield* this.close();
    yield* this.notices.end(input, ['joins', 'leaves', 'inviters']);
  }

  /** Emits the open record; notices without a time happened between their row and the next one. */
  private *close(next_us: number | null = null): Generator<ImportEvent> {
    const { open, untimed } = this;
    this.open = null;
    this.untimed = [];
    if (open !== null && !open.isUntimed) yield this.row(open);
    for (const { at_us, text } of untimed) {
      const until = next_us === null || next_us <= at_us ? 60 : (next_us - at_us) / 1_000_000 + 60;
      const said = kakaoNotice(text) ?? plainNotice;
      yield { type: 'activity', chat: this.chat, at_us, precision_s: until, ...said, confidence: 'regex' };
    }
  }

  private row({ at_us, sender, parts, line }: Open): ImportEvent {
    const at = { type: 'activity' as const, chat: this.chat, at_us, precision_s: 60 };
    const text = parts.join('\n').trimEnd();
    if (sender === null) {
      const said = kakaoNotice(text);
      this.notices.add(said !== null, line);
      return { ...at, ...(said ?? plainNotice) };
    }
    const who = this.isPhone && oneself.has(sender) ? { exporter: true as const } : senderOf(sender);
    if (deleted.test(text))
      return { ...at, kind: 'recall', source_kind: 'deleted', confidence: 'regex', who };
    return { ...at, kind: 'message', source_kind: 'text', confidence: 'structured', who, ...textFacts(text) };
  }
}

function isDeleted([first, ...others]: readonly string[]): boolean {
  return others.length === 0 && first !== undefined && deleted.test(first);
}
