import type { SourceFile } from '../../sources/plan.js';
import { identifier } from './text.js';

/** What the rows of a file carry about the file itself: its number, and the first and the last position in the configuration that names it. */
export const filePlaces = ['file_no', 'first_entry', 'last_entry'] as const;

/** The column that holds it next to those of the file, under a name that none of them has, in any case. */
export function placeOf({ types }: Pick<SourceFile, 'types'>, place: (typeof filePlaces)[number]): string {
  const taken = new Set(Object.keys(types).map((column) => column.toLowerCase()));
  let name = `${place}_of_file`;
  while (taken.has(name)) name += '_';
  return identifier(name);
}
