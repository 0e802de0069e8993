/** The first screen, in English. */
export const opening = {
  targetQuestion: 'On target?',
  changeQuestion: 'What changed?',
  decisionQuestion: 'What to decide?',
  untrusted: (label: string) => `Do not decide on these figures yet: ${label.toLowerCase()}`,
  allReached: (period: string) => `On target in ${period}`,
  noneReached: (period: string) => `Below target in ${period}`,
  someReached: (reached: number, all: number, period: string) =>
    `${reached} of ${all} targets reached in ${period}`,
  willMiss: (period: string, names: string) => `${period} will miss on ${names}`,
  onTrack: (period: string) => `${period} is on track`,
  mayMiss: (period: string, names: string) => `${period} is likely to miss on ${names}`,
  isOpen: (period: string, names: string | null) =>
    `${period} can still go either way${names === null ? '' : ` on ${names}`}`,
  isEarly: (period: string) => `too early to tell ${period}`,
  standing: {
    over: (period: string, ahead: number, all: number) => `${period}: ${ahead} of ${all} reached`,
    running: (period: string, ahead: number, all: number) => `${period}: ${ahead} of ${all} on course`,
  },
  ofTarget: (share: string) => `${share} of target`,
  target: (target: string) => `target ${target}`,
  titles: (sentences: readonly string[]) => sentences.join('. '),
  noTargets: 'No targets are given',
  periods: {
    week: (week: number) => `week ${week}`,
    month: (month: number) =>
      [
        'January',
        'February',
        'March',
        'April',
        'May',
        'June',
        'July',
        'August',
        'September',
        'October',
        'November',
        'December',
      ][month - 1] ?? '',
    quarter: (quarter: number, year: number) => `Q${quarter} ${year}`,
    year: (year: number) => `${year}`,
  },
  atDay: (period: string, day: number) => `${period}, at day ${day}`,
  heads: { landed: 'landed, net', of: 'of target', lands: 'lands at', target: 'target' },
  valueOf: (goal: string) => `the net value of ${goal}`,
  value: (goal: string, currency: string) => `${goal}, net value, ${currency}`,
  people: (goal: string, net: string, people: string, gross: boolean) =>
    `${goal} ${net}, by ${people} people${gross ? ' before refunds' : ''}`,
  landed: (goal: string, net: string) => `${goal} ${net}`,
  fewResults: ([main, ...others]: readonly string[]) =>
    `${main}: too few to judge the week by${others.length === 0 ? '' : `; ${others.join(', ')}`}`,
  usual: 'as usual',
  above: 'above the usual range',
  below: 'below the usual range',
  marked: (event: string) => `a week with ${event}`,
  daysOfCalendar: (days: number) => (days === 1 ? 'a day of the calendar' : `${days} days of the calendar`),
  tooFew: 'too few ordinary weeks to call it unusual',
  groups: (ups: number, downs: number) => {
    if (ups + downs === 0) return 'No group stands out';
    const parts = [
      ...(ups > 0 ? [`${ups} ${ups === 1 ? 'group beats' : 'groups beat'} its usual share`] : []),
      ...(downs > 0 ? [`${downs} ${downs === 1 ? 'falls' : 'fall'} short of it`] : []),
    ];
    return parts.join(', ').replace(/^(\d+ groups beat) its/, '$1 their');
  },
  lastWeek: (week: string, people: string, state: string) =>
    `The last complete week (from ${week}): ${people} people, ${state}.`,
  range: (low: string, high: string) => `${low} to ${high}`,
  chartTitle: (goal: string) => `People a week: ${goal}`,
  rangeText: (low: string, high: string) => `Shade: the usual range, ${low} to ${high} people.`,
  markedText: (event: string) =>
    `A week with ${event} is expected to be different, so the total is no highlight.`,
  comparable: (week: string, people: string, change: string, reach: string, isBeyond: boolean) =>
    `Against the comparable week of ${week} (${people} people): ${change}, ${isBeyond ? 'more than chance explains' : 'no more than chance explains'} (\u00b1\u00a0${reach}).`,
  nothingComparable: 'Nothing to compare it with: load last year.',
  fewWeeks: (needed: number, has: number) =>
    `It takes ${needed} ordinary weeks to call one unusual; there are ${has}.`,
  headlineResults: 'Headline results',
  split: (what: string, total: string, rate: string, volume: string, mix: string, outside: string) =>
    `${what} before refunds: ${total} on the week before, of which ${rate} from results per member, ${volume} from the number of members, ${mix} from the mix of groups, ${outside} outside the groups.`,
  by: (owner: string | null, day: string | null) =>
    [owner, day === null ? null : `by ${day}`].filter((part) => part !== null).join(', '),
  nothing: 'Nothing to decide.',
  nothingText: (missed: boolean): string =>
    missed
      ? 'A target is missed, but no proven tactic is unused and no lowlight is unanswered.'
      : 'No target is missed, no proven tactic is unused, no lowlight is unanswered.',
  fix: (label: string) => `Fix the data first: ${label.toLowerCase()}.`,
  miss: (name: string, day: string, target: string) =>
    `${name}: add a tactic by ${day}, or lower the target of ${target}.`,
  missText: (low: string, high: string, period: string) =>
    `Without one, ${period} ends at ${low} to ${high}.`,
  unlikelyText: (low: string, high: string, period: string, chance: string) =>
    `Without one, ${period} ends at ${low} to ${high}; the chance to reach the target is ${chance}.`,
  missed: (name: string, period: string, missing: string) =>
    `${name}: ${period} fell ${missing} short. Change the plan, or the next target.`,
  missedText: (landed: string, target: string) => `${landed} of ${target} landed.`,
  extend: (tactic: string) => `Extend ${tactic} to the groups without it.`,
  stop: (tactic: string) => `Stop ${tactic}.`,
  why: (group: string) => `${group}: find out why it fell short of its share.`,
  whyText: (landed: string, expected: string) => `${landed} people; its usual share would be ${expected}.`,
  test: (tactic: string, isOver: boolean, leftOut: string, length: string) =>
    `${tactic}: ${isOver ? 'next time ' : ''}leave out ${leftOut}, chosen at random, for ${length}.`,
  leftOut: {
    holdout: (count: string) => `${count} groups`,
    people: (count: string) => `${count} people`,
  },
  testText: (hours: string, cost: string) =>
    `It took ${hours} hours${cost === '' ? '' : ` and ${cost}`}; its effect is not known yet.`,
  strip: {
    members: 'Members',
    refunds: 'Refunds',
    effort: 'Effort',
    trust: 'Trust',
    ofWeek: (label: string, week: string) => `${label}, week of ${week}`,
  },
  left: (count: string) => `${count} left the groups`,
  leftUsual: (low: string, high: string) => `usually ${low} to ${high}`,
  leftUnknown: 'Leaves cannot be observed',
  joined: (count: string) => `${count} joined`,
  refunded: (share: string, goal: string | null) =>
    `${share}${goal === null ? '' : ` of ${goal}`} came back so far`,
  refundedBefore: (share: string) => `the week before stood at ${share} at the same age`,
  refundsUp: (share: string, usual: string) =>
    `${share} came back already; at that age it is usually ${usual}.`,
  noRefunds: 'No refunds are known',
  off: (share: string) => `${share} of the hours served no goal`,
  offText: (off: string, all: string, from: string) => `${off} of ${all} hours since ${from}`,
  noHours: 'No hours are known',
  final: (day: string) => `figures are final on ${day}`,
};
