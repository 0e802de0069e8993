import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { type UserError, usageError } from '../contract/errors.js';

/** Line and column in the configuration file, both starting at 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Scalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly size: 1;
  readonly value: string | number | boolean | null;
  /** the characters in the file, such as `0123` for the value 123 */
  readonly text: string;
}

export interface List {
  readonly kind: 'list';
  readonly place: Place;
  readonly size: number;
  readonly items: readonly Tree[];
}

export interface Branch {
  readonly kind: 'map';
  readonly place: Place;
  readonly size: number;
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly key: Place;
  readonly tree: Tree;
}

/** The values of a YAML file, each with its place; aliases point to the tree of their anchor. */
export type Tree = Scalar | List | Branch;

interface Reading {
  readonly path: string;
  readonly lines: LineCounter;
  /** anchor -> its tree, or `open` while the tree is still being read */
  readonly anchors: Map<string, Tree | 'open'>;
}

interface Trouble {
  readonly found: string;
  readonly expected: string;
  readonly hint: string;
}

const largestText = 1_000_000;
const largestSize = 100_000;
const deepest = 64;
const standardTag = /^(!|tag:yaml\.org,2002:(str|int|float|bool|null|map|seq))$/;
const nestedTooDeeply: Trouble = {
  found: 'lists or maps nested too deeply',
  expected: `at most ${deepest} levels`,
  hint: 'Look for an opening bracket that is never closed.',
};

const syntax: Readonly<Record<string, Trouble>> = {
  TAB_AS_INDENT: {
    found: 'a tab at the start of the line',
    expected: 'spaces',
    hint: 'Indent with spaces: YAML does not allow tabs there.',
  },
  MULTIPLE_DOCS: {
    found: 'a second YAML document',
    expected: 'one document',
    hint: 'Remove the line `---` and what follows it, or move that into its own file.',
  },
  MISSING_CHAR: {
    found: 'an unexpected end',
    expected: 'a closing quote, a closing bracket or a colon',
    hint: 'Close whatever was opened before this place, and write every key as `key: value`.',
  },
  BAD_SCALAR_START: {
    found: 'a value that starts with a character reserved by YAML',
    expected: 'a plain or a quoted value',
    hint: 'Put the value in quotes.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    found: 'a key inside the value of another key',
    expected: 'each key on its own line, with the same indentation for keys of one level',
    hint: 'Check the indentation, and put values that contain `: ` in quotes.',
  },
  MULTILINE_IMPLICIT_KEY: {
    found: 'a line without a colon',
    expected: '`key: value`',
    hint: 'Check the indentation and the colon after the key.',
  },
  BAD_INDENT: {
    found: 'a bracket that is not closed, or text that is not indented',
    expected: 'a closing bracket',
    hint: 'Close every `[` with `]` and every `{` with `}`, and indent what is between them.',
  },
  BLOCK_IN_FLOW: {
    found: 'a key or a list item inside brackets without a comma before it',
    expected: 'a comma or a closing bracket',
    hint: 'Put commas between the entries, and close the brackets opened before this place.',
  },
  RESOURCE_EXHAUSTION: nestedTooDeeply,
};

/** One sentence about one place in the file: what was found, what was expected and what to do. */
export function problemAt(path: string, place: Place, sentence: string, hint: string): UserError {
  return usageError(`${path}:${place.line}:${place.column}: ${sentence}`, hint);
}

/** The tree of a YAML text; throws a UserError if the text is not a single harmless YAML document. */
export function treeOfYaml(text: string, path: string): Tree {
  refuseUnreadable(text, path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  refuseSyntaxErrors(document, { path, lines });
  const contents = document.contents as Node | null;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    const hint = 'Write one with `grouplift init`.';
    throw problemAt(path, { line: 1, column: 1 }, 'the file is empty, expected a configuration.', hint);
  }
  return treeOf(contents, { path, lines, anchors: new Map() }, 0);
}

function refuseUnreadable(text: string, path: string): void {
  if (text.length > largestText) {
    const sentence = `the file has ${text.length} characters, expected a configuration of at most ${largestText}.`;
    throw problemAt(
      path,
      { line: 1, column: 1 },
      sentence,
      'Check that this is the configuration and not a data file.',
    );
  }
  const odd = text.search(/[\0\uFFFD]/);
  if (odd >= 0) {
    const hint = 'Save the file as UTF-8.';
    throw problemAt(path, placeIn(text, odd), 'found bytes that are not UTF-8, expected UTF-8 text.', hint);
  }
  const deep = tooDeepAt(text);
  if (deep >= 0) throw troubleAt(path, placeIn(text, deep), nestedTooDeeply);
}

/** Offset at which brackets or `- ` nest deeper than in any real configuration, else -1: the parser may not survive that. */
function tooDeepAt(text: string): number {
  const dashes = text.search(/(?:[-?][ \t]+){100}/);
  if (dashes >= 0) return dashes;
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset];
    if (character === '[' || character === '{') depth++;
    if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > 300) return offset;
  }
  return -1;
}

function placeIn(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function troubleAt(path: string, place: Place, { found, expected, hint }: Trouble): UserError {
  return problemAt(path, place, `found ${found}, expected ${expected}.`, hint);
}

function refuseSyntaxErrors(document: Document, { path, lines }: Omit<Reading, 'anchors'>): void {
  const error = document.errors[0];
  if (error === undefined) return;
  const place = placeOf(error.pos[0], lines);
  const known = syntax[error.code];
  if (known !== undefined) throw troubleAt(path, place, known);
  const reason = error.message.split('\n')[0]?.replace(/[.:]$/, '') ?? error.code;
  const hint = 'Check quotes, brackets, colons and indentation at this place.';
  throw problemAt(path, place, `found text that is not YAML (${reason}), expected valid YAML.`, hint);
}

function placeOf(offset: number, lines: LineCounter): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function treeOf(node: Node | null, reading: Reading, depth: number): Tree {
  const place = placeOf(node?.range?.[0] ?? 0, reading.lines);
  if (isAlias(node)) return anchoredTree(node.source, place, reading);
  if (depth > deepest) throw troubleAt(reading.path, place, nestedTooDeeply);
  refuseTag(node?.tag, place, reading);
  const anchor = node !== null && 'anchor' in node ? node.anchor : undefined;
  if (anchor !== undefined) reading.anchors.set(anchor, 'open');
  const tree = plainTree(node, place, reading, depth);
  if (anchor !== undefined) reading.anchors.set(anchor, tree);
  return tree;
}

function plainTree(node: Node | null, place: Place, reading: Reading, depth: number): Tree {
  if (isMap(node)) return branchOf(node, place, reading, depth);
  if (isSeq(node)) {
    const items = node.items.map((item) => treeOf(item as Node | null, reading, depth + 1));
    return { kind: 'list', place, size: sizeOf(items, place, reading), items };
  }
  const value = isScalar(node) ? (node.value as Scalar['value']) : null;
  const source = isScalar(node) ? node.source : undefined;
  return { kind: 'scalar', place, size: 1, value, text: typeof value === 'string' ? value : (source ?? '') };
}

function branchOf(node: YAMLMap, place: Place, reading: Reading, depth: number): Branch {
  const entries = new Map<string, Entry>();
  for (const pair of node.items) {
    const key = treeOf(pair.key as Node | null, reading, depth + 1);
    const name = keyName(key, reading);
    const twin = entries.get(name);
    if (twin !== undefined) throw duplicateKey(name, key.place, twin.key, reading);
    const value = treeOf(pair.value as Node | null, reading, depth + 1);
    const empty = value.kind === 'scalar' && value.value === null;
    entries.set(name, { key: key.place, tree: empty ? { ...value, place: key.place } : value });
  }
  const trees = [...entries.values()].map((entry) => entry.tree);
  return { kind: 'map', place, size: sizeOf(trees, place, reading), entries };
}

function keyName(key: Tree, { path }: Reading): string {
  if (key.kind !== 'scalar' || key.text === '') {
    const found = key.kind === 'scalar' ? 'an empty key' : `a ${key.kind} as a key`;
    throw problemAt(
      path,
      key.place,
      `found ${found}, expected a name.`,
      'Write every entry as `key: value`.',
    );
  }
  if (key.text === '__proto__') {
    const hint = 'Rename that column in the export, or remove the key.';
    throw problemAt(path, key.place, 'found the key `__proto__`, expected another name.', hint);
  }
  if (key.text === '<<') {
    const hint = 'Write the keys out, or use an alias for a whole value (`key: *name`).';
    throw problemAt(path, key.place, 'found the merge key `<<`, expected a key written out.', hint);
  }
  return key.text;
}

function duplicateKey(name: string, place: Place, first: Place, { path }: Reading): UserError {
  const sentence = `found the key \`${name}\` again, expected it only once (it is already in line ${first.line}).`;
  return problemAt(path, place, sentence, 'Keep one of the two.');
}

function sizeOf(trees: readonly Tree[], place: Place, { path }: Reading): number {
  const size = trees.reduce((sum, tree) => sum + tree.size, 1);
  if (size <= largestSize) return size;
  const sentence = `found more than ${largestSize} values (with aliases expanded), expected a configuration.`;
  throw problemAt(
    path,
    place,
    sentence,
    'Check that this is the configuration, and avoid aliases of aliases.',
  );
}

function anchoredTree(name: string, place: Place, { path, anchors }: Reading): Tree {
  const tree = anchors.get(name);
  if (tree === undefined) {
    const sentence = `found the alias \`*${name}\`, expected an anchor \`&${name}\` before it.`;
    throw problemAt(path, place, sentence, 'Put a value that starts with `*` in quotes.');
  }
  if (tree === 'open') {
    const sentence = `found the alias \`*${name}\` inside its own anchor, expected a value that ends.`;
    throw problemAt(path, place, sentence, 'Write the value out.');
  }
  return tree;
}

function refuseTag(tag: string | undefined, place: Place, { path }: Reading): void {
  if (tag === undefined || standardTag.test(tag)) return;
  const name = tag.replace('tag:yaml.org,2002:', '!!');
  const sentence = `found the YAML tag \`${name}\`, expected a plain value.`;
  throw problemAt(path, place, sentence, 'Remove the tag: the configuration holds plain values only.');
}

/** The tree at a path of keys and indices; undefined if there is none. */
export function treeAt(tree: Tree, path: readonly PropertyKey[]): Tree | undefined {
  return path.reduce<Tree | undefined>((found, step) => {
    if (found?.kind === 'list') return found.items[Number(step)];
    return found?.kind === 'map' ? found.entries.get(String(step))?.tree : undefined;
  }, tree);
}

/** The place of the last key or list item of a path, or of the closest enclosing one. */
export function keyPlace(tree: Tree, path: readonly PropertyKey[]): Place {
  const last = path.at(-1);
  const around = treeAt(tree, path.slice(0, -1));
  if (last !== undefined && around?.kind === 'map') {
    const entry = around.entries.get(String(last));
    if (entry !== undefined) return entry.key;
  }
  if (last !== undefined && around?.kind === 'list') return around.items[Number(last)]?.place ?? around.place;
  return path.length === 0 ? tree.place : keyPlace(tree, path.slice(0, -1));
}
