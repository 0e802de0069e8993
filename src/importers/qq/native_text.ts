import { able } from '../capabilities.js';
import type { Clock } from '../clock.js';
import type { ImportEvent } from '../events.js';
import { isGone } from '../gone_accounts.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { localWall } from '../local_times.js';
import { stemOf } from '../questions.js';
import { textFacts } from '../said.js';
import { lines } from '../text_lines.js';
import { withNoticesCounted } from '../unknown_notices.js';
import { qqNotice } from './notices.js';

/** Times are written as Windows writes them. */
const header = /^(\d{4}-\d{1,2}-\d{1,2} (?:[上下]午 ?)?\d{1,2}:\d{2}:\d{2}(?: ?[AP]M)?) (.+)$/s;
const withId = /^(?:【([^】]*)】)?(.*?)(?:\((\d{5,12})\)|<([^<>\s]+@[^<>\s]+)>)$/s;

/** QQ for Windows, text exported by the message manager; several chats in one file. */
export const qqText: Importer = {
  name: 'qq_text',
  platform: 'qq',
  summary: 'QQ: text exported by the message manager on Windows',
  capabilities: able('joins', 'inviters'),
  recognise: ({ head }) => /消息记录/.test(head.slice(0, 500)) && /消息(?:对象|分组)[:：]/.test(head),
  read: (input, context) => withNoticesCounted(input, ['joins', 'inviters'], readText(input, context)),
};

interface Open {
  readonly at_us: number;
  readonly id: string | null;
  readonly name: string;
  readonly role: string | null;
  readonly parts: string[];
}

function* readText(input: Input, context: ImportContext): Generator<ImportEvent> {
  const clock = context.clock(input);
  let chat = context.group ?? stemOf(input.path);
  let open: Open | null = null;
  let hasIds = /^\d{4}-\d{1,2}-\d{1,2} .*\(\d{5,12}\)\s*$/m.test(input.head);
  let number = 0;
  let previous = '';
  for (const text of lines(input)) {
    number += 1;
    const object = /^消息对象[:：](.+)$/.exec(text)?.[1]?.trim();
    if (object !== undefined && (/^=+$/.test(previous) || open === null)) {
      if (open !== null) yield row(open, chat);
      open = null;
      chat = context.group ?? object;
      hasIds = false;
      yield { type: 'chat', chat, name: object };
    }
    previous = text;
    const found = header.exec(text);
    const sender = found === null ? null : withId.exec(found[2] ?? '');
    if (sender !== null) hasIds = true;
    if (found === null || (hasIds && sender === null)) {
      if (open !== null) open.parts.push(text);
      continue;
    }
    if (open !== null) yield row(open, chat);
    open = opened(found, sender, clock);
    if (open === null)
      yield { type: 'reject', line: number, reason: 'a time that does not exist in this zone' };
  }
  if (open !== null) yield row(open, chat);
}

function opened(found: RegExpExecArray, sender: RegExpExecArray | null, clock: Clock): Open | null {
  const wall = localWall(found[1] ?? '');
  const at_us = wall === null ? null : clock.us(wall);
  if (at_us === null) return null;
  const id = sender?.[3] ?? sender?.[4] ?? null;
  const title = sender?.[1] ?? '';
  const role = /^(群主|管理员)$/.test(title) ? 'operator' : null;
  return { at_us, id, name: sender?.[2] ?? found[2] ?? '', role, parts: [] };
}

/** The ids under which the system speaks. */
const system = new Set(['10000', '1000000']);

function row({ at_us, id, name, role, parts }: Open, chat: string): ImportEvent {
  const text = parts
    .join('\n')
    .replace(/\n=+\n消息(?:分组|对象)[\s\S]*$/, '')
    .trimEnd();
  const at = { type: 'activity' as const, chat, at_us, precision_s: 1 };
  if (id !== null && system.has(id)) return { ...at, ...qqNotice(text) };
  return {
    ...{ ...at, kind: 'message', source_kind: 'text', confidence: 'structured' },
    who:
      id !== null && isGone(id) ? null : { ...(id === null ? {} : { id }), names: name === '' ? [] : [name] },
    ...(role === null ? {} : { role }),
    ...textFacts(text),
  };
}
