import { wallMs } from '../clock.js';
import { type Dialect, firstDay, isMostly, isSaid, isSaying, type Line } from './dialect.js';
import { noticeOf } from './notices.js';
import { type Part, partOf } from './parts.js';
import { datedRow } from './whole_times.js';

const time = /^\[(\d\d):(\d\d)(?::(\d\d))?\] (.*)$/s;
/** What a public archive of logs writes without a time. */
const untimed = /^=== (.+)$/s;
const day_ms = 86_400_000;

function isOfDay(line: string): boolean {
  return untimed.test(line) || partOf(time.exec(line)?.[4] ?? '') !== null;
}

/** The log of a bouncer such as ZNC, or of a public archive: one file per day, named after the day or in folders that are. */
const daily: Dialect = {
  name: 'ZNC',
  isRow: isOfDay,
  needsDay: true,
  recognise: (lines) => isMostly(lines, isOfDay) && lines.some(isSaid(time)),
  reader: (input) => {
    const day = firstDay(input);
    const begin = wallMs(...day) ?? 0;
    let last = begin;
    return (text): Line => {
      const notice = untimed.exec(text)?.[1];
      if (notice !== undefined)
        return {
          at: { from_wall: last, to_wall: begin + day_ms },
          precision_s: 1,
          part: { notice },
        };
      const [, hour, minute, second, rest = ''] = time.exec(text) ?? [];
      const part = partOf(rest);
      if (hour === undefined || part === null) return null;
      const wall = wallMs(...day, Number(hour), Number(minute), Number(second ?? 0));
      last = wall ?? last;
      return { at: { wall }, precision_s: second === undefined ? 60 : 1, part };
    };
  },
};

function isDated(line: string): boolean {
  const row = datedRow(line);
  return row?.inBrackets === true && partIn(row.rest) !== null;
}

/** The log of a program that writes whole times in brackets, such as The Lounge and Textual. */
const dated: Dialect = {
  name: 'The Lounge',
  isRow: isDated,
  recognise: (lines) =>
    isMostly(lines, isDated) && lines.some((line) => isSaying(datedRow(line)?.rest ?? '')),
  reader: () => (text) => {
    const row = datedRow(text);
    const part = partIn(row?.rest ?? '');
    return row === null || part === null ? null : { at: row.at, precision_s: row.precision_s, part };
  },
};

/** Textual puts no mark before its notices, and a dot before what people do. */
function partIn(rest: string): Part | null {
  const [, nick, text = ''] = /^• (\S+?): (.*)$/s.exec(rest) ?? [];
  if (nick !== undefined) return { nick, text };
  const part = partOf(rest);
  if (part !== null || rest === '') return part;
  const isNotice = ofTextual.test(rest) || noticeOf(rest, null, () => false).says !== 'nothing';
  return isNotice ? { notice: rest } : null;
}

const ofTextual = /^\S+ (?:sets mode |changed the topic |set the topic )/;

export const bracketedDialects: readonly Dialect[] = [daily, dated];

/** Whether a text is a log with whole times in brackets: chats of telephones can have the same. */
export function isDatedLog(head: string): boolean {
  const lines = head.split('\n', 400).map((line) => line.replace(/\r$/, ''));
  return dated.recognise(lines.filter((line) => line.trim() !== ''));
}
