import type { Evidence } from '../../report/evidence.js';
import { number } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Lift, Published } from '../../report/published.js';
import { isHiddenTactic } from '../hidden/hidden_rows_of_credit.js';
import { displayName, isFew } from '../wording/names.js';

/** Verdicts that say the tactic did something. */
const findings: readonly Lift['verdict'][] = ['proven_by_holdout', 'likely_caused', 'real_but_smaller_than'];

/** Whether a verdict says that the tactic did something. */
export function isFinding({ verdict }: Pick<Lift, 'verdict'>): boolean {
  return findings.includes(verdict);
}

/** Whether a verdict says that the tactic caused results, did harm, or neither: these are counted separately. */
export function causedOrHarmed({ verdict, estimate }: Lift): 'caused' | 'harmed' | null {
  if (estimate === null || (verdict !== 'proven_by_holdout' && verdict !== 'likely_caused')) return null;
  return estimate > 0 ? 'caused' : 'harmed';
}

/** The evidence grade of an increment: A by design, B a quasi-experiment decided by its widened interval, C any other; null if there is no number. */
export function liftEvidence({ verdict, estimator, estimate }: Lift): Evidence | null {
  if (verdict === 'counted') return 'counted';
  if (estimate === null) return null;
  if (!isFinding({ verdict }) && verdict !== 'no_effect_bigger_than') return 'C';
  return estimator === 'holdout' ? 'A' : 'B';
}

/** A claim without its credit if that is about too few people to be printed. */
export function withoutFew(row: Lift, published: Published): Lift {
  const people = row.credited === null ? null : Math.ceil(Math.abs(row.credited));
  const isHidden = isFew(people, published.facts) || isHiddenTactic(published, row);
  return isHidden ? { ...row, credited: null, ratio: null } : row;
}

/** What an operator is told about one tactic: what it changed, what could have been detected, and the strongest reason for doubt. */
export function liftSentence(
  row: Lift,
  period: 'week' | 'day',
  words: Language,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const { tactics } = words;
  const reason = reasonText(row, words);
  if (row.verdict === 'counted')
    return words.join([countedText(row, names, words), ...fixText(row, period, words)]);
  if (row.estimate === null)
    return words.join([
      tactics.unidentified(reason),
      ...countsText(row, words),
      ...fixText(row, period, words),
    ]);
  return words.join([
    effectText(row, period, words),
    ...recruitsText(row, words),
    ...smallestText(row, period, words),
    tactics.doubt(reason),
    ...fixText(row, period, words),
  ]);
}

/** What somebody who decides is told about a tactic that is proven or likely: what it changed, at what price, and the strongest reason for doubt. */
export function decisionSentence(
  row: Lift,
  price: readonly string[],
  period: 'week' | 'day',
  words: Language,
): string {
  return words.join([
    effectText(row, period, words),
    ...recruitsText(row, words),
    ...price,
    words.tactics.doubt(reasonText(row, words)),
  ]);
}

function reasonText({ reason, estimator }: Lift, { tactics }: Language): string {
  return tactics.reasons[reason ?? (estimator === 'holdout' ? 'none_if_drawn' : 'none')];
}

/** How many standard errors an effect must be to be detected at the 5 % level in four of five cases. */
const seenAt_se = 2.8;

/** The smallest effect that could have been detected; without a simultaneous interval over all tactics, that of this tactic judged alone. */
function smallestText(row: Lift, period: 'week' | 'day', words: Language): string[] {
  if (row.mde_widened !== null) return [words.tactics.smallest(amount(row.mde_widened, row, period, words))];
  if (row.se === null || row.se === 0) return [];
  return [words.tactics.smallestAlone(amount(seenAt_se * row.se, row, period, words))];
}

/** What was counted while everybody had it, compared with its usual range (in whole numbers) and the previous one; never an effect. */
function countedText(row: Lift, names: ReadonlyMap<string, string>, words: Language): string {
  const { tactics } = words;
  const { counted, counted_from, counted_days, usual_low: low, usual_high: high, before_counted } = row;
  const weeks = (counted_days ?? 7) / 7;
  const before = row.before_tactic_id ?? '';
  const place = low === null || high === null || counted === null ? null : placeOf(counted, low, high);
  return words.join([
    tactics.everybody(number(counted ?? 0), counted_from ?? '', weeks),
    place === null
      ? tactics.noUsual
      : tactics.usual(number(Math.ceil(low ?? 0)), number(Math.floor(high ?? 0)), place),
    ...(before_counted === null
      ? []
      : [tactics.before(names.get(before) ?? displayName(null, before), number(before_counted))]),
    tactics.sameDays,
  ]);
}

function placeOf(counted: number, low: number, high: number): 'above' | 'below' | 'within' {
  if (counted > high) return 'above';
  return counted < low ? 'below' : 'within';
}

/** The effect next to its credit; without a finding, as an estimate that shows nothing; in a period without the tactic, as a rate. */
function effectText(row: Lift, period: 'week' | 'day', words: Language): string {
  const { tactics } = words;
  const { incremental } = row;
  if (incremental === null)
    return tactics.rate(rateText(row.estimate ?? 0), rateInterval(row, words), period);
  const credited = row.credited === null ? null : number(row.credited);
  const { incremental_low: low, incremental_high: high } = row;
  if (row.verdict === 'clear_difference')
    return tactics.clear(number(incremental), intervalText(low, high, 0, words), credited);
  if (row.verdict === 'no_effect_bigger_than')
    return tactics.noEffect(number(incremental), intervalText(low, high, 0, words), credited);
  if (!isFinding(row))
    return tactics.noFinding(number(incremental), intervalText(low, high, 0, words), credited);
  const effect =
    incremental < 0
      ? tactics.harmed(number(-incremental), intervalText(negated(high), negated(low), 0, words))
      : tactics.beside(number(incremental), intervalText(low, high, 0, words), credited);
  return mayBeNothing(low, high) ? words.join([effect, tactics.onlyTogether]) : effect;
}

/** Whether the increment of the reported period may be zero, although the effect over all periods is not. */
function mayBeNothing(low: number | null, high: number | null): boolean {
  return low !== null && high !== null && low <= 0 && high >= 0;
}

/** The people it brought in, if they landed more or less than newcomers would have landed anyway. */
function recruitsText(
  { recruits_effect: effect, recruits_low: low, recruits_high: high }: Lift,
  words: Language,
) {
  if (effect === null || low === null || high === null || (low <= 0 && high >= 0)) return [];
  const interval = effect > 0 ? intervalText(low, high, 0, words) : intervalText(-high, -low, 0, words);
  return [words.tactics.recruits(number(Math.abs(effect)), effect > 0, interval)];
}

function rateInterval({ low, high }: Lift, words: Language): string {
  if (low === null || high === null) return words.tactics.noInterval;
  return words.tactics.interval(rateText(low), rateText(high));
}

function negated(value: number | null): number | null {
  return value === null ? null : -value;
}

/** Both ends of an interval; rates per 1,000 members have a decimal, counts have none. */
function intervalText(low: number | null, high: number | null, digits: number, words: Language): string {
  if (low === null || high === null) return words.tactics.noInterval;
  return words.tactics.interval(number(low, digits), number(high, digits));
}

/** A rate per member as one per 1,000 members: a decimal only where it is below 10. */
function rateText(rate: number): string {
  return number(rate * 1000, Math.abs(rate * 1000) < 9.95 ? 1 : 0);
}

/** An effect per member and period as a count over the reported period, else as a rate. */
function amount(effect: number, row: Lift, period: 'week' | 'day', words: Language): string {
  return row.exposure === 0
    ? words.tactics.perThousand(rateText(effect), period)
    : words.tactics.results(number(effect * row.exposure));
}

function countsText({ treated_groups, control_groups, ...row }: Lift, words: Language): string[] {
  if (treated_groups === null || control_groups === null) return [];
  const counts = words.tactics.counts(treated_groups, control_groups);
  const tooFew = row.reason === 'treated_groups' || row.reason === 'control_groups';
  const dropped = tooFew ? (row.dropped_groups ?? 0) : 0;
  return dropped === 0 ? [counts] : [counts, words.tactics.dropped(dropped)];
}

/** The cheapest step that would settle it. */
function fixText(row: Lift, period: 'week' | 'day', words: Language): string[] {
  return row.fix === null ? [] : [words.tactics.fix[row.fix](stepOf(row, period, words))];
}

/** In a few words: extend or stop what is proven, else the cheapest step that would settle it; null if there is none. */
export function nextStep(row: Lift, period: 'week' | 'day', words: Language): string | null {
  const what = causedOrHarmed(row);
  if (what === 'harmed') return words.tactics.stop;
  if (what === 'caused' && (row.control_groups ?? 0) > 0) return words.tactics.extend;
  return row.fix === null ? null : words.tactics.next[row.fix](stepOf(row, period, words));
}

function stepOf(row: Lift, period: 'week' | 'day', words: Language) {
  const { tactics } = words;
  return {
    groups: number(row.fix_groups ?? 0),
    people: number(row.fix_people ?? 0),
    results: number(row.fix_results ?? 0),
    length: tactics.length(row.fix_periods ?? 0, period),
    effect: tactics.perThousand(rateText(row.fix_effect ?? 0), period),
    from: row.fix_from ?? '',
  };
}
