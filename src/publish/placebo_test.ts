import type { GoalConfig } from '../config/config.js';
import type { Row } from '../engines/engine.js';
import { buckets } from '../pipeline/credit_sums.js';
import { type PlaceboTest, placeboWarning } from '../report/published.js';
import { type RatioBucket, ratioInterval } from '../statistics/ratio_interval.js';
import { count, goalName, measure, text } from './columns.js';
import { grouped, type Publisher } from './table.js';

const anyLabel = '(any)';
const noneLabel = '(none)';

/** The tests, in the order in which they are printed. */
const tests: readonly PlaceboTest['test'][] = ['after_window', 'shifted_window', 'random_date'];

/**
 * Per goal, group and test: conversions with a touch in the window before, and in the window that stands against it (after; two windows
 * before; before a random date of the same person). `(any)` is all groups together, and the number of conversions that the test looked at.
 */
export const placeboTest = {
  name: 'placebo_test',
  summary:
    'One goal, group and test: does the timing of touches support the credit? Conversions with a touch in the window before, against another window of the same people that cannot have caused them. Only conversions whose two windows can be observed; touches in the window of another conversion of the same person and goal, and those at the very moment of the conversion, count on neither side.',
  columns: {
    goal: goalName,
    group_id: text(
      'The group; `(any)` is all of them together: a conversion counts once. Groups without a touch in either window have no row.',
    ),
    test: text(
      'after_window: the window after the conversion. shifted_window: the window before the window before. random_date: the window before a random moment between the first and the last touch of the same person. The last two take only conversions without another one near by.',
    ),
    before: count('conversions', 'Conversions with a touch in the window before.'),
    after: count('conversions', 'Conversions with a touch in the window of the test.'),
    ratio: measure('', 'after / before; empty if there is nothing before.'),
    low: measure('', 'Lower end of its 95 % interval over people; empty under 10 person buckets.'),
    high: measure('', 'Its upper end.'),
    warning: text(
      'no_support: the upper end is .8 or more, so that timing alone gives no support for the credit. few: fewer than 30 conversions before, or no interval. Empty: fewer than before.',
    ),
    pairs: count('conversions', 'Conversions that the test could look at, with or without a touch.'),
  },
  rows: async ({ engine, config }) => {
    const labels = new Map(
      (await engine.rows('SELECT group_no, label FROM groups')).map((row) => [
        String(row.group_no),
        row.label,
      ]),
    );
    const sums = await engine.rows(
      'SELECT goal_no, test, is_any, group_no, bucket, CAST(sum(pairs) AS BIGINT) AS pairs, CAST(sum(before_count) AS BIGINT) AS before_count, CAST(sum(after_count) AS BIGINT) AS after_count FROM placebo_sums GROUP BY goal_no, test, is_any, group_no, bucket ORDER BY goal_no, test, is_any DESC, group_no NULLS FIRST, bucket',
    );
    const labelOf = (row: Row) =>
      row.is_any === 1
        ? anyLabel
        : row.group_no === null
          ? noneLabel
          : String(labels.get(String(row.group_no)));
    const byKey = grouped(sums, (row) => `${row.goal_no} ${row.test} ${row.is_any} ${row.group_no}`);
    const rows = [...byKey.values()].map((mine) => ({ mine, label: labelOf(mine[0] ?? {}) }));
    return config.goals.flatMap((goal, index) =>
      tests.flatMap((test) => {
        const chosen = rows.filter(({ mine }) => mine[0]?.goal_no === index + 1 && mine[0]?.test === test);
        const pairs = total(chosen.find(({ label }) => label === anyLabel)?.mine ?? [], 'pairs');
        return chosen.map(({ mine, label }) => testRow(goal, label, test, mine, pairs));
      }),
    );
  },
} as const satisfies Publisher;

function testRow(goal: GoalConfig, group_id: string, test: string, sums: readonly Row[], pairs: number): Row {
  const before = total(sums, 'before_count');
  const filled = sums
    .map((row): RatioBucket => ({ above: Number(row.after_count), below: Number(row.before_count) }))
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

/** few: nothing can be said; no_support: the count may be as high as before; empty: it is lower. */
function warningOf(before: number, high: number | null): PlaceboTest['warning'] {
  if (before < placeboWarning.conversions || high === null) return 'few';
  return high >= placeboWarning.ratio ? 'no_support' : null;
}

function total(rows: readonly Row[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column]), 0);
}
