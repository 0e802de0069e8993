/** The report in English. `join` puts sentences together, `list` names, `sentence` ends a title; the rest is words. */

const numberWords = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

function counted(count: number, one: string, many: string): string {
  return `${numberWords[count] ?? count} ${count === 1 ? one : many}`;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function list(names: readonly string[]): string {
  return names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export const en = {
  reportTitle: 'What landed from the groups',
  percentSign: '\u00a0%',
  noChange: 'no change',
  stop: '.',
  join: (sentences: readonly string[]) => sentences.join(' '),
  list: (names: readonly string[]) => names.join(', '),
  sentence: (title: string) => `${title}.`,
  models: (count: number) => plural(count, 'model', 'models'),
  groups: (count: number) => counted(count, 'group', 'groups'),
  few: (least: number) => `<${least}`,
  fewReason: (least: number) => `Figures about fewer than ${least} people are not printed.`,
  notObservable: 'not observable',
  notObservableReason: 'The source cannot say it; that is not zero.',
  noMembersReason: 'Members are not known: there is no memberships table for this group.',
  noValueReason: 'This goal has no value.',
  noSumReason: 'The headline goals have no value, or values in several currencies.',
  none: '\u2013',
  notInRun: 'Not computed in this run.',
  nothingToShare: 'Nothing landed, so there is no share.',
  tooFew: 'too few',
  noInterval: 'no interval',
  provisionalFrom: (day: string) => `provisional from ${day} on`,
  onWeekBefore: (change: string) => `${change} on the week before`,
  allHistory: (day: string) => `All history up to ${day}`,
  dates: (from: string | null, to: string | null) => `${from ?? '\u2026'} \u2013 ${to ?? '\u2026'}`,
  weekDates: (week: string, dates: string) => `Week ${week}, ${dates}`,
  weekdays: {
    monday: 'Monday',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
  },
  badges: { A: 'A', B: 'B', C: 'C', D: 'D', counted: 'counted', activity: 'activity' },
  grades: {
    A: 'Incremental, by design: a holdout was kept apart before the tactic ran.',
    B: 'Incremental, by a quasi-experiment that passed its checks.',
    C: 'Associated: a comparison adjusted for what is known. Not an effect.',
    D: 'Attributed: a bookkeeping rule gave this credit. It says who was near, not what caused it.',
    counted: 'Read from the tables. True as a count; no claim about cause.',
    activity: 'Chat and reading. Never a result; shown in grey for context only.',
  },
  gradeNames: {
    A: 'incremental, by design',
    B: 'incremental, quasi-experiment',
    C: 'associated',
    D: 'attributed by a rule',
    counted: 'read from the tables, no claim about cause',
    activity: 'activity, not a result',
  },
  classes: {
    new: 'New members',
    existing: 'Existing members',
    reactivated: 'Reactivated members',
    unknown: 'Unknown',
  },
  reasons: {
    excluded_person: 'excluded person',
    quarantined_identity: 'identity too large to be one person',
    no_identity: 'no identity',
    touch_before_window: 'touch before the window only',
    touch_only_after: 'touch after the result only',
    no_touch: 'no touch',
  },
  parts: {
    trust: 'Can I trust this?',
    summary: '30-second summary',
    landed: 'Landed results',
    league: 'Group league by type',
    method: 'Method and definitions',
  },
  levels: { good: 'Good', care: 'With care', bad: 'Stop', open: 'Note' },
  trust: {
    yes: 'Yes: the books balance and the data is complete enough',
    care: (labels: readonly string[]) => `With care: ${list(labels.map((label) => label.toLowerCase()))}`,
    no: (label: string) => `Not yet: ${label.toLowerCase()}`,
    lead: 'Every conversion is in the books: credited to groups, or unattributed with its reason.',
    checksTitle: 'Checks',
    books: 'Books',
    rows: 'Rejected rows',
    match: 'Members matched',
    join: 'Results without a person',
    fresh: 'Freshness',
    provisional: 'Provisional',
    settled: 'No: window and settling time have passed for the whole period.',
    restated: 'Restated',
    notRestated: (asOf: string) => `The totals are those of the run as of ${asOf}: none has changed.`,
    restatedFrom: (asOf: string, changes: readonly string[]) =>
      `Since the run as of ${asOf}: ${changes.join('; ')}.`,
    change: (goal: string, figure: string, before: string, after: string) =>
      `${goal}, ${figure}: ${before} \u2192 ${after}`,
    figures: {
      conversions: 'landed',
      conversions_net: 'landed net',
      value_net: 'value net',
      credited: 'credited',
    },
    leftOutLabel: 'Left out',
    noConversions: 'There is no conversion in the period.',
    noBooks: 'There is no reconciliation table, so nothing shows that the credit adds up.',
    booksBalance: (models: string) =>
      `Credited and unattributed make the ledger\u2019s total for every goal (${models}): difference 0.`,
    booksOff: (goal: string, model: string, gap: string) =>
      `${goal}, ${model}: credited and unattributed miss the ledger by ${gap}.`,
    noRejects: (rows: string) => `None of ${rows} rows was rejected.`,
    rejects: (rejected: string, rows: string, share: string) =>
      `${rejected} of ${rows} rows were rejected (${share}).`,
    matchUnknown: 'Not observable: no members are known.',
    matchFew: (least: number) => `Fewer than ${least} members are known.`,
    matched: (matched: string, members: string, share: string) =>
      `${matched} of ${members} members are known in the product (${share})`,
    wrote: (share: string) => `; they wrote ${share} of the messages.`,
    unjoined: (goal: string, share: string) =>
      `${share} of ${goal} have no known person behind them: outside the groups or not matched, which cannot be told apart.`,
    behind: (table: string, days: number, asOf: string) =>
      days === 0
        ? `All tables reach the end of what was read (${asOf}).`
        : `The newest row of ${table} is ${plural(days, 'day', 'days')} before the end of what was read (${asOf}).`,
    provisionalFrom: (day: string) =>
      `Figures from ${day} on can still change: window and settling time have not passed.`,
    leftOut: (rows: string) => `${rows} rows later than the end of what was read were left out.`,
    whereHeading: 'Where the results went',
    credited: 'credited to groups',
    creditedNoGroup: 'credited, no group',
    otherReasons: 'other reasons',
    sharesTitle: (goal: string, share: string) => `${share} of ${goal} are credited to groups`,
    sharesDescription:
      'Conversions credited to groups under the default model, and those without credit by reason.',
  },
  placebo: {
    title: 'Placebo window',
    counts: (days: number, after: string, before: string) =>
      `${plural(days, 'day', 'days')} after the result: ${after} conversions with a touch; before it: ${before}.`,
    high: 'The count after is as high as before: timing alone gives no support for this credit. This shows neither that the tactic works nor that it does not; conversions may also bring people to the group.',
    low: 'Fewer after than before: compatible with cause, and with people becoming active shortly before they convert.',
    few: 'Too few conversions to say anything about timing.',
  },
  columns: {
    table: 'Table',
    rows: 'Rows',
    rejected: 'Rejected',
    first: 'First',
    last: 'Last',
    group: 'Group',
    members: 'Members',
    membersObserved: 'Members seen writing',
    matched: 'Matched',
    matchRate: 'Match rate',
    goal: 'Goal',
    model: 'Model',
    ledger: 'Ledger',
    credited: 'Credited',
    unattributed: 'Unattributed',
    difference: 'Difference',
    valueLedger: 'Value in the ledger',
    valueDifference: 'Value difference',
    file: 'File',
    line: 'Line',
    column: 'Column',
    found: 'Found',
    expected: 'Expected',
    reason: 'Reason',
    memberClass: 'Members',
    net: 'Net',
    share: 'Share',
    gross: 'Gross',
    reversed: 'Reversed',
    value: 'Value gross',
    valueNet: 'Value net',
    place: 'Place',
    perHundred: 'Per 100 members',
    creditedNet: 'Credited net',
    trend: (weeks: number) => `Own people, ${weeks} weeks`,
    anyTouch: 'Any touch (not additive)',
    messages: 'Messages',
    chatters: 'Writing a week',
  },
  tables: {
    sources: 'What was read',
    match: 'Members matched, by group',
    matchObserved: 'Where memberships are not known, members are those seen writing.',
    reconciliation: 'Credited + unattributed = ledger',
    rejects: 'Rejected rows',
    foundHidden: 'What was found is shown as a hash, because people are masked.',
  },
  promo: {
    title: 'With and without those who look like promo abusers',
    suspects: 'Suspects',
    grossWithout: 'Gross without',
    netWithout: 'Net without',
    valueWithout: 'Value net without',
    note: 'Suspects are people with a burst of orders, an order right after joining that came back, red envelopes and nothing else, or a quick leave after taking one. Each has its reason in the table promo_suspects. Nothing was taken out.',
  },
  landed: {
    nothing: 'Nothing landed in the period',
    lead: 'Net of refunds and cancellations, by the day of the result. Member classes add up to the whole.',
    allUnknown: (goal: string) => `${goal}: new and existing members cannot be told apart`,
    mostUnknown: (goal: string, share: string) =>
      `${goal}: for ${share} it is unknown whether the member was new`,
    newShare: (goal: string, fresh: string, existing: string, unknown: string | null) =>
      `${goal}: ${fresh} from new members, ${existing} from existing ones${unknown === null ? '' : `, ${unknown} unknown`}`,
    net: 'Landed, net',
    valueNet: 'Value, net',
    gross: 'Landed, gross',
    reversedNote: (reversed: string) => `${reversed} fully reversed`,
    weekBefore: 'The week before, net',
    lastWeek: (week: string) => `Week of ${week}, net`,
    weeksTitle: (goal: string, most: string, week: string) =>
      `${goal} a week, net: most in the week of ${week} (${most})`,
    weeksDescription: (from: string, to: string, least: number) =>
      `Net results a week from ${from} to ${to}, stacked by class of member.${least > 1 ? ` Pieces below ${least} are not drawn.` : ''}`,
    classTitle: 'By class of member',
    classNote:
      'New: nothing landed before joining the first group. Reactivated: existing, without a result in the 90 days before joining.',
    pale: 'provisional',
  },
  league: {
    lead: (model: string) =>
      `Credit under the model ${model}, each type of group apart. A place is a range when chance alone could explain the order.`,
    noGroups: 'There are no groups to compare',
    noCredit: (goal: string) => `${goal}: no group has credit`,
    oneGroup: 'There is only one group: nothing to compare',
    half: (few: string, all: string, goal: string, single: boolean) =>
      `${few} of ${all} ${single ? 'carries' : 'carry'} half of the credited ${goal}`,
    noType: 'No type given',
    typeNothing: (type: string) => `${type}: no group has credit`,
    typeOne: (type: string) => `${type}: one group, nothing to compare`,
    typeFew: (type: string) => `${type}: too few results to rank`,
    typeTitle: (type: string, text: string) => `${type}: ${text}`,
    leads: (name: string) => `${name} leads`,
    allApart: 'every place can be told apart',
    run: (first: number, last: number) => `${first} to ${last}`,
    tied: (runs: readonly string[]) => `places ${runs.join(' and ')} are tied`,
    byRate: 'Ordered by credited results per 100 members, where members are known.',
    byCredit: 'Ordered by credited results, because members are not known for every group.',
    placesNote:
      'Bars carry 95 % intervals over people; groups whose intervals overlap share their places. Below 20 credited results no symmetric interval is printed ("too few").',
    grossNote: 'The order and its intervals are gross; net stands beside where anything was reversed.',
    trendNote:
      'Own people: what the people landed whose home group it is, a week, in the headline goals. A count, not credit.',
    noTrend: 'Fewer than two weeks are known.',
  },
  summary: {
    nothing: 'Nothing landed in the period',
    title: (goal: string, net: string, change: string | null, week: string | null) =>
      `${goal}: ${net} landed net${change === null ? '' : `, ${change} on the week before${week === null ? '' : ` (week of ${week})`}`}`,
    decisionTitle: 'Decision',
    changeLabel: 'Change',
    statusLabel: 'Status',
    noComparison: 'There is no earlier complete week to compare with.',
    beyond: (now: string, before: string, swing: string) =>
      `${now} this week after ${before}: more than two neighbouring weeks usually differ (\u00b1 ${swing}).`,
    noHighlight: (now: string, before: string, swing: string) =>
      `No real highlight: ${now} this week after ${before} is within the usual swing (\u00b1 ${swing}).`,
    record: (kind: 'high' | 'low', weeks: number) =>
      `It is the ${kind === 'high' ? 'highest' : 'lowest'} of ${weeks} weeks; chance alone gives such a record in 1 week of ${weeks}.`,
    landedNet: (goal: string) => `${goal}, net`,
    valueNet: (goal: string) => `Value of ${goal}, net`,
    creditedShare: (goal: string) => `${goal} credited, net`,
    byModel: (model: string) => `by ${model}`,
    withCredit: (name: string, credit: string) => `${name} (${credit})`,
    top: (names: string, byRate: boolean, ties: string | null) =>
      `First by credit${byRate ? ' per member' : ''}: ${names}${ties === null ? '' : `; ${ties}`}.`,
    unattributed: (left: string, share: string, because: string | null) =>
      `${left} (${share}) are unattributed${because === null ? '' : `, most because of ${because}`}.`,
    because: (count: string, reason: string) => `${reason} (${count})`,
    notIncremental: 'Nothing here is incremental: credit is bookkeeping until a holdout says otherwise.',
  },
  decisions: {
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
  },
  method: {
    title: (hash: string) => `Every figure can be made again: run ${hash}`,
    lead: 'The same inputs, configuration and version give the same report, byte for byte.',
    gradesTitle: 'Badges',
    definitionsTitle: 'Definitions',
    goalsTitle: 'Goals',
    limitsTitle: 'Where the lights change',
    runTitle: 'This run',
    definitions: [
      {
        term: 'Landed result',
        text: 'A conversion in the product: a registration, an order, a post. Chat is never a result.',
      },
      {
        term: 'Net, gross',
        text: 'Net is without what was reversed, by the day of the result. A full reversal removes the conversion, a partial one only its value.',
      },
      {
        term: 'Credited',
        text: 'A rule splits each conversion over its touches inside the window; the shares of one conversion always make one.',
      },
      {
        term: 'Unattributed',
        text: 'No touch could be used; the first reason that applies is given. No conversion is dropped.',
      },
      {
        term: 'Any touch',
        text: 'Conversions with at least one touch of the group. One conversion counts for several groups: never add it up.',
      },
      {
        term: 'Interval',
        text: '95 %, by resampling people in 100 buckets. It covers chance among people, not a shock that hits a whole group.',
      },
      { term: 'Tied', text: 'Two groups whose intervals overlap. Their order may be chance.' },
      {
        term: 'Usual swing',
        text: 'Twice the standard deviation of the difference of neighbouring weeks, never less than that of pure chance.',
      },
    ],
    goal: (window: number, settle: number, currency: string | null, from: string | null) =>
      `touches up to ${plural(window, 'day', 'days')} before; settles after ${plural(settle, 'day', 'days')} more${currency === null ? '' : `; value in ${currency}`}${from === null ? '' : `; provisional from ${from} on`}.`,
    rowsLimit: (share: string) => `good up to ${share} of the rows.`,
    matchLimit: (members: string, messages: string) =>
      `good from ${members} of the members or ${messages} of the messages on.`,
    joinLimit: (good: string) => `good up to ${good} of the main goal.`,
    freshLimit: (good: number, bad: number) => `good up to ${good} days, stop above ${bad}.`,
    placeboLimit: (ratio: string, conversions: number) =>
      `"as high" means a ratio of ${ratio} or more with at least ${conversions} conversions. It never changes the light.`,
    minCell: 'Small figures',
    minCellText: (least: number, masked: boolean) =>
      `${least > 1 ? `figures about fewer than ${least} people are not printed (each by itself: what subtraction gives away is not hidden)` : 'all figures are printed'}; ${masked ? 'ids of people are shown as hashes' : 'ids of people are shown'}.`,
    period: 'Period',
    asOf: 'Read up to',
    weeks: 'Weeks start on',
    models: 'Models',
    modelsText: (models: readonly string[], chosen: string) =>
      `${models.join(', ')}; the report uses ${chosen}.`,
    rowsRead: 'Read',
    rowsReadText: (activities: string, conversions: string) =>
      `${activities} activities, ${conversions} conversions.`,
    runHash: 'Run hash',
    version: 'Version',
  },
  page: {
    legend: 'Legend',
    contents: 'Contents',
    skip: 'Skip to the report',
    more: (count: number) => `Show ${count} more`,
    omitted: (count: string) => `${count} more rows are in the workbook and the tables.`,
    interval: '95 % interval',
    low: (label: string) => `${label}, 95 % low`,
    high: (label: string) => `${label}, 95 % high`,
    sort: 'Sort by this column',
    evidence: 'Evidence',
    asOf: (time: string) => `Read up to ${time}`,
    run: (hash: string, version: string) => `Run ${hash} \u00b7 grouplift ${version}`,
    finding: 'Finding',
    figure: 'Figure',
    value: 'Value',
    note: 'Note',
    week: 'Week of',
    check: 'Check',
    tables: 'Tables',
    cut: 'More in the full report.',
  },
};
