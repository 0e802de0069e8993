import { inputError } from '../../contract/errors.js';
import { wallMs } from '../clock.js';
import type { Input } from '../importer.js';
import { localWall } from '../local_times.js';
import { bracketedDialects } from './bracketed.js';
import { type Dialect, isMostly, isSaid, type Line } from './dialect.js';
import { eggdrop } from './eggdrop.js';
import { isTranslated, isTranslatedMove } from './hexchat_words.js';
import { monthOf } from './months.js';
import { type Part, partBehindStars, partOf, weechatPart } from './parts.js';
import type { Day } from './place.js';
import { datedRow } from './whole_times.js';

const longDay = String.raw`\S+ (\S+) +(\d{1,2}) (?:\d\d:\d\d:\d\d )?(\d{4})`;

/** The day that a line names, in the language of the computer; null for any other line. */
function dayIn(shape: RegExp, text: string, input: Input): Day | null {
  const [, word = '', day, year] = shape.exec(text) ?? [];
  if (year === undefined) return null;
  return [Number(year), monthIn(word, text, input), Number(day)];
}

function monthIn(word: string, text: string, input: Input): number {
  const month = monthOf(word);
  if (month !== null) return month;
  throw inputError(
    `${input.name}: the line "${text}" names a month "${word}", which is not known in any language that can be read here.`,
    'Write the names of the months in English (Jan, Feb, Mar, ...) in a copy of the file, and import the copy.',
  );
}

/** A row with a whole time, as many people set their programs to write. */
function wholeRow(text: string, parts: (rest: string) => Part | null): Line {
  const row = datedRow(text);
  if (row === null) return null;
  const { at, precision_s, rest } = row;
  return { at, precision_s, part: parts(rest) ?? { notice: rest } };
}

/** A log whose rows only have times, below lines that name the day. */
function belowDays(name: string, days: RegExp, stamp: RegExp, parts: (rest: string) => Part | null): Dialect {
  return {
    name,
    recognise: ([first = '']) => days.test(first),
    reader: (input) => {
      let day: Day | null = null;
      return (text): Line => {
        const own = dayIn(days, text, input);
        if (own !== null) {
          day = own;
          return 'day';
        }
        const [, hour, minute, second, rest = ''] = stamp.exec(text) ?? [];
        if (hour === undefined) return wholeRow(text, parts);
        if (day === null) return null;
        const part = parts(rest) ?? { notice: rest };
        const wall = wallMs(...day, Number(hour), Number(minute), Number(second ?? 0));
        return { at: { wall }, precision_s: second === undefined ? 60 : 1, part };
      };
    },
  };
}

const bare = /^\[?(\d\d):(\d\d)(?::(\d\d))?\]? (.*)$/s;

const irssi = belowDays('irssi', new RegExp(`^--- (?:Log opened|Day changed) ${longDay}$`), bare, partOf);
/** The number of the colour of a row stays if only the sign before it was taken away. */
const coloured = /^(?:\d\d)?\[(\d\d):(\d\d)(?::(\d\d))?\] (.*)$/s;
const mirc = belowDays(
  'mIRC',
  new RegExp(`^Session (?:Start|Time)(?: \\(\\S*\\))?: ${longDay}$`),
  coloured,
  (rest) => partBehindStars(rest, () => false),
);

/** A nick contains neither blanks nor commas; other tables have tabs after their times, too. */
const weechatRow = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\t *(?:-->|<--|--|=!=|\*|[@+%&~!]?[^\s,;"']+)? *\t/;

const weechat: Dialect = {
  name: 'WeeChat',
  isRow: (line) => weechatRow.test(line),
  recognise: (lines) => isMostly(lines, (line) => weechatRow.test(line)),
  reader: () => (text) => {
    const [, time, prefix = '', rest = ''] =
      /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\t([^\t]*)\t(.*)$/s.exec(text) ?? [];
    return time === undefined
      ? null
      : { at: { wall: localWall(time) }, precision_s: 1, part: weechatPart(prefix, rest) };
  },
};

const begun = new RegExp(`^\\*\\*\\*\\* (?:BEGIN|ENDING) LOGGING AT ${longDay}$`);
const monthFirst = /^(\p{L}+\.?) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (.*)$/su;

/** Whether the program that wrote a log speaks another language than English, as the first who come and go in it show. */
function speaksOthers(head: string): boolean {
  return head.split('\n').some((line) => isTranslatedMove(/ \*[ \t]+(.*?)\r?$/.exec(line)?.[1] ?? ''));
}

/** The rows have no year: it is that of the last "beginning" line, or the next one once the months start over. */
const hexchat: Dialect = {
  name: 'HexChat',
  recognise: ([first = '']) => begun.test(first),
  reader: (input) => {
    let year: number | null = null;
    let last = 0;
    const isProgram = speaksOthers(input.head) ? isTranslated : isTranslatedMove;
    const parts = (rest: string) => partBehindStars(rest, isProgram);
    return (text) => {
      const own = dayIn(begun, text, input);
      if (own !== null) {
        [year, last] = own;
        return 'day';
      }
      const [, word = '', day, hour, minute, second, rest = ''] = monthFirst.exec(text) ?? [];
      if (day === undefined) return wholeRow(text, parts);
      if (year === null) return null;
      const month = monthIn(word, text, input);
      if (month < last) year += 1;
      last = month;
      const wall = wallMs(year, month, Number(day), Number(hour), Number(minute), Number(second));
      return { at: { wall }, precision_s: 1, part: parts(rest) ?? { notice: rest } };
    };
  },
};

/** Supybot puts two blanks behind the time. */
const supybot = supybots('Supybot', /^(\d{4}-\d\d-\d\dT)(\d\d:\d\d:\d\d) {2}(.*)$/s, partOf);
/** BotBot puts one, and a star before its own notices, as before what people do. */
const botbot = supybots('BotBot', /^(\d{4}-\d\d-\d\dT)(\d\d:\d\d:\d\d) (?! )(.*)$/s, (rest) => {
  const own = /^\* (\S+ (?:(?:joined|left) the channel|has (?:quit|left).*|is now known as \S+))$/.exec(
    rest,
  )?.[1];
  return own === undefined ? partOf(rest) : { notice: own };
});

/** The log of a bot that writes whole times. */
function supybots(name: string, row: RegExp, partIn: (rest: string) => Part | null): Dialect {
  const isRow = (line: string) => partIn(row.exec(line)?.[3] ?? '') !== null;
  return {
    name,
    isRow,
    recognise: (lines) => isMostly(lines, isRow) && lines.some(isSaid(row)),
    reader: () => (text) => {
      const [, day, time, rest = ''] = row.exec(text) ?? [];
      const part = partIn(rest);
      if (day === undefined || time === undefined || part === null) return null;
      return { at: { wall: localWall(`${day}${time}`) }, precision_s: 1, part };
    },
  };
}

export const dialects: readonly Dialect[] = [
  ...[irssi, weechat, hexchat, mirc, eggdrop],
  ...[...bracketedDialects, supybot, botbot],
];
