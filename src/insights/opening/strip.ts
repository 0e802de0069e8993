import { number, percent } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Published } from '../../report/published.js';
import type { StripEntry } from '../../report/report.js';
import { forecastWeek } from '../../statistics/signal_totals.js';
import { offMainLine } from '../pacing.js';
import { signalsOf, weeksBefore } from '../signals/signals.js';
import { mainGoal } from '../totals.js';
import { checksOf, worstLevel } from '../trust/checks.js';
import { trustTitle } from '../trust.js';
import { isOneWeek, reportDay } from '../weeks/spans.js';
import { reportedWeek } from '../weeks/week_change.js';
import { addDays } from '../weeks/weeks.js';
import { mainAmongSeveral } from '../wording/labels.js';
import { isFew } from '../wording/names.js';

const weeksOfEffort = 13;

/** What else a manager asks about: members, refunds, effort that serves no goal, trust. */
export function stripOf(published: Published, words: Language): readonly StripEntry[] {
  return [
    membersEntry(published, words),
    refundsEntry(published, words),
    effortEntry(published, words),
    trustEntry(published, words),
  ];
}

function membersEntry(published: Published, words: Language): StripEntry {
  const label = ofWeek(words.opening.strip.members, published, words);
  const rows = new Map(published.membership_week.map((row) => [row.week_start, row]));
  const week = weekShown(published);
  const seen = published.membership_week.some(({ left }) => left !== null);
  const joined = rows.get(week ?? '')?.joined ?? 0;
  const shown = (count: number) =>
    isFew(count, published.facts) ? words.few(published.facts.min_cell) : number(count);
  if (week === null) return { label, strong: seen ? words.none : words.opening.leftUnknown, text: '' };
  if (!seen) return { label, strong: words.opening.leftUnknown, text: words.opening.joined(shown(joined)) };
  const earlier = weeksBefore(published).filter((one) => one < week);
  const leftIn = (one: string) => rows.get(one)?.left ?? 0;
  const left = leftIn(week);
  const usual = forecastWeek(left, earlier.length, earlier.map(leftIn));
  const range = usual === null ? [] : [words.opening.leftUsual(number(usual.low), number(usual.high))];
  return {
    label,
    strong: words.opening.left(shown(left)),
    text: words.list([...range, words.opening.joined(shown(joined))]),
  };
}

/** The heading of an entry; in a report on anything else than one week it names the week that the entry is about. */
function ofWeek(label: string, published: Published, words: Language): string {
  const week = weekShown(published);
  return week === null || isOneWeek(published.facts) ? label : words.opening.strip.ofWeek(label, week);
}

/** The week that the strip is about. */
export function weekShown(published: Published): string | null {
  const goal = mainGoal(published);
  return goal === null ? null : reportedWeek(published, goal.goal);
}

/** Reversals of weeks with results, all at the same age. */
export function refundShares(published: Published, goal: string, weeks: readonly string[]) {
  const rows = new Map(
    published.goal_week.filter((row) => row.goal === goal).map((row) => [row.week_start, row]),
  );
  return weeks.flatMap((week) => {
    const row = rows.get(week);
    if (row === undefined || row.conversions === 0) return [];
    const back = row.conversions - row.conversions_same_age;
    return [{ week, gross: row.conversions, back, share: back / row.conversions }];
  });
}

function refundsEntry(published: Published, words: Language): StripEntry {
  const label = ofWeek(words.opening.strip.refunds, published, words);
  const goal = mainGoal(published);
  const known = published.sources.some(({ table_name }) => table_name === 'reversals');
  if (goal === null || !known) return { label, strong: words.opening.noRefunds, text: '' };
  const week = weekShown(published);
  const [now] = week === null ? [] : refundShares(published, goal.goal, [week]);
  const earlier = weeksBefore(published).filter((one) => week !== null && one === addDays(week, -7));
  const [before] = refundShares(published, goal.goal, earlier);
  if (now === undefined || isFew(now.back, published.facts))
    return { label, strong: now === undefined ? words.none : words.few(published.facts.min_cell), text: '' };
  return {
    label,
    strong: words.opening.refunded(percent(now.share, words, 1), mainAmongSeveral(published)),
    text:
      before === undefined || isFew(before.back, published.facts)
        ? ''
        : words.opening.refundedBefore(percent(before.share, words, 1)),
  };
}

function effortEntry(published: Published, words: Language): StripEntry {
  const label = words.opening.strip.effort;
  const end = reportDay(published);
  const from = addDays(end, 1 - 7 * weeksOfEffort);
  const { hours, off_hours } = offMainLine(published, from, end);
  if (hours === 0) return { label, strong: words.opening.noHours, text: '' };
  return {
    label,
    strong: words.opening.off(percent(off_hours / hours, words)),
    text: words.opening.offText(number(off_hours), number(hours), from),
  };
}

function trustEntry(published: Published, words: Language): StripEntry {
  const goal = mainGoal(published);
  const end = signalsOf(published).week ?? reportDay(published);
  const last = published.facts.period_to ?? addDays(end, 6);
  const settled = goal === null ? null : addDays(last, Math.ceil(goal.window_days + goal.settle_days) + 1);
  const checks = checksOf(published);
  return {
    label: words.opening.strip.trust,
    level: worstLevel(checks),
    strong: trustTitle(checks, words),
    text: settled === null ? '' : words.opening.final(settled),
  };
}
