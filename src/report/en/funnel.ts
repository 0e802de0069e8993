/** From a click to a result, in English. */
export const funnel = {
  none: 'No week of clicks has its windows over yet',
  title: (share: string, goal: string, moved: string) =>
    `Of 100 who clicked, ${share} went on to ${goal}${moved === '' ? '; no step left its usual range' : `; outside the usual range: ${moved}`}`,
  lead: (clicked: string, from: string, to: string) =>
    `${clicked} known people clicked a link or scanned a code from ${from} to ${to}, the last week whose windows are over. The click need not be the cause.`,
  against: (goal: string, share: string, usual: string, moved: boolean) =>
    `${goal}: ${share}, against ${usual} in the eight cohorts before; ${moved ? 'more than chance explains' : 'no more than cohorts usually vary'}.`,
  table: 'Of those who clicked or scanned',
  columns: { step: 'Step', people: 'People', share: 'Share of the cohort', usual: 'Eight cohorts before' },
  noUsual: 'Fewer than four earlier cohorts.',
  note: 'Each step counts people of the cohort who landed it within its window after their first click of the week; steps need not follow each other. Whether a step moved is judged for the steps of this table alone.',
};
