import { type Place, type Tree, treeAt } from './tree.js';

/** One problem in the configuration, and what to do about it. */
export interface Problem {
  readonly place: Place;
  readonly sentence: string;
  readonly hint: string;
  /** a missing key: reported only if nothing that is present is wrong */
  readonly missing?: true;
}

/** Keys and indices that lead to a value of the file. */
export type Path = readonly PropertyKey[];

/** The hint if there is no better one. */
export const seeSchema = 'Run `grouplift schema` to see every key and its meaning.';

/** The problem with a value that is not what is expected. */
export function wrongValue(tree: Tree, path: Path, expected: string, hint: string): Problem {
  const value = treeAt(tree, path) ?? tree;
  const name = path.length === 0 ? 'the file' : `\`${keyText(path)}\``;
  return { place: value.place, sentence: `${name} ${isWhat(value)}, expected ${expected}.`, hint };
}

function isWhat(value: Tree): string {
  if (value.kind === 'list')
    return value.items.length === 0 ? 'is an empty list' : `is a list of ${value.items.length}`;
  if (value.kind === 'map') return value.entries.size === 0 ? 'is an empty map' : 'is a map';
  if (value.value === null) return 'has no value';
  if (value.text === '') return 'is an empty text';
  return typeof value.value === 'string'
    ? `is the text \`${shown(value.text)}\``
    : `is \`${shown(value.text)}\``;
}

/** `goals.match.goal`: the keys of a path, without the numbers of list items. */
export function keyText(path: Path): string {
  return shown(path.filter((step) => typeof step !== 'number').join('.'));
}

/** Text from the file, shortened and with control characters made visible, to fit into a sentence. */
export function shown(text: string): string {
  const visible = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\');
  const characters = [...visible];
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : visible;
}
