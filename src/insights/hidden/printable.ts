import type { Published } from '../../report/published.js';
import { baseWeeks } from '../../statistics/signal_window.js';
import { type GroupHighlight, weeksBefore } from '../signals/signals.js';
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

/**
 * Whether the usual share of a group would give away a week that is not printed: it is the sum of the weeks before, times a ratio that
 * the totals have. The weeks themselves, and the share to a whole person, may be printed.
 */
export function isShareTelling({ group_id, landed, weeks }: GroupHighlight, published: Published): boolean {
  if (landed.some((value) => isFew(value, published.facts))) return true;
  const last = weeks.at(-1) ?? '';
  const made = weeksBefore(published).filter((week) => week <= last);
  return made.slice(-2 * baseWeeks).some((week) => isHiddenLanded(published, group_id, week));
}
