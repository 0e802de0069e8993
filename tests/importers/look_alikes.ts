/** Look-alike exports: a random chat as several programs would write it down, and the rows that must come out. */
import fc from 'fast-check';

export interface Event {
  readonly kind: 'message' | 'reply' | 'join' | 'leave';
  readonly who: string;
  readonly text: string;
  /** minutes after the one before */
  readonly later: number;
}

export const people = ['Ann', 'Bob Smith', '李四', 'Zoë 🤓', 'O’Neil', '+49 170 1234567'];

/** What people type, among it all that looks like what programs write themselves. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    ...[
      'Anna left',
      'Joined the server.',
      '加入了群聊',
      'Ann added Bob',
      '"安"邀请"本"加入了群聊',
      '하나님이 들어왔습니다.',
    ],
    ...[
      '[01/01/24, 9:00:00] Bob: pasted',
      '1/1/24, 9:00 - Bob: pasted',
      '12:04\tBob\tpasted',
      '{"type":"service"}',
      'a\nb',
      '"quoted',
      'a,b;c\td',
    ],
    ...['You were added', 'Bob: hi', '<Media omitted>', '花子が退会しました。'],
  ),
);

const event: fc.Arbitrary<Event> = fc.record({
  kind: fc.constantFrom('message', 'message', 'message', 'reply', 'join', 'leave'),
  who: fc.constantFrom(...people),
  text: typed.map((text) => text.replace(/[^\P{C}\n\t]/gu, '').trim() || 'x'),
  later: fc.integer({ min: 1, max: 3000 }),
});

export const chats: fc.Arbitrary<readonly Event[]> = fc.array(event, { minLength: 3, maxLength: 25 });

/** An event with its instant in minutes since 2024-01-13 00:00 UTC, and what has to come out of it. */
export interface Timed extends Event {
  readonly minute: number;
  readonly index: number;
}

export function timed(events: readonly Event[]): Timed[] {
  let minute = 0;
  return events.map((one, index) => {
    minute += one.later;
    return { ...one, minute, index };
  });
}

const start = Date.UTC(2024, 0, 13);

export function dateOf({ minute }: Timed): Date {
  return new Date(start + minute * 60_000);
}

export interface LookAlike {
  readonly name: string;
  /** the importer that has to take it */
  readonly format: string;
  readonly text: string;
  /** whether answers can be told from other messages */
  readonly hasReplies: boolean;
  /** whether a file that was cut short must be refused */
  readonly isDocument: boolean;
  /** the kinds of events that the format can hold; all where nothing is said */
  readonly kinds?: readonly Event['kind'][];
  /** what the format calls a person; the name where nothing is said */
  readonly nameOf?: (one: Timed) => string;
}

export function indexOf({ who }: Timed): number {
  return people.indexOf(who);
}

/** A name without blanks. */
export function nickOf({ who }: Timed): string {
  return who.replace(/\s/g, '_');
}

export const two = (value: number) => String(value).padStart(2, '0');

function android(events: readonly Timed[]): string {
  return events
    .map((one) => {
      const at = dateOf(one);
      const head = `${at.getUTCDate()}/${at.getUTCMonth() + 1}/${at.getUTCFullYear()}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} - `;
      if (one.kind === 'join') return `${head}${one.who} joined using this group's invite link`;
      return one.kind === 'leave' ? `${head}${one.who} left` : `${head}${one.who}: ${one.text}`;
    })
    .join('\n');
}

function ios(events: readonly Timed[]): string {
  return events
    .map((one) => {
      const at = dateOf(one);
      const hour = at.getUTCHours();
      const head = `[${at.getUTCFullYear()}/${at.getUTCMonth() + 1}/${at.getUTCDate()} ${hour < 12 ? '上午' : '下午'}${hour % 12 || 12}:${two(at.getUTCMinutes())}:00] `;
      if (one.kind === 'join') return `${head}${one.who}: \u200e${one.who}使用此群组的邀请链接加入了`;
      return one.kind === 'leave'
        ? `${head}${one.who}: \u200e${one.who}离开了`
        : `${head}${one.who}: ${one.text}`;
    })
    .join('\n');
}

function telegram(events: readonly Timed[]): string {
  const messages = events.map((one) => {
    const common = {
      id: one.index + 1,
      date: dateOf(one).toISOString().slice(0, 19),
      date_unixtime: String(dateOf(one).getTime() / 1000),
    };
    const service = {
      ...common,
      type: 'service',
      actor: one.who,
      actor_id: `user${people.indexOf(one.who)}`,
    };
    if (one.kind === 'join') return { ...service, action: 'join_group_by_link', inviter: 'Group' };
    if (one.kind === 'leave') return { ...service, action: 'remove_members', members: [one.who] };
    const reply = one.kind === 'reply' ? { reply_to_message_id: 1 } : {};
    return {
      ...common,
      type: 'message',
      from: one.who,
      from_id: `user${people.indexOf(one.who)}`,
      ...reply,
      text: one.text,
    };
  });
  return JSON.stringify({ name: 'G', type: 'private_supergroup', id: 9, messages }, null, 1);
}

function weflow(events: readonly Timed[]): string {
  const messages = events.map((one) => {
    const common = {
      createTime: dateOf(one).getTime() / 1000,
      platformMessageId: String(900 + one.index),
      isSend: 0,
    };
    const id = `wxid_${people.indexOf(one.who)}`;
    if (one.kind === 'join')
      return {
        ...common,
        localType: 10000,
        senderUsername: '7@chatroom',
        content: `"${one.who}"通过扫描二维码加入群聊`,
      };
    if (one.kind === 'leave')
      return { ...common, localType: 10000, senderUsername: '7@chatroom', content: `"${one.who}"退出了群聊` };
    const localType = one.kind === 'reply' ? 57 * 2 ** 32 + 49 : 1;
    return { ...common, localType, senderUsername: id, senderDisplayName: one.who, content: one.text };
  });
  return JSON.stringify({ weflow: {}, session: { wxid: '7@chatroom', displayName: 'G' }, messages });
}

function discord(events: readonly Timed[]): string {
  const messages = events.map((one) => {
    const author = { id: String(people.indexOf(one.who)), name: one.who, isBot: false };
    const type = { message: 'Default', reply: 'Reply', join: 'GuildMemberJoin', leave: 'RecipientRemove' }[
      one.kind
    ];
    return {
      id: String(one.index),
      type,
      timestamp: dateOf(one).toISOString(),
      content: one.text,
      author,
      mentions: [author],
    };
  });
  return JSON.stringify({
    guild: { id: '1' },
    channel: { id: '2', type: 'GuildTextChat', name: 'c' },
    messages,
  });
}

function slack(events: readonly Timed[]): string {
  const rows = events.map((one) => {
    const ts = `${dateOf(one).getTime() / 1000}.${String(one.index).padStart(6, '0')}`;
    const subtype = {
      message: {},
      reply: { thread_ts: '1700000000.000001' },
      join: { subtype: 'channel_join' },
      leave: { subtype: 'channel_leave' },
    }[one.kind];
    return { type: 'message', user: `U${people.indexOf(one.who)}`, ts, text: one.text, ...subtype };
  });
  return JSON.stringify(rows);
}

/** The look-alikes of this file. */
export function firstLookAlikes(events: readonly Timed[]): LookAlike[] {
  return [
    {
      name: 'WhatsApp Chat with G.txt',
      format: 'whatsapp',
      text: android(events),
      hasReplies: false,
      isDocument: false,
    },
    { name: '_chat.txt', format: 'whatsapp', text: ios(events), hasReplies: false, isDocument: false },
    { name: 'result.json', format: 'telegram', text: telegram(events), hasReplies: true, isDocument: true },
    { name: 'weflow.json', format: 'weflow', text: weflow(events), hasReplies: true, isDocument: true },
    {
      name: 'discord.json',
      format: 'discord_json',
      text: discord(events),
      hasReplies: true,
      isDocument: true,
    },
    {
      name: 'general/2024-01-13.json',
      format: 'slack',
      text: slack(events),
      hasReplies: true,
      isDocument: true,
    },
  ];
}
