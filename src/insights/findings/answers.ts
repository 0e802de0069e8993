import type { Published, Reason } from '../../report/published.js';
import { reportDay } from '../weeks/spans.js';
import { daysBetween } from '../weeks/weeks.js';
import { oneLine, shorten } from '../wording/names.js';
import { findingId } from './findings.js';

/** How many days an answer is quoted for: as long as the longest window of a signal. */
const quotedDays = 56;
const longestAnswer = 300;

/** The id of a finding of part 5 about one group and goal, the same in every report. */
export function groupKey(goal: string, group_id: string): string {
  return `group.${goal}.${group_id}`;
}

/** Operators' answers to a finding, newest first: those given up to eight weeks before or after the report. */
export function answersTo(published: Published, part: string, key: string): readonly Reason[] {
  const id = findingId(part, key);
  const day = reportDay(published);
  const quoted = published.reasons.filter(
    ({ finding_id, given_at }) =>
      finding_id === id && (given_at === null || Math.abs(daysBetween(given_at, day)) <= quotedDays),
  );
  return quoted.toSorted((a, b) => ((a.given_at ?? '') < (b.given_at ?? '') ? 1 : -1));
}

/** An answer on one line, shortened to what people will read. */
export function answerText({ text }: Reason): string {
  return shorten(oneLine(text), longestAnswer);
}
