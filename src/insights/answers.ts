import type { Published, Reason } from '../report/published.js';
import { findingId } from './findings.js';
import { oneLine, shorten } from './names.js';
import { reportDay } from './spans.js';
import { daysBetween } from './weeks.js';

/** So long an answer is quoted: as long as the longest window of a signal. */
const quotedDays = 56;
const longestAnswer = 300;

/** A finding of part 5 about one group and goal, under the same name in every report. */
export function groupKey(goal: string, group_id: string): string {
  return `group.${goal}.${group_id}`;
}

/** What operators answered to a finding, the newest first: answers of eight weeks before the report, or after it as long as that. */
export function answersTo(published: Published, part: string, key: string): readonly Reason[] {
  const id = findingId(part, key);
  const day = reportDay(published);
  const quoted = published.reasons.filter(
    ({ finding_id, given_at }) =>
      finding_id === id && (given_at === null || Math.abs(daysBetween(given_at, day)) <= quotedDays),
  );
  return quoted.toSorted((a, b) => ((a.given_at ?? '') < (b.given_at ?? '') ? 1 : -1));
}

/** An answer as one line, cut where nobody reads on. */
export function answerText({ text }: Reason): string {
  return shorten(oneLine(text), longestAnswer);
}
