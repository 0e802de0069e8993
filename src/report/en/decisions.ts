/** The one decision of the summary, in English. */
export const decisions = {
  noData: 'Nothing to decide: there are no results in the period.',
  bad: (label: string) => `Do not decide on these numbers yet. Mend first: ${label.toLowerCase()}.`,
  noCredit: (goal: string) => `No budget should move on ${goal}: no result could be joined to a group.`,
  join: (goal: string) =>
    `Match more ${goal} to people before comparing groups: too many have nobody known behind them.`,
  placebo: 'Move no budget on this credit: timing alone gives no support for it. A holdout would tell.',
  rise: (goal: string) =>
    `Find out why ${goal} rose before spending more on any group; then test it with a holdout.`,
  fall: (goal: string) => `Find out why ${goal} fell; check losses in the largest groups first.`,
  none: 'No decision is forced by this period.',
};
