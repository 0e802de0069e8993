import type { Published } from '../../report/published.js';
import type { GroupHighlight } from '../signals/signals.js';
import { isFew } from '../wording/names.js';
import { isHiddenLanded, isTold } from './hidden_landed.js';

/** Whether the people of a highlight may be printed: they are not few, and give no week away that is not printed elsewhere. */
export function isPrintable(
  { group_id, landed, weeks, window }: GroupHighlight,
  published: Published,
): boolean {
  const from = landed.length - window.weeks;
  const figures = landed.map((value, at) => ({
    value,
    hidden: isFew(value, published.facts) || isHiddenLanded(published, group_id, weeks[at] ?? ''),
  }));
  return !isFew(window.landed, published.facts) && !isTold(figures.slice(from), published.facts);
}
