/** One line for each missing input, in English. */
export const missing = {
  heading: 'What this report cannot say, and what would answer it',
  targets: 'No targets: a file with node, period, target answers \u201con target?\u201d.',
  effort: 'No hours or cost in the tactics calendar: effort off the main line is not known.',
  members: 'Members are not known: the change cannot be split into rate and number of members.',
  weeks: (has: string) =>
    `Highlights need 12 ordinary weeks; there are ${has}: nothing can be called unusual yet.`,
  weeksOfTotals: (has: string) =>
    `Totals need 12 ordinary weeks; there are ${has}: no total can be called unusual yet, only groups.`,
  messages: 'Chat is not exported: talk cannot be compared with results.',
  tactics: 'No tactics calendar: what worked cannot be answered.',
  kols: 'No KOL list: their own results and those they bring cannot be shown.',
  codes: 'No code was used: only own results of KOLs are shown.',
  overlap:
    'No splits or merges are known, and no two groups share people: nothing to say about the group matrix.',
  cohorts: (day: string) => `No cohort is old enough: the first one is on ${day}.`,
  refunds: 'Refunds are not known: net equals gross.',
  leaves: 'Leaves cannot be observed.',
  clicks:
    'The sources record no click or scan of a known person: where people drop out before the result is not known.',
  youngClicks: 'No week of clicks has all its windows over yet: the funnel comes later.',
  calendar: 'No calendar: campaigns and holidays cannot be told apart from ordinary weeks.',
  owners: 'No owners: the table by owner is left out.',
  pyramid: 'No known person landed anything in 90 days: there is no pyramid.',
  replies: 'The export has no replies in the last 90 days: who talks to whom (triangles) is not known.',
};
