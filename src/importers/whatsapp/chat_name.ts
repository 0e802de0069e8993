import type { Input } from '../importer.js';
import { stemOf } from '../questions.js';
import { cleanName } from './notices.js';

/** How phones name the file of a chat, by language; `-` may be a blank, and marks may be missing. */
const named = [
  /^WhatsApp Chat (?:with|-) (.+)$/i,
  /^WhatsApp[- ]Chat (?:mit|con|met|med|kay|s používateľom) (.+)$/i,
  /^WhatsApp[- ](?:chatt|samtale) med (.+)$/i,
  /^WhatsApp Gesprek met (.+)$/i,
  /^WhatsApp-keskustelu henkilön (.+) kanssa$/i,
  /^WhatsApp['’]?i vestlus kontaktiga (.+)$/i,
  /^(?:Chat|Conversaci[oó]n) de WhatsApp con (.+)$/i,
  /^Xat de WhatsApp amb (.+)$/i,
  /^Discussion WhatsApp avec (.+)$/i,
  /^Conversa (?:do|no) WhatsApp com (.+)$/i,
  /^Conversație WhatsApp cu (.+)$/i,
  /^Chat WhatsApp con (.+)$/i,
  /^Czat WhatsApp (?:z|-) (.+)$/i,
  /^Chat WhatsApp s uživatelem (.+)$/i,
  /^WhatsApp (?:razgovor s|klepet z|csevegés vele_?:?|pokalbis su|sarakste ar) (.+)$/i,
  /^Biseda me (.+) në WhatsApp$/i,
  /^Чат WhatsApp с (?:контактом )?(.+)$/i,
  /^WhatsApp Чат с (.+)$/i,
  /^WhatsApp (?:разговор со|Ћаскање са) (.+)$/i,
  /^Бесіда WhatsApp з (.+)$/i,
  /^Συνομιλία WhatsApp με (.+)$/i,
  /^(.+) ile WhatsApp Sohbeti$/i,
  /^(.+) ilə WhatsApp Söhbəti$/i,
  /^(.+) bilan WhatsApp chati$/i,
  /^(?:Chat|Sembang) WhatsApp dengan (.+)$/i,
  /^Trò chuyện WhatsApp với (.+)$/i,
  /^Soga za WhatsApp na (.+)$/i,
  /^แชท WhatsApp กับ (.+)$/i,
  /^צ['’׳]?אט WhatsApp עם (.+)$/i,
  /^(?:دردشة(?: في)?|محادثة) (?:واتساب|WhatsApp) مع (.+)$/i,
  /^گفتگوی WhatsApp با (.+)$/i,
  /^(.+) کے ساتھ WhatsApp بات چیت$/i,
  /^(.+) के साथ WhatsApp चैट$/i,
  /^(.+) এর সাথে WhatsApp চ্যাট$/i,
  /^与(.+?)的 ?WhatsApp 聊天(?:记录)?$/i,
  /^與(.+?)的 ?WhatsApp 對話(?:紀錄)?$/i,
  /^WhatsApp [与與] ?(.+?) ?的[对對][话話]$/i,
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
