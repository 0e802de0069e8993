/** Landed results, in English. */
export const landed = {
  question: 'Landed results',
  nothing: 'Nothing landed in the period',
  lead: 'Net of refunds and cancellations, by the day of the result. Member classes add up to the whole.',
  fewResults: (goal: string, landed: string) => `${goal}: ${landed} landed, too few for shares`,
  notByClass: 'not shown by class',
  classesFew: (goal: string) => `${goal}: what landed, and when`,
  allUnknown: (goal: string) => `${goal}: whether people joined before their first result cannot be told`,
  mostUnknown: (goal: string, share: string) =>
    `${goal}: for ${share} it is unknown whether the person joined before the first result`,
  newShare: (goal: string, fresh: string, existing: string, unknown: string | null) =>
    `${goal}: ${fresh} from people who joined before their first result, ${existing} from others${unknown === null ? '' : `, ${unknown} unknown`}`,
  net: 'Landed, net',
  valueNet: 'Value, net',
  gross: 'Landed, gross',
  reversedNote: (reversed: string) => `${reversed} fully reversed`,
  weekBefore: 'The week before, at the same age',
  lastYear: (week: string) => `Last year, week of ${week}, net`,
  onLastYear: (change: string, aligned: string | null, outside: string | null) =>
    `${change} on it, refunds at equal age${aligned === null ? '' : `; aligned by ${aligned}`}${outside === null ? '' : `; ${outside}`}`,
  lastYearMonths: (from: string, to: string) => `Last year, ${from} to ${to}, net`,
  outside: (day: string, date: string) => `${day} fell outside it then (${date})`,
  lastWeek: (week: string) => `Week of ${week}, net`,
  weeksTitle: (goal: string, most: string, week: string) =>
    `${goal} a week, net: most in the week of ${week} (${most})`,
  weeksDescription: (from: string, to: string, least: number) =>
    `Net results a week from ${from} to ${to}, stacked by class of member.${least > 1 ? ` Pieces below ${least} are not drawn.` : ''}`,
  classTitle: 'By class of member',
  classNote:
    'Joined before first result: nothing landed before joining the first group. Came back: had results before, but none in the 90 days before joining.',
  unknownNote:
    'Unknown: no known person stands behind the result, or when the person joined, or whether anything landed before, is not known.',
  target: 'target of the week',
  yearLine: 'same week of last year',
  pale: 'provisional',
};
