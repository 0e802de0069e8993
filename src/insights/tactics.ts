import { type Language, languages } from '../report/language.js';
import type { Lift, LiftCheck, Published } from '../report/published.js';
import type { Block, Part, Table } from '../report/report.js';
import { causedOrHarmed, liftSentence, withoutFew } from './tactics/lift_sentence.js';
import { isRunning, isRunningClaim } from './tactics/running_tactics.js';
import { surestFirst } from './tactics/surest_first.js';
import { afterBlocks } from './tactics/tactic_after.js';
import { eventStudies } from './tactics/tactic_events.js';
import { kindTerms } from './tactics/tactic_kinds.js';
import { claimName, claimNames, isSeries, membersOf } from './tactics/tactic_series.js';
import { tacticTables } from './tactics/tactic_tables.js';
import { column, knownCell, textCell } from './wording/cells.js';

const rowsShown = 15;

/** Part 9: every tactic with its cost, credit and increment, its grade, and what may be said. */
export function tactics(run: Published): Part {
  const words = languages[run.facts.language];
  const published = { ...run, lift: run.lift.map((row) => withoutFew(row, run)) };
  return {
    id: 'tactics',
    question: words.tactics.question,
    title: tacticsTitle(published, words),
    lead: words.tactics.lead,
    blocks: hasTactics(published) ? blocksOf(published, words) : [],
  };
}

/** Whether there is anything to judge. */
export function hasTactics({ tactics, lift }: Published): boolean {
  return tactics.length + lift.length > 0;
}

function tacticsTitle(published: Published, words: Language): string {
  if (!hasTactics(published)) return words.tactics.noneRan;
  const running = published.tactics.filter((tactic) => isRunning(tactic, published));
  const mine = published.lift.filter((row) => isRunningClaim(row.tactic_id, running));
  if (mine.length === 0) return words.tactics.noneRan;
  // A tactic counts once, however many goals it is evaluated for; a series counts as its tactics.
  const idsOf = (test: (row: Lift) => boolean) =>
    new Set(mine.filter(test).map(({ tactic_id }) => tactic_id));
  const count = (ids: ReadonlySet<string>, ...but: ReadonlySet<string>[]) =>
    [...ids]
      .filter((id) => !but.some((others) => others.has(id)))
      .reduce((sum, id) => sum + (isSeries(id) ? membersOf(id, published.tactics).length : 1), 0);
  const caused = idsOf((row) => causedOrHarmed(row) === 'caused');
  const proven = idsOf((row) => causedOrHarmed(row) === 'caused' && row.verdict === 'proven_by_holdout');
  const harmed = idsOf((row) => causedOrHarmed(row) === 'harmed');
  const withVerdict = (...verdicts: readonly Lift['verdict'][]) =>
    idsOf(({ verdict }) => verdicts.includes(verdict));
  const clear = withVerdict('clear_difference');
  const small = withVerdict('real_but_smaller_than', 'no_effect_bigger_than');
  const noisy = idsOf(({ verdict }) => verdict !== 'cannot_be_identified' && verdict !== 'counted');
  const everybody = withVerdict('counted');
  const every = idsOf(() => true);
  return words.tactics.title({
    proven: count(proven),
    likely: count(caused, proven),
    harmed: count(harmed),
    clear: count(clear, caused, harmed),
    small: count(small, caused, harmed, clear),
    noisy: count(noisy, caused, harmed, clear, small),
    counted: count(everybody, noisy),
    open: count(every, noisy, everybody),
  });
}

function blocksOf(published: Published, words: Language): Block[] {
  const names = claimNames(published, words);
  const nameOf = (row: Pick<Lift, 'tactic_id' | 'goal'>) => claimName(row, names, published, words);
  const sentences = published.lift.toSorted(surestFirst).map((row) => ({
    row,
    term: nameOf(row),
    text: liftSentence(row, published.facts.lift_period, words, names),
  }));
  const terms = sentences.filter(({ row }) => row.estimate !== null);
  const counted = sentences.filter(({ row }) => row.verdict === 'counted');
  const unidentified = sentences.filter(({ row }) => row.estimate === null && row.verdict !== 'counted');
  return [
    ...tacticTables(published, names, words),
    ...(terms.length === 0
      ? []
      : [
          {
            kind: 'terms' as const,
            title: words.tactics.sentencesTitle,
            terms: terms.map(({ term, text }) => ({ term, text })),
          },
        ]),
    ...kindTerms(published, words),
    ...afterBlocks(published, names, words),
    ...eventStudies(published, nameOf, words),
    ...foldedTable(
      'counted_tactics',
      words.tactics.countedTitle,
      words.tactics.sentencesTitle,
      counted,
      words,
    ),
    ...foldedTable('unidentified', words.tactics.unidentifiedTitle, words.tactics.why, unidentified, words),
    ...checkTable(published, nameOf, words),
    { kind: 'notes', notes: [words.tactics.never] },
  ];
}

/** Tactics with a sentence each, folded away. */
function foldedTable(
  id: string,
  title: string,
  heading: string,
  sentences: readonly { readonly term: string; readonly text: string }[],
  words: Language,
): Table[] {
  if (sentences.length === 0) return [];
  const { columns } = words.tactics;
  return [
    {
      kind: 'table',
      id,
      title,
      columns: [column(columns.tactic, { kind: 'text' }), column(heading, { kind: 'text' })],
      rows: sentences.map(({ term, text }) => [textCell(term), textCell(text)]),
      shown: rowsShown,
      note: null,
      folded: true,
    },
  ];
}

/** Every check of every claim, folded away. */
function checkTable(
  { lift_checks }: Published,
  nameOf: (row: LiftCheck) => string,
  words: Language,
): Table[] {
  if (lift_checks.length === 0) return [];
  const { checkColumns, passed, failed, notAsked, columns } = words.tactics;
  return [
    {
      kind: 'table',
      id: 'lift_checks',
      title: words.tactics.checksTitle,
      columns: [
        column(columns.tactic, { kind: 'text' }),
        column(checkColumns.check, { kind: 'text' }),
        column(checkColumns.size, { kind: 'number', digits: 4, trims: true }),
        column(checkColumns.error, { kind: 'number', digits: 4, trims: true }),
        column(checkColumns.bound, { kind: 'number', digits: 4, trims: true }),
        column(checkColumns.passed, { kind: 'text' }),
      ],
      rows: lift_checks.map((one) => [
        textCell(nameOf(one)),
        textCell(words.tactics.checks[one.check]),
        knownCell(one.size, notAsked, words),
        knownCell(one.error, '', words),
        knownCell(one.bound, '', words),
        textCell(one.passed === null ? '\u2013' : one.passed === 1 ? passed : failed),
      ]),
      shown: 20,
      note: null,
      folded: true,
    },
  ];
}
