import { SaxesParser } from 'saxes';
import { damaged } from './zip_parts.js';

/** Callbacks for the content of an XML text while it is read; names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Reads XML in chunks and yields after each, so that the caller can take what the listener has collected. */
export async function* readXml(
  chunks: AsyncIterable<Buffer>,
  listener: XmlListener,
  name: string,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8');
  parser.on('error', (error) => {
    throw damaged(name, error.message);
  });
  parser.on('opentag', (tag) => listener.open?.(local(tag.name), tag.attributes as Record<string, string>));
  parser.on('closetag', (tag) => listener.close?.(local(tag.name)));
  const onText = listener.text?.bind(listener);
  if (onText !== undefined) {
    parser.on('text', onText);
    parser.on('cdata', onText);
  }
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  parser.write(decoder.decode());
  parser.close();
  yield;
}

/** The same for a small part, read at once. */
export async function readWholeXml(
  chunks: AsyncIterable<Buffer>,
  listener: XmlListener,
  name: string,
): Promise<void> {
  for await (const _ of readXml(chunks, listener, name));
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An attribute, whatever its prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, wanted: string): string | undefined {
  return attributes[wanted] ?? Object.entries(attributes).find(([name]) => local(name) === wanted)?.[1];
}
