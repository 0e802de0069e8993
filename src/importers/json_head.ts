import type { Input } from './importer.js';

/** What the beginning of a JSON text shows, even if the text is cut off. */
export interface JsonHead {
  /** what the text begins with */
  readonly root: 'object' | 'list' | 'none';
  /** keys of the outermost object, or of the first object in the outermost list */
  readonly keys: ReadonlySet<string>;
  /** whether another object follows after the end of the first one, as with one object per line */
  readonly isLines: boolean;
}

const known = new WeakMap<Input, JsonHead>();

/** The outermost keys of a text that may be cut off. */
export function jsonHead(input: Input): JsonHead {
  const found = known.get(input) ?? headOf(input.head);
  known.set(input, found);
  return found;
}

const token = /"((?:[^"\\]|\\[\s\S])*)"(\s*:)?|[{}[\]]/g;

function headOf(text: string): JsonHead {
  const first = /^\s*([{[])/.exec(text)?.[1];
  const keys = new Set<string>();
  if (first === undefined) return { root: 'none', keys, isLines: false };
  const at = first === '{' ? 1 : 2;
  let depth = 0;
  let isLines = false;
  for (const { 0: sign, 1: key, 2: colon, index } of text.matchAll(token)) {
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth < at) {
        isLines =
          first === '{' &&
          text
            .slice(index + 1)
            .trimStart()
            .startsWith('{');
        break;
      }
    } else if (colon !== undefined && depth === at && key !== undefined) keys.add(key);
  }
  return { root: first === '{' ? 'object' : 'list', keys, isLines };
}

export function hasKeys({ keys }: JsonHead, ...names: readonly string[]): boolean {
  return names.every((name) => keys.has(name));
}
