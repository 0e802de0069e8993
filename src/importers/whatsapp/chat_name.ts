import type { Input } from '../importer.js';
import { stemOf } from '../questions.js';
import { cleanName } from './notices.js';

const named = [
  /^WhatsApp Chat (?:with|-) (.+)$/i,
  /^WhatsApp[- ]Chat (?:mit|con|met) (.+)$/i,
  /^(?:Chat|Conversaci[oó]n) de WhatsApp con (.+)$/i,
  /^Discussion WhatsApp avec (.+)$/i,
  /^Conversa do WhatsApp com (.+)$/i,
  /^Chat WhatsApp con (.+)$/i,
  /^WhatsApp-chat met (.+)$/i,
  /^Чат WhatsApp с (?:контактом )?(.+)$/i,
  /^(.+) ile WhatsApp Sohbeti$/i,
  /^Chat WhatsApp dengan (.+)$/i,
  /^与(.+?)的 ?WhatsApp 聊天(?:记录)?$/i,
  /^與(.+?)的 ?WhatsApp 對話(?:紀錄)?$/i,
  /^(.+)とのWhatsAppチャット$/i,
  /^(.+)님과의 WhatsApp 대화$/i,
  /^WhatsApp 대화 - (.+)$/i,
  /^WhatsApp 聊天 ?- ?(.+)$/i,
];

/** The name of the chat, from its file or archive; `said` is false if it is merely the name of a file. */
export function chatName(input: Input): { name: string; said: boolean } {
  const own = stemOf(input.path);
  const parts = input.path.split('/');
  const above = parts.length > 1 ? (parts.at(-2) ?? '') : stemOf(input.given);
  const stem = own === '_chat' ? above : own;
  for (const pattern of named) {
    const found = pattern.exec(stem.normalize('NFC'))?.[1];
    if (found !== undefined) return { name: cleanName(found.replace(/^[“"「]|[”"」]$/g, '')), said: true };
  }
  return { name: stem, said: false };
}
