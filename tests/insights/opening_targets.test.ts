/** What the title of the first screen says about a period that is not over: no more certain than the verdicts below it. */
import { expect, it } from 'vitest';
import { targetTitle } from '../../src/insights/opening/opening_targets.js';
import { type PaceNode, paceNodes } from '../../src/insights/pacing.js';
import { languages } from '../../src/report/language.js';
import { sample } from '../report/sample.js';

const running = paceNodes(sample).find(({ over, is_value }) => !over && !is_value);
if (running === undefined) throw new Error('the sample has no target of a running period');
const [orders, others] = [running.goal, { ...running.goal, goal: 'Visits', label: null }];

const said = (verdicts: readonly PaceNode['verdict'][], language: 'en' | 'zh' = 'en') =>
  targetTitle(
    verdicts.map((verdict, place) => ({ ...running, verdict, goal: place === 0 ? orders : others })),
    sample,
    languages[language],
  );

it('is sure of a miss only where the verdict is', () => {
  expect(said(['on_track', 'will_miss'])).toBe('November will miss on Visits');
  expect(said(['on_track', 'unlikely'])).toBe('November is likely to miss on Visits');
  expect(said(['will_miss', 'unlikely'])).toBe(
    'November will miss on orders. November is likely to miss on Visits',
  );
  expect(said(['on_track', 'unlikely'], 'zh')).toContain('多半完不成');
});

it('names what is open, unless everything is', () => {
  expect(said(['on_track', 'open'])).toBe('November can still go either way on Visits');
  expect(said(['open', 'open'])).toBe('November can still go either way');
  expect(said(['on_track', 'likely'])).toBe('November is on track');
});

it('names each goal once, by its value only where its results are not missed as well', () => {
  const value = { ...running, is_value: true, verdict: 'will_miss' as const };
  const count = { ...value, is_value: false };
  const visits = { ...count, goal: others };
  const title = (...nodes: PaceNode[]) => targetTitle(nodes, sample, languages.en);
  expect(title(value, count, visits)).toBe('November will miss on orders and Visits');
  expect(title(value, visits)).toBe('November will miss on the net value of orders and Visits');
});
