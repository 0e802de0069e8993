import { list } from './nouns.js';

/** Whether the figures can be trusted: checks and lights, in English. */
export const trust = {
  question: 'Can I trust this?',
  yes: 'Yes: the books balance and the data is complete enough',
  care: (labels: readonly string[]) => `With care: ${list(labels.map((label) => label.toLowerCase()))}`,
  no: (label: string) => `Not yet: ${label.toLowerCase()}`,
  lead: 'Every conversion is in the books: credited to groups, or unattributed with its reason.',
  checksTitle: 'Checks',
  books: 'Books',
  rows: 'Rejected rows',
  match: 'Members matched',
  join: 'Results without a person',
  ids: 'Ids that do not match',
  fresh: 'Freshness',
  provisional: 'Provisional',
  settled: 'No: window and settling time have passed for the whole period.',
  restated: 'Restated',
  notRestated: (asOf: string) => `The totals are those of the run as of ${asOf}: none has changed.`,
  restatedFrom: (asOf: string, changes: readonly string[]) =>
    `Since the run as of ${asOf}: ${changes.join('; ')}.`,
  change: (goal: string, figure: string, before: string, after: string) =>
    `${goal}, ${figure}: ${before} \u2192 ${after}`,
  changedBy: (few: string) => `changed by ${few}`,
  withCauses: (change: string, causes: readonly string[]) =>
    causes.length === 0 ? change : `${change} (${causes.join(', ')})`,
  cause: (delta: string, cause: string) => `${delta} ${cause}`,
  causes: {
    late: 'came in later',
    withdrawn: 'no longer landed in the period',
    corrected: 'corrections in the source',
    refund: 'refunds',
    identity: 'identity',
    exclusion: 'exclusions',
    touch: 'chat data that came later',
    rule: 'other rules',
    version: 'another version of grouplift',
    several: 'files, rules or version changed together',
    unexplained: 'no known cause',
  },
  restatedGroups: 'What changed, by group and cause',
  restatedGroupsNote:
    'By home group of the person; the rows of one figure add up to its change since the earlier run.',
  restatedFigure: 'Figure',
  restatedCause: 'Cause',
  noHomeGroup: 'no known group',
  figures: {
    conversions: 'landed',
    conversions_net: 'landed net',
    value_net: 'value net',
    credited: 'credited',
  },
  leftOutLabel: 'Left out',
  leftOutLabels: {
    no_goal: 'Results that match no goal',
    late_conversions: 'Results after the end',
    late_reversals: 'Refunds after the end',
  },
  leftOutTexts: {
    no_goal: (part: string, whole: string, money: string, share: string) =>
      `${part} of ${whole} conversions${money === '' ? '' : ` (${money})`} match no goal and are in no figure (${share}).`,
    late_conversions: (part: string, whole: string, money: string, share: string) =>
      `${part} of ${whole} conversions${money === '' ? '' : ` (${money})`} came after the end of what was read (${share}).`,
    late_reversals: (part: string, whole: string, money: string, share: string) =>
      `${part} of ${whole} reversals${money === '' ? '' : ` (${money})`} came after the end of what was read and take nothing back yet (${share} of what landed).`,
  },
  leftOutName: (name: string | null, count: string, money: string) =>
    `${name === null ? '(empty)' : `\u201c${name}\u201d`} (${money === '' ? count : `${count}, ${money}`})`,
  leftOutNames: (names: readonly string[], more: boolean) =>
    `Their goal is: ${names.join(', ')}${more ? ', and more' : ''}.`,
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
    `${goal}: ${share} of the results before refunds have no known person behind them: they may be outside the groups or not matched; the data cannot tell which.`,
  idsMeet: 'The ids of one table are found in the others, as they should be.',
  idsLost: (reference: string, share: string) =>
    `Of ${reference}, ${share} are not found in the table that should have them`,
  idsNear: (share: string, apart: string) => `; ${share} differ from a known id only by ${apart}`,
  apart: {
    case: 'upper and lower case',
    decimal: 'a trailing .0',
    zeros: 'leading zeros',
    blanks: 'blanks or hyphens inside',
    country: 'the country code or the grouping of a phone number',
    prefix: 'what stands before the first digit',
  },
  daysIn: (days_in: number, days: number) =>
    `${days_in} of ${days} ${days === 1 ? 'day' : 'days'} ${days_in === 1 ? 'is' : 'are'} in`,
  scopes: {
    table: (name: string) => name,
    kind: (name: string) => `activities of the kind ${name}`,
    source: (name: string) => `activities from source ${name}`,
    file: (name: string, table: string) => `${table} from files ${name}`,
    goal: (name: string) => `conversions of goal ${name}`,
  },
  silence: (what: string, from: string, to: string) =>
    from === to ? `${what}: no row on ${from}` : `${what}: no row from ${from} to ${to}`,
  running: (day: string) =>
    `The period is not over: it is read up to ${day}, and everything until then is in.`,
  notRead: (gaps: readonly string[]) => `The period is not covered. ${gaps.join('; ')}.`,
  stopped: (gaps: readonly string[]) =>
    `Silent against their own rhythm: ${gaps.join('; ')}. Look for a missing file.`,
  empty: (tables: readonly string[]) =>
    `${list(tables)}: no row in the period; rows are too rare to say whether any is missing.`,
  tooRare: (table: string, days: number) =>
    `The newest row of ${table} is ${days} days before the end of the period; it has rows on too few days to say whether any is missing.`,
  inRhythm: (asOf: string) =>
    `No table, kind of touch, source or goal is silent against its own rhythm up to the end of what was read (${asOf}).`,
  provisionalFrom: (day: string) =>
    `Figures from ${day} on can still change: window and settling time have not passed.`,
  leftOut: (rows: string) =>
    `${rows} ${rows === '1' ? 'row' : 'rows'} later than the end of what was read ${rows === '1' ? 'was' : 'were'} left out.`,
  whereHeading: 'Where the results went',
  credited: 'credited to groups',
  creditedNoGroup: 'credited, no group',
  otherReasons: 'other reasons',
  sharesTitle: (goal: string, share: string) => `${goal}: ${share} credited to groups`,
  sharesDescription:
    'Conversions credited to groups under the default model, and those without credit by reason.',
};
