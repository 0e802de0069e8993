/** A week that landed as usual and came back is not as usual. */
import { expect, it } from 'vitest';
import { opening } from '../../src/insights/opening/opening.js';
import { risk } from '../../src/insights/risk.js';
import { refundFindings } from '../../src/insights/weeks/refund_change.js';
import { en } from '../../src/report/en/index.js';
import type { Published } from '../../src/report/published.js';
import { sample, weeks } from '../report/sample.js';

/** Of 100 results of orders a week 2 came back at this age, of the last week so many. */
const withBack = (back: number): Published => ({
  ...sample,
  goal_week: sample.goal_week.map((row) =>
    row.goal === 'orders'
      ? {
          ...row,
          conversions: 100,
          conversions_same_age: 100 - (row.week_start === weeks.at(-1) ? back : 2),
        }
      : row,
  ),
});

it('says that far more came back than usual, and nothing of what chance or a few points explain', () => {
  expect(refundFindings(withBack(3), en)).toEqual([]);
  // 6 of 100 instead of 2: four points
  expect(refundFindings(withBack(6), en)).toEqual([]);
  const [found] = refundFindings(withBack(40), en);
  expect(found?.text).toBe('40\u00a0% came back already; at that age it is usually 2\u00a0%.');
  expect(found?.about).toMatchObject({ figure: 0.4, expected: 0.02 });
  expect(opening(withBack(40)).change.title).toContain('40\u00a0% came back already');
  expect(opening(withBack(3)).change.title).not.toContain('came back');
  expect(JSON.stringify(risk(withBack(40)).blocks)).toContain('40\u00a0% came back already');
});
