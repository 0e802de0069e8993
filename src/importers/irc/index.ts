import { able } from '../capabilities.js';
import type { Clock } from '../clock.js';
import type { ActivityEvent, ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { textFacts } from '../said.js';
import { lines } from '../text_lines.js';
import { withNoticesCounted } from '../unknown_notices.js';
import type { Dialect, Row, When } from './dialect.js';
import { dialects } from './dialects.js';
import { type Arrow, noticeOf } from './notices.js';
import { channelOfPath, dayOfPath } from './place.js';

/** IRC logs written by the usual programs. */
export const irc: Importer = {
  name: 'irc',
  platform: 'irc',
  summary: 'IRC: logs of irssi, WeeChat, HexChat, mIRC, ZNC, Eggdrop, Supybot, The Lounge and Textual',
  capabilities: able('joins', 'leaves'),
  recognise: (input) => dialectOf(input) !== null,
  read: readDamaged,
};

/** Everybody's program chooses an encoding, and servers cut long lines within a character: some lines of a log may not be text. */
function* readDamaged(input: Input, context: ImportContext): Generator<ImportEvent> {
  const { damaged = null, name } = input;
  if (damaged !== null) {
    const lines = damaged.lines === 1 ? '1 line has' : `${damaged.lines} lines have`;
    const text = `${name}: ${lines} bytes that are not UTF-8, unlike the rest of the file: these characters are lost.`;
    yield { type: 'note', text };
  }
  const whole = damaged === null ? input : { ...input, chunks: damaged.chunks };
  yield* withNoticesCounted(input, ['joins', 'leaves'], readLog(whole, context));
}

const known = new WeakMap<Input, Dialect | null>();

function dialectOf(input: Input): Dialect | null {
  const own = ownDialect(input);
  if (own !== null) return own;
  const lines = filledLines(input);
  if (lines.length === 0) return null;
  const fitting = dialects.find(
    ({ isRow, needsDay }) =>
      isRow !== undefined && lines.every(isRow) && (needsDay !== true || dayOfPath(input) !== null),
  );
  if (fitting === undefined) return null;
  return input.siblings().some((one) => ownDialect(one) === fitting) ? fitting : null;
}

/** The dialect that a file shows by itself. */
function ownDialect(input: Input): Dialect | null {
  const found = known.get(input);
  if (found !== undefined) return found;
  const lines = filledLines(input);
  const own = dialects.find(({ recognise }) => recognise(lines)) ?? null;
  known.set(input, own);
  return own;
}

function filledLines({ head }: Input): string[] {
  const all = head.split('\n', 400).map((line) => plain(line.replace(/\r$/, '')));
  return all.filter((line) => line.trim() !== '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: IRC marks colours and bold text by control characters
const formatting = /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[0-9a-fA-F]{6})?|[\x02\x0f\x11\x16\x1d\x1e\x1f]/g;

/** A line without the signs for colours, bold and the like. */
function plain(line: string): string {
  return line.replace(formatting, '');
}

function channelOf(input: Input): string {
  const named = /(?:has joined |^Session Ident: )([#&][^\s\r]+)/m.exec(input.head)?.[1];
  return named ?? channelOfPath(input);
}

function* readLog(input: Input, context: ImportContext): Generator<ImportEvent> {
  const chat = context.group ?? channelOf(input);
  const log = new Log(chat, () => context.clock(input));
  yield { type: 'chat', chat, kind: 'group' };
  const read = (dialectOf(input) ?? dialects[0])?.reader(input);
  let line = 0;
  for (const text of lines(input)) {
    line += 1;
    const row = read?.(plain(text)) ?? null;
    if (row !== null && row !== 'day') yield* log.row(row, line);
    else if (row === null && text.trim() !== '')
      yield { type: 'skip', reason: 'a line that is not a message' };
  }
  yield* log.rest();
}

/** A row that has no time of its own: it lies between the rows before and behind it. */
interface Untimed {
  readonly row: Row;
  readonly at_us: number;
  readonly until_us: number;
}

/** Follows people through changes of their names: a new nick is still the same member. */
class Log {
  private readonly members = new Map<string, string>();
  private readonly chat: string;
  private readonly clockOf: () => Clock;
  private clock: Clock | null = null;
  private waiting: Untimed[] = [];

  constructor(chat: string, clockOf: () => Clock) {
    this.chat = chat;
    this.clockOf = clockOf;
  }

  *row(row: Row, line: number): Generator<ImportEvent> {
    const { at, precision_s } = row;
    const at_us = this.us(at);
    if (at_us === null) {
      yield { type: 'reject', line, reason: 'a time that does not exist in this zone' };
      return;
    }
    if ('from_wall' in at) {
      const until_us = at_us + (at.to_wall - at.from_wall) * 1000;
      this.waiting.push({ row, at_us, until_us });
      return;
    }
    yield* this.rest(at_us + precision_s * 1_000_000);
    yield this.event(row, at_us, precision_s);
  }

  /** The rows without a time, of which the next row with one says until when they happened. */
  *rest(next_us = Number.POSITIVE_INFINITY): Generator<ImportEvent> {
    for (const { row, at_us, until_us } of this.waiting) {
      const end_us = Math.max(at_us + 1_000_000, Math.min(until_us, next_us));
      yield this.event(row, at_us, (end_us - at_us) / 1_000_000);
    }
    this.waiting = [];
  }

  private us(at: When): number | null {
    if ('us' in at) return at.us;
    const wall = 'wall' in at ? at.wall : at.from_wall;
    this.clock ??= this.clockOf();
    return wall === null ? null : this.clock.us(wall);
  }

  private event({ part }: Row, at_us: number, precision_s: number): ActivityEvent {
    const at = { type: 'activity' as const, chat: this.chat, at_us, precision_s };
    if (!('nick' in part)) return this.notice(part.notice, part.arrow ?? null, at);
    return {
      ...at,
      kind: 'message',
      source_kind: 'text',
      confidence: 'structured',
      who: this.who(part.nick),
      ...textFacts(part.text),
    };
  }

  private who(nick: string) {
    const id = this.members.get(nick) ?? nick;
    this.members.set(nick, id);
    return { id, names: [nick] };
  }

  private notice(
    text: string,
    arrow: Arrow | null,
    at: Pick<ActivityEvent, 'type' | 'chat' | 'at_us' | 'precision_s'>,
  ): ActivityEvent {
    const notice = noticeOf(text, arrow, (nick) => this.members.has(nick));
    const common = { ...at, source_kind: 'notice', confidence: 'template' as const };
    if (notice.says === 'join')
      return { ...common, kind: 'join', who: this.who(notice.nick), entry: { method: 'direct' } };
    if (notice.says === 'leave') {
      const who = this.who(notice.nick);
      this.members.delete(notice.nick);
      return { ...common, kind: 'leave', who };
    }
    if (notice.says === 'rename') this.rename(notice.from, notice.to);
    const source_kind = notice.says === 'unknown' ? 'notice:unknown' : 'notice';
    return { ...common, source_kind, kind: 'system', who: null };
  }

  private rename(from: string, to: string): void {
    this.members.set(to, this.members.get(from) ?? from);
    this.members.delete(from);
  }
}
