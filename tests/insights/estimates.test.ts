/** Forecasts are no more exact than they can be, and a title says whether results or their value are meant. */
import { expect, it } from 'vitest';
import { targetTables, targetTitle } from '../../src/insights/opening/opening_targets.js';
import { paceNodes } from '../../src/insights/pacing.js';
import { goalEstimate, goalFigure } from '../../src/insights/wording/goal_figure.js';
import { languages } from '../../src/report/language.js';
import { orders, sample } from '../report/sample.js';

it('writes estimates of money without cents from 100 on, all that stand together alike', () => {
  const range = goalEstimate(orders, true, 15_126.4);
  expect([7006.23, 15_126.4].map(range)).toEqual(['7,006', '15,126']);
  expect([7006.23, 15_126.4].map(goalFigure(orders, true))).toEqual(['7,006.23', '15,126']);
  expect([12.5, 40].map(goalEstimate(orders, true, 40))).toEqual(['12.50', '40.00']);
});

it('gives a forecast both ends of its range, which is not symmetric', () => {
  const running = paceNodes(sample).filter(({ over }) => !over);
  const [lines] = targetTables(running, sample, languages.en).map((table) => table.lines);
  const landing = running[0]?.landing;
  if (landing === null || landing === undefined) throw new Error('no forecast');
  expect(landing.high - landing.mean).not.toBeCloseTo(landing.mean - landing.low, 1);
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  expect(lines?.[0]?.range).toBe(`${whole(landing.low)} to ${whole(landing.high)}`);
});

it('names the value of a goal where its results are on track', () => {
  const running = paceNodes(sample).filter(({ over, goal }) => !over && goal.goal === 'orders');
  const value = running.find(({ is_value }) => is_value);
  const count = running.find(({ is_value }) => !is_value);
  if (value === undefined || count === undefined) throw new Error('the sample has no such targets');
  const nodes = [
    { ...value, verdict: 'will_miss' as const },
    { ...count, verdict: 'on_track' as const },
  ];
  expect(targetTitle(nodes, sample, languages.en)).toBe('November will miss on the net value of orders');
  expect(targetTitle(nodes, sample, languages.zh)).toBe('11月orders净成交额完不成');
});
