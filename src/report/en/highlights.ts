/** Highlights and lowlights, in English. */
export const highlights = {
  question: 'Highlights and lowlights',
  title: (ups: number, downs: number, series: string) =>
    `${[...(ups > 0 ? [`${ups} ${ups === 1 ? 'highlight' : 'highlights'}`] : []), ...(downs > 0 ? [`${downs} ${downs === 1 ? 'lowlight' : 'lowlights'}`] : [])].join(' and ')} from ${series} weekly series`,
  none: (series: string) => `No real highlight this week: ${series} series, none beyond what chance explains`,
  inWeek: (goal: string, week: string) => `${goal}, week of ${week}`,
  judged: (week: string) => `What is judged is the last complete week of the period, that of ${week}.`,
  lead: 'People are counted, not orders, and each group is compared with its usual share of the week: neither one big buyer nor the season makes a highlight. In weeks without any change this list stays empty in at least 95 of 100 reports.',
  kinds: { jump: 'Jump', built_up: 'Built up slowly', drop: 'Drop' },
  still: { jump: 'Still above', built_up: 'Still above', drop: 'Still below' },
  since: (week: string) => `Outside its share since the week of ${week}, which stood out by itself.`,
  card: (group: string, landed: string, goal: string, expected: string, weeks: number) =>
    weeks === 1
      ? `${group}: ${landed} people (${goal}); its usual share would be ${expected}`
      : `${group}: ${landed} people in ${weeks} weeks (${goal}); its usual share would be ${expected}`,
  cardWithout: (group: string, goal: string, isUp: boolean) =>
    `${group}: ${isUp ? 'more' : 'fewer'} people than its usual share (${goal})`,
  chart: (group: string, goal: string) => `${group}: people a week, ${goal}`,
  described: (landed: string, expected: string) =>
    `The last week has ${landed} people, its usual share is ${expected}; the shade is what chance explains.`,
  single: 'Line: people. Dotted: usual share. Shade: what chance explains.',
  lineOnly:
    'Line: people. Its usual share is not drawn: it would give away weeks about too few people to be printed.',
  slow: 'No single week stands out; taken together they do.',
  why: (owner: string | null) =>
    owner === null ? 'Why? Not answered yet.' : `A question to ${owner}: why? Not answered yet.`,
  answered: (text: string, by: string | null) => `${by ?? 'Answer'}: \u201c${text}\u201d`,
  ran: (names: string) => `On the same days: ${names}.`,
  ranNone: 'No tactic in the calendar ran on these days.',
  totals: {
    out: (goal: string, people: string, low: string, high: string, isUp: boolean) =>
      `${goal}: ${people} people, ${isUp ? 'above' : 'below'} the usual range of ${low} to ${high}.`,
    usual: (goal: string, people: string, low: string, high: string) =>
      `${goal}: ${people} people, in the usual range of ${low} to ${high}.`,
    marked: (goal: string, people: string, event: string) =>
      `${goal}: ${people} people in a week with ${event}; such a week is never a highlight of the total.`,
    few: (goal: string, has: number) =>
      `${goal}: ${has} ordinary weeks are known, 12 are needed to judge the total.`,
  },
  records: (seen: number, expected: string) =>
    `Records: ${seen} ${seen === 1 ? 'group has its' : 'groups have their'} best week; chance alone gives ${expected}.`,
  recordsLuck: 'No more than luck.',
  recordsMore: 'More than luck would give; any one of them may still be luck.',
  watchTitle: (seen: number, chance: string) =>
    `Worth a look, not proven: ${seen} outside their usual week, up to ${chance} expected by chance`,
  columns: { group: 'Group', goal: 'Goal', people: 'People', usual: 'Usual share' },
  few: 'Nothing can be called unusual yet',
};
