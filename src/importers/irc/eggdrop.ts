import { wallMs } from '../clock.js';
import { type Dialect, firstDay, isSaid } from './dialect.js';
import { monthOf } from './months.js';
import { type Part, partOf } from './parts.js';
import { type Day, dayOfPath } from './place.js';

const row = /^\[(\d\d):(\d\d)(?::(\d\d))?\] (.*)$/s;
/** At midnight, and when the bot starts. */
const days = /^\[\d\d:\d\d(?::\d\d)?\] --- \S+ (\S+) +(\d{1,2}) (\d{4})$/;

const action = /^Action: (\S+) (.*)$/s;
/** What the bot writes about people and about itself. */
const written = [
  /^\S+(?: \(\S+\))? (?:joined|left|returned to) [#&!+]\S*\.$/,
  /^\S+(?: \(\S+\))? left [#&!+]\S+(?: \(.*\))?\.?$/s,
  /^\S+ \(\S+\) (?:left irc: .*|got netsplit\.|got lost in the net-split\.)$/s,
  /^Nick change: \S+ -> \S+$/,
  /^\S+ kicked from [#&!+]\S+ by \S+: .*$/s,
  /^[#&!+]\S+: mode change '.*' by \S+$/,
  /^(?:Topic changed on |Last message repeated |-\S+:[#&]\S+- )/,
];

/** Only the bot writes these. */
const own =
  /^\[\d\d:\d\d(?::\d\d)?\] (?:Action: \S+ |Nick change: \S+ -> |\S+ \(\S+@\S+\) (?:joined [#&!+]\S*\.|left irc: )|[#&!+]\S+: mode change ')/;

function partIn(rest: string): Part | null {
  const [, nick, text = ''] = action.exec(rest) ?? [];
  if (nick !== undefined) return { nick, text };
  const said = partOf(rest);
  if (said !== null) return said;
  return written.some((one) => one.test(rest)) || rest.startsWith('<<') ? { notice: rest } : null;
}

/** The log of a bot called Eggdrop: times alone, below lines that name the day; the day of the first rows is in the name of the file. */
export const eggdrop: Dialect = {
  name: 'Eggdrop',
  recognise: (lines) => lines.some((line) => own.test(line)) && lines.some(isSaid(row)),
  reader: (input) => {
    let day: Day | null = null;
    return (text) => {
      const [, word = '', date, year] = days.exec(text) ?? [];
      const month = monthOf(word);
      if (year !== undefined && month !== null) {
        day = [Number(year), month, Number(date)];
        return 'day';
      }
      const [, hour, minute, second, rest = ''] = row.exec(text) ?? [];
      const part = partIn(rest);
      if (hour === undefined || part === null) return null;
      day ??= dayOfPath(input) ?? dayBeforeFirst(input.head) ?? firstDay(input);
      const wall = wallMs(...day, Number(hour), Number(minute), Number(second ?? 0));
      return { at: { wall }, precision_s: second === undefined ? 60 : 1, part };
    };
  },
};

/** A log that begins in the middle of a day names the next one at its midnight, if it runs on until then. */
function dayBeforeFirst(head: string): Day | null {
  let last = -1;
  for (const line of head.split('\n')) {
    const [, word = '', date, year] = days.exec(line.replace(/\r$/, '')) ?? [];
    const month = monthOf(word);
    if (year !== undefined && month !== null) {
      const before = new Date(Date.UTC(Number(year), month - 1, Number(date) - 1));
      return [before.getUTCFullYear(), before.getUTCMonth() + 1, before.getUTCDate()];
    }
    const [, hour, minute, second] = row.exec(line) ?? [];
    if (hour === undefined) continue;
    const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second ?? 0);
    if (seconds < last) return null;
    last = seconds;
  }
  return null;
}
