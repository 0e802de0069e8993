import { inputError } from '../contract/errors.js';
import type { Input } from './importer.js';
import { growingChunks, refuseLong } from './text_lines.js';

/** The elements with a name, each with the text of its direct children; nothing deeper is read. */
export function* xmlRecords(input: Input, element: string): Generator<ReadonlyMap<string, string>> {
  const [open, close] = [`<${element}>`, `</${element}>`];
  let rest = '';
  for (const chunk of growingChunks(input, () => rest.length)) {
    rest += chunk;
    for (;;) {
      const start = rest.indexOf(open);
      const end = start < 0 ? -1 : rest.indexOf(close, start);
      if (end < 0) {
        if (start < 0) rest = rest.slice(-open.length);
        break;
      }
      refuseLong(end - start, input);
      yield fieldsOf(rest.slice(start + open.length, end));
      rest = rest.slice(end + close.length);
    }
    refuseLong(rest.length, input);
  }
  if (!rest.includes(open)) return;
  throw inputError(
    `${input.name}: it ends in the middle of a record: the file is cut short.`,
    'Export or copy the file again; nothing was written.',
  );
}

const field = /<(\w+)>([\s\S]*?)<\/\1>/g;

function fieldsOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(field)].map(([, name = '', value = '']) => [name, plain(value)]));
}

/** The text of an element; elements within it are left unchanged. */
export function plain(value: string): string {
  const own = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/.exec(value);
  return (own?.[1] ?? unescaped(value)).trim();
}

/** Resolves the five XML entities and numeric character references. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(lt|gt|quot|apos|amp|#\d+|#x[0-9a-f]+);/gi, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }
    return { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name.toLowerCase()] ?? whole;
  });
}
