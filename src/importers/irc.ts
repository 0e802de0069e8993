import { able } from './capabilities.js';
import { type Clock, wallMs } from './clock.js';
import type { ActivityEvent, ImportEvent } from './events.js';
import type { ImportContext, Importer, Input } from './importer.js';
import { localWall } from './local_times.js';
import { stemOf } from './questions.js';
import { textFacts } from './said.js';
import { lines } from './text_lines.js';

const opened = /^--- (?:Log opened|Day changed) \w{3} (\w{3}) (\d{1,2}) (?:(\d\d):(\d\d):(\d\d) )?(\d{4})$/;
const irssi = /^(\d\d):(\d\d)(?::(\d\d))? (.*)$/s;
const weechat = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\t([^\t]*)\t(.*)$/s;

/** Logs of IRC, as irssi and WeeChat write them. */
export const irc: Importer = {
  name: 'irc',
  platform: 'irc',
  summary: 'IRC: logs of irssi and WeeChat',
  capabilities: able('joins', 'leaves'),
  recognise: ({ head }) => {
    const all = head.split('\n', 400).map((line) => line.replace(/\r$/, ''));
    return opened.test(all[0] ?? '') || isWeechat(all.filter((line) => line.trim() !== ''));
  },
  read: readLog,
};

/** A nick holds neither blanks nor commas: other tables have tabs behind their times, too. */
const weechatRow = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\t *(?:-->|<--|--|=!=|\*|[@+%&~!]?[^\s,;"']+)? *\t/;

/** Whether most of the lines are rows; the last one may be cut off. */
function isWeechat(all: readonly string[]): boolean {
  const rows = all.filter((line) => weechatRow.test(line)).length;
  return rows > 1 && 2 * rows > all.length;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function* readLog(input: Input, context: ImportContext): Generator<ImportEvent> {
  const channel = /has joined (#\S+)/.exec(input.head)?.[1];
  const chat = context.group ?? channel ?? stemOf(input.path);
  const log = new Log(chat, context.clock(input));
  yield { type: 'chat', chat, kind: 'group' };
  let day: readonly [number, number, number] | null = null;
  let line = 0;
  for (const text of lines(input)) {
    line += 1;
    const start = opened.exec(text);
    const own = irssi.exec(text);
    const wide = weechat.exec(text);
    if (start !== null) {
      day = [Number(start[6]), months.indexOf(start[1] ?? '') + 1, Number(start[2])];
    } else if (own !== null && day !== null) {
      const wall = wallMs(...day, Number(own[1]), Number(own[2]), Number(own[3] ?? 0));
      yield* log.row(wall, own[3] === undefined ? 60 : 1, irssiPart(own[4] ?? ''), line);
    } else if (wide !== null)
      yield* log.row(localWall(wide[1] ?? ''), 1, weechatPart(wide[2] ?? '', wide[3] ?? ''), line);
    else if (text.trim() !== '') yield { type: 'skip', reason: 'a line that is no message' };
  }
}

type Part = { readonly nick: string; readonly text: string } | { readonly notice: string };

function irssiPart(text: string): Part {
  const said = /^<[ @+%&~!]?([^>\s]+)> (.*)$/s.exec(text) ?? /^ \* (\S+) (.*)$/s.exec(text);
  if (said !== null) return { nick: said[1] ?? '', text: said[2] ?? '' };
  return { notice: text.replace(/^-!- /, '') };
}

function weechatPart(prefix: string, text: string): Part {
  const mark = prefix.trim();
  if (/^(-->|<--|--|=!=)?$/.test(mark)) return { notice: text };
  if (mark === '*') {
    const [nick = '', ...rest] = text.split(' ');
    return { nick, text: rest.join(' ') };
  }
  return { nick: mark.replace(/^[@+%&~!]/, ''), text };
}

/** Follows people through their names: a change of the nick keeps the member. */
class Log {
  private readonly members = new Map<string, string>();
  private readonly chat: string;
  private readonly clock: Clock;

  constructor(chat: string, clock: Clock) {
    this.chat = chat;
    this.clock = clock;
  }

  *row(wall: number | null, precision_s: number, part: Part, line: number): Generator<ImportEvent> {
    const at_us = wall === null ? null : this.clock.us(wall);
    if (at_us === null) {
      yield { type: 'reject', line, reason: 'a time that does not exist in this zone' };
      return;
    }
    const at = { type: 'activity' as const, chat: this.chat, at_us, precision_s };
    if ('nick' in part)
      yield {
        ...at,
        kind: 'message',
        source_kind: 'text',
        confidence: 'structured',
        who: this.who(part.nick),
        ...textFacts(part.text),
      };
    else yield this.notice(part.notice, { ...at, source_kind: 'notice', confidence: 'template' });
  }

  private who(nick: string) {
    const id = this.members.get(nick) ?? nick;
    this.members.set(nick, id);
    return { id, names: [nick] };
  }

  private notice(text: string, common: Omit<ActivityEvent, 'kind' | 'who'>): ActivityEvent {
    const renamed = /^(\S+) is now known as (\S+)$/.exec(text);
    if (renamed !== null) this.rename(renamed[1] ?? '', renamed[2] ?? '');
    const joined = /^(\S+) (?:\[[^\]]*\] |\([^)]*\) )?has joined (?:#|&)\S+$/.exec(text);
    if (joined !== null)
      return { ...common, kind: 'join', who: this.who(joined[1] ?? ''), entry: { method: 'direct' } };
    const left =
      /^(\S+) (?:\[[^\]]*\] |\([^)]*\) )?has (?:quit|left)(?: .*)?$/s.exec(text) ??
      /^(\S+) was kicked (?:from|by) .*$/s.exec(text);
    const kicked = /^\S+ has kicked (\S+)(?: .*)?$/s.exec(text);
    const nick = left?.[1] ?? kicked?.[1];
    if (nick === undefined) return { ...common, kind: 'system', who: null };
    const who = this.who(nick);
    this.members.delete(nick);
    return { ...common, kind: 'leave', who };
  }

  private rename(from: string, to: string): void {
    this.members.set(to, this.members.get(from) ?? from);
    this.members.delete(from);
  }
}
