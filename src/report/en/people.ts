import { plural } from './nouns.js';

/** Lively and landing, KOLs, the group matrix, the pyramid, cohorts and risk, in English. */
export const people = {
  lively: {
    title: (talk: string, land: string | null) =>
      `${talk} of the members only talk, ${land === null ? 'too few land results for a share' : `${land} land results`}`,
    few: 'Too few members talk for shares',
    follows: (goal: string) => `Where chat rose, ${goal} rose too`,
    doesNot: (goal: string) => `Where chat rose, ${goal} did not follow`,
    lead: 'The last 28 days of the period. Chat is context, never a goal.',
    useTitle: 'Why are people here? What members did in 28 days',
    uses: { lands: 'Only land', both: 'Talk and land', talks: 'Only talk', neither: 'Neither' },
    columns: {
      use: 'Members who',
      people: 'People',
      share: 'Share',
      conversions: 'Results, net',
      each: 'Results per 100',
      group: 'Group',
    },
    useNote:
      'Counted over everybody present in any group, each once. It shows what people use the groups for, not why they came: nobody asked them.',
    chart: 'Messages and people who landed, by group',
    x: 'messages per member per week',
    y: 'landed per 100 in four weeks',
    fields: ['Quiet, landing', 'Lively, landing', 'Quiet, not landing', 'Lively, not landing'] as [
      string,
      string,
      string,
      string,
    ],
    described: (type: string, mean: string) =>
      `Each dot is a group (${type}): the people who landed in each of the last four weeks, added up, per 100 members. The line is their mean, ${mean}. Filled: surely above or below it.`,
    livelyNot: (name: string, messages: string, rate: string, mean: string) =>
      `${name} is lively (${messages} messages per member per week) and lands ${rate} per 100, below the ${mean} of its type: keep it cheap.`,
    quietLanding: (name: string, messages: string, rate: string) =>
      `${name} hardly talks (${messages} per member) and lands ${rate} per 100: do not liven it up.`,
    livelyLanding: (name: string, rate: string) =>
      `${name} is lively and lands ${rate} per 100: what can others copy?`,
    quietNot: (name: string, rate: string) =>
      `${name} is quiet and lands ${rate} per 100: merge it, or leave it.`,
    across: (r: string) => `Across groups, chat and results have a rank correlation of ${r}.`,
    within: (r: string, low: string, high: string, isSure: boolean) =>
      `Within groups, week on week: ${r} (${low} to ${high}). ${isSure ? 'More chat came with more results; which causes which is not known.' : 'More chat in a week says nothing about its results.'}`,
    tableTitle: 'Every group: what its members did',
  },
  kols: {
    title: (name: string, own: string, brought: string) =>
      `${name} brings in ${brought} credited results of others, and ${own === '0' ? 'none' : own} of their own`,
    few: 'KOLs: too few results to name one',
    none: 'No KOL landed or brought anything in the period',
    lead: 'Two cards each: as producer (own results in the product, counted) and as inviter (results of others, credited by a rule).',
    columns: {
      kol: 'KOL',
      goal: 'Goal',
      own: 'Own results, net',
      value: 'Own value, net',
      brought: 'Credited for others',
      fee: 'Fee per credited result',
      linked: 'Code: shares a group',
      noLink: 'Code: no link',
      nobody: 'Code: nobody known',
    },
    table: 'KOLs as producers and inviters',
    noFee: 'No contract with a fee, a beginning and an end holds on these days.',
    nothingBrought: 'Nothing is credited.',
    leak: (name: string, noLink: string, uses: string, low: string) =>
      `${name}: ${noLink} of ${uses} known people who used the code never shared a group with the KOL, nor were invited by them (${low} or more). Forwarded? Ask.`,
    note: 'No link: the person is known, was never in or active in a group of the KOL, and was not invited by the KOL. That the code went further is good or bad, depending on what was agreed.',
  },
  matrix: {
    few: 'Too few members for shares',
    title: (share: string) => `${share} of the members sit in two groups or more`,
    lead: (people: string, places: string) =>
      `${people} people hold ${places} places in groups at the end of the period.`,
    overlapTitle: 'Groups that share the most people',
    columns: {
      first: 'Group',
      second: 'And',
      shared: 'Shared',
      share: 'Of the smaller',
      matrix: 'Matrix',
      groups: 'Groups',
      members: 'Members',
      landed: 'Landed',
      from: 'Before',
      to: 'After',
      day: 'Day',
      people: 'People',
      followed: 'Went along',
      before: '8 weeks before',
      after: 'Weeks after, per week',
    },
    lineageTitle: 'Splits and merges: who went along',
    matrixTitle: 'The group matrix: what each landed in the period',
    noMatrix: 'No matrix given',
    moved: (name: string, ratio: string, low: string, high: string) =>
      `${name} and its people landed ${ratio} times as much a week after the change as before (95\u00a0% ${low} to ${high}), season included. That does not say what the change caused.`,
    lineageNote: 'People of a split or merged group are followed into the group they went on in.',
  },
  pyramid: {
    title: (share: string, goal: string) =>
      `The 10 % of people with the most results land ${share} of ${goal}`,
    once: (goal: string) => `Nobody landed ${goal} more than once in 90 days`,
    lead: 'Known people with a result in the last 90 days, by the number of their results. A diagnosis, not a claim: by chance alone some people have more than others.',
    tiers: {
      top_1_percent: 'Top 1 %',
      next_9_percent: 'Next 9 %',
      next_40_percent: 'Next 40 %',
      rest: 'The rest',
    },
    columns: {
      tier: 'People',
      people: 'How many',
      share: 'Share of results',
      messages: 'Share of messages',
      each: 'Results each',
    },
    table: (goal: string) => `Who lands ${goal}`,
  },
  triangles: {
    table: 'Triangles: who talks to whom, by group',
    columns: {
      people: 'People',
      partners: 'Partners each',
      mutual: 'Answered back',
      circle: 'In the largest circle',
      closed: 'Triangles closed',
      chance: 'By chance',
      verdict: 'Reading',
    },
    dense: 'circles of their own',
    asByChance: 'as by chance',
    none: 'Fewer than 20 people answered each other.',
    sentence: (dense: number, all: number, byChance: string) =>
      `Triangles: in ${dense} of ${all} groups with 20 people or more who answer each other, those who talk to the same person also talk to each other more than by chance; up to ${byChance} would by chance.`,
    tooFew: (groups: number) =>
      `Triangles: ${plural(groups, 'group has', 'groups have')} replies, none of them 20 people who answer each other: too few to tell circles from chance.`,
    note: 'Replies of the last 90 days. Closed: of two people who both talk with a third, the share who talk with each other; by chance: the mean of 20 rewirings in which everybody keeps the number of partners. It says how people talk, not what lands.',
  },
  cohorts: {
    title: (share: string, goal: string) =>
      `In an average week of the eight after their first, ${share} of the people have ${goal} again`,
    newest: (
      week: string,
      size: string,
      before: number,
      share: string,
      usual: string,
      low: string,
      high: string,
      moved: boolean,
    ) =>
      `Of the ${size} people whose first week is ${week}, ${share} landed again in an average week of the next eight; ${usual} of the ${before} cohorts before them, and ${low} to ${high} would be usual. ${moved ? 'More than cohorts usually vary' : 'No more than cohorts usually vary'}.`,
    once: (goal: string) => `Nobody landed ${goal} again in the eight weeks after their first`,
    few: (goal: string) => `Too few people landed ${goal} again for a share`,
    lead: 'Rows are the week of the first result in these data, columns the weeks after it. A cell is printed once its whole week is over.',
    table: (goal: string) => `Landed again: ${goal}`,
    first: 'First week',
    size: 'People',
    age: (weeks: number) => `+${weeks}`,
    young: 'Not old enough.',
    note: 'First means first in these data: somebody who bought before they begin counts as new.',
  },
  risk: {
    noShare: (known: boolean, left: string | null) =>
      `${known ? 'Too few results for a share of refunds' : 'Refunds are not known'}${left === null ? '' : `; ${left} people left`}`,
    title: (refunds: string, left: string | null) =>
      `${refunds} of the results came back so far${left === null ? '' : `; ${left} people left`}`,
    lead: 'Refunds at equal age, leaves, and people who look like promo abusers.',
    columns: {
      week: 'Week',
      gross: 'Gross',
      back: 'Reversed by that age',
      share: 'Share',
      left: 'Left',
      joined: 'Joined',
    },
    refundTitle: 'Refunds at equal age',
    refundNote:
      'Of every week only what came back by as many days after its end as the reported week is old now.',
    leaveTitle: 'People who joined and left, by week',
    suspects: (count: string, goal: string, withThem: string, without: string) =>
      `${count} people who landed a result in the period look like promo abusers. ${goal}: ${withThem} net with them, ${without} without; nothing was taken out.`,
    noSuspects: 'Nobody who landed a result in the period looks like a promo abuser.',
    fewSuspects: (few: string, goal: string) =>
      `${few} people who landed ${goal} in the period look like promo abusers; nothing was taken out.`,
  },
};
