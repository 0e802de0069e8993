/** How many of the goals are at their pace. */
function standing(ahead: number, all: number): string {
  if (all === 1) return ahead === 1 ? 'The goal is at its pace' : 'The goal is behind its pace';
  if (ahead === all) return `All ${all} goals are at their pace`;
  if (ahead === 0) return `None of ${all} goals is at its pace`;
  return `${ahead} of ${all} goals ${ahead === 1 ? 'is at its' : 'are at their'} pace`;
}

/** Goals and pacing, in English. */
export const goals = {
  question: 'Goals and pacing',
  title: (ahead: number, all: number, behind: string | null) =>
    `${standing(ahead, all)}${behind === null ? '' : `; ${behind}`}`,
  behind: (name: string, count: string, period: string | null) =>
    `${name}: ${count} behind${period === null ? '' : ` in ${period}`}`,
  lead: 'The pace weighs each day by what it is worth: weekdays by the last eight ordinary weeks, named days by an earlier one of the same name if the data has one. Net as known now; refunds can still come.',
  table: (period: string, gone: number, days: number) => `${period}, ${gone} of ${days} days gone`,
  state: (share: string, isAhead: boolean) =>
    isAhead ? `ahead of the pace by ${share}` : `behind by ${share}`,
  atPace: 'at its pace',
  of: (target: string) => `of ${target}`,
  heads: { node: 'Goal', soFar: 'so far', bar: 'pace and target', lands: 'lands at', verdict: 'verdict' },
  verdicts: {
    on_track: 'On track',
    likely: 'Likely',
    open: 'Open',
    unlikely: 'Unlikely',
    will_miss: 'Will miss',
    reached: 'Reached',
    missed: 'Missed',
    not_in: 'Days are missing',
  },
  missBy: (count: string) => `Will miss by about ${count}`,
  missedIn: (name: string, count: string, period: string) => `${name} missed ${period} by ${count}`,
  missedBy: (count: string) => `Missed by ${count}`,
  chance: (share: string) => `chance ${share}`,
  noneIn: 'Days are missing: no target can be judged',
  early: 'too early to tell',
  legend:
    'Bar: so far. Long mark: target; short mark: pace for today. Thin line: where it lands, 9 chances in 10.',
  unknownEvents: (names: string) =>
    `${names}: nothing in the past shows what these days are worth, so they count as ordinary ones.`,
  gap: (parent: string, sum: string, target: string) =>
    `The targets under ${parent} add up to ${sum}, not to its ${target}.`,
  off: (off: string, all: string, share: string, names: string, from: string) =>
    `Off the main line: ${off} of ${all} hours (${share}) since ${from} went to tactics without a goal${names === '' ? '' : `: ${names}`}.`,
  allOn: (all: string, from: string) => `All ${all} hours since ${from} went to tactics with a goal.`,
};
