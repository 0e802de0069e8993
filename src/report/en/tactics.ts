import type { Lift, LiftCheck } from '../published.js';
import { plural } from './nouns.js';

/** A count with its unit: "24 results". */
function results(count: string): string {
  return `${count} ${count === '1' ? 'result' : 'results'}`;
}

/** Figures of a next step as text; those that it does not ask for are 0 or empty. */
export interface StepWords {
  readonly groups: string;
  readonly people: string;
  readonly results: string;
  readonly length: string;
  readonly effect: string;
  readonly from: string;
}

/** How many tactics have which verdict, each counted once; those that are likely or proven to have done harm are not among the first two. */
export interface TacticCounts {
  readonly proven: number;
  readonly likely: number;
  readonly harmed: number;
  /** a clear difference of unproven cause */
  readonly clear: number;
  /** at most a small effect */
  readonly small: number;
  readonly noisy: number;
  /** for everybody at once */
  readonly counted: number;
  readonly open: number;
}

/** Part 9 of the report in English: verdicts, the sentences of operators, and what every check would say. */
export const tactics = {
  question: 'Tactics',
  title: ({ proven, likely, harmed, clear, small, noisy, counted, open }: TacticCounts) =>
    [
      ...(proven > 0 ? [`${proven} proven`] : []),
      ...(likely > 0 ? [`${likely} likely`] : []),
      ...(harmed > 0 ? [`${harmed} did harm (proven or likely)`] : []),
      ...(proven + likely + harmed === 0 ? ['None proven'] : []),
      ...(clear > 0 ? [`${clear} with a clear difference of unproven cause`] : []),
      ...(small > 0 ? [`${small} without an effect that matters`] : []),
      ...(noisy > 0 ? [`${noisy} too noisy to tell`] : []),
      ...(counted > 0 ? [`${counted} for everybody at once`] : []),
      ...(open > 0 ? [`${open} that cannot be judged`] : []),
    ].join(', '),
  noneRan: 'No tactic ran in the period or shortly before it',
  othersTitle: 'Tactics that did not run in the period or its window',
  lead: 'Credit says who was near. The increment says what would not have landed otherwise. The two are never merged.',
  tableTitle: 'Credited, incremental, and how sure',
  tableNote:
    'Credited: net, by last touch, in the reported period. Incremental: what would not have landed in the reported period otherwise, among the people at home in the groups before the tactic began. It is not part of the credit. Cost per incremental: the cost that falls on the period, each day of a tactic costing the same. Intervals hold for all tactics at once (95 %) and are widened by what the checks found.',
  columns: {
    tactic: 'Tactic',
    cost: 'Cost',
    costPer: 'Cost per incremental',
    after: 'Pulse or lasting',
    hours: 'Hours',
    credited: 'Credited',
    incremental: 'Incremental',
    next: 'Next step',
    grade: 'Grade',
    verdict: 'Verdict',
  },
  noCost: 'The calendar gives none.',
  noPrice:
    'A price needs a cost, an end and an increment with an interval; at least one of them is missing, or nothing was added.',
  noUpper: (low: string) => `${low}, no upper end`,
  each: (price: string, interval: string) => `One incremental result cost ${price} (${interval}).`,
  noAfter:
    'It has no end, has not been over for eight weeks, or its results do not go back for eight weeks before it.',
  inSeries: (kind: string) => `Read together with the others of its kind (${kind}).`,
  series: (kind: string, count: number) => `${kind}, all ${count}`,
  notInPeriod: 'The reported period contains no complete week or day of it.',
  noCreditModel: 'Credit by last touch was not requested.',
  verdicts: {
    cannot_be_identified: 'Cannot be identified',
    proven_by_holdout: 'Proven by holdout',
    likely_caused: 'Likely caused',
    real_but_smaller_than: 'Real, but too small to matter',
    clear_difference: 'Clear difference, cause unproven',
    no_effect_bigger_than: 'No effect that matters',
    too_noisy_to_tell: 'Too noisy to tell',
    counted: 'Everybody at once: counted only',
  } satisfies Record<Lift['verdict'], string>,
  harm: 'harm',
  sentencesTitle: 'In words',
  unidentifiedTitle: 'Why nothing can be said of the others, and what would settle it',
  why: 'Why',
  interval: (low: string, high: string) => `95\u00a0% ${low} to ${high}`,
  noInterval: 'no interval: too few groups',
  beside: (incremental: string, interval: string, credited: string | null) =>
    `About ${results(incremental)} (${interval}) would not have happened otherwise${credited === null ? '' : `; last touch credits ${credited}`}.`,
  harmed: (fewer: string, interval: string) =>
    `About ${fewer} fewer results landed than without it (${interval}).`,
  noFinding: (incremental: string, interval: string, credited: string | null) =>
    `The estimate is ${results(incremental)} (${interval})${credited === null ? '' : `; last touch credits ${credited}`}. That is not a finding.`,
  noEffect: (incremental: string, interval: string, credited: string | null) =>
    `The estimate is ${results(incremental)} (${interval})${credited === null ? '' : ` next to ${credited} credited by last touch`}: an effect that would matter can be ruled out.`,
  clear: (incremental: string, interval: string, credited: string | null) =>
    `A clear difference: about ${results(incremental)} (${interval})${credited === null ? '' : ` next to ${credited} credited by last touch`}; that the tactic caused it is unproven.`,
  everybody: (counted: string, day: string, weeks: number) =>
    `Everybody had it at once, so there is nothing to compare with and no effect is claimed. ${results(counted)} landed in ${weeks === 1 ? 'the week' : `the ${weeks} weeks`} from ${day} on.`,
  usual: (low: string, high: string, place: 'above' | 'below' | 'within') =>
    `${{ above: 'More than usual', below: 'Less than usual', within: 'No more than usual' }[place]}: judging by the time before it, ${low} to ${high} is usual.`,
  noUsual: 'What is usual is not known: there is too little time before it.',
  before: (name: string, counted: string) => `The one of its kind before it (${name}): ${results(counted)}.`,
  sameDays: 'Anything else in those days would look the same.',
  countedTitle: 'What everybody had at once: counted, and no effect claimed',
  rate: (rate: string, interval: string, period: 'week' | 'day') =>
    `The reported period contains no complete ${period} of it. While it ran, the difference was ${rate} results per 1,000 members a ${period} (${interval}).`,
  onlyTogether: 'Its whole time shows it; this period alone does not.',
  recruits: (effect: string, more: boolean, interval: string) =>
    `Not included: since it began, those who joined landed about ${effect} ${more ? 'more' : 'fewer'} than newcomers before and elsewhere would suggest (${interval}).`,
  smallestAlone: (effect: string) => `Judged alone, an effect of about ${effect} could have been detected.`,
  smallest: (effect: string) => `Smallest effect this data could detect: ${effect}.`,
  results,
  perThousand: (rate: string, period: 'week' | 'day') => `${rate} results per 1,000 members a ${period}`,
  kindsTitle: 'What tactics of one kind have in common',
  kindTerm: (kind: string, count: number, goal: string) =>
    `${kind}, ${count} tactics with a number (${goal})`,
  kindMean: (verdict: string, ratio: string, interval: string) =>
    `${verdict}: on average ${ratio} times what was expected without it (${interval}).`,
  kindNext: (low: string, high: string) => `The next one may reach ${low} to ${high} times.`,
  kindMore: (tactics: number, effect: string) =>
    `What would settle it: ${plural(tactics, 'more tactic', 'more tactics')} of this kind, if they vary as these do; that detects a mean effect of ${effect} or more.`,
  kindDraw: (groups: number) =>
    `What would settle it: not more tactics like these; choose at random which groups get the next one, at least ${groups} with it and ${groups} without (grouplift lift design chooses them).`,
  doubt: (reason: string) => `Strongest reason to doubt this: ${reason}.`,
  unidentified: (reason: string) => `The effect cannot be identified: ${reason}.`,
  counts: (treated: number, control: number) =>
    `${plural(treated, 'group', 'groups')} with it, ${control} to compare with.`,
  dropped: (groups: number) =>
    `${plural(groups, 'more group', 'more groups')} cannot be compared: they had it before they could be observed without it, or nobody was at home there.`,
  length: (periods: number, period: 'week' | 'day') => plural(periods, period, `${period}s`),
  fix: {
    holdout: ({ groups, length, effect }: StepWords) =>
      `What would settle it: hold out ${groups} groups, chosen at random, against ${groups} with it for ${length}; that detects ${effect} or more (grouplift lift design chooses them).`,
    people: ({ people, length, effect }: StepWords) =>
      `What would settle it: there are too few groups like it to compare, so choose people instead: ${people} members who get it, chosen at random, against ${people} who do not, for ${length}; at best that detects ${effect} or more (grouplift lift trial reads it).`,
    more_results: ({ results }: StepWords) =>
      `What would settle it: a goal that lands more often, or more groups; too little lands in its groups for any trial, since even a doubling takes ${results} results on each side.`,
    draw_groups: ({ groups }: StepWords) =>
      `What would settle it: choose at random, before it begins, which groups get it, at least ${groups} with it and ${groups} without (grouplift lift design chooses them).`,
    draw_people: ({ results }: StepWords) =>
      `What would settle it: next time choose at random who may take part, and compare them with the others (grouplift lift trial reads it); ${results} results on each side show a doubling.`,
    wait: ({ from }: StepWords) => `What would settle it: a report made on ${from} or later.`,
    earlier_results: ({ from }: StepWords) =>
      `What would settle it: results from ${from} on, so that there is a time before it to compare with.`,
    name_groups: ({ groups }: StepWords) =>
      `What would settle it: name the groups that had it (table tactic_groups); next time leave out at least ${groups}, chosen at random.`,
  } satisfies Record<NonNullable<Lift['fix']>, (step: StepWords) => string>,
  extend: 'Extend it to the groups without it',
  stop: 'Stop it',
  noStep: 'Nothing to do for now.',
  next: {
    holdout: ({ groups, length }: StepWords) => `Hold out ${groups} random groups for ${length}`,
    people: ({ people, length }: StepWords) => `Hold out ${people} random people for ${length}`,
    more_results: () => 'Judge it by a goal that lands more often',
    draw_groups: ({ groups }: StepWords) => `Next time hold out ${groups} random groups`,
    draw_people: () => 'Next time choose at random who may take part',
    wait: ({ from }: StepWords) => `Report again from ${from} on`,
    earlier_results: ({ from }: StepWords) => `Load results from ${from} on`,
    name_groups: () => 'Name the groups that had it',
  } satisfies Record<NonNullable<Lift['fix']>, (step: StepWords) => string>,
  reasons: {
    none: 'something else that began on the same day would look the same',
    none_if_drawn: 'it holds for these groups in these weeks; elsewhere it may differ',
    no_groups: 'no group is known to have had it',
    no_members: 'nobody was at home in its groups before it began',
    too_recent: 'no complete period has passed since it began',
    over_before: 'it was over before the first complete period with results',
    no_start: 'it is not known when it began',
    not_started: 'it had not begun',
    outcome_varies: 'no group that can be compared landed more than another',
    untreated_comparison: 'every group of its type had it, so there is nothing to compare it with',
    pre_periods: 'there is too little time before it began',
    treated_groups: 'too few of the groups that had it can be compared',
    control_groups: 'too few groups of the same type were without it',
    common_support: 'the groups without it are not as lively as those with it',
    qualifying_events: 'its events follow each other too closely: none has quiet time around it',
    sample_ratio: 'the arms are not as large as planned',
    groups_per_arm: 'an arm has too few groups for proof',
    activity_trend:
      'lively groups develop differently from quiet ones, and the estimate changes if that is ignored',
    ever_treated_trend: 'the groups with it were already on a path of their own before it',
    adopter_trend:
      'the groups with it, above all the first ones, were already on a path of their own before it',
    placebo: 'it seems to work even in the weeks before it began',
    last_periods: 'it began right after unusual weeks',
    growth_since:
      'it did not begin with it but grew week by week afterwards, as anything else that was growing in these groups would',
    levels_and_ratios: 'the effect as a number of results disagrees with the effect as a factor',
    common_swings: 'sales and seasons move the groups with it more, or less, than the others',
    types: 'types of groups differ, and the estimate is different within types',
    leaving: 'members left its groups, and the rate per member rises if only those who land nothing leave',
    closures: 'groups closed, and the estimate is different without them',
    owners:
      'it was given to owners, and too few of them can be compared to show how much owners differ anyway',
    spillover: 'members of the groups without it are also in groups with it',
    overlap: 'another tactic began in the same groups at the same time',
    other_tactics: 'other tactics ran in the same groups, and the estimate is different without their weeks',
    claims: 'with so many tactics tried, one like this is to be expected by chance',
  } satisfies Record<NonNullable<Lift['reason']> | 'none' | 'none_if_drawn' | 'no_start', string>,
  never:
    'No rule can see a cause that begins together with the tactic, such as a better operator or a new price in the same groups on the same day.',
  checksTitle: 'Every check that was asked',
  checkColumns: { check: 'Check', size: 'Size', error: 'Error', bound: 'Bound', passed: 'Holds' },
  checks: {
    outcome_varies: 'Groups differ in what they land',
    untreated_comparison: 'Groups without it to compare with',
    pre_periods: 'Time before it',
    treated_groups: 'Groups with it',
    control_groups: 'Groups without it',
    common_support: 'As lively without it as with it',
    qualifying_events: 'Quiet time around its events',
    sample_ratio: 'Arms as large as planned',
    groups_per_arm: 'Groups in each arm',
    activity_trend: 'Lively groups move differently',
    ever_treated_trend: 'A path of their own before it',
    adopter_trend: 'A path of early adopters before it',
    placebo: 'Effect in the weeks before it',
    last_periods: 'Without the last weeks before it',
    growth_since: 'Grew only after it began',
    levels_and_ratios: 'As a number against as a factor',
    common_swings: 'What moves all groups moves these more',
    types: 'Compared within types of groups',
    leaving: 'With those who left counted',
    closures: 'Without groups that closed',
    owners: 'Whether it went by owner',
    spillover: 'Members in both kinds of groups',
    overlap: 'Other tactics at the same time',
    other_tactics: 'Without the weeks of other tactics',
    estimators_agree: 'Other estimators',
    leave_one_cohort_out: 'Without one date of adoption',
    enough_placebos: 'Placebo sets',
    breakdown: 'Trend that would undo it',
    claims: 'Tactics judged together',
  } satisfies Record<LiftCheck['check'], string>,
  notAsked: 'Not asked: the files do not say.',
  passed: 'yes',
  failed: 'no',
  eventTitle: (name: string, quiet: boolean, works: boolean) =>
    `${name}: ${quiet ? 'nothing before it began' : 'something was going on before it began'}, ${works ? 'more after' : 'nothing that stands out after'}`,
  eventDescription: (name: string, period: 'week' | 'day') =>
    `Effect of ${name} per 1,000 members by ${period}s since a group got it, negative before, with bands that hold for all of them at once (95\u00a0%).`,
  eventAxis: (period: 'week' | 'day') => `${period}s since it began`,
  finding: (name: string, text: string) => `${name}: ${text}`,
};
