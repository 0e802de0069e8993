import { type JsonObject, objectOf, textOf } from '../json_stream.js';

/** The parts of a text with what they are. */
export function partsOf(record: JsonObject): readonly { type: string; text: string }[] {
  const { text } = record;
  const list = Array.isArray(text) ? text : [text];
  return list.map((part) => {
    const found = objectOf(part);
    if (found === null) return { type: 'plain', text: textOf(part) ?? '' };
    return { type: textOf(found.type) ?? 'plain', text: textOf(found.text) ?? '' };
  });
}
