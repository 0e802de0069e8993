import { able } from '../capabilities.js';
import type { Clock } from '../clock.js';
import type { ActivityEvent, ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { stemOf } from '../questions.js';
import { textFacts } from '../said.js';
import { lines } from '../text_lines.js';
import { type Dialect, dialects, type Row } from './dialects.js';

/** IRC logs written by the usual programs. */
export const irc: Importer = {
  name: 'irc',
  platform: 'irc',
  summary: 'IRC: logs of irssi, WeeChat, HexChat, mIRC, ZNC and Supybot',
  capabilities: able('joins', 'leaves'),
  recognise: (input) => dialectOf(input) !== undefined,
  read: readLog,
};

function dialectOf({ head }: Input): Dialect | undefined {
  const all = head.split('\n', 400).map((line) => line.replace(/\r$/, ''));
  const filled = all.filter((line) => line.trim() !== '');
  return dialects.find(({ recognise }) => recognise(filled));
}

/** If a file covers one day, its channel is the rest of its name, or the folder. */
function channelOf(input: Input): string {
  const named = /(?:has joined |^Session Ident: )([#&][^\s\r]+)/m.exec(input.head)?.[1];
  const own = stemOf(input.path).replace(/[_-]?\d{4}-?\d\d-?\d\d$/, '');
  return named ?? (own !== '' ? own : (input.path.split('/').at(-2) ?? stemOf(input.path)));
}

function* readLog(input: Input, context: ImportContext): Generator<ImportEvent> {
  const chat = context.group ?? channelOf(input);
  const log = new Log(chat, context.clock(input));
  yield { type: 'chat', chat, kind: 'group' };
  const read = (dialectOf(input) ?? dialects[0])?.reader(input);
  let line = 0;
  for (const text of lines(input)) {
    line += 1;
    const row = read?.(text) ?? null;
    if (row !== null && row !== 'day') yield* log.row(row, line);
    else if (row === null && text.trim() !== '')
      yield { type: 'skip', reason: 'a line that is not a message' };
  }
}

/** Follows people through changes of their names: a new nick is still the same member. */
class Log {
  private readonly members = new Map<string, string>();
  private readonly chat: string;
  private readonly clock: Clock;

  constructor(chat: string, clock: Clock) {
    this.chat = chat;
    this.clock = clock;
  }

  *row({ wall, precision_s, part }: Row, line: number): Generator<ImportEvent> {
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
    const joined =
      /^(?:Joins: )(\S+) \([^)]*\)$/.exec(text) ??
      /^(\S+) (?:\[[^\]]*\] |\([^)]*\) )?has joined(?: (?:#|&)\S+)?$/.exec(text);
    if (joined !== null)
      return { ...common, kind: 'join', who: this.who(joined[1] ?? ''), entry: { method: 'direct' } };
    const left =
      /^(?:Parts|Quits): (\S+) \([^)]*\)(?: .*)?$/s.exec(text) ??
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
