import { plural } from './nouns.js';

/** Method and definitions, in English. */
export const method = {
  title: (hash: string) => `Every figure can be reproduced: run ${hash}`,
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
      text: 'Net leaves out what was reversed, by the day of the result. A full reversal removes the conversion, a partial one only its value.',
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
      term: 'At the same age',
      text: 'Net of the refunds that came within as many days after the end of a week as the reported week has had so far, so that refunds still to come do not look like a rise.',
    },
  ],
  goal: (window: number, settle: number, currency: string | null, from: string | null) =>
    `touches up to ${plural(window, 'day', 'days')} before; settles after ${plural(settle, 'day', 'days')} more${currency === null ? '' : `; value in ${currency}`}${from === null ? '' : `; provisional from ${from} on`}.`,
  rowsLimit: (share: string) => `good up to ${share} of the rows.`,
  matchLimit: (members: string, messages: string) =>
    `good from ${members} of the members or ${messages} of the messages on.`,
  joinLimit: (good: string) => `good up to ${good} of the main goal.`,
  idsLimit: (reversals: string, near: string) =>
    `good up to ${reversals} of the reversals, half of the memberships and codes, and where no more than ${near} differ from a known id only by case, zeros and the like.`,
  leftOutLimit: (good: string) =>
    `good up to ${good} of the conversions or of their money: of no goal, or after the end of what was read.`,
  freshLimit:
    'stop where a day of the chosen period is not in, or a kind of touch, source or goal is silent at its end against its own rhythm; with care where one was silent earlier.',
  placeboLimit: (ratio: string, conversions: number) =>
    `"nearly as high" means a ratio of ${ratio} or more, "more" an interval above 1, with at least ${conversions} conversions. It never changes the light.`,
  minCell: 'Small figures',
  minCellText: (least: number, masked: boolean) =>
    `${least > 1 ? `figures about fewer than ${least} people are not printed (nor what would give them away by subtraction, in one table or in several; reports of different days, put side by side, may)` : 'all figures are printed'}; ${masked ? 'ids of people are shown as hashes' : 'ids of people are shown'}.`,
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
};
