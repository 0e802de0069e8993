import { type JsonObject, objectOf, textOf } from '../json_stream.js';

/** The text of a message, and how many links are hidden behind other words in it. A text is plain, or a list of typed parts. */
export function textIn({ text }: JsonObject): { readonly text: string; readonly hidden_links: number } {
  if (typeof text === 'string') return { text, hidden_links: 0 };
  let whole = '';
  let hidden_links = 0;
  for (const part of Array.isArray(text) ? text : [text]) {
    const found = objectOf(part);
    whole += (found === null ? textOf(part) : textOf(found.text)) ?? '';
    if (found?.type === 'text_link') hidden_links += 1;
  }
  return { text: whole, hidden_links };
}
