import type { Input } from './importer.js';

/** An export that is made for reading by people, and how the same is exported for programs. */
interface ForReading {
  readonly what: string;
  readonly instead: string;
  readonly isOne: (head: string) => boolean;
}

const forms: readonly ForReading[] = [
  {
    what: 'the page of a chat that Telegram writes for reading',
    instead: 'Export the chat again in Telegram Desktop, with the format "Machine-readable JSON".',
    isOne: (head) => /class="page_wrap/.test(head) && /class="message (?:default|service)/.test(head),
  },
  {
    what: 'the page or text of a channel that DiscordChatExporter writes for reading',
    instead: 'Export the channel again with DiscordChatExporter, with the format JSON.',
    isOne: (head) => /class="?chatlog/.test(head) || /^={62}\r?\nGuild: .*\r?\nChannel: /.test(head),
  },
  {
    what: 'the page of a chat that QQ writes for reading (.mht)',
    instead: 'Export the chat again with the message manager of QQ as text (.txt).',
    isOne: (head) => /^From: <?Save by Tencent MsgMgr/i.test(head),
  },
  {
    what: 'a chat that LINE for computers has written, with blanks between time, name and text: where a name ends is not written',
    instead: 'Export the chat again from the phone (Settings of the chat, Export chat history).',
    isOne: (head) => /^\d{4}\.\d{2}\.\d{2} \p{L}+\r?\n\d{1,2}:\d{2} \S/mu.test(head),
  },
];

/** What to say of a file that no importer reads, though it is an export of a chat; null for any other. */
export function madeForReading({ head }: Input): { readonly what: string; readonly instead: string } | null {
  return forms.find(({ isOne }) => isOne(head)) ?? null;
}
