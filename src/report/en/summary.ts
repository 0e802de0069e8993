/** The 30-second summary, in English. */
export const summary = {
  nothing: 'Nothing landed in the period',
  title: (goal: string, net: string, change: string | null) =>
    `${goal}: ${net} landed net${change === null ? '' : `, ${change} on the week before`}`,
  statusLabel: 'Status',
  noComparison: {
    nothing: 'Nothing landed in the period, so there is nothing to compare.',
    no_earlier: 'There is no earlier complete week to compare with.',
    not_over: 'No week of the period is complete yet, so there is nothing to compare.',
    not_in: 'Days are missing in the week or in the one before, so the two are not compared.',
    few: 'One of the two weeks is about too few people to compare them.',
  },
  partly: (title: string, days_in: string) => `${title} (only ${days_in})`,
  valueNet: (goal: string) => `Value of ${goal}, net`,
  byModel: (model: string) => `by ${model}`,
  withCredit: (name: string, credit: string) => `${name} ${credit}`,
  top: (names: string, per: 'members' | 'seen' | null, ties: string | null) =>
    `First by credit${per === null ? '' : ` per 100 members${per === 'seen' ? ' seen' : ''}`}: ${names}${ties === null ? '' : `; ${ties}`}.`,
  unattributed: (left: string, share: string, because: string | null, goal: string | null) =>
    `${goal === null ? '' : `${goal}: `}${left} results (${share} of those before refunds) are unattributed${because === null ? '' : `; the most frequent reason: ${because}`}.`,
  because: (count: string, reason: string) => `${reason} (${count})`,
  notIncremental:
    'Nothing here has been shown to be incremental: credit is bookkeeping, and says nothing about cause until groups with a tactic are compared with groups without it.',
};
