import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Opening } from '../report/report.js';
import { forecastWeek } from '../statistics/signal_totals.js';
import { checksOf } from './checks.js';
import { isFew } from './names.js';
import { offMainLine } from './pacing.js';
import { signalsOf, weeksBefore } from './signals.js';
import { reportDay } from './spans.js';
import { mainGoal } from './totals.js';
import { trustTitle } from './trust.js';
import { addDays } from './weeks.js';

type Entry = Opening['strip'][number];
const weeksOfEffort = 13;

/** What else a manager asks about: members, refunds, effort that serves no goal, trust. */
export function stripOf(published: Published, words: Language): readonly Entry[] {
  return [
    membersEntry(published, words),
    refundsEntry(published, words),
    effortEntry(published, words),
    trustEntry(published, words),
  ];
}

function membersEntry(published: Published, words: Language): Entry {
  const label = words.opening.strip.members;
  const weeks = weeksBefore(published);
  const rows = new Map(published.membership_week.map((row) => [row.week_start, row]));
  const last = weeks.at(-1);
  const seen = published.membership_week.some(({ left }) => left !== null);
  const joined = rows.get(last ?? '')?.joined ?? 0;
  const shown = (count: number) =>
    isFew(count, published.facts) ? words.few(published.facts.min_cell) : number(count);
  if (last === undefined || !seen)
    return { label, strong: words.opening.leftUnknown, text: words.opening.joined(shown(joined)) };
  const left = weeks.map((week) => rows.get(week)?.left ?? 0);
  const usual = forecastWeek(left.at(-1) ?? 0, left.length - 1, left.slice(0, -1));
  const range = usual === null ? [] : [words.opening.leftUsual(number(usual.low), number(usual.high))];
  return {
    label,
    strong: words.opening.left(shown(left.at(-1) ?? 0)),
    text: words.list([...range, words.opening.joined(shown(joined))]),
  };
}

/** Reversals of the week and of the previous one, both at the same age. */
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

function refundsEntry(published: Published, words: Language): Entry {
  const label = words.opening.strip.refunds;
  const goal = mainGoal(published);
  const known = published.sources.some(({ table_name }) => table_name === 'reversals');
  if (goal === null || !known) return { label, strong: words.opening.noRefunds, text: '' };
  const [before, now] = refundShares(published, goal.goal, weeksBefore(published)).slice(-2);
  if (now === undefined || before === undefined || isFew(now.back, published.facts))
    return { label, strong: now === undefined ? words.none : words.few(published.facts.min_cell), text: '' };
  return {
    label,
    strong: words.opening.refunded(percent(now.share, words, 1)),
    text: isFew(before.back, published.facts)
      ? ''
      : words.opening.refundedBefore(percent(before.share, words, 1)),
  };
}

function effortEntry(published: Published, words: Language): Entry {
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

function trustEntry(published: Published, words: Language): Entry {
  const goal = mainGoal(published);
  const end = signalsOf(published).week ?? reportDay(published);
  const last = published.facts.period_to ?? addDays(end, 6);
  const settled = goal === null ? null : addDays(last, Math.ceil(goal.window_days + goal.settle_days) + 1);
  return {
    label: words.opening.strip.trust,
    strong: trustTitle(checksOf(published), words),
    text: settled === null ? '' : words.opening.final(settled),
  };
}
