import { isElementText } from './element_text.js';
import type { Input } from './importer.js';
import { isSignalText } from './signal_text.js';
import { headerOf, resemblesHeader } from './whatsapp/headers.js';

/** An export that no importer reads, because it is made for people or of another platform, and what to import instead. */
interface ForReading {
  readonly what: string;
  readonly instead: string;
  readonly isOne: (head: string) => boolean;
}

const asTable =
  'Write its messages to a CSV with the columns ts, group_id, member_id and kind (message, join, leave, ...), and let grouplift init find it: it needs no import.';

const forms: readonly ForReading[] = [
  {
    what: 'an archive (tar), which is not unpacked here',
    instead: 'Unpack it, and import the folder.',
    isOne: (head) => head.slice(257, 262) === 'ustar',
  },
  {
    what: 'the page of a chat that Telegram writes for people to read',
    instead: 'Export the chat again in Telegram Desktop, with the format "Machine-readable JSON".',
    isOne: (head) => /class="page_wrap/.test(head) && /class="message (?:default|service)/.test(head),
  },
  {
    what: 'the page or text of a channel that DiscordChatExporter writes for people to read',
    instead: 'Export the channel again with DiscordChatExporter, with the format JSON.',
    isOne: (head) => /class="?chatlog/.test(head) || /^={62}\r?\nGuild: .*\r?\nChannel: /.test(head),
  },
  {
    what: 'messages that a program fetched from Telegram, which no importer reads',
    instead: 'Export the chat in Telegram Desktop, with the format "Machine-readable JSON".',
    isOne: (head) => /"_"\s*:\s*"(?:TL_)?message(?:Service)?"/i.test(head),
  },
  {
    what: 'messages that a program fetched from Discord, which no importer reads',
    instead: 'Export the channel with DiscordChatExporter, with the format JSON.',
    isOne: (head) =>
      /"channel_id"\s*:\s*"\d+"/.test(head) &&
      /"edited_timestamp"\s*:/.test(head) &&
      /"author"\s*:\s*\{/.test(head),
  },
  {
    what: 'a file of Discord History Tracker, which no importer reads',
    instead: 'Export the channel with DiscordChatExporter, with the format JSON.',
    isOne: (head) => /"userindex"\s*:\s*\[/.test(head) && /"channels"\s*:\s*\{/.test(head),
  },
  {
    what: 'a part of the data that Discord sends one person, in which nobody else says anything',
    instead: 'Export the channel with DiscordChatExporter, with the format JSON.',
    isOne: (head) =>
      /^ID,Timestamp,Contents,Attachments/.test(head) ||
      /^\[\s*\{\s*"ID"\s*:\s*"?\d+"?,\s*"Timestamp"\s*:[^{}]*"Contents"\s*:/.test(head),
  },
  {
    what: 'a record of slackdump in the form in which it is written during the download',
    instead: 'Turn it into an export (slackdump convert -f export), and import that.',
    isOne: (head) => /^\{"t":\d+,"ts":\d+,/.test(head),
  },
  {
    what: 'a room that Element writes for people to read',
    instead: 'Export the room again in Element, with the format JSON.',
    isOne: (head) => isElementText(head) || /class="mx_(?:Export|EventTile)/.test(head),
  },
  {
    what: 'a compliance export of Mattermost, or messages that a program fetched from it, which no importer reads',
    instead: 'Make a bulk export instead (mmctl export create), and import its JSONL file.',
    isOne: (head) =>
      /^"?Post Creation Time"?,"?Team Id/.test(head) ||
      (/"posts"\s*:\s*\{/.test(head) && /"root_id"\s*:/.test(head)),
  },
  {
    what: 'a log of Pidgin or Adium, which no importer reads',
    instead: asTable,
    isOne: (head) =>
      /^(?:<[^>]*>\s*)*Conversation with .{1,200} (?:at|on) .{1,100} \(\w+\)/.test(head) ||
      /<chat [^>]*xmlns="http:\/\/purl\.org\/net\/ulf\/ns\//.test(head),
  },
  {
    what: 'a log of Konversation, which no importer reads',
    instead: asTable,
    isOne: (head) => times(/^\[\S+,? [^\]\n]{5,30} \d{4}\] \[\d\d:\d\d:\d\d[^\]\n]*\] /gm, head) > 1,
  },
  {
    what: 'a log of dircproxy, whose dates have no year',
    instead: asTable,
    isOne: (head) => times(/^\[\d\d \w{3} \d\d:\d\d\] (?:<|\*|-->|<--)/gm, head) > 1,
  },
  {
    what: 'the page of a chat that QQ writes for people to read (.mht)',
    instead: 'Export the chat again as text (.txt) with the message manager of QQ.',
    isOne: (head) => /^From: <?Save by Tencent MsgMgr/i.test(head),
  },
  {
    what: 'a chat exported by LINE for computers, with blanks between time, name and text, so that it is not known where a name ends',
    instead: 'Export the chat again from the phone (Settings of the chat, Export chat history).',
    isOne: (head) => /^\d{4}\.\d{2}\.\d{2} [\p{L}\p{M}]+\r?\n\d{1,2}:\d{2} \S/mu.test(head),
  },
  {
    what: 'a chat of a LINE Official Account with one customer (CSV of its manager), which is no group and no importer reads',
    instead: asTable,
    isOne: (head) =>
      /^"?(?:傳送者類型|送信者タイプ|Sender type)"?,"?(?:傳送者名稱|送信者名|Sender name)"?,/im.test(head),
  },
  {
    what: 'the text of a chat that chatlog writes for people to read',
    instead: 'Ask chatlog for the same chat with format=json.',
    isOne: (head) =>
      /^\S.*\((?:wxid_\w+|我|[\w@-]{6,24})\) (?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d\r?$/mu.test(head),
  },
  {
    what: 'the text of a chat that WeFlow writes for people to read',
    instead: 'Export the chat again with WeFlow as JSON.',
    isOne: (head) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d '[^'\n]+'\r?\n/.test(head),
  },
  {
    what: 'the text of a QQ chat without its first lines, which name the chat (消息记录, 消息对象)',
    instead: 'Export the chat again with the message manager of QQ, and leave the text as it is.',
    isOne: (head) =>
      times(/^\d{4}-\d{1,2}-\d{1,2} (?:[上下]午 ?)?\d{1,2}:\d\d:\d\d .*\(\d{5,12}\)\r?$/gm, head) > 1,
  },
  {
    what: 'the text of a chat that MemoTrace (留痕) writes for people to read',
    instead: 'Export the chat again with MemoTrace as CSV.',
    isOne: (head) =>
      /^\*{20}\d{4}-\d\d-\d\d\*{20}\r?$/m.test(head) ||
      times(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S[^\n]*\n[^\n]+\n\r?\n/gm, head) > 1,
  },
  {
    what: 'sentences of a chat for training a language model, without their times',
    instead: 'Export the chat again, with its messages as CSV or JSON.',
    isOne: (head) =>
      /"(?:conversations|messages)"\s*:\s*\[\s*\{\s*"(?:role|from)"\s*:\s*"(?:system|user|human)"/.test(head),
  },
  {
    what: "rows of WeChat's own database, which no importer reads",
    instead: 'Export the chat with WeFlow, chatlog, MemoTrace or PyWxDump.',
    isOne: (head) => /"mesDes"\s*:/.test(head) && /"msgCreateTime"\s*:/.test(head),
  },
  {
    what: 'a text or a page of a chat that qq-chat-exporter writes for people to read',
    instead: 'Export the chat again with qq-chat-exporter as JSON.',
    isOne: (head) =>
      /^\[QQChatExporter V\d/.test(head) ||
      /^ *QQ聊天记录导出文件 *\r?$/m.test(head) ||
      (/<html/i.test(head) && /qq-chat-exporter|QQChatExporter/i.test(head)),
  },
  {
    what: 'the page of a WeChat chat, made for people to read',
    instead: 'Export the chat again with the same tool as JSON or CSV.',
    isOne: (head) =>
      /<html/i.test(head) && /<title>[^<]*聊天记录|wxid_|@chatroom|data-format="weflow/.test(head),
  },
  {
    what: 'messages or events of DingTalk, which no importer reads',
    instead: asTable,
    isOne: (head) =>
      (/"(?:openMessageId|senderOpenDingTalkId|senderStaffId|chatbotUserId)"\s*:/.test(head) &&
        /"(?:openConversationId|conversationId)"\s*:/.test(head)) ||
      /"EventType"\s*:\s*"chat_(?:add_member|remove_member|quit|disband)/.test(head),
  },
  {
    what: 'events of Feishu, which no importer reads',
    instead: 'Ask im/v1/messages for the chat, and import its answers.',
    isOne: (head) => /"event_type"\s*:\s*"im\.(?:message|chat)/.test(head),
  },
  {
    what: 'a chat of Microsoft Teams, which no importer reads',
    instead: asTable,
    isOne: (head) =>
      /graph\.microsoft\.com|"channelIdentity"\s*:/.test(head) && /"createdDateTime"\s*:/.test(head),
  },
  {
    what: 'an export of Skype, which no importer reads',
    instead: asTable,
    isOne: (head) => /"conversations"\s*:/.test(head) && /"MessageList"\s*:/.test(head),
  },
  {
    what: 'an export of Rocket.Chat, which no importer reads',
    instead: asTable,
    isOne: (head) => /"rid"\s*:/.test(head) && /"_updatedAt"\s*:/.test(head) && /"u"\s*:\s*\{/.test(head),
  },
  {
    what: 'an export of Signal, which no importer reads',
    instead: asTable,
    isOne: (head) =>
      isSignalText(head) ||
      /^[[\s]*\{[^{}]*"sender"\s*:[^{}]*"body"\s*:[^{}]*"quote"\s*:[^{}]*"sticker"\s*:/.test(head),
  },
  {
    what: 'a chat copied from Viber, which no importer reads',
    instead: asTable,
    isOne: (head) =>
      times(/^\[ \d{1,2} \p{L}+\.? \d{4}(?: г\.)?,? \d{1,2}:\d{2}(?: [AP]M)? \] \S/gmu, head) > 1,
  },
  {
    what: 'messages copied from Telegram, which no importer reads',
    instead: 'Export the chat in Telegram Desktop, with the format "Machine-readable JSON".',
    isOne: (head) =>
      times(
        /^\S.{0,60}, \[\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?\]\r?$/gm,
        head,
      ) > 1,
  },
  {
    what: 'a text of imessage-exporter, which no importer reads',
    instead: asTable,
    isOne: (head) => times(/^[A-Z][a-z]{2} \d{2}, \d{4} +\d{1,2}:\d{2}:\d{2} [AP]M\b/gm, head) > 1,
  },
  {
    what: 'JSON of WhatsApp-Chat-Exporter, which no importer reads',
    instead: 'Export the chat as text in WhatsApp itself: the chat, More, Export chat.',
    isOne: (head) => /"from_me"\s*:/.test(head) && /"key_id"\s*:/.test(head),
  },
  {
    what: 'a chat of WhatsApp from before 2015, whose dates have no year or name their month',
    instead: 'Export the chat again with the current version of WhatsApp.',
    isOne: (head) =>
      times(
        /^(?:\d{1,2}:\d{2}, \d{1,2} \p{L}{3,} \d{4}|\d{1,2} \p{L}{3,} \d{1,2}:\d{2}|\p{L}{3,} \d{1,2}, \d{1,2}:\d{2}(?: [AP]M)?) - \S/gmu,
        head,
      ) > 1,
  },
  {
    what: 'a chat of WhatsApp whose times are in words that are not known',
    instead: 'Set the phone to a clock with 24 hours, and export the chat again.',
    isOne: (head) => {
      const filled = head.split('\n', 2000).filter((line) => line.trim() !== '');
      const lines = filled.filter((line) => resemblesHeader(line, null));
      // other texts quote a few lines with times
      const isMostly = lines.length > 1 && 10 * lines.length > filled.length;
      return isMostly && lines.every((line) => headerOf(line) === null);
    },
  },
  {
    what: 'a list of WeCom groups without their members (groupchat/list)',
    instead: 'Ask groupchat/get for every chat_id in it, and import the answers.',
    isOne: (head) =>
      /"group_chat_list"\s*:/.test(head) && /"chat_id"\s*:/.test(head) && !/"member_list"\s*:/.test(head),
  },
  {
    what: 'messages of WeCom customer service (kf/sync_msg), which are no groups and no importer reads',
    instead: asTable,
    isOne: (head) => /"msg_list"\s*:/.test(head) && /"open_kfid"\s*:/.test(head),
  },
  {
    what: 'the message archive of WeCom, which is still encrypted',
    instead:
      'Decrypt it with the SDK of the archive and your private key, and import the decrypted messages.',
    isOne: (head) => /"encrypt_chat_msg"\s*:/.test(head) && /"encrypt_random_key"\s*:/.test(head),
  },
];

/** How often a pattern occurs. */
function times(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

/** What to say about a file that no importer reads although it is a chat export; null for any other file. */
export function madeForReading({ head }: Input): { readonly what: string; readonly instead: string } | null {
  return forms.find(({ isOne }) => isOne(head)) ?? null;
}
