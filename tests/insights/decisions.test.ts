/** What has to be decided about targets: nothing only where none is missed. */
import { expect, it } from 'vitest';
import { decisionsOf } from '../../src/insights/opening/decisions.js';
import { opening } from '../../src/insights/opening/opening.js';
import { paceNodes } from '../../src/insights/pacing.js';
import { languages } from '../../src/report/language.js';
import type { Published, Target } from '../../src/report/published.js';
import { sample, withFacts } from '../report/sample.js';

/** The sample without tactics and groups that stand out: 90, 91 .. 96 orders landed on the days of week 46, 651 in all. */
const plain = (targets: readonly Target[], min_cell = 0): Published => ({
  ...withFacts(sample, { min_cell }),
  ...{ targets, tactics: [], lift: [], group_goal_week: { ...sample.group_goal_week, length: 0 } },
});
const target = (period: string, size: number, node: string = period): Target => ({
  ...{ node, period, target: size, parent: null, metric: 'orders:conversions' },
});
const verdicts = (published: Published) => paceNodes(published).map(({ verdict }) => verdict);
const said = (published: Published, language: 'en' | 'zh' = 'en') =>
  decisionsOf(published, languages[language]).map(({ title, text }) => [title, text]);

it('is something where a target was missed in a week that is over', () => {
  const missed = plain([target('2026-W46', 800)]);
  expect(verdicts(missed)).toEqual(['missed']);
  expect(said(missed)).toEqual([
    ['orders: week 46 fell 149 short. Change the plan, or the next target.', '651 of 800 landed.'],
  ]);
  expect(said(missed, 'zh')[0]?.[0]).toContain('第46周差 149');
  expect(opening(missed).decision.none).toBe('');
  expect(opening(plain([target('2026-W46', 650)])).decision.title).toBe('Nothing to decide.');
});

it('gives no figure away that is about few people', () => {
  expect(said(plain([target('2026-W46', 800)], 5000))).toEqual([]);
});

it('asks for nothing after the end of a period that is still running', () => {
  const thursday = withFacts(plain([target('2026-W46', 5000)]), {
    ...{ period_from: '2026-11-09', period_to: '2026-11-12', week_label: null },
  });
  expect(verdicts(thursday)).toEqual(['will_miss']);
  // five days on would be the 17th; the week ends on the 15th
  expect(said(thursday)[0]?.[0]).toBe('orders: add a tactic by 2026-11-15, or lower the target of 5,000.');
  expect(decisionsOf(thursday, languages.en)[0]?.by).toBe('2026-11-14');
});
