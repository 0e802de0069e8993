import type { GoalConfig } from '../config/config.js';
import {
  anyLabel,
  noneLabel,
  type PlaceboTestName,
  type PlaceboWarning,
  placeboTests,
  placeboWarning,
  placeboWarnings,
} from '../contract/published_words.js';
import { type RowIn, readRows, readTable } from '../engines/typed_rows.js';
import { buckets } from '../pipeline/credit_sums.js';
import { type RatioBucket, ratioInterval } from '../statistics/ratio_interval.js';
import { count, goalName, measure, orEmpty, text, word } from './columns.js';
import { grouped, published } from './table.js';

/**
 * Per goal, group and test: conversions with a touch in the window before, and in the window it is compared with (after; two windows
 * before; before a random date of the same person). `(any)` is all groups together, with the number of conversions that the test looked at.
 */
export const placeboTest = published({
  name: 'placebo_test',
  summary:
    'One goal, group and test: does the timing of touches support the credit? Compares conversions with a touch in the window before with those touched in another window of the same people, which cannot have caused them. Only conversions for which both windows can be observed; touches in the window of another conversion of the same person and goal, and touches at the exact moment of the conversion, count on neither side.',
  columns: {
    goal: goalName,
    group_id: text(
      'The group; `(any)` is all of them together, with each conversion counted once. Groups without a touch in either window have no row.',
    ),
    test: word(
      placeboTests,
      'after_window: the window after the conversion. shifted_window: the window before the window before. random_date: the window before a random moment between the first and the last touch of the same person. The last two use only conversions without another one close by.',
    ),
    before: count('conversions', 'Conversions with a touch in the window before.'),
    after: count('conversions', 'Conversions with a touch in the window of the test.'),
    ratio: orEmpty(measure('', 'after / before; empty if before is 0.')),
    low: orEmpty(
      measure('', 'Lower end of its 95 % interval over people; empty with fewer than 10 person buckets.'),
    ),
    high: orEmpty(measure('', 'Its upper end.')),
    warning: orEmpty(
      word(
        placeboWarnings,
        'no_support: the upper end is 0.8 or more, so timing alone does not support the credit. few: fewer than 30 conversions before, or no interval. Empty: fewer after than before.',
      ),
    ),
    pairs: count('conversions', 'Conversions that the test could look at, with or without a touch.'),
  },
  rows: async ({ engine, config }) => {
    const named = await readTable(engine, 'groups', { group_no: 'number', label: 'text' });
    const labels = new Map(named.map(({ group_no, label }) => [group_no, label]));
    const sums = await readRows(engine, sumShape, sumSelect);
    const labelOf = ({ is_any, group_no }: TestSum) =>
      is_any === 1 ? anyLabel : group_no === null ? noneLabel : (labels.get(group_no) ?? String(group_no));
    const byKey = grouped(sums, (row) => `${row.goal_no} ${row.test} ${row.is_any} ${row.group_no}`);
    const rows = [...byKey.values()].flatMap((mine) =>
      mine.slice(0, 1).map((first) => ({ ...first, mine, label: labelOf(first) })),
    );
    return config.goals.flatMap((goal, index) =>
      placeboTests.flatMap((test) => {
        const chosen = rows.filter((row) => row.goal_no === index + 1 && row.test === test);
        const pairs = total(chosen.find(({ label }) => label === anyLabel)?.mine ?? [], 'pairs');
        return chosen.map(({ mine, label }) => testRow(goal, label, test, mine, pairs));
      }),
    );
  },
});

/** The sums of one person bucket of one goal, test and group. */
const sumShape = {
  goal_no: 'number',
  test: placeboTests,
  is_any: 'number',
  group_no: 'number?',
  bucket: 'number',
  pairs: 'number',
  before_count: 'number',
  after_count: 'number',
} as const;
type TestSum = RowIn<typeof sumShape>;
const sumSelect = `SELECT goal_no, test, is_any, group_no, bucket, CAST(sum(pairs) AS BIGINT) AS pairs,
    CAST(sum(before_count) AS BIGINT) AS before_count, CAST(sum(after_count) AS BIGINT) AS after_count
  FROM placebo_sums GROUP BY goal_no, test, is_any, group_no, bucket
  ORDER BY goal_no, test, is_any DESC, group_no NULLS FIRST, bucket`;

function testRow(
  goal: GoalConfig,
  group_id: string,
  test: PlaceboTestName,
  sums: readonly TestSum[],
  pairs: number,
) {
  const before = total(sums, 'before_count');
  const filled = sums
    .map((row): RatioBucket => ({ above: row.after_count, below: row.before_count }))
    .filter(({ above, below }) => above > 0 || below > 0);
  const { ratio, interval } = ratioInterval(filled, buckets);
  return {
    goal: goal.name,
    group_id,
    test,
    before,
    after: total(sums, 'after_count'),
    ratio,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    warning: warningOf(before, interval?.high ?? null),
    pairs,
  };
}

/** few: nothing can be said; no_support: the count after may be as high as before; empty: it is lower. */
function warningOf(before: number, high: number | null): PlaceboWarning | null {
  if (before < placeboWarning.conversions || high === null) return 'few';
  return high >= placeboWarning.ratio ? 'no_support' : null;
}

function total(rows: readonly TestSum[], column: 'pairs' | 'before_count' | 'after_count'): number {
  return rows.reduce((sum, row) => sum + row[column], 0);
}
