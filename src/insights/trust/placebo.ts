import { anyLabel } from '../../contract/published_words.js';
import { number } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import { type PlaceboTest, type Published, placeboWarning } from '../../report/published.js';
import type { Cell, Check, Column, Table } from '../../report/report.js';
import { orderedGoals } from '../totals.js';
import { column, fewCell, numberCell, peopleCell, rawCell, textCell, whole } from '../wording/cells.js';
import { goalLabel } from '../wording/labels.js';
import { groupNames, isFew } from '../wording/names.js';
import { wordsOf } from '../wording/words.js';

/**
 * The placebo windows of every goal in neutral words: whether conversions have a touch after them as often as before, or less often. They say
 * what timing supports, not whether a tactic works, and never change the light.
 */
export function placeboChecks(published: Published): readonly Check[] {
  return orderedGoals(published).flatMap(({ goal }) => {
    const text = placeboText(published, goal);
    return text === null ? [] : [{ level: 'open' as const, label: goalLabel(published, goal), text }];
  });
}

/** The plain counts, the paired counts and what they say; null: too few people to print anything. */
export function placeboText(published: Published, goal: string): string | null {
  const words = wordsOf(published.facts);
  const counts = published.placebo.find((row) => row.goal === goal);
  if (counts === undefined || isFew(counts.real, published.facts)) return null;
  const after = isFew(counts.placebo, published.facts)
    ? words.few(published.facts.min_cell)
    : number(counts.placebo);
  const plain = words.placebo.counts(counts.window_days, after, number(counts.real));
  const test = pairedTest(published, goal);
  const isAboutFew =
    test === null || [test.before, test.after].some((count) => isFew(count, published.facts));
  const paired = isAboutFew ? [] : [pairedText(test, words)];
  return words.join([plain, ...paired, words.placebo[placeboReading(test)]]);
}

function pairedText({ pairs, before, after, ratio, low, high }: PlaceboTest, words: Language): string {
  const interval = low === null || high === null ? null : `${number(low, 2)}\u2013${number(high, 2)}`;
  return words.placebo.paired(
    number(pairs),
    number(after),
    number(before),
    ratio === null ? words.none : number(ratio, 2),
    interval,
  );
}

/** What the paired counts say, without claiming an effect or its absence. */
function placeboReading(
  test: PlaceboTest | null,
): 'more' | 'high' | 'unclear' | 'low' | 'few' | 'unobserved' {
  if (test === null) return 'unobserved';
  if (test.warning === 'few') return 'few';
  if (test.warning === null) return 'low';
  if ((test.low ?? 0) > 1) return 'more';
  return (test.ratio ?? 0) >= placeboWarning.ratio ? 'high' : 'unclear';
}

/** Whether timing does not support the credit of a goal. */
export function placeboIsHigh(published: Published, goal: string): boolean {
  return pairedTest(published, goal)?.warning === 'no_support';
}

function pairedTest({ placebo_test }: Published, goal: string): PlaceboTest | null {
  return (
    placebo_test.find(
      (row) => row.goal === goal && row.group_id === anyLabel && row.test === 'after_window',
    ) ?? null
  );
}

/** The three tests of every goal, for all groups together, and the paired test by group. */
export function placeboTables(published: Published): Table[] {
  const words = wordsOf(published.facts);
  const { placebo_test } = published;
  const names = groupNames(published);
  const together = placebo_test.filter((row) => row.group_id === anyLabel);
  const groups = orderedGoals(published).flatMap(({ goal }) =>
    placebo_test
      .filter((row) => row.goal === goal && row.group_id !== anyLabel && row.test === 'after_window')
      .sort((a, b) => b.before - a.before),
  );
  const c = words.placebo;
  return [
    testTable('placebo_tests', c.testsTitle, c.testsNote, [c.test], together, published, (row) => [
      textCell(c.tests[row.test]),
    ]),
    testTable(
      'placebo_groups',
      c.groupsTitle,
      c.groupsNote,
      [words.columns.group],
      groups,
      published,
      (row) => [textCell(names.get(row.group_id) ?? row.group_id)],
    ),
  ];
}

function testTable(
  id: string,
  title: string,
  note: string,
  labels: readonly string[],
  rows: readonly PlaceboTest[],
  published: Published,
  cells: (row: PlaceboTest) => Cell[],
): Table {
  const words = wordsOf(published.facts);
  const c = words.placebo;
  return {
    kind: 'table',
    id,
    title,
    columns: [
      column(words.columns.goal, { kind: 'id' }),
      ...labels.map((label) => column(label, { kind: 'text' })),
      column(c.pairs, whole, 'counted'),
      column(c.before, whole, 'counted'),
      column(c.other, whole, 'counted'),
      column(c.ratio, { kind: 'number', digits: 2 }, 'D'),
    ],
    rows: rows.map((row) => [
      textCell(goalLabel(published, row.goal)),
      ...cells(row),
      ...figures(row, published, words),
    ]),
    shown: 9,
    note,
  };
}

/** Conversions looked at, touched before, touched in the other window, and the ratio; suppressed if about too few people. */
function figures(row: PlaceboTest, { facts }: Published, words: Language): Cell[] {
  const count = (value: number) => peopleCell(value, value, facts, '', words);
  const ratio: Cell =
    row.ratio === null
      ? numberCell(null, words.placebo.few, words)
      : {
          is: 'interval',
          value: row.ratio,
          low: row.low,
          high: row.high,
          missing: row.low === null ? words.noInterval : null,
        };
  const hidden = isFew(row.before, facts) || isFew(row.after, facts);
  return [count(row.pairs), count(row.before), count(row.after), hidden ? fewCell(facts, words) : ratio];
}

/** The table placebo_test as it is, for the sheets of a workbook. */
export function placeboSheet(published: Published): readonly (readonly Cell[])[] {
  const { facts, placebo_test } = published;
  const words = wordsOf(facts);
  return placebo_test.map((row) => {
    const hidden = isFew(row.before, facts) || isFew(row.after, facts);
    const figure = (value: number | null) =>
      hidden ? fewCell(facts, words) : numberCell(value, words.placebo.few, words);
    return [
      rawCell(row.goal),
      rawCell(row.group_id),
      rawCell(row.test),
      peopleCell(row.before, row.before, facts, '', words),
      peopleCell(row.after, row.after, facts, '', words),
      figure(row.ratio),
      figure(row.low),
      figure(row.high),
      rawCell(row.warning),
      peopleCell(row.pairs, row.pairs, facts, '', words),
    ];
  });
}

/** The columns of that sheet. */
export const placeboColumns: readonly Column[] = [
  ...['goal', 'group_id', 'test'].map((name) => column(name, { kind: 'id' })),
  ...['before', 'after'].map((name) => column(name, whole, 'counted')),
  ...['ratio', 'low', 'high'].map((name) => column(name, { kind: 'number', digits: 3 }, 'D')),
  column('warning', { kind: 'id' }),
  column('pairs', whole, 'counted'),
];
