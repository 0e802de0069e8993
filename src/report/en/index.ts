import type { Landed, Unattributed } from '../published.js';
import { after } from './after.js';
import { columns } from './columns.js';
import { goals } from './goals.js';
import { highlights } from './highlights.js';
import { inputs, references } from './inputs.js';
import { landed } from './landed.js';
import { league } from './league.js';
import { missing } from './missing.js';
import { counted, list, plural } from './nouns.js';
import { opening } from './opening.js';
import { page } from './page.js';
import { placebo } from './placebo.js';
import { summary } from './summary.js';
import { tables } from './tables.js';
import { tactics } from './tactics.js';
import { trust } from './trust.js';

/** The report in English. `join` puts sentences together, `list` names, `sentence` ends a title; the rest is words. */
export const en = {
  language: 'en' as 'en' | 'zh',
  reportTitle: 'What landed from the groups',
  percentSign: '\u00a0%',
  brackets: (text: string) => ` (${text})`,
  noChange: 'no change',
  stop: '.',
  colon: ': ',
  join: (sentences: readonly string[]) => sentences.join(' '),
  and: list,
  titleList: (sentences: readonly string[]) => sentences.join('; '),
  /** names of types of groups, of kinds of tactics and of models that readers know by other words */
  typeLabels: {
    group: 'group chats',
    store: 'stores',
    event: 'event groups',
    fission: 'referral groups',
    campus: 'campus groups',
    feed: 'Moments',
    direct: 'one-to-one chats',
  } as Readonly<Record<string, string>>,
  kindLabels: {
    link_drop: 'link drops',
    red_envelope: 'red envelopes',
    survey: 'surveys',
    activity: 'activities',
    event: 'events',
    fission: 'referral campaigns',
    split: 'splits',
    campaign: 'campaigns',
    live: 'live streams',
    broadcast: 'broadcasts',
    link_click: 'link clicks',
    code_scan: 'code scans',
    red_envelope_open: 'red envelopes opened',
    event_signup: 'event sign-ups',
    event_checkin: 'event check-ins',
    survey_answer: 'survey answers',
    poll_vote: 'poll votes',
    order_chain: 'order chains',
    message: 'messages',
    reply: 'replies',
    reaction: 'reactions',
    mention: 'mentions',
    join: 'joins',
  } as Readonly<Record<string, string>>,
  modelLabels: {
    first_touch: 'first touch',
    last_touch: 'last touch',
    last_non: 'last touch of other kinds',
    linear: 'linear',
    position_based: 'position based',
    time_decay: 'time decay',
    j_shaped: 'J-shaped',
    inverse_j: 'inverse J',
    markov: 'Markov',
    shapley: 'Shapley',
    random_touch: 'one touch at random',
  } as Readonly<Record<string, string>>,
  /** those of the configuration: the program knows none */
  matrixLabels: {} as Readonly<Record<string, string>>,
  inputs,
  references,
  list: (names: readonly string[]) => names.join(', '),
  sentence: (title: string) => `${title}.`,
  models: (count: number) => plural(count, 'model', 'models'),
  groups: (count: number) => counted(count, 'group', 'groups'),
  few: (least: number) => `<${least}`,
  hidden: 'hidden',
  fewReason: (least: number) =>
    `Figures about fewer than ${least} people are not printed, nor those that would give them away.`,
  notObservable: 'not observable',
  notObservableReason: 'The source cannot say it; that is not zero.',
  noMembersReason: 'Members are not known: there is no memberships table for this group.',
  noValueReason: 'This goal has no value.',
  noSumReason: 'The headline goals have no value, or values in several currencies.',
  none: '\u2013',
  /** both ends of a range of which one has a sign, next to which a dash would be read as another sign */
  between: (low: string, high: string) => `${low} to ${high}`,
  notInRun: 'Not computed in this run.',
  nothingToShare: 'Nothing landed, so there is no share.',
  owner: (id: string) => `owner ${id}`,
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
    new: 'Joined before first result',
    existing: 'Had results before',
    reactivated: 'Came back',
    unknown: 'Unknown',
  } satisfies Record<Landed['member_class'], string>,
  reasons: {
    excluded_person: 'excluded person',
    quarantined_identity: 'identity too large to be one person',
    no_identity: 'no identity',
    touch_before_window: 'touch before the window only',
    touch_only_after: 'touch after the result only',
    no_touch: 'no touch',
  } satisfies Record<Unattributed['reason'], string>,
  levels: { good: 'Good', care: 'With care', bad: 'Stop', open: 'Note' },
  trust,
  placebo,
  columns,
  tables,
  landed,
  league,
  tactics,
  after,
  opening,
  goals,
  highlights,
  missing,
  summary,
  page,
};
