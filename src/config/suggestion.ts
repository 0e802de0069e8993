import { editsBetween } from '../text/edits.js';

/** `Did you mean ...?` with the closest known word, if one is close. */
export function suggestion(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}

function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = word.toLowerCase().slice(0, 60);
  const allowed = Math.floor(plain.length / 3);
  const ranked = known
    .map((name) => ({ name, edits: editsBetween(plain, name.toLowerCase()) }))
    .toSorted((a, b) => a.edits - b.edits);
  const [best] = ranked;
  if (best !== undefined && best.edits <= allowed) return best.name;
  return plain.length < 3
    ? undefined
    : known.find((name) => name.startsWith(plain) || plain.startsWith(`${name}_`));
}
