import { plural } from './nouns.js';

/** The group league by type, in English. */
export const league = {
  question: 'Group league by type',
  lead: (model: string) =>
    `Credit under the model ${model}, each type of group separately. A place is a range when chance alone could explain the order.`,
  noGroups: 'There are no groups to compare',
  noCredit: (goal: string) => `${goal}: no group has credit`,
  oneGroup: 'There is only one group: nothing to compare',
  lead2: (names: string, count: number) =>
    `${names}${count > 2 ? ' and others' : ''} ${count === 1 ? 'leads its type' : 'lead their types'}`,
  notApart: (count: string, type: string) => `${count} ${type} cannot be told apart`,
  mayBeFirstOf: (count: string, all: string, type: string) => `${count} of ${all} ${type} may be first`,
  ofType: (type: string) => `groups of the type ${type}`,
  nobodyLeads: 'No type has three groups to compare',
  fewGroups: (parts: string) => `too few groups to compare: ${parts}.`,
  fewPart: (type: string, count: number, credit: string | null) =>
    `${type} (${plural(count, 'group', 'groups')}${credit === null ? '' : `, ${credit} credited`})`,
  oneSet: (parts: string) => `cannot be told apart, any place is possible: ${parts}.`,
  openPart: (count: string, type: string, mean: string | null) =>
    `${count} ${type}${mean === null ? '' : ` (${mean} per 100 members)`}`,
  shrunk: (label: string) => `${label} before refunds, shrunk`,
  ownersTitle: 'By owner',
  ownersNote:
    'Places are members present, counted in every group they are in. Owners have groups of different types: the table describes, it does not rank.',
  noType: 'No type given',
  withoutType: 'groups without a type',
  typeNothing: (type: string) => `${type}: no group has credit`,
  typeOne: (type: string) => `${type}: one group, nothing to compare`,
  typeFew: (type: string) => `${type}: too few results to rank`,
  typeTitle: (type: string, text: string) => `${type}: ${text}`,
  leads: (name: string) => `${name} leads`,
  mayBeFirst: (count: string, all: string) =>
    count === all ? `any of the ${all} groups may be first` : `${count} of ${all} groups may be first`,
  byRate:
    "Per 100 members counts before refunds and is shrunk; the interval is that of the group's own figure. Ordered by credited results per 100 members, shrunk towards the mean of the type where members are few: luck makes no winner. Members are the people present in the group at any time in the period, whatever other groups they are in.",
  byObserved:
    'Without a memberships table members are those seen in the activities so far; the first activity stands for joining, and nobody is seen to leave.',
  nobodyPresent:
    'Nobody was present in the period, so there is no rate: its people left or went on in another group.',
  byCredit:
    'Ordered by credited results, shrunk towards the mean of the type, because members are not known for every group.',
  placesNote: (shocks: boolean) =>
    `Bars carry 95 % intervals over people. Places come from comparing all pairs of groups at once: with 95 % confidence every group has a place in its range. Overlapping ranges are ties; a group is the best only if its range is 1. ${shocks ? 'The ranges allow for what hits a whole group in a week, as large as it was lately; the bars do not.' : 'Neither covers what hits a whole group in a week: the data is too short to tell how large that is.'}`,
  trendNote:
    'Own people: what the people landed whose home group it was then, a week, in the headline goals. Home is the group joined first; people of a group that was split or merged take it along. A count, not credit.',
  messagesNote: (from: string, to: string) => `Messages are those of the whole weeks from ${from} to ${to}.`,
  noTrend: 'Fewer than two weeks are known.',
};
