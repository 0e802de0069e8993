import { inputError } from '../../contract/errors.js';
import { able } from '../capabilities.js';
import type { ImportEvent } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { hasKeys, jsonHead } from '../json_head.js';
import { idOf, objectOf, readJson } from '../json_stream.js';
import { stemOf } from '../questions.js';
import { growingChunks } from '../text_lines.js';
import { TelegramChat } from './chat.js';

const chatTypes =
  /"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|private_group|(?:private|public)_(?:supergroup|channel))"/;
const message = /"date_unixtime"\s*:\s*"\d+"|"(?:from|actor)_id"\s*:\s*"?(?:user|channel|chat)?\d+/;

/** Telegram Desktop, `Export chat history` and `Export Telegram data` as JSON. */
export const telegram: Importer = {
  name: 'telegram',
  platform: 'telegram',
  summary: 'Telegram Desktop: result.json of one chat or of an account',
  capabilities: able(
    'joins',
    'leaves',
    'inviters',
    'replies',
    'reactions',
    'timed_reactions',
    'absolute_time',
    'stable_ids',
  ),
  recognise: (input) => {
    const head = jsonHead(input);
    if (head.root !== 'object' || head.isLines) return false;
    const isAccount =
      hasKeys(head, 'about') && /"(?:chats|personal_information|left_chats)"\s*:/.test(input.head);
    const isChat = head.keys.has('messages') || /"chats"\s*:\s*\{/.test(input.head);
    return isAccount || (isChat && (chatTypes.test(input.head) || message.test(input.head)));
  },
  read: readExport,
};

const records = /^(?:(?:chats|left_chats)\.list\.\*\.)?messages\.\*$/;
const describing = /^((?:chats|left_chats)\.list\.\*\.)?(name|type|id)$/;

function* readExport(input: Input, context: ImportContext): Generator<ImportEvent> {
  let about: Record<string, string | null> = {};
  let chat: TelegramChat | null = null;
  let isPart = false;
  const reading = {
    isRecord: (path: string) => records.test(path) || path === 'contacts' || path === 'sessions',
    repair,
  };
  for (const { path, value } of readJson(repaired(input), reading)) {
    const [, list, key] = describing.exec(path) ?? [];
    if (key !== undefined) {
      if (chat !== null && list === undefined) throw outOfOrder(input, key);
      if (chat !== null) yield* chat.end();
      if (chat !== null || (list !== undefined && key in about)) about = {};
      chat = null;
      about[key] = idOf(value);
      isPart = list !== undefined;
    } else if (records.test(path)) {
      if (chat === null) {
        chat = new TelegramChat(aboutOf(about, input, context), path, isPart, input, context);
        yield chat.begin();
      }
      const found = objectOf(value);
      if (found !== null) yield* chat.record(found);
    }
  }
  if (chat !== null) yield* chat.end();
}

/** The exporter describes a chat before its messages; if something else has reordered the keys, a channel would look like a group. */
function outOfOrder(input: Input, key: string): Error {
  return inputError(
    `${input.name}: the key "${key}" of the chat comes after its messages, where Telegram never writes it: another program has reordered the keys.`,
    'Import the file as Telegram wrote it.',
  );
}

function aboutOf(about: Record<string, string | null>, input: Input, context: ImportContext) {
  const name = about.name ?? null;
  const id =
    context.group !== null && about.id === undefined
      ? context.group
      : (about.id ?? name ?? stemOf(input.path));
  return { id, name, type: about.type ?? '' };
}

/** Repairs text from versions of the program with a bug: `\x01` in strings, and unquoted paths. */
function repair(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|([\s\S]))/g, (whole, code: string | undefined) =>
    code === undefined ? whole : `\\u00${code}`,
  );
}

const bare =
  /^([ \t]*"document_id": )(?!["[{]|-?\d[\d.eE+-]*,?\r?$|(?:true|false|null),?\r?$)(\S.*?)(,?)(\r?)$/gm;

/** Puts quotes around unquoted values, line by line. */
function repaired(input: Input): Input {
  return {
    ...input,
    chunks: function* chunks() {
      let rest = '';
      for (const chunk of growingChunks(input, () => rest.length)) {
        const text = rest + chunk;
        const end = text.lastIndexOf('\n') + 1;
        if (end === 0 && text.length < 1 << 22) {
          rest = text;
          continue;
        }
        const cut = end === 0 ? text.length : end;
        rest = text.slice(cut);
        yield quoted(text.slice(0, cut));
      }
      if (rest !== '') yield quoted(rest);
    },
  };
}

function quoted(text: string): string {
  if (!text.includes('"document_id": ') || !/"document_id": (?!")/.test(text)) return text;
  return text.replace(
    bare,
    (_, key: string, value: string, comma: string, end: string) =>
      `${key}${JSON.stringify(value)}${comma}${end}`,
  );
}
