import type { Language } from '../../report/language.js';
import type { Published } from '../../report/published.js';
import type { PaceNode } from '../pacing.js';
import { labelOf } from '../wording/labels.js';

/** The goal of a node, or its value in its currency, as the name of a line. */
export function nodeLabel(node: PaceNode, published: Published, words: Language): string {
  const name = labelOf(node.goal, published);
  return node.is_value ? words.opening.value(name, node.goal.currency ?? '') : name;
}

/** The goal of a node, or its value, within a sentence. */
export function nodeName(node: PaceNode, published: Published, words: Language): string {
  const name = labelOf(node.goal, published);
  return node.is_value ? words.opening.valueOf(name) : name;
}
