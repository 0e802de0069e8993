import { inputError } from '../../contract/errors.js';
import { wallMs } from '../clock.js';
import type { Input } from '../importer.js';
import { localWall } from '../local_times.js';
import { type Part, partBehindStars, partOf, weechatPart } from './parts.js';

/** One row of a log; the time is null if it does not exist. */
export interface Row {
  readonly wall: number | null;
  readonly precision_s: number;
  readonly part: Part;
}

/** What a line is: a row, a line that only says which day it is, or neither. */
export type Line = Row | 'day' | null;

/** How one program writes its logs. */
export interface Dialect {
  readonly name: string;
  /** Whether the first non-empty lines of a file are in this dialect. */
  readonly recognise: (lines: readonly string[]) => boolean;
  /** Reads the lines of one file, in order. */
  readonly reader: (input: Input) => (text: string) => Line;
}

type Day = readonly [year: number, month: number, day: number];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longDay = String.raw`\w{3} (\w{3}) +(\d{1,2}) (?:\d\d:\d\d:\d\d )?(\d{4})`;

function dayIn(shape: RegExp, text: string): Day | null {
  const [, month = '', day, year] = shape.exec(text) ?? [];
  return year === undefined ? null : [Number(year), months.indexOf(month) + 1, Number(day)];
}

/** A log whose rows only have times, below lines that name the day. */
function belowDays(name: string, days: RegExp, stamp: RegExp, parts: (rest: string) => Part | null): Dialect {
  return {
    name,
    recognise: ([first = '']) => days.test(first),
    reader: () => {
      let day: Day | null = null;
      return (text) => {
        const own = dayIn(days, text);
        if (own !== null) {
          day = own;
          return 'day';
        }
        const [, hour, minute, second, rest = ''] = stamp.exec(text) ?? [];
        if (hour === undefined || day === null) return null;
        const part = parts(rest) ?? { notice: rest };
        const wall = wallMs(...day, Number(hour), Number(minute), Number(second ?? 0));
        return { wall, precision_s: second === undefined ? 60 : 1, part };
      };
    },
  };
}

const bare = /^(\d\d):(\d\d)(?::(\d\d))? (.*)$/s;
const bracketed = /^\[(\d\d):(\d\d)(?::(\d\d))?\] (.*)$/s;

const irssi = belowDays('irssi', new RegExp(`^--- (?:Log opened|Day changed) ${longDay}$`), bare, partOf);
const mirc = belowDays(
  'mIRC',
  new RegExp(`^Session (?:Start|Time): ${longDay}$`),
  bracketed,
  partBehindStars,
);

/** A nick contains neither blanks nor commas; other tables have tabs after their times, too. */
const weechatRow = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\t *(?:-->|<--|--|=!=|\*|[@+%&~!]?[^\s,;"']+)? *\t/;

const weechat: Dialect = {
  name: 'WeeChat',
  recognise: (lines) => areMost(lines, (line) => weechatRow.test(line)),
  reader: () => (text) => {
    const [, time, prefix = '', rest = ''] =
      /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\t([^\t]*)\t(.*)$/s.exec(text) ?? [];
    return time === undefined
      ? null
      : { wall: localWall(time), precision_s: 1, part: weechatPart(prefix, rest) };
  },
};

const begun = new RegExp(`^\\*\\*\\*\\* (?:BEGIN|ENDING) LOGGING AT ${longDay}$`);
const monthFirst = /^(\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (.*)$/s;

/** The rows have no year: it is that of the last "beginning" line, or the next one once the months start over. */
const hexchat: Dialect = {
  name: 'HexChat',
  recognise: ([first = '']) => begun.test(first),
  reader: () => {
    let year: number | null = null;
    let last = 0;
    return (text) => {
      const own = dayIn(begun, text);
      if (own !== null) {
        [year, last] = own;
        return 'day';
      }
      const [, word = '', day, hour, minute, second, rest = ''] = monthFirst.exec(text) ?? [];
      const month = months.indexOf(word) + 1;
      if (year === null || month === 0) return null;
      if (month < last) year += 1;
      last = month;
      const wall = wallMs(year, month, Number(day), Number(hour), Number(minute), Number(second));
      return { wall, precision_s: 1, part: partBehindStars(rest) ?? { notice: rest } };
    };
  },
};

/** The day in the name of a file, such as `2024-06-01.log` or `#chan_20240601.log`. */
const dayOfFile = /(\d{4})-?(\d\d)-?(\d\d)(?=\D*$)/;

/** The log of a bouncer: one file per day, named after the day. */
const znc: Dialect = {
  name: 'ZNC',
  recognise: (lines) => areMost(lines, (line) => isRow(bracketed, line)) && lines.some(isSaid(bracketed)),
  reader: (input) => {
    const [, year, month, day] = dayOfFile.exec(input.path.split('/').at(-1) ?? '') ?? [];
    if (year === undefined)
      throw inputError(
        `${input.name}: its rows only have times, and its name does not say which day they belong to.`,
        'Name it as the bouncer does, for example 2024-06-01.log.',
      );
    return (text) => {
      const [, hour, minute, second, rest = ''] = bracketed.exec(text) ?? [];
      const part = partOf(rest);
      if (hour === undefined || part === null) return null;
      const wall = wallMs(
        ...([Number(year), Number(month), Number(day)] as const),
        ...([Number(hour), Number(minute), Number(second ?? 0)] as const),
      );
      return { wall, precision_s: second === undefined ? 60 : 1, part };
    };
  },
};

const iso = /^(\d{4}-\d\d-\d\dT)(\d\d:\d\d:\d\d)() {1,2}(.*)$/s;

/** The log of bots such as Supybot. */
const bot: Dialect = {
  name: 'Supybot',
  recognise: (lines) => areMost(lines, (line) => isRow(iso, line)) && lines.some(isSaid(iso)),
  reader: () => (text) => {
    const [, day, time, , rest = ''] = iso.exec(text) ?? [];
    const part = partOf(rest);
    if (day === undefined || time === undefined || part === null) return null;
    return { wall: localWall(`${day}${time}`), precision_s: 1, part };
  },
};

function isRow(stamp: RegExp, line: string): boolean {
  const rest = stamp.exec(line)?.[4];
  return rest !== undefined && partOf(rest) !== null;
}

/** Whether somebody says something: only such logs have brackets around a nick. */
function isSaid(stamp: RegExp): (line: string) => boolean {
  return (line) => /^<[^>\s]+>/.test(stamp.exec(line)?.[4] ?? '');
}

function areMost(lines: readonly string[], isOne: (line: string) => boolean): boolean {
  const rows = lines.filter(isOne).length;
  return rows > 1 && 2 * rows > lines.length;
}

export const dialects: readonly Dialect[] = [irssi, weechat, hexchat, mirc, znc, bot];
